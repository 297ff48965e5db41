/* SPDX-License-Identifier: Apache-2.0 */
/* What follows when a decision is final. */
#include "app/transition_internal.h"

static bool follows(const struct pack_transition *transition, struct text outcome)
{
	for (size_t i = 0; i < transition->on_count; i++)
		if (text_equal(transition->on[i]->code, outcome))
			return true;
	return false;
}

static enum status follow_one(struct moving *moving, const struct pack_states *states,
			      const struct pack_transition *transition,
			      const struct item_decision *decision, bool *moved,
			      struct error *error)
{
	const struct pack_code *now = moving_state(moving, states);
	const struct move move = { .states = states,
				   .transition = transition,
				   .reason = decision->reasons,
				   .form = decision->judgements,
				   .decision_id = decision->id };
	if (*moved || now == NULL || !follows(transition, decision->outcome) ||
	    !moving_leads(transition, now))
		return STATUS_OK;
	*moved = true;
	return transition_move(moving, &move, error);
}

static enum status follow(struct moving *moving, const struct item_decision *decision,
			  struct error *error)
{
	const struct pack *pack = moving->caseload.pack;
	bool any = false;
	for (size_t s = 0; s < pack->states_count; s++) {
		bool moved = false; /* once in each */
		for (size_t t = 0; t < pack->states[s].transition_count; t++)
			TRY(follow_one(moving, &pack->states[s], &pack->states[s].transitions[t],
				       decision, &moved, error));
		any = any || moved;
	}
	return any ? transition_settle(moving, error) : STATUS_OK;
}

enum status transition_follow(struct item *item, const struct item_decision *decision,
			      struct error *error)
{
	struct moving moving;
	struct item copy = *item;
	if (item->caseload.pack->states_count == 0)
		return STATUS_OK;
	enum status status = moving_open(&moving, &copy, error);
	if (status == STATUS_OK)
		status = follow(&moving, decision, error);
	moving_close(&moving);
	return status;
}
