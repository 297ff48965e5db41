/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of an explanation in the making. record.c watches an evaluation, table.c tells of its
 * tables; leaf.c, cut.c and candidate.c say what may be changed, and to what; search.c tries it. */
#ifndef REMIT_EXPLAIN_EXPLAIN_H
#define REMIT_EXPLAIN_EXPLAIN_H

#include "dmn/instance.h"

#include <dmn_explain.h>

struct table_list {
	LIST_OF(struct dmn_told_table);
};

struct problem_pointers {
	LIST_OF(const struct dmn_problem *);
};

/* A step that has begun. */
struct open_step {
	struct open_step *outer;
	const struct element *element;
	struct instance *instance;
	const dmn_value *arguments; /* NULL: a decision */
	struct table_list tables;
	struct problem_pointers problems;
};

struct explain {
	struct dmn_evaluation *evaluation;
	struct arena *arena; /* the evaluation's */
	struct dmn_explain_options options;
	const struct element *element; /* what is asked */
	dmn_value inputs;
	struct observer observer;
	struct {
		LIST_OF(struct dmn_told_step);
	} steps;
	struct open_step *open;		  /* the innermost */
	struct problem_pointers problems; /* of no step */
	size_t problem_count;		  /* of the evaluation's, told so far */
	uint64_t steps_left;		  /* for explaining alone */
	struct dmn_explanation *out;
};

/* record.c: have the evaluation watched, and close what it left open. */
void explain_watch(struct explain *explain);
void explain_close(struct explain *explain);

/* table.c: what happened in a table. */
struct dmn_told_table explain_table(struct explain *explain, struct instance *instance,
				    const struct table *table, const struct frame *frame,
				    const struct rule_list *matched, dmn_value result);

/* search.c: what would change the outcome. */
void explain_search(struct explain *explain);
/* What counts of a decision's value. */
dmn_value explain_outcome(const struct dmn_explain_options *options, dmn_value result);

/* api.c: compute what is asked, as the host would; did it come to a limit? */
dmn_value explain_decide(const struct explain *explain, struct dmn_evaluation *evaluation,
			 dmn_value inputs);
bool explain_met_limit(const struct dmn_evaluation *evaluation);

/* json.c and sentence.c: what dmn_explanation_print gives. */
const char *explain_json(struct arena *arena, const struct dmn_explanation *explanation,
			 size_t *size);
const char *explain_text(struct arena *arena, const struct dmn_explanation *explanation,
			 size_t *size);

/* keep.c: a copy, so that it may outlive the evaluation that made it. */
dmn_value explain_keep(struct arena *arena, dmn_value value);

#endif
