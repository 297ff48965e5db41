/* SPDX-License-Identifier: Apache-2.0 */
/* What many stretches of time make together: so much time, or so many of them, within a window
 * that moves along with them. A function of the set of stretches, never of their order.
 *
 * Instants and lengths are microseconds. Stretches that overlap or touch count once, as one. Going
 * along them, the sum is kept of what lies within the last `window`; at the first instant at which
 * it reaches `total` they make something. Each stretch with a part in that sum is used up, whole:
 * it counts in no later sum, which begins anew behind that instant. */
#ifndef REMIT_WORK_ACCUMULATE_H
#define REMIT_WORK_ACCUMULATE_H

#include "base/arena.h"

#include <stdint.h>

#define WORK_STRETCH_OPEN INT64_MAX

struct work_stretch {
	int64_t from;
	int64_t until; /* WORK_STRETCH_OPEN: it lasts until now */
	int64_t id;
};

struct work_accumulation {
	int64_t window; /* above 0 */
	int64_t total;	/* of time, above 0 and at most `window`; or 0: they are counted */
	int64_t count;	/* how many begin within a window, both ends of it counted */
	int64_t now;	/* what begins after it has not happened; what lasts longer ends with it */
};

/* What was made, and what it used: *used, `used_count` ids in order. */
struct work_made {
	int64_t at;
	const int64_t *used;
	size_t used_count;
};

/* In order of their instants; both live in the arena. Sorts the stretches; a stretch that ends
 * before it begins is none. O(n log n). */
size_t work_accumulate(struct arena *arena, const struct work_accumulation *rule,
		       struct work_stretch *stretches, size_t count, const struct work_made **made);

/* How much of [low, high] the stretches cover together. Sorts them. */
int64_t work_covered(struct work_stretch *stretches, size_t count, int64_t low, int64_t high);

#endif
