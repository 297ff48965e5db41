/* SPDX-License-Identifier: Apache-2.0 */
/* Break-glass: a restricted case opened for a while, with a reason, by who is not named to it. It
 * is an entry of a kind of its own, and waits for a manager who is named to the case to say whether
 * it was justified. Who is excluded from a case cannot. The period is the pack's (access:
 * break_glass). */
#ifndef REMIT_APP_GLASS_H
#define REMIT_APP_GLASS_H

#include "app/access.h"

struct glass {
	int64_t id;
	int64_t root_id;
	struct text reference; /* of the case */
	struct text account;
	struct text reason;
	struct text made_at;
	int64_t until;		 /* microseconds since 1970 */
	struct text reviewed_by; /* empty: it waits */
	struct text reviewed_at;
	struct text verdict; /* "justified", "unjustified" */
	struct text review_reason;
};

struct glass_list {
	LIST_OF(struct glass);
};

enum {
	GLASS_SHOWN = 200
};

/* Open the case with that reference. STATUS_NOT_FOUND for what is no case and for who is excluded
 * from it, in the same words; STATUS_CONFLICT when the actor sees it anyway. */
enum status glass_break(struct caseload *caseload, struct text reference, struct text reason,
			int64_t *root_id, struct error *error) MUST_USE;
/* Openings of the cases that the actor sees: first those that wait for a review, GLASS_SHOWN at
 * most. Logged as a look. */
enum status glass_read(struct caseload *caseload, struct glass_list *out,
		       struct error *error) MUST_USE;
/* One of them; a part of a look. STATUS_NOT_FOUND. */
enum status glass_find(struct caseload *caseload, int64_t id, struct glass *out,
		       struct error *error) MUST_USE;
/* How many others' openings of cases that the actor sees wait for a review. */
enum status glass_waiting(struct app *app, int64_t *count, struct error *error) MUST_USE;
/* Say whether it was justified, and why; once, never one's own. */
enum status glass_review(struct caseload *caseload, int64_t id, bool justified, struct text reason,
			 struct error *error) MUST_USE;

/* What the log keeps of an opening or its review. */
struct text glass_detail(struct arena *arena, int64_t id, const char *name, struct text value,
			 struct text reason);

#endif
