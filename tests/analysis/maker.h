/* SPDX-License-Identifier: Apache-2.0 */
/* Random small tables, with the inputs that tell all their rules apart: each constant that a cell
 * may name and a value between each two. */
#ifndef REMIT_TESTS_ANALYSIS_MAKER_H
#define REMIT_TESTS_ANALYSIS_MAKER_H

#include "base/builder.h"

#include <dmn.h>

enum {
	INPUTS_MOST = 3,
	COLUMNS_MOST = 4,
	RULES_MOST = 8,
	POINTS_MOST = 12, /* values of an input */
	CONSTANTS = 3
};

enum made_kind {
	MADE_NUMBER,
	MADE_STRING,
	MADE_BOOLEAN,
	MADE_DATE,
	MADE_MONTHS,
	MADE_DURATION,
	MADE_TIME,
	MADE_DATE_TIME,
	MADE_KINDS
};

enum made_policy {
	MADE_UNIQUE,
	MADE_ANY,
	MADE_PRIORITY,
	MADE_FIRST,
	MADE_RULE_ORDER,
	MADE_OUTPUT_ORDER,
	MADE_COLLECT,
	MADE_POLICIES
};

struct made_column {
	unsigned input;
	bool is_computed; /* a comparison of the input, which cells test for true and false */
	struct text expression;
	struct text cells[RULES_MOST];
	struct text allowed; /* or empty */
};

struct made {
	struct arena *arena;
	uint64_t state;
	unsigned input_count, column_count, rule_count;
	enum made_kind kinds[INPUTS_MOST];
	struct made_column columns[COLUMNS_MOST];
	unsigned outputs[RULES_MOST]; /* 0 to 2 */
	enum made_policy policy;
	bool has_default;
	bool is_opaque; /* some cell is beyond the analysis */
	/* What the cells of an input name. */
	bool names[INPUTS_MOST][CONSTANTS];
	bool names_null[INPUTS_MOST];
	bool has_order[INPUTS_MOST];
};

/* Fill in `made`, whose arena and state are set. */
void made_table(struct made *made);
/* Change it a little, as an editor would. */
void made_change(struct made *made);
/* The model; with `collects` the rule numbers of all that match, whatever the policy. */
struct text made_model(struct made *made, bool collects);
/* The values of an input as FEEL; `constant` of each: which it is, or -1. Null comes last. */
size_t made_points(enum made_kind kind, const char *texts[POINTS_MOST], int constant[POINTS_MOST]);

#endif
