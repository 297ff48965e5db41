/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluates a resolved tree in frames of slots. */
#ifndef REMIT_FEEL_EVALUATE_H
#define REMIT_FEEL_EVALUATE_H

#include "feel/ast.h"
#include "feel/function.h"
#include "feel/run.h"

/* The slots of one scope while it runs. A dynamic frame's slot 0 is the item of a filter. */
struct frame {
	const struct frame *outer;
	dmn_value *slots;
	bool is_dynamic;
};

enum {
	DEPTH_MOST_DEFAULT = 6000
};

/* A run ready to evaluate: budgets from the host. */
struct run run_new(struct arena *arena, const struct dmn_host *host);
void run_start(struct run *run, struct arena *arena, const struct dmn_host *host);

/* A host as the caller has it, which may be of an older and shorter kind; NULL: one without any. */
struct dmn_host run_host(const struct dmn_host *given);

/* The null for a run that left through its boundary, at the place where it left. The arena may be
 * full: what the problem needs is taken beyond its limit. */
dmn_value run_limit(struct run *run, const struct error *error);

dmn_value evaluate(struct run *run, const struct node *node, const struct frame *frame);

/* Does the tests node (a cell) match the value of `?`: TRUE, FALSE, or UNKNOWN with a problem. */
enum ternary evaluate_tests(struct run *run, const struct node *tests, dmn_value question,
			    const struct frame *frame);

/* x in v, for a test that is a plain value: equal to it, in the range, or in the list. */
enum ternary evaluate_membership(struct run *run, dmn_value value, dmn_value test);

/* An iteration, textual or boxed: they share one meaning. */
struct iteration {
	size_t count; /* iterators */
	/* The domain of iterator i, evaluated in the iteration's frame. */
	dmn_value (*domain)(struct run *run, const void *user, size_t i, const struct frame *frame);
	dmn_value (*body)(struct run *run, const void *user, const struct frame *frame);
	const void *user;
	bool is_passing; /* domains and body keep no frame: one on the stack will do */
};
dmn_value evaluate_for(struct run *run, const struct iteration *iteration,
		       const struct frame *frame);
dmn_value evaluate_some(struct run *run, const struct iteration *iteration,
			const struct frame *frame);
dmn_value evaluate_every(struct run *run, const struct iteration *iteration,
			 const struct frame *frame);

/* B-FEEL: the value, or `otherwise` for a null, whose problem becomes a warning. */
dmn_value evaluate_settled(struct run *run, dmn_value value, dmn_value otherwise);

/* A filter, textual or boxed: its test runs for each item, in a dynamic frame of its own. */
struct item_test {
	dmn_value (*test)(struct run *run, const void *user, const struct frame *frame);
	const void *user;
	bool is_two_valued; /* what is neither true nor a position keeps nothing */
	bool is_truth;	    /* a position is refused: the match of a boxed filter is a boolean */
	bool is_passing;    /* the test keeps no frame: one on the stack will do */
};
dmn_value evaluate_filter_items(struct run *run, dmn_value target, const struct item_test *test,
				const struct frame *frame);

dmn_value evaluate_path(struct run *run, dmn_value target, struct text name);

#endif
