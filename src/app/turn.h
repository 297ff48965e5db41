/* SPDX-License-Identifier: Apache-2.0 */
/* Threads of one process that share a database: who writes takes a turn, so that nobody waits at
 * the database's lock, and looks that wait for the disk are written together in one transaction. */
#ifndef REMIT_APP_TURN_H
#define REMIT_APP_TURN_H

#include "app/app.h"

struct turn *turn_new(void);
void turn_free(struct turn *turn);

/* Wait for one's turn to write; give it on. Not nested. */
void turn_take(struct turn *turn);
void turn_give(struct turn *turn);

/* Write the look with all others that wait, on the store of whichever thread comes first. Returns
 * when it is on the disk, or was not to be. */
enum status turn_look(struct app *app, const struct app_log *what, struct error *error) MUST_USE;

#endif
