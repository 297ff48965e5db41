/* SPDX-License-Identifier: Apache-2.0 */
/* B-FEEL (DMN 1.6): one grammar with FEEL, but null is missing data alone. Where an operation or a
 * builtin function of FEEL gives null for an error, it gives here the default of its kind: false,
 * 0,
 * "", [], the start of 1970. The problem is still told, as a warning. */
#include "feel/evaluate_internal.h"

#include "feel/builtin.h"
#include "feel/temporal.h"
#include "feel/value_print.h"

/* The listed copy of the problem becomes a warning: its null was replaced. */
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

dmn_value evaluate_settled(struct run *run, dmn_value value, dmn_value otherwise)
{
	if (value.kind != DMN_NULL)
		return value;
	soften(run, value.as.problem);
	run_settle_nulls(run, 0);
	return otherwise;
}

/* (0..0): the range that holds nothing. */
static dmn_value empty_range(struct run *run)
{
	struct range range = { .low = value_integer(0), .high = value_integer(0) };
	return value_from_range(run->arena, range);
}

static dmn_value default_of(struct run *run, enum dmn_kind kind)
{
	const struct moment start = { .kind = ZONE_OFFSET };
	switch (kind) {
	case DMN_BOOLEAN: return value_boolean(false);
	case DMN_NUMBER: return value_integer(0);
	case DMN_STRING: return value_string(TEXT(""));
	case DMN_DATE: return value_date(0);
	case DMN_TIME:
	case DMN_DATE_TIME: return value_from_moment(run->arena, kind, start);
	case DMN_DAYS_DURATION: return value_duration(0, 0);
	case DMN_MONTHS_DURATION: return value_months(0);
	case DMN_LIST: return value_list(NULL, 0);
	case DMN_CONTEXT: return value_context(context_new(run->arena, 0));
	case DMN_RANGE: return empty_range(run);
	default: return value_null();
	}
}

dmn_value evaluate_call_settled(struct run *run, const struct builtin *builtin, dmn_value value)
{
	unsigned kinds = builtin_result(builtin);
	bool has_any = (kinds >> DMN_FUNCTION & 1U) != 0;
	unsigned kind = DMN_BOOLEAN;
	while (kind < DMN_KIND_COUNT && (kinds >> kind & 1U) == 0)
		kind++;
	return has_any ? value : evaluate_settled(run, value, default_of(run, kind));
}

/* ---- arithmetic on unlike kinds ------------------------------------------- */

static bool is_duration(dmn_value value)
{
	return value.kind == DMN_DAYS_DURATION || value.kind == DMN_MONTHS_DURATION;
}

static dmn_value as_text(struct run *run, dmn_value value)
{
	struct builder out = builder_new(run->arena);
	if (value.kind != DMN_NULL)
		value_print(&out, value);
	return value_string(builder_text(&out));
}

/* What an operand counts as beside one of kind `beside`: itself, or nothing. */
static dmn_value as_kind(struct run *run, dmn_value value, enum dmn_kind beside)
{
	return value.kind == beside ? value : default_of(run, beside);
}

/* The operation again, the operands repaired: text before numbers, numbers before the rest. */
static dmn_value repaired(struct run *run, enum node_kind kind, dmn_value a, dmn_value b)
{
	bool is_sum = kind == NODE_ADD || kind == NODE_SUBTRACT;
	if (is_sum && (a.kind == DMN_STRING || b.kind == DMN_STRING)) {
		if (kind == NODE_SUBTRACT)
			return value_string(TEXT(""));
		return evaluate_arithmetic(run, kind, as_text(run, a), as_text(run, b));
	}
	if (a.kind == DMN_NUMBER || b.kind == DMN_NUMBER || kind == NODE_POWER)
		return evaluate_arithmetic(run, kind, as_kind(run, a, DMN_NUMBER),
					   as_kind(run, b, DMN_NUMBER));
	if (is_duration(a) && !is_sum)
		return default_of(run, a.kind);
	if (is_duration(a) || is_duration(b)) {
		enum dmn_kind beside = is_duration(a) ? a.kind : b.kind;
		return evaluate_arithmetic(run, kind, as_kind(run, a, beside),
					   as_kind(run, b, beside));
	}
	if (is_sum && temporal_is(a) != temporal_is(b))
		return temporal_is(a) ? a : b;
	return value_integer(0);
}

dmn_value evaluate_repaired(struct run *run, enum node_kind kind, dmn_value a, dmn_value b,
			    dmn_value value)
{
	if (value.kind != DMN_NULL)
		return value;
	soften(run, value.as.problem);
	run_settle_nulls(run, 0);
	if (is_duration(a) && b.kind == DMN_NUMBER)
		return default_of(run, a.kind);
	if (is_duration(b) && a.kind == DMN_NUMBER && kind == NODE_MULTIPLY)
		return default_of(run, b.kind);
	return evaluate_settled(run, repaired(run, kind, a, b), value_integer(0));
}

dmn_value evaluate_two_valued(struct run *run, const struct node *node, dmn_value value)
{
	switch (node->kind) {
	case NODE_NOT_EQUAL: return evaluate_settled(run, value, value_boolean(true));
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
	case NODE_EVERY: return evaluate_settled(run, value, value_boolean(false));
	case NODE_FOR: return evaluate_settled(run, value, value_list(NULL, 0));
	case NODE_RANGE:
	case NODE_UNARY_RANGE: return evaluate_settled(run, value, empty_range(run));
	default: return value;
	}
}
