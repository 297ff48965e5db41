/* SPDX-License-Identifier: Apache-2.0 */
/* For the evaluator's own files. */
#ifndef REMIT_FEEL_EVALUATE_INTERNAL_H
#define REMIT_FEEL_EVALUATE_INTERNAL_H

#include "feel/evaluate.h"

/* A null for a failed operation on these operands: the operand's own problem goes on, so that the
 * first cause is the one that is told. */
dmn_value fail_operands(struct run *run, const char *what, dmn_value a, dmn_value b);
/* The same as a warning, where an operand is a plain null and the result null by the tables. */
dmn_value warn_of_null(struct run *run, const char *what, dmn_value a, dmn_value b);
/* B-FEEL: the value of the node, which is null, where that stands for another. */
dmn_value evaluate_two_valued(struct run *run, const struct node *node, dmn_value value);
/* The same of a builtin's call, and of an arithmetic operation on a and b. */
dmn_value evaluate_call_settled(struct run *run, const struct builtin *builtin, dmn_value value);
dmn_value evaluate_repaired(struct run *run, enum node_kind kind, dmn_value a, dmn_value b,
			    dmn_value value);
/* The operand that is null because of a problem, or NULL. */
const dmn_value *troubled(const dmn_value *a, const dmn_value *b);

dmn_value evaluate_arithmetic(struct run *run, enum node_kind kind, dmn_value a, dmn_value b);
dmn_value evaluate_comparison(struct run *run, enum node_kind kind, dmn_value a, dmn_value b);
/* A name that an item between here and its declaration may have as a member. */
dmn_value evaluate_dynamic(struct run *run, const struct node *node, const struct frame *frame);
/* `and`, or with `decisive` true `or`. */
dmn_value evaluate_conjunction(struct run *run, const struct node *node, const struct frame *frame,
			       bool decisive);
dmn_value evaluate_in(struct run *run, const struct node *node, const struct frame *frame);
dmn_value evaluate_range(struct run *run, const struct node *node, const struct frame *frame);
dmn_value evaluate_unary_range(struct run *run, const struct node *node, const struct frame *frame);
dmn_value evaluate_filter(struct run *run, const struct node *node, const struct frame *frame);
dmn_value evaluate_iteration(struct run *run, const struct node *node, const struct frame *frame);
dmn_value evaluate_call(struct run *run, const struct node *node, const struct frame *frame);
dmn_value evaluate_function(struct run *run, const struct node *node, const struct frame *frame);

/* The node by its kind, without its code: the walk, which is the oracle of the code. */
node_code evaluate_walk;

static inline dmn_value from_ternary(enum ternary truth)
{
	return truth == TERNARY_UNKNOWN ? value_null() : value_boolean(truth == TERNARY_TRUE);
}

#endif
