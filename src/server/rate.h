/* SPDX-License-Identifier: Apache-2.0 */
/* Limits of rate: a bucket of tokens for each key (a session, an address), hashed with a salt of
 * the process so that nothing about anyone is kept. Keys share a table of fixed size: when it is
 * full the one that has rested longest gives its place. Safe from several threads. */
#ifndef REMIT_SERVER_RATE_H
#define REMIT_SERVER_RATE_H

#include "base/text.h"

#include <stdint.h>

struct rate;

struct rate_limit {
	double each_second; /* tokens that come back */
	double most;	    /* at once */
};

struct rate *rate_new(void);
void rate_free(struct rate *rate);
/* Take a token of `key`'s bucket under the limit named `kind`; false when there is none left. `now`
 * in nanoseconds that only go forward. */
bool rate_take(struct rate *rate, const struct rate_limit *limit, unsigned kind, struct text key,
	       int64_t now);

#endif
