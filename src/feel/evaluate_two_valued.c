/* SPDX-License-Identifier: Apache-2.0 */
/* B-FEEL (DMN 1.6): one grammar with FEEL, but logic has two values. What FEEL gives as null in
 * place of true or false is false here, and `!=` of unlike kinds true. The problem is still told,
 * as a warning. */
#include "feel/evaluate_internal.h"

#include "feel/builtin.h"

/* The listed copy of the problem becomes a warning: its null was taken for false. */
static void soften(struct run *run, const struct dmn_problem *problem)
{
	if (problem == NULL || problem->severity == DMN_WARNING)
		return;
	for (size_t i = run->problems.count; i-- > 0;) {
		if (run->problems.at[i] != problem)
			continue;
		struct dmn_problem *copy = arena_copy(run->arena, problem, sizeof *problem);
		copy->severity = DMN_WARNING;
		run->problems.at[i] = copy;
		return;
	}
}

dmn_value evaluate_settled(struct run *run, dmn_value value, bool otherwise)
{
	if (value.kind != DMN_NULL)
		return value;
	soften(run, value.as.problem);
	return value_boolean(otherwise);
}

static bool gives_boolean(const struct builtin *builtin)
{
	static const char *const names[] = {
		"not",
		"all",
		"any",
		"contains",
		"starts with",
		"matches",
		"ends with",
		"list contains",
		"odd",
		"even",
		"before",
		"after",
		"meets",
		"met by",
		"overlaps",
		"during",
		"overlaps before",
		"overlaps after",
		"finishes",
		"finished by",
		"includes",
		"starts",
		"started by",
		"coincides",
		"is",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text_is(builtin_name_of(builtin), names[i]))
			return true;
	return false;
}

dmn_value evaluate_two_valued(struct run *run, const struct node *node, dmn_value value)
{
	switch (node->kind) {
	case NODE_NOT_EQUAL: return evaluate_settled(run, value, true);
	case NODE_AND:
	case NODE_OR:
	case NODE_EQUAL:
	case NODE_LESS:
	case NODE_LESS_EQUAL:
	case NODE_MORE:
	case NODE_MORE_EQUAL:
	case NODE_BETWEEN:
	case NODE_IN:
	case NODE_SOME:
	case NODE_EVERY: return evaluate_settled(run, value, false);
	case NODE_CALL:
		if (node->items[0]->kind == NODE_BUILTIN && gives_boolean(node->items[0]->builtin))
			return evaluate_settled(run, value, false);
		return value;
	default: return value;
	}
}
