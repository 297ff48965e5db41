/* SPDX-License-Identifier: Apache-2.0 */
/* Makes decision tables and inputs, and holds the table index against testing cell by cell: each
 * table is compiled twice, and the second model's index is taken out. What is made follows a
 * sequence of choices: random ones, or the bytes of a fuzzer. */
#ifndef REMIT_TESTS_TABLE_MAKER_H
#define REMIT_TESTS_TABLE_MAKER_H

#include "base/builder.h"
#include "dmn/model.h"

enum {
	MAKER_COLUMNS_MOST = 4,
	MAKER_INPUTS = 24, /* sets of inputs a table */
	NUMBER_SCALE = 3   /* digits after the point, by columns */
};

enum maker_kind {
	MAKER_NUMBER,
	MAKER_STRING,
	MAKER_DATE,
	MAKER_BOOLEAN,
	MAKER_DURATION,
	MAKER_MONTHS,
	MAKER_TIME,
	MAKER_DATE_TIME,
	MAKER_KINDS
};

struct maker {
	struct arena *arena;
	struct builder xml;
	uint64_t state;	      /* of the random choices, not 0 */
	const uint8_t *bytes; /* or the choices; past the last, 0 */
	size_t byte_count;
	enum maker_kind columns[MAKER_COLUMNS_MOST];
	unsigned column_count;
};

/* A model with one decision `d`, a table over inputs i0, i1, ... */
struct text maker_model(struct maker *maker);
struct dmn_model *maker_compile(struct text xml);
/* The decision's table. */
const struct table *maker_table(const struct dmn_model *model);
/* From now on each cell is tested. */
void maker_take_index(struct dmn_model *model);
/* Do the model with an index and that without give the same for MAKER_INPUTS sets of inputs, and
 * the table by columns too? If not, says on stderr for which. */
bool maker_agrees(struct maker *maker, struct text xml, const struct dmn_model *indexed,
		  const struct dmn_model *plain);

#endif
