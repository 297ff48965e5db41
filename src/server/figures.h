/* SPDX-License-Identifier: Apache-2.0 */
/* What the server counts: answers by route and status, their times, processor time, bytes. Written
 * by all threads without a lock; read as Prometheus text. No path, name or address is kept, so that
 * figures hold nothing about anyone. */
#ifndef REMIT_SERVER_FIGURES_H
#define REMIT_SERVER_FIGURES_H

#include "base/text.h"

#include <stdint.h>

struct figures;

enum {
	FIGURES_ROUTES_MOST = 128
};

/* Names last as long as the figures. What is no route of them counts as "other". */
struct figures *figures_new(const char *const *routes, size_t count);
void figures_free(struct figures *figures);

struct figures_answer {
	const char *route;
	unsigned status;
	int64_t nanoseconds; /* from the request's first line to the answer's hand-over */
	int64_t processor_nanoseconds;
	uint64_t bytes;
};
void figures_add(struct figures *figures, const struct figures_answer *answer);

/* Prometheus text: count, sum and quantiles 0.5, 0.99 and 1 of the time by route and of all, the
 * processor's time, bytes, statuses. Times are read off 5 % wide buckets. */
struct text figures_print(const struct figures *figures, struct arena *arena);

#endif
