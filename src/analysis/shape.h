/* SPDX-License-Identifier: Apache-2.0 */
/* What of a FEEL text the analysis understands: tests of one value against constants. Between two
 * neighbouring constants such a text gives one and the same truth, so that a sample of each stretch
 * tells all. What a test means is not written here: the evaluator is asked (domain.h). */
#ifndef REMIT_ANALYSIS_SHAPE_H
#define REMIT_ANALYSIS_SHAPE_H

#include "base/list.h"
#include "feel/ast.h"
#include "feel/run.h"

/* The one value that a text is about: `?`, or a variable and the path into it. */
struct subject {
	unsigned depth, index; /* of the variable, as the text's own scope sees it */
	struct text root;
	const struct text *path;
	size_t path_count;
};

/* `?` in a cell. */
static inline struct subject subject_question(void)
{
	return (struct subject){ .root = TEXT("?") };
}

/* What a text compares its subject with. */
struct constants {
	LIST_OF(dmn_value);
	bool has_order; /* some by order, not by equality alone */
	bool has_null;	/* null is named */
};

struct shape {
	struct arena *arena; /* of the constants */
	struct run *run;     /* to evaluate those that are computed; in the same arena */
	struct subject subject;
	struct constants *constants;
	bool is_passed; /* the subject itself can be what the text gives */
};

/* Does it need nothing but its own text? */
bool shape_is_constant(const struct node *node);

/* The value of a constant text, and of what else the parser left unfolded. */
dmn_value shape_constant(struct run *run, const struct node *node);

/* A cell (NODE_TESTS) or allowed values; the constants are added. False: beyond the analysis. */
bool shape_tests(struct shape *shape, const struct node *tests);

/* An expression that gives the subject, a truth about it, or a constant. */
bool shape_expression(struct shape *shape, const struct node *node);

/* The variables that a text reads, each as the longest path into it, once. */
struct subjects {
	LIST_OF(struct subject);
	bool is_deep; /* it has scopes of its own: depths are not told */
};
void shape_subjects(struct arena *arena, const struct node *node, struct subjects *out);

/* "Person.status" */
struct text subject_name(struct arena *arena, const struct subject *subject);

#endif
