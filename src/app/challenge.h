/* SPDX-License-Identifier: Apache-2.0 */
/* A person challenges a final decision: noted by staff with the grounds, and decided anew in a
 * cycle of the item by a fresh officer: nobody who viewed, decided or signed what is challenged.
 * The decision of that cycle is the answer. Late is told, and not refused. */
#ifndef REMIT_APP_CHALLENGE_H
#define REMIT_APP_CHALLENGE_H

#include "app/caseload.h"

struct challenge_wanted {
	struct text grounds;	 /* what the person says is wrong */
	struct text received_on; /* the day on which it came: 2026-03-31 */
	struct text through;	 /* letter, telephone, a solicitor: in a few words */
};
struct challenge_made {
	int64_t id;
	int64_t answer_item_id; /* the item in which it is answered */
	bool is_late;		/* after the time that the decision's letter gave */
};
/* STATUS_CONFLICT where the decision is not final or is challenged already, or where another one on
 * the same record waits for its second person; STATUS_INVALID with the field. */
enum status challenge_make(struct app *app, int64_t item_id, const struct challenge_wanted *wanted,
			   struct challenge_made *out, struct error *error) MUST_USE;

/* Took that account part in a decision whose challenge the item answers? */
enum status challenge_bars(struct app *app, struct text account, int64_t item_id, bool *barred,
			   struct error *error) MUST_USE;

struct challenge {
	int64_t id, item_id, answer_item_id;
	int64_t root_id;       /* as stored */
	struct text reference; /* of the case */
	struct text outcome, decided_at;
	struct text grounds, through, received_on;
	struct text until; /* empty: the decision's letter gave no time, or was not made */
	struct text actor, recorded_at;
	struct text answer, answered_at; /* outcome and instant; empty: open */
	bool is_open, is_late;
	bool stood; /* the answer has the same outcome */
};
struct challenge_list {
	LIST_OF(struct challenge);
};
/* Those of the pack that the actor sees, open ones first by their day. The look is logged. */
enum status challenge_list(struct caseload *caseload, struct challenge_list *out,
			   struct error *error) MUST_USE;

#endif
