/* SPDX-License-Identifier: Apache-2.0 */
/* How the record decided about moves from state to state (the pack's `states`): by a person's act,
 * or when a decision is final. The state is a fact of the record; a transition puts down another,
 * with who, when and why, and the rules are applied anew. */
#ifndef REMIT_APP_TRANSITION_H
#define REMIT_APP_TRANSITION_H

#include "app/item.h"

#include "base/list.h"

/* One that leads on from where the record is. */
struct transition_option {
	const struct pack_states *states;
	const struct pack_transition *transition;
	size_t number;	      /* its place among all of the pack, from 1 */
	struct text obstacle; /* why this person cannot take it now, or empty */
};

struct transition_state {
	const struct pack_states *states;
	const struct pack_code *code; /* NULL: not known */
};

/* One that was taken. */
struct transition_taken {
	struct text states, name, from, to, reason, actor, made_at;
	struct text form; /* JSON object */
};

struct transition_view {
	struct {
		LIST_OF(struct transition_state);
	} states;
	struct {
		LIST_OF(struct transition_option);
	} options; /* a person's own */
	struct {
		LIST_OF(struct transition_taken);
	} taken; /* in order */
};

/* Where the item's record stands, by the latest version of its pack, and how it can move. Logs
 * nothing: the caller has logged its look at the item. */
enum status transition_read(struct app *app, struct item *item, struct transition_view *out,
			    struct error *error) MUST_USE;

struct transition_call {
	struct text name;
	struct text reason;
	const char *const *sets; /* "name=value", of what it asks */
	size_t set_count;
};

/* Take it. STATUS_INVALID with the field that is wrong; STATUS_REFUSED where the person may not, or
 * the guard does not hold; STATUS_CONFLICT where the record is elsewhere by now. */
enum status transition_take(struct app *app, int64_t item_id, const struct transition_call *call,
			    struct error *error) MUST_USE;

/* The decision of the item is final: those that follow its outcome, in the present transaction. */
enum status transition_follow(struct item *item, const struct item_decision *decision,
			      struct error *error) MUST_USE;

#endif
