/* SPDX-License-Identifier: Apache-2.0 */
/* Nulls that reach where a value is needed, in one evaluation: an operation or a function that does
 * not take null, or a table whose rules do not. It is the engine that evaluates, so that what
 * guards a null guards it here. Told are nulls that nothing but the model stands for: of a table
 * without a matching rule (or with several), a null that a text gives, an input that may be null.
 */
#ifndef REMIT_ANALYSIS_REACH_H
#define REMIT_ANALYSIS_REACH_H

#include "analysis/leaf.h"
#include "dmn/instance.h"

struct reach {
	const struct element *holder; /* whose logic it is in */
	const struct table *table;    /* or NULL: an operation, at `place` */
	size_t column;
	struct place place;
	struct text name;     /* what is null, or empty */
	size_t problem_count; /* that the run had before */
	bool is_open; /* the null is of a table that was given a text which no cell of it names */
};

struct reach_list {
	LIST_OF(struct reach);
};

struct reaching {
	struct checking *checking;
	struct dmn_evaluation *evaluation;
	const struct leaves *leaves;
	struct met_nulls nulls;
	struct reach_list tables;
	struct problem_list open; /* of tables that gave nothing for such a text */
	struct reach_list found;  /* of the last try; in the arena of the evaluation */
	struct observer observer;
};

/* Decide the element of the leaves once, with one value a leaf; at most so many steps. Gives the
 * steps taken. */
uint64_t reach_try(struct reaching *reaching, const dmn_value *chosen, uint64_t most_steps);

bool reach_is_same(const struct reach *a, const struct reach *b);

#endif
