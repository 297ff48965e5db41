/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files behind transition.h. */
#ifndef REMIT_APP_TRANSITION_INTERNAL_H
#define REMIT_APP_TRANSITION_INTERNAL_H

#include "app/condition.h"
#include "app/transition.h"

/* The record as it is now, its family, and the pack's conditions. */
struct moving {
	struct item *item;
	struct caseload caseload; /* the latest version */
	struct batch *batch;
	struct assembled_row *about;
	struct conditions conditions;
	int64_t taken_id; /* the transition that was put down last; 0: none */
};

/* To be closed, also after a failure. */
enum status moving_open(struct moving *moving, struct item *item, struct error *error) MUST_USE;
void moving_close(struct moving *moving);

/* Where the record is; NULL where that is not known. */
const struct pack_code *moving_state(const struct moving *moving, const struct pack_states *states);
bool moving_leads(const struct pack_transition *transition, const struct pack_code *from);

/* Why this person cannot take it now, given what is filled in; empty where nothing is in the way.
 */
enum status moving_obstacle(struct moving *moving, const struct pack_transition *transition,
			    dmn_value form, struct text *out, struct error *error) MUST_USE;

/* transition_move.c: what is put down, in the present transaction. `decision_id` 0: of none. */
struct move {
	const struct pack_states *states;
	const struct pack_transition *transition;
	struct text reason;
	struct text form; /* JSON object */
	int64_t decision_id;
};
enum status transition_move(struct moving *moving, const struct move *move,
			    struct error *error) MUST_USE;
/* The rules anew, after all that has moved. */
enum status transition_settle(struct moving *moving, struct error *error) MUST_USE;

#endif
