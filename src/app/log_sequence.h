/* SPDX-License-Identifier: Apache-2.0 */
/* The sequencer of a log that many processes write to (PostgreSQL). An entry is written in the
 * transaction of what it records and waits in audit_waiting; the sequencer numbers what waits in
 * the order in which it came, adds it to the tree and signs nothing: a checkpoint is of the tree
 * alone. Its commit is on the disk before it returns, and with it all that it has placed.
 *
 * `remit serve` and `remit worker` run one in a thread (sequencer.h); a command places its own
 * entries as it ends. Of all processes one is at it at a time. On SQLite nothing waits, and all of
 * this does nothing. */
#ifndef REMIT_APP_LOG_SEQUENCE_H
#define REMIT_APP_LOG_SEQUENCE_H

#include "app/app.h"

enum {
	LOG_LATE_SECONDS = 60 /* an entry that has waited longer was left out: verify fails */
};

/* Do entries wait for a sequencer here? Not in a compartment: casework vouches for its log as soon
 * as it has committed. */
bool log_is_sequenced(const struct app *app);

/* Place some of what waits, in a transaction that is the sequencer's; *more: some may be left. */
enum status log_place_page(struct app *app, bool *more, struct error *error) MUST_USE;
/* Place what has been committed, before the log is read. Outside a transaction. */
enum status log_settle(struct app *app, struct error *error) MUST_USE;
/* The same as one step of a transaction that no other writes entries beside until it ends. After
 * app_turn. */
enum status log_settle_alone(struct app *app, struct error *error) MUST_USE;
/* One round of the thread: nothing when another process is at it. */
enum status log_sequence_round(struct app *app, struct error *error) MUST_USE;

/* After a commit, once a second at most; and before the database is closed. A failure is left to
 * whoever comes next: what was committed is, and waits. */
void log_settle_now_and_then(struct app *app);
void log_settle_at_end(struct app *app);

/* How many have waited for over LOG_LATE_SECONDS, by the database's clock. */
enum status log_late(struct app *app, int64_t *count, struct error *error) MUST_USE;

#endif
