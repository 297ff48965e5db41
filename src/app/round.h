/* SPDX-License-Identifier: Apache-2.0 */
/* Rounds (pack: round): all items of a case are taken in hand together, because something has
 * called for it. Each record that the pack decides about is decided apart, in its own item; the
 * round ends when none is undecided, and not before. One at most is open on a case. */
#ifndef REMIT_APP_ROUND_H
#define REMIT_APP_ROUND_H

#include "app/caseload.h"
#include "work/flow.h"

/* A record that the pack decides about. */
struct round_item {
	int64_t record_id, item_id; /* the latest cycle */
	enum work_state state;
	struct text key, label;
	struct text outcome;   /* decided in the open round; empty: not */
	int64_t decided_in_id; /* the item in which that was */
};

struct round {
	int64_t id;
	struct text called_by; /* name of the trigger */
	struct text reason;
	struct text opened_by, opened_on, opened_at;
	struct text ended_by, ended_on, ended_at, ended_why; /* empty: open */
	struct text decided; /* JSON list of {item, record, key, outcome} */
};

struct round_view {
	struct caseload *caseload;
	int64_t root_id; /* that is kept */
	struct text reference, secret;
	struct {
		LIST_OF(struct round);
	} rounds; /* latest first */
	struct {
		LIST_OF(struct round_item);
	} items; /* of those in scope, and of those decided in the open round */
	size_t undecided;
	bool is_open;	      /* the first of rounds */
	struct text obstacle; /* why this actor neither begins nor ends one; or empty */
};

/* What is on record of a case's rounds, and how each record stands. STATUS_NOT_FOUND, also where
 * the actor may not see the case. Logged as a look. */
enum status round_read(struct caseload *caseload, int64_t root_id, struct round_view *out,
		       struct error *error) MUST_USE;

/* Begin one: every item that is final is opened in another cycle, and the rules are applied anew.
 * STATUS_CONFLICT where one is open, or a decision waits for its second person; STATUS_INVALID with
 * the field; STATUS_REFUSED where the pack does not let the actor. */
enum status round_open(struct caseload *caseload, int64_t root_id, struct text called_by,
		       struct text reason, struct error *error) MUST_USE;

/* End the open one. STATUS_CONFLICT with the record that is undecided. The fields that the pack
 * names are put down on each record that was decided. */
enum status round_end(struct caseload *caseload, int64_t root_id, struct text why,
		      struct error *error) MUST_USE;

/* What calls for rounds, compiled; for use on many cases. */
struct round_caller;
enum round_called {
	ROUND_NOT_CALLED,
	ROUND_BEGUN,
	ROUND_WAITS /* a decision waits for its second person */
};
/* *out is NULL where the pack has no rounds. To be closed, also after a failure; NULL is allowed.
 */
enum status round_caller_open(struct caseload *caseload, struct round_caller **out,
			      struct error *error) MUST_USE;
void round_caller_close(struct round_caller *it);
/* Begin the round of a case that something has called for, in the present transaction and one's
 * turn in it; the rules are applied anew. */
enum status round_call(struct round_caller *it, int64_t root_id, enum round_called *out,
		       struct error *error) MUST_USE;
/* The same of one case; nothing where the pack has no rounds. */
enum status round_call_once(struct caseload *caseload, int64_t root_id,
			    struct error *error) MUST_USE;

struct round_report {
	int64_t as_of;
	int64_t cases;
	int64_t opened;
	int64_t waiting; /* called for, but a decision waits for its second person */
};
/* Begin those that a trigger has called for by the program's date, of all cases: what a fact calls
 * for is begun with it (app/run.h), what a date calls for here. What called before the last
 * round began, or while it ran, belongs to that one. */
enum status round_due(struct caseload *caseload, struct round_report *report,
		      struct error *error) MUST_USE;

#endif
