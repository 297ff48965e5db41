/* SPDX-License-Identifier: Apache-2.0 */
/* The one door to closed compartments: record types that a pack keeps out of casework lie in a
 * database of their own (store_open_at) with a log of its own, opened by a connection of its own.
 * Who may include this file stands in src/FLOORS (`door`): engine runs, casework's pages and
 * reports are not among them, and have no handle.
 *
 * Two databases cannot commit at one instant. So whoever writes to a compartment has casework's
 * turn first, then the compartment's; what was written is committed in the compartment, and after
 * it in casework an entry with size and root of the compartment's log: the anchor. After a kill
 * between the two the compartment is whole and its log longer than its anchor; the next one anchors
 * it (compartment_anchor_all). What was acknowledged is in both. */
#ifndef REMIT_APP_COMPARTMENT_H
#define REMIT_APP_COMPARTMENT_H

#include "app/caseload.h"

#include "base/list.h"

struct compartment {
	struct app app;		  /* its store and log; who acts as in casework */
	struct caseload caseload; /* its record types; empty until compartment_records */
};

/* Open it. `own` is the operator's word for where it lies (environment: REMIT_COMPARTMENT_NAME);
 * `fresh`: make it or bring it up to date. STATUS_NOT_FOUND when it is not there, STATUS_DATABASE
 * when this process may not open it. */
enum status compartment_open(struct app *casework, struct text name, bool fresh,
			     struct compartment *out, struct error *error) MUST_USE;
/* Close; what is not committed is undone. Allowed of one that was never opened. */
void compartment_close(struct compartment *it);
/* The pack's record types that lie in it. */
enum status compartment_records(struct compartment *it, const struct caseload *casework,
				struct error *error) MUST_USE;

/* A transaction in both, with both turns. compartment_end commits when `status` is STATUS_OK, else
 * undoes both and gives it back. */
enum status compartment_begin(struct compartment *it, struct error *error) MUST_USE;
enum status compartment_end(struct compartment *it, enum status status,
			    struct error *error) MUST_USE;
/* The same within a transaction of casework's that has its turn, and goes on after it. */
enum status compartment_enter(struct compartment *it, struct error *error) MUST_USE;
enum status compartment_leave(struct compartment *it, enum status status,
			      struct error *error) MUST_USE;

/* Those that casework's log has anchors of. */
struct compartment_names {
	LIST_OF(struct text);
};
enum status compartment_list(struct app *casework, struct compartment_names *out,
			     struct error *error) MUST_USE;
/* Those that the pack's record types lie in, each once. */
void compartment_of_pack(struct arena *arena, const struct pack *pack,
			 struct compartment_names *out);

/* compartment_move.c: what an older release has of its record types in casework's database goes
 * into it; in a transaction of both. *moved: something went, and casework's files are to be purged.
 */
enum status compartment_move_in(struct compartment *to, struct caseload *casework, bool *moved,
				struct error *error) MUST_USE;
enum status compartment_move_out(struct compartment *to, struct caseload *casework,
				 struct error *error) MUST_USE;

/* compartment_read.c: a part of a look. */
struct compartment_shown;
enum status compartment_read(struct compartment *it, int64_t root_id, struct compartment_shown *out,
			     struct error *error) MUST_USE;

/* compartment_anchor.c: put size and root of its log into casework's, in a transaction of
 * casework's; nothing when the last anchor says the same. */
enum status compartment_anchor(struct compartment *it, struct error *error) MUST_USE;
/* The same in a transaction of its own. */
enum status compartment_anchor_now(struct compartment *it, struct error *error) MUST_USE;
/* Of every one that can be opened. */
enum status compartment_anchor_all(struct app *casework, struct error *error) MUST_USE;

#endif
