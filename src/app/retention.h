/* SPDX-License-Identifier: Apache-2.0 */
/* How long cases are kept, erasing them, and what proves it. The rules are the pack's
 * (`retention`).
 *
 * A case may be erased when it has ended for every rule that it is a matter of, every period has
 * run, no work on it is open and no legal hold is on it. Everything of the person goes: records,
 * notes, documents, recommendations, decisions, what the log has beside its commitments, and the
 * person's secret, without which the commitments say nothing. The log still verifies: of a
 * recommendation its leaf stays, of other rows that the log counts their number. A certificate
 * says what kinds and how many went, when, under which rule and by whom, and nothing of the person.
 */
#ifndef REMIT_APP_RETENTION_H
#define REMIT_APP_RETENTION_H

#include "app/caseload.h"

#include "base/list.h"
#include "letter/document.h"

/* A case as one rule sees it. */
struct retention_state {
	bool applies; /* it has records that the rule looks at */
	bool going_on;
	int64_t ended_on;
	int64_t kept_until;
};

struct retention_case {
	int64_t root_id;
	struct text reference;
	struct retention_state *states; /* one for each of the pack's rules */
	bool is_due;			/* every rule lets it go */
	int64_t kept_until;		/* the last of the rules' days */
	bool is_open;			/* work on it is not done */
	bool is_held;
	bool is_merged; /* read with another record */
	bool asks;	/* a person confirms */
};

/* Does anything keep it? */
static inline bool retention_keeps(const struct retention_case *it)
{
	return it->is_held || it->is_merged || it->is_open || !it->is_due;
}

struct retention_list {
	LIST_OF(struct retention_case);
};

/* Cases whose periods have run by the program's date and that the actor sees, with what still keeps
 * them. A look. */
enum status retention_due(struct caseload *caseload, struct retention_list *out,
			  struct error *error) MUST_USE;
/* One case before somebody confirms that it is erased, with its reference. A look;
 * STATUS_NOT_FOUND, also where the actor may not see it. */
enum status retention_look(struct caseload *caseload, int64_t root_id, struct retention_case *out,
			   struct error *error) MUST_USE;
/* One case; nothing is logged: a part of another use case. */
enum status retention_case_read(struct caseload *caseload, int64_t root_id,
				struct retention_case *out, struct error *error) MUST_USE;

/* Erase one case. `reason`: why now, by who confirms; it names nobody (STATUS_INVALID).
 * STATUS_REFUSED with the cause when something keeps it. Then the database's files are rid of it
 * (erase_purge). */
enum status erase_case(struct caseload *caseload, int64_t root_id, struct text reason,
		       int64_t *erasure_id, struct error *error) MUST_USE;
/* Erase every case that is due and that no person needs to confirm: *count. */
enum status erase_due(struct caseload *caseload, int64_t *count, struct error *error) MUST_USE;

/* Rid the database's files of what earlier erasures took out. */
enum status erase_purge_again(struct app *app, struct error *error) MUST_USE;

/* Legal hold: while it is on, nothing of the person is erased. */
struct hold {
	int64_t id; /* 0: none */
	int64_t root_id;
	struct text reason, actor, put_at;
};
enum status hold_put(struct caseload *caseload, int64_t root_id, struct text reason,
		     struct error *error) MUST_USE;
enum status hold_lift(struct caseload *caseload, int64_t root_id, struct text reason,
		      struct error *error) MUST_USE;
/* Of one case; a part of a look. */
enum status hold_read(struct caseload *caseload, int64_t root_id, struct hold *out,
		      struct error *error) MUST_USE;

struct certificate {
	int64_t id;
	struct text json;
	struct text actor, erased_at;
	struct text purged_at; /* empty: the files are not rid of it yet */
	struct text trace;     /* what looking for traces gave */
};
struct certificate_list {
	LIST_OF(struct certificate);
};
/* The latest first, 200 at most. A look. */
enum status certificate_list(struct caseload *caseload, struct certificate_list *out,
			     struct error *error) MUST_USE;
enum status certificate_read(struct caseload *caseload, int64_t id, struct certificate *out,
			     struct error *error) MUST_USE;
/* On paper. */
void certificate_document(struct caseload *caseload, const struct certificate *it,
			  struct document *document);

#endif
