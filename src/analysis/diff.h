/* SPDX-License-Identifier: Apache-2.0 */
/* Two versions of a model, compared: what the files of a diff share. */
#ifndef REMIT_ANALYSIS_DIFF_H
#define REMIT_ANALYSIS_DIFF_H

#include "analysis/check.h"

struct change_list {
	LIST_OF(struct dmn_change);
};

struct differing {
	const struct dmn_model *before, *after;
	struct checking checking; /* memory and work; its grid is the two tables together */
	struct change_list changes;
	const struct element *old, *new; /* the element at hand; one may be NULL */
	struct dmn_evaluation *old_run, *new_run;
	bool is_undecided; /* something may differ that no effect tells */
	bool tells_once;   /* one effect a decision is enough */
	dmn_value inputs;  /* those given: a list, or null */
	struct dmn_diff result;
	struct dmn_diff *made; /* the result in the arena, or NULL */
};

/* Add a change about the element at hand. */
struct dmn_change *differing_add(struct differing *differing, enum dmn_change_kind kind,
				 const char *format, ...) PRINTF_LIKE(3, 4);

/* Which rule, column and output of one table is which of the other; SIZE_MAX: none. */
struct table_match {
	const struct table *old, *new;
	size_t *column_of; /* old input -> new one */
	size_t *output_of; /* old output -> new one */
	size_t *rule_of;   /* old rule -> new one */
	bool *is_taken;	   /* new rules that have an old one */
	bool *is_changed;  /* old rules whose match differs */
};

/* diff_match.c */
struct table_match match_tables(struct differing *differing, const struct table *old,
				const struct table *new);
bool match_same_cell(const struct expression *a, const struct expression *b);

/* diff_words.c: the tables' words; gives whether any differ. */
bool diff_table_words(struct differing *differing, const struct table_match *match);
/* diff_effect.c: the tables' effects. */
void diff_table_effects(struct differing *differing, const struct site *old, const struct site *new,
			const struct table_match *match);
/* The element of that kind and name in the other model; of several, which an author may have left
 * nameless or given twice, the one at the same place among them. */
const struct element *diff_counterpart(const struct dmn_model *from, const struct element *element,
				       const struct dmn_model *to);
/* diff_element.c: what stands in the models, element by element. */
void diff_elements(struct differing *differing);
/* diff_try.c: the element at hand, for these inputs and decisions overridden, in both models. */
enum tried {
	TRIED_SAME,
	TRIED_DIFFERENT, /* results[0] before, results[1] after */
	TRIED_UNSURE	 /* a value that cannot be set: a column computes it */
};
enum tried diff_try_element(struct differing *differing, dmn_value inputs, dmn_value results[2]);
/* Every decision of both models; those that differ are added. */
size_t diff_try(struct differing *differing, dmn_value inputs);

#endif
