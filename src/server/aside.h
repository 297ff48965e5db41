/* SPDX-License-Identifier: Apache-2.0 */
/* What waits for others (another server's answer) is done on threads of its own: meanwhile the
 * connection rests, and the threads that answer go on with other people's pages. */
#ifndef REMIT_SERVER_ASIDE_H
#define REMIT_SERVER_ASIDE_H

#include "server/exchange.h"

struct aside;

enum {
	ASIDE_MOST = 64, /* that rest or have; one more is told to come back later */
	ASIDE_THREADS_MOST = 8,
	ASIDE_END_SECONDS = 2
};

/* NULL when the machine has no memory or thread left; `threads` 0 gives one that does nothing. */
struct aside *aside_new(unsigned threads);
/* Let the connection rest and have done what its response asks for, then wake it. False: there are
 * too many. */
bool aside_put(struct aside *aside, struct exchange *exchange);
/* One that has rested is answered. */
void aside_answered(struct aside *aside, const struct exchange *exchange);
/* Take no more, wake all that rests (what has not begun is not done any more), end the threads, and
 * give the answers ASIDE_END_SECONDS to go out. */
void aside_stop(struct aside *aside);
void aside_free(struct aside *aside); /* after it has stopped; NULL is allowed */

#endif
