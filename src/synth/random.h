/* SPDX-License-Identifier: Apache-2.0 */
/* A stream of numbers by seed (splitmix64): the same on every machine. Not for secrets. */
#ifndef REMIT_SYNTH_RANDOM_H
#define REMIT_SYNTH_RANDOM_H

#include "base/text.h"

struct random {
	uint64_t state;
};

/* A stream of its own for a thing of this name, so that a change in one leaves the others. */
struct random random_new(uint64_t seed, struct text table, struct text column);
uint64_t random_next(struct random *random);
/* 0 .. bound - 1; bound is not 0. */
uint64_t random_below(struct random *random, uint64_t bound);

/* Scale totals to `target` by largest remainder: the sum is exact. All zero stays zero. */
void random_scale(const uint64_t *totals, size_t count, uint64_t target, uint64_t *out);

/* Dealing without replacement from exact totals. */
struct deal {
	uint64_t *left;
	size_t count;
	uint64_t sum;
};
/* The next one's index; `left` must not be all zero. */
size_t deal_next(struct deal *deal, struct random *random);

#endif
