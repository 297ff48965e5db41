/* SPDX-License-Identifier: Apache-2.0 */
/* Which roles work on cases. */
#include "app/app.h"

static bool step_names(const struct pack_step *step, struct text role)
{
	for (size_t i = 0; i < step->role_count; i++)
		if (text_equal(step->roles[i]->name, role))
			return true;
	return false;
}

static bool moves(const struct pack_states *states, struct text role)
{
	for (size_t i = 0; i < states->transition_count; i++)
		if (step_names(&states->transitions[i].by, role))
			return true;
	return false;
}

bool app_is_worker(const struct pack *pack, struct text role)
{
	for (size_t i = 0; pack != NULL && i < PACK_DIRECTION_COUNT; i++)
		if (step_names(&pack->authority[i].decide, role) ||
		    step_names(&pack->authority[i].sign, role))
			return true;
	for (size_t i = 0; pack != NULL && i < pack->sample_count; i++)
		if (step_names(&pack->samples[i].by, role))
			return true;
	for (size_t i = 0; pack != NULL && i < pack->states_count; i++)
		if (moves(&pack->states[i], role))
			return true;
	return false;
}
