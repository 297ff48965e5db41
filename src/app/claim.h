/* SPDX-License-Identifier: Apache-2.0 */
/* Who works on an item: one person claims it, gives it back, or hands it to another. A claim keeps
 * nobody out (the flow does that); it says who is at it, so that two people do not do the same
 * work. */
#ifndef REMIT_APP_CLAIM_H
#define REMIT_APP_CLAIM_H

#include "app/accounts.h"
#include "app/item.h"

/* For oneself. STATUS_CONFLICT, naming who has it, when it is another's. Doing it twice is fine. */
enum status claim_take(struct app *app, int64_t item_id, struct error *error) MUST_USE;
/* To the person of that name, who must be able to work on it; empty: back to nobody. One's own, or
 * anyone's as a manager. `before` is who one believes has it. */
enum status claim_hand_over(struct app *app, int64_t item_id, struct text before, struct text to,
			    struct error *error) MUST_USE;
/* Who has it, or empty. */
enum status claim_read(struct app *app, int64_t item_id, struct text *who,
		       struct error *error) MUST_USE;

struct claim_load {
	struct text actor;
	int64_t count;
};

struct claim_loads {
	LIST_OF(struct claim_load);
};

/* How many open items each person has. */
enum status claim_read_loads(struct app *app, struct claim_loads *out,
			     struct error *error) MUST_USE;
/* The active accounts that may take a step of the pack's decisions, see the item's case, and are of
 * its team where the pack restricts items to teams. */
enum status claim_candidates(struct item *item, struct account_list *out,
			     struct error *error) MUST_USE;

#endif
