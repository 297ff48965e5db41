/* SPDX-License-Identifier: Apache-2.0 */
/* cases.csv: the rule tests of a pack.
 *
 * Columns: `name`, `as_of`, the inputs and the expectations. An input that is one record stands
 * field by field ("Condition.basis"); a list, and Quality, as a JSON list of objects under the
 * input's name. Empty cells are null, empty lists are []. Expectations are rows of case.def. */
#ifndef REMIT_PACK_CASE_TABLE_H
#define REMIT_PACK_CASE_TABLE_H

#include "pack/pack.h"

enum case_expectation {
#define CASE_EXPECTATION(name, column, decision, needed, meaning) CASE_##name,
#include "pack/case.def"
	CASE_EXPECTATION_COUNT
};

struct pack_case {
	struct text name;
	unsigned line;
	dmn_value as_of;
	dmn_value quality;
	const dmn_value *inputs; /* beside pack->decision.inputs */
	struct text expected[CASE_EXPECTATION_COUNT];
};

struct case_table {
	const char *file;
	const struct pack_case *cases;
	size_t count;
	bool asserts[CASE_EXPECTATION_COUNT]; /* the column is there */
};

enum status case_table_read(struct arena *arena, const struct pack *pack, struct case_table *out,
			    struct error *error) MUST_USE;

const char *case_expectation_column(enum case_expectation which);
const char *case_expectation_decision(enum case_expectation which);

#endif
