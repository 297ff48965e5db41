/* SPDX-License-Identifier: Apache-2.0 */
/* Rounds: all items of a case taken in hand together. Part of pack.h. */
#ifndef REMIT_PACK_ROUND_H
#define REMIT_PACK_ROUND_H

#include "pack/condition.h"
#include "pack/states.h"
#include "pack/who.h"

/* What calls for a round. */
struct pack_trigger {
	struct text name, label, source;
	const struct pack_condition *since; /* the day on which it called; NULL: a person says so */
};

/* Every record that the pack decides about is decided apart, and the round ends when each is. */
struct pack_round {
	struct text label; /* empty: the pack has no rounds */
	struct text source;
	struct pack_step by; /* who begins and who ends one */
	const struct pack_trigger *triggers;
	size_t trigger_count;
	const struct pack_setting *sets; /* of each record decided in it, when it ends */
	size_t set_count;
};

#endif
