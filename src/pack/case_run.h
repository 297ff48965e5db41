/* SPDX-License-Identifier: Apache-2.0 */
/* One case through the model, and each decision of the contract as the text that cases.csv
 * writes. Knows the shape of the decision contract and nothing of any pack. */
#ifndef REMIT_PACK_CASE_RUN_H
#define REMIT_PACK_CASE_RUN_H

#include "pack/case_table.h"

/* A compiled model and an evaluation of it. */
struct case_model {
	struct dmn_model *model;
	struct dmn_evaluation *evaluation;
};

/* Compile; false with the first problem in `problem` when it cannot be used. The XML must live
 * as long as the model. */
bool case_model_open(struct case_model *out, const char *file, struct text xml,
		     const struct dmn_problem **problem);
void case_model_close(struct case_model *model);

/* Forget the last case and set the inputs of this one. */
void case_set(struct case_model *model, const struct pack *pack, const struct pack_case *one);
/* The text of one expectation for the inputs set, in the evaluation's arena. */
struct text case_result(struct case_model *model, enum case_expectation which);

/* The string at `name` of a context, or the empty text. */
struct text case_string(dmn_value context, const char *name);

#endif
