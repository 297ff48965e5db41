/* SPDX-License-Identifier: Apache-2.0 */
/* What a batch is made of. Rules are bits of a word of 32: larger tables go row by row. */
#ifndef REMIT_DMN_BATCH_INTERNAL_H
#define REMIT_DMN_BATCH_INTERNAL_H

#include "dmn/table_index.h"

#include <dmn_batch.h>

enum {
	BATCH_RULES_MOST = 32,
	BATCH_ROWS = 512,      /* worked together: their words stay in the cache */
	BATCH_NEAR_MOST = 4096 /* values between the first and the last break */
};

/* Where the set of rules changes, in the column's own whole numbers: from breaks[i] on holds the
 * set i + 1, before all of them set 0. */
struct batch_column {
	const int32_t *breaks;
	size_t break_count;
	const uint32_t *sets;
	/* Where the breaks are near each other: the set of each value from `low` to `high`, which
	 * stand for all below and above; or NULL. */
	const uint32_t *near;
	int32_t low;
	int32_t high;
	uint32_t null_set;
};

struct dmn_batch {
	struct arena *arena;
	const struct table *table;
	size_t column_count;
	const struct batch_column *columns; /* NULL: row by row */
	const unsigned *order;		    /* the given column of each of the table's */
	const enum dmn_kind *kinds;	    /* of the table's column; DMN_NULL: any */
	const struct dmn_column *given;	    /* scales and texts; no values */
	bool is_first; /* of several rules the first answers; otherwise none does */
};

/* AND the sets of `count` values, up to BATCH_ROWS, into `alive`; and the rules from that. */
struct batch_kernel {
	void (*meet)(const struct batch_column *column, const int32_t *values, size_t count,
		     uint32_t *alive);
	void (*rules)(const uint32_t *alive, size_t count, bool is_first, uint16_t *rules);
};
/* The best that this machine can run, or the portable one. */
const struct batch_kernel *batch_kernel(bool may_be_wide);

/* dmn_batch_run with that kernel. */
void batch_run_with(const struct dmn_batch *batch, const struct batch_kernel *kernel,
		    const struct dmn_column *columns, size_t row_count, uint16_t *rules);

#endif
