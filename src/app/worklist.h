/* SPDX-License-Identifier: Apache-2.0 */
/* The worklist: open items in the order of the pack's Priority keys, and why each is where it is.
 * It shows nothing of the recommendation but its priority. */
#ifndef REMIT_APP_WORKLIST_H
#define REMIT_APP_WORKLIST_H

#include "app/assemble.h"

#include "base/list.h"

struct worklist_key {
	struct text key;
	struct text value;
	struct text reason;
};

struct worklist_item {
	int64_t id;
	struct text state;
	struct text *facts; /* one for each of pack->worklist */
	struct text *words; /* the same in words */
	struct worklist_key *keys;
	size_t key_count;
	struct text as_of;
	int64_t root_id;
	struct text claimed_by; /* or empty */
	bool barred;		/* the actor took part in the decision whose challenge it answers */
};

struct worklist {
	LIST_OF(struct worklist_item);
	int64_t total;	/* that the filter finds, counted up to WORKLIST_COUNT_MOST */
	bool more_than; /* there are more than that */
};

enum {
	WORKLIST_COUNT_MOST = 1000,
	WORKLIST_SKIP_MOST = 100000
};

enum worklist_whose {
	WORKLIST_ANYONE,
	WORKLIST_MINE, /* claimed by the actor */
	WORKLIST_UNCLAIMED,
	WORKLIST_TEAM /* of the actor's teams (app/team.h) */
};

struct worklist_filter {
	enum worklist_whose whose;
	struct text state; /* a word of work/flow.def, or empty: all that wait */
	/* A code for each of pack->filters, empty: any; or NULL. */
	const struct text *facets;
	int64_t skip;
	int64_t most;
};

/* Items that wait, in order. The look is logged first. STATUS_REFUSED where the filter is by a
 * field above the actor's role. */
enum status worklist_read(struct caseload *caseload, const struct worklist_filter *filter,
			  struct worklist *out, struct error *error) MUST_USE;

/* worklist_select.c: the rows of the filter's items (or their number), to be ended with rows_end.
 */
enum status worklist_select(struct caseload *caseload, const struct worklist_filter *filter,
			    bool count, struct rows *rows, struct error *error) MUST_USE;
enum status worklist_count(struct caseload *caseload, const struct worklist_filter *filter,
			   struct worklist *out, struct error *error) MUST_USE;

#endif
