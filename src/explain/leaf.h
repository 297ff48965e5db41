/* SPDX-License-Identifier: Apache-2.0 */
/* The leaves of an evaluation's inputs: what may be changed apart. */
#ifndef REMIT_EXPLAIN_LEAF_H
#define REMIT_EXPLAIN_LEAF_H

#include "explain/explain.h"

/* One step from a value to what is inside: an entry of a context, or an item of a list. */
struct path_step {
	struct text name;
	size_t index; /* from 0 */
	bool is_item;
};

struct leaf {
	size_t input; /* in leaf_set.inputs */
	const struct path_step *steps;
	size_t step_count;
	struct text path;  /* "Orders[2].State" */
	struct text plain; /* without positions: "Orders.State" */
	const struct type *type;
	dmn_value value;
};

/* What is given to the asked element. */
struct input {
	struct text name; /* by which it is set */
	const struct type *type;
	dmn_value value; /* as bound to its type */
	bool is_leaf;	 /* what is asked may see it */
};

struct leaf_set {
	struct arena *arena;
	struct {
		LIST_OF(struct input);
	} inputs;
	struct {
		LIST_OF(struct leaf);
	} leaves;
	size_t fixed_count;
	bool is_cut;	     /* there are more, or deeper ones */
	struct map prefixes; /* plain paths of leaves and of what they are in */
};

/* The inputs that what is asked can see, in the model's order, and what may be changed of them. */
void leaf_find(struct explain *explain, struct leaf_set *out);

/* The value with the leaf's place taken by another one. */
dmn_value leaf_replace(struct arena *arena, dmn_value value, const struct leaf *leaf,
		       dmn_value other);

#endif
