/* SPDX-License-Identifier: Apache-2.0 */
/* How the record decided about moves. Part of pack.h. */
#ifndef REMIT_PACK_STATES_H
#define REMIT_PACK_STATES_H

#include "pack/condition.h"
#include "pack/layout.h"
#include "pack/who.h"

struct pack_outcome;

/* A field that changes with a transition. */
struct pack_setting {
	const struct pack_field *field;
	const struct pack_condition *value;
};

/* A person's act, or what follows a final decision, that takes a record from one state to another.
 */
struct pack_transition {
	struct text name, label, source, otherwise;
	const struct pack_code *const *from;
	size_t from_count;
	const struct pack_code *to;
	struct pack_step by;	  /* without a grade: no person takes it by itself */
	const struct text *never; /* names: who took one of them on the record does not take this */
	size_t never_count;
	const struct pack_outcome *const *on; /* outcomes that it follows */
	size_t on_count;
	const struct pack_condition *guard; /* or NULL */
	const struct pack_judgement *asks;
	size_t ask_count;
	const struct pack_setting *sets;
	size_t set_count;
};

/* How the record decided about moves in one of its codes. */
struct pack_states {
	struct text name, label;
	const struct pack_field *field; /* its codes are the states */
	const struct pack_code *begins; /* where the field is empty; NULL: nowhere */
	const struct pack_transition *transitions;
	size_t transition_count;
};

#endif
