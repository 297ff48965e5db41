/* SPDX-License-Identifier: Apache-2.0 */
/* To what a leaf may be changed. */
#ifndef REMIT_EXPLAIN_CANDIDATE_H
#define REMIT_EXPLAIN_CANDIDATE_H

#include "explain/cut.h"

struct candidate_list {
	struct value_list values;
	bool is_cut;	 /* there are more */
	bool is_guessed; /* the model compares the leaf with no literal */
};

/* The candidates of a leaf, the nearest first (dmn_explain.h says which and in what order). */
void candidate_find(struct explain *explain, const struct leaf *leaf, const struct cut_set *cuts,
		    struct candidate_list *out);

/* A number or date in the middle between two, at the last decimal place of either; false when there
 * is none between. */
bool candidate_between(struct arena *arena, dmn_value a, dmn_value b, dmn_value *out);

#endif
