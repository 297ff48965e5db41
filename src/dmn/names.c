/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the specification for what a model is made of, in the order of their enums. */
#include "dmn/model.h"

const char *const hit_policy_names[HIT_POLICY_COUNT] = { "UNIQUE", "ANY",	 "PRIORITY",
							 "FIRST",  "RULE ORDER", "OUTPUT ORDER",
							 "COLLECT" };

const char *const aggregation_names[AGGREGATION_COUNT] = { "NONE", "SUM", "MIN", "MAX", "COUNT" };

const char *const boxed_names[BOXED_KIND_COUNT] = { "literal expression",
						    "decision table",
						    "context",
						    "invocation",
						    "function definition",
						    "list",
						    "relation",
						    "conditional",
						    "filter",
						    "for",
						    "some",
						    "every" };
