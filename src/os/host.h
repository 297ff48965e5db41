/* SPDX-License-Identifier: Apache-2.0 */
/* What the operating system tells about this process and its user. */
#ifndef REMIT_OS_HOST_H
#define REMIT_OS_HOST_H

#include "base/text.h"

/* The name of the user that runs the program, in `arena`; by the system's list of users, not by
 * the environment, which a user can set. */
struct text host_user(struct arena *arena);

/* What the environment has under that name, as long as it is not changed; empty for nothing. */
struct text host_variable(const char *name);

/* This process among all machines' that share a database: "machine:number-random", in `arena`. */
struct text host_process(struct arena *arena);

/* `size` bytes from the system's random source. Ends the process when there is none: nothing
 * that needs a secret may go on without. */
void host_random(void *into, size_t size);

/* Most memory this process has held, in bytes. */
size_t host_peak_memory(void);

#endif
