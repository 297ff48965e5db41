/* SPDX-License-Identifier: Apache-2.0 */
/* Arithmetic, comparison, membership and ranges (DMN 1.5 10.3.2.13, 10.3.2.15, 10.3.2.7). */
#include "feel/evaluate_internal.h"

#include "feel/number.h"
#include "feel/temporal.h"

#include <string.h>

static dmn_value number_operation(struct run *run, enum node_kind kind, dmn_value a, dmn_value b)
{
	dmn_value result;
	if (kind == NODE_ADD)
		result = number_add(run->arena, a, b);
	else if (kind == NODE_SUBTRACT)
		result = number_subtract(run->arena, a, b);
	else if (kind == NODE_MULTIPLY)
		result = number_multiply(run->arena, a, b);
	else if (kind == NODE_DIVIDE)
		result = number_divide(run->arena, a, b);
	else
		result = number_power(run->arena, a, b);
	if (result.kind != DMN_NULL)
		return result;
	if (kind == NODE_DIVIDE && number_compare(b, value_integer(0)) == 0)
		return run_warn(run, PROBLEM_DOMAIN, "a number was divided by zero");
	return run_fail(run, PROBLEM_OVERFLOW, "the result is outside the range of numbers");
}

static dmn_value concatenate(struct run *run, dmn_value a, dmn_value b)
{
	run_check_text(run, (size_t)a.count + b.count);
	char *joined = arena_alloc(run->arena, (size_t)a.count + b.count + 1);
	memcpy(joined, a.as.string, a.count);
	memcpy(joined + a.count, b.as.string, b.count);
	return value_string((struct text){ joined, (size_t)a.count + b.count });
}

static dmn_value temporal_operation(struct run *run, enum node_kind kind, dmn_value a, dmn_value b)
{
	if (kind == NODE_ADD)
		return temporal_add(run, a, b);
	if (kind == NODE_SUBTRACT)
		return temporal_subtract(run, a, b);
	if (kind == NODE_MULTIPLY)
		return temporal_multiply(run, a, b);
	if (kind == NODE_DIVIDE)
		return temporal_divide(run, a, b);
	return fail_operands(run, "'**'", a, b);
}

static const char *operator_sign(enum node_kind kind)
{
	static const char *const signs[] = { "'+'",  "'-'", "'*'",  "'/'", "'**'", "'='",
					     "'!='", "'<'", "'<='", "'>'", "'>='" };
	return signs[kind - NODE_ADD];
}

dmn_value evaluate_arithmetic(struct run *run, enum node_kind kind, dmn_value a, dmn_value b)
{
	if (a.kind == DMN_NUMBER && b.kind == DMN_NUMBER)
		return number_operation(run, kind, a, b);
	if (a.kind == DMN_STRING && b.kind == DMN_STRING && kind == NODE_ADD)
		return concatenate(run, a, b);
	bool either_null = a.kind == DMN_NULL || b.kind == DMN_NULL;
	if (!either_null && (temporal_is(a) || temporal_is(b)))
		return temporal_operation(run, kind, a, b);
	return fail_operands(run, operator_sign(kind), a, b);
}

static dmn_value equality(struct run *run, enum node_kind kind, dmn_value a, dmn_value b)
{
	enum ternary equal = value_equal(a, b);
	if (equal != TERNARY_UNKNOWN)
		return value_boolean((equal == TERNARY_TRUE) == (kind == NODE_EQUAL));
	return fail_operands(run, operator_sign(kind), a, b);
}

dmn_value evaluate_comparison(struct run *run, enum node_kind kind, dmn_value a, dmn_value b)
{
	if (kind == NODE_EQUAL || kind == NODE_NOT_EQUAL)
		return equality(run, kind, a, b);
	int order = a.kind == b.kind ? value_compare(a, b) : 2;
	if (order == 2)
		return fail_operands(run, operator_sign(kind), a, b);
	if (kind == NODE_LESS)
		return value_boolean(order < 0);
	if (kind == NODE_LESS_EQUAL)
		return value_boolean(order <= 0);
	if (kind == NODE_MORE)
		return value_boolean(order > 0);
	return value_boolean(order >= 0);
}

static bool is_ordered(dmn_value value)
{
	return value.kind == DMN_NUMBER || value.kind == DMN_STRING || temporal_is(value);
}

dmn_value evaluate_range(struct run *run, const struct node *node, const struct frame *frame)
{
	struct range range = { .low_closed = node->low_closed, .high_closed = node->high_closed };
	range.low = evaluate(run, node->items[0], frame);
	range.high = evaluate(run, node->items[1], frame);
	run->place.offset = node->offset;
	bool low_null = range.low.kind == DMN_NULL, high_null = range.high.kind == DMN_NULL;
	if ((low_null && !range.low_closed) || (high_null && !range.high_closed))
		return warn_of_null(run, "a range", range.low, range.high);
	if (range.low.kind != range.high.kind || !is_ordered(range.low))
		return fail_operands(run, "a range", range.low, range.high);
	return value_from_range(run->arena, range);
}

static struct range unary_range_of(enum test_operator operation, dmn_value end)
{
	static const char signs[] = "=!<<>>";
	struct range range = { .form = RANGE_UNARY, .operator_first = signs[operation] };
	bool below = operation == TEST_LESS || operation == TEST_LESS_EQUAL;
	bool above = operation == TEST_MORE || operation == TEST_MORE_EQUAL;
	range.low_unbounded = below;
	range.high_unbounded = above;
	if (!below)
		range.low = end;
	if (!above)
		range.high = end;
	range.low_closed = operation == TEST_MORE_EQUAL || operation <= TEST_NOT_EQUAL;
	range.high_closed = operation == TEST_LESS_EQUAL || operation <= TEST_NOT_EQUAL;
	return range;
}

dmn_value evaluate_unary_range(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value end = evaluate(run, node->items[0], frame);
	enum test_operator operation = node->operation;
	if (operation > TEST_NOT_EQUAL && !is_ordered(end))
		return fail_operands(run, "a range", end, end);
	return value_from_range(run->arena, unary_range_of(operation, end));
}

static enum ternary either(enum ternary a, enum ternary b)
{
	if (a == TERNARY_TRUE || b == TERNARY_TRUE)
		return TERNARY_TRUE;
	return a == TERNARY_UNKNOWN || b == TERNARY_UNKNOWN ? TERNARY_UNKNOWN : TERNARY_FALSE;
}

static enum ternary in_one(dmn_value value, dmn_value test)
{
	if (test.kind == DMN_RANGE && value.kind != DMN_RANGE)
		return range_includes(value_range(test), value);
	return value_equal(value, test);
}

/* Items of unlike kinds do not make a membership unknown: 1 in ["a", 1] is true, 2 in ["a"] false.
 */
static enum ternary in_list(struct run *run, dmn_value value, dmn_value list)
{
	for (size_t i = 0; i < list.count; i++) {
		run_step(run, 1);
		if (in_one(value, list.as.items[i]) == TERNARY_TRUE)
			return TERNARY_TRUE;
	}
	return TERNARY_FALSE;
}

enum ternary evaluate_membership(struct run *run, dmn_value value, dmn_value test)
{
	if (test.kind != DMN_LIST)
		return in_one(value, test);
	if (value.kind == DMN_LIST && value_equal(value, test) == TERNARY_TRUE)
		return TERNARY_TRUE;
	return in_list(run, value, test);
}

static enum ternary compare_test(enum test_operator operation, dmn_value value, dmn_value end)
{
	if (operation == TEST_EQUAL)
		return value_equal(value, end);
	if (operation == TEST_NOT_EQUAL) {
		enum ternary equal = value_equal(value, end);
		return equal == TERNARY_UNKNOWN ? equal : (enum ternary)(equal == TERNARY_FALSE);
	}
	int order = value.kind == end.kind ? value_compare(value, end) : 2;
	if (order == 2)
		return TERNARY_UNKNOWN;
	bool holds = (operation == TEST_LESS && order < 0) ||
		     (operation == TEST_LESS_EQUAL && order <= 0) ||
		     (operation == TEST_MORE && order > 0) ||
		     (operation == TEST_MORE_EQUAL && order >= 0);
	return holds ? TERNARY_TRUE : TERNARY_FALSE;
}

static enum ternary truth_of(dmn_value value)
{
	if (value.kind == DMN_BOOLEAN)
		return value.as.boolean ? TERNARY_TRUE : TERNARY_FALSE;
	return TERNARY_UNKNOWN;
}

/* A boolean computed in a cell of a column that is not boolean is a condition, not a value. */
static bool is_condition(const struct node *test, dmn_value given, dmn_value value)
{
	return given.kind == DMN_BOOLEAN && test->items[0]->kind != NODE_LITERAL &&
	       value.kind != DMN_BOOLEAN && value.kind != DMN_LIST;
}

/* One test against a value; *cause becomes the first null with a problem that a test gives. */
static enum ternary one_test(struct run *run, const struct node *test, dmn_value value,
			     const struct frame *frame, bool is_cell, dmn_value *cause)
{
	dmn_value given = evaluate(run, test->items[0], frame);
	run->place.offset = test->offset;
	bool is_no_range = given.kind == DMN_NULL && test->items[0]->kind == NODE_RANGE;
	if (is_no_range || run_has_failed(given)) {
		*cause = cause->as.problem == NULL ? given : *cause;
		return TERNARY_UNKNOWN;
	}
	if (test->kind == NODE_TEST_COMPARE)
		return compare_test(test->operation, value, given);
	if (test->uses_question && (given.kind == DMN_BOOLEAN || given.kind == DMN_NULL))
		return truth_of(given);
	if (is_cell && is_condition(test, given, value))
		return truth_of(given);
	return evaluate_membership(run, value, given);
}

dmn_value evaluate_in(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value value = evaluate(run, node->items[0], frame);
	enum ternary found = TERNARY_FALSE;
	dmn_value cause = value_null();
	/* A function written in a test may outlive this call, so the frame is in the arena. */
	struct frame *inner = arena_new_one(run->arena, struct frame);
	*inner = (struct frame){ .outer = frame };
	inner->slots = arena_copy(run->arena, &value, sizeof value);
	for (size_t i = 1; i < node->item_count && found != TERNARY_TRUE; i++)
		found = either(found, one_test(run, node->items[i], value, inner, false, &cause));
	if (found != TERNARY_UNKNOWN)
		return from_ternary(found);
	if (cause.as.problem != NULL)
		return cause;
	run->place.offset = node->offset;
	return run_blame(run, value, PROBLEM_TYPE, "a %s cannot be compared with a test of 'in'",
			 dmn_kind_name(value.kind));
}

enum ternary evaluate_tests(struct run *run, const struct node *tests, dmn_value question,
			    const struct frame *frame)
{
	if (tests->item_count == 0)
		return TERNARY_TRUE;
	enum ternary found = TERNARY_FALSE;
	dmn_value cause = value_null();
	for (size_t i = 0; i < tests->item_count && found != TERNARY_TRUE; i++)
		found = either(found,
			       one_test(run, tests->items[i], question, frame, true, &cause));
	if (tests->is_two_valued && found == TERNARY_UNKNOWN)
		found = TERNARY_FALSE;
	if (!tests->is_negated || found == TERNARY_UNKNOWN)
		return found;
	return found == TERNARY_TRUE ? TERNARY_FALSE : TERNARY_TRUE;
}
