/* SPDX-License-Identifier: Apache-2.0 */
/* Test inputs in the making. */
#ifndef REMIT_ANALYSIS_CASES_H
#define REMIT_ANALYSIS_CASES_H

#include "analysis/check.h"

struct case_list {
	LIST_OF(struct dmn_case);
};

struct making_cases {
	struct checking checking;
	struct dmn_evaluation *evaluation;
	struct case_list cases;
	struct map seen; /* decision and inputs, as text */
	size_t uncovered;
	struct dmn_cases *made; /* the result in the arena, or NULL */
};

enum {
	CASES_MOST = 100 * 1000 /* more than that nobody confirms */
};

/* cases_table.c: those of the table at hand. */
void cases_of_table(struct making_cases *making);

/* Ask the model and keep the case, unless the same inputs were asked before. Gives whether the rule
 * (from 0) gave the result. */
bool cases_add(struct making_cases *making, struct text name, size_t rule, dmn_value inputs);

#endif
