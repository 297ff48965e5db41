/* SPDX-License-Identifier: Apache-2.0 */
/* A sign between processes on one SQLite file that somebody waits to write, so that long work ends
 * its transaction and yields: a lock on an empty file beside the database, shared by all who wait.
 */
#ifndef REMIT_STORE_WAITING_H
#define REMIT_STORE_WAITING_H

#include <stdbool.h>

struct waiting_sign {
	int descriptor; /* -1: there can be none, and nobody is ever seen to wait */
	bool shown;
};

struct waiting_sign waiting_open(const char *database);
void waiting_close(struct waiting_sign *sign);
/* I wait; I wait no more. */
void waiting_show(struct waiting_sign *sign);
void waiting_hide(struct waiting_sign *sign);
/* Does somebody else? */
bool waiting_seen(const struct waiting_sign *sign);

#endif
