/* SPDX-License-Identifier: Apache-2.0 */
/* Cut points: with which literals a model compares which leaf of its inputs. */
#ifndef REMIT_EXPLAIN_CUT_H
#define REMIT_EXPLAIN_CUT_H

#include "explain/leaf.h"

struct cut {
	struct text plain; /* the leaf's */
	dmn_value value;
};

struct cut_set {
	LIST_OF(struct cut);
	/* All literals met that have an order, whatever they are compared with. */
	struct {
		LIST_OF(dmn_value);
	} loose;
	bool is_cut; /* the model is too large to be followed whole */
};

/* Follows each leaf from the inputs through all that the asked element computes. */
void cut_find(struct explain *explain, const struct leaf_set *leaves, struct cut_set *out);

/* The literals in the tests (a type's or a column's allowed values), in their order, to `out`. */
struct value_list {
	LIST_OF(dmn_value);
};
void cut_literals_of_tests(struct arena *arena, const struct node *tests, struct value_list *out);

#endif
