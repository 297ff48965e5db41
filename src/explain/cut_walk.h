/* SPDX-License-Identifier: Apache-2.0 */
/* The walk that finds cut points: expressions in cut.c, what is boxed and elements in
 * cut_element.c. */
#ifndef REMIT_EXPLAIN_CUT_WALK_H
#define REMIT_EXPLAIN_CUT_WALK_H

#include "explain/cut.h"

/* What stands for a value: the leaf that it is, or a list's items of a leaf; or a model that may be
 * called; or nothing that is known. */
struct symbol {
	struct text plain;
	const struct element *callable;
};

/* As a frame of the evaluation. */
struct symbol_frame {
	const struct symbol_frame *outer;
	const struct symbol *slots;
	size_t count;
	bool is_dynamic;
};

struct cut_walk {
	struct arena *arena;
	const struct leaf_set *leaves;
	struct cut_set *out;
	struct symbol *elements; /* results, by element index */
	bool *is_walked;
	size_t node_count;
	unsigned call_depth;
	unsigned depth; /* of nodes */
};

struct symbol cut_walk_node(struct cut_walk *walk, const struct node *node,
			    const struct symbol_frame *frame);
/* A cell's tests, or allowed values, of what `question` stands for. */
void cut_walk_tests(struct cut_walk *walk, const struct node *tests, struct symbol question,
		    const struct symbol_frame *outer);
struct symbol cut_walk_bkm(struct cut_walk *walk, const struct element *element,
			   const struct text *names, const struct symbol *arguments, size_t count);
/* The body of a business knowledge model with its parameters' symbols. */
struct symbol cut_walk_body(struct cut_walk *walk, const struct element *element,
			    const struct symbol *parameters);

#endif
