/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a COPY on their way to a PostgreSQL server, by a thread: a socket takes a part of
 * them at a time, and the program makes the next rows meanwhile. The connection is the thread's
 * until sending_end. */
#ifndef REMIT_STORE_SENDING_H
#define REMIT_STORE_SENDING_H

#include "base/text.h"

struct pg_conn;
struct sending;

/* Begin; the rows are copied. NULL: no memory. */
struct sending *sending_begin(struct pg_conn *connection, struct text rows);
/* Wait for the end, and free it. False: the connection failed. */
bool sending_end(struct sending *sending);

#endif
