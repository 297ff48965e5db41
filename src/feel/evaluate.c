/* SPDX-License-Identifier: Apache-2.0 */
/* The walk over the tree: a case for a node. What an operator means is in evaluate_*.c. */
#include "feel/evaluate_internal.h"

#include "feel/builtin.h"
#include "feel/number.h"
#include "feel/temporal.h"

const dmn_value *troubled(const dmn_value *a, const dmn_value *b)
{
	const dmn_value *found = NULL;
	if (b->kind == DMN_NULL && b->as.problem != NULL)
		found = b;
	if (a->kind == DMN_NULL && a->as.problem != NULL && (found == NULL || !run_has_failed(*b)))
		found = a;
	return found;
}

dmn_value warn_of_null(struct run *run, const char *what, dmn_value a, dmn_value b)
{
	const dmn_value *cause = troubled(&a, &b);
	run_note_null(run, cause != NULL ? *cause : a.kind == DMN_NULL ? a : b, cause == NULL);
	if (cause != NULL)
		return *cause;
	return run_warn(run, PROBLEM_TYPE, "%s has no meaning for %s and %s", what,
			dmn_kind_name(a.kind), dmn_kind_name(b.kind));
}

dmn_value fail_operands(struct run *run, const char *what, dmn_value a, dmn_value b)
{
	const dmn_value *cause = troubled(&a, &b);
	if (cause == NULL)
		cause = a.kind == DMN_NULL ? &a : &b;
	return run_blame(run, *cause, PROBLEM_TYPE, "%s has no meaning for %s and %s", what,
			 dmn_kind_name(a.kind), dmn_kind_name(b.kind));
}

static dmn_value unknown_name(struct run *run, const struct node *node)
{
	return run_fail(run, PROBLEM_NAME, "there is nothing called '%.*s' in scope",
			TEXT_ARG(node->text));
}

static const struct frame *frame_at(const struct frame *frame, unsigned depth)
{
	while (depth-- > 0)
		frame = frame->outer;
	return frame;
}

static dmn_value builtin_value(struct run *run, const struct node *node)
{
	struct function *function = arena_new_one(run->arena, struct function);
	function->kind = FUNCTION_BUILTIN;
	function->name = node->text;
	function->builtin = node->builtin;
	return value_from_function(function);
}

dmn_value evaluate_dynamic(struct run *run, const struct node *node, const struct frame *frame)
{
	unsigned depth = 0;
	for (; frame != NULL; frame = frame->outer, depth++) {
		const dmn_value *found = NULL;
		if (frame->is_dynamic && frame->slots[0].kind == DMN_CONTEXT)
			found = context_find(frame->slots[0].as.context, node->text);
		if (found != NULL)
			return *found;
		if (depth == node->depth)
			return frame->slots[node->index];
	}
	return node->builtin != NULL ? builtin_value(run, node) : unknown_name(run, node);
}

dmn_value evaluate_conjunction(struct run *run, const struct node *node, const struct frame *frame,
			       bool decisive)
{
	dmn_value trouble = value_boolean(!decisive);
	size_t met = run_nulls_met(run);
	for (size_t i = 0; i < node->item_count; i++) {
		dmn_value value = evaluate(run, node->items[i], frame);
		if (value.kind == DMN_BOOLEAN && value.as.boolean == decisive) {
			run_settle_nulls(run, met);
			return value;
		}
		if (value.kind == DMN_BOOLEAN || trouble.kind == DMN_NULL)
			continue;
		trouble = value;
		if (value.kind == DMN_NULL)
			continue;
		run->place.offset = node->items[i]->offset;
		trouble = run_warn(run, PROBLEM_TYPE, "'%s' takes booleans, not a %s",
				   decisive ? "or" : "and", dmn_kind_name(value.kind));
	}
	return trouble;
}

static dmn_value negate(struct run *run, dmn_value value)
{
	if (value.kind == DMN_NUMBER)
		return number_negate(run->arena, value);
	if (value.kind == DMN_DAYS_DURATION || value.kind == DMN_MONTHS_DURATION)
		return temporal_negate(run, value);
	return run_blame(run, value, PROBLEM_TYPE, "a %s has no negative",
			 dmn_kind_name(value.kind));
}

static dmn_value between(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value value = evaluate(run, node->items[0], frame);
	dmn_value low = evaluate(run, node->items[1], frame);
	dmn_value high = evaluate(run, node->items[2], frame);
	run->place.offset = node->offset;
	dmn_value above = evaluate_comparison(run, NODE_MORE_EQUAL, value, low);
	dmn_value below = evaluate_comparison(run, NODE_LESS_EQUAL, value, high);
	if (above.kind == DMN_NULL || below.kind == DMN_NULL)
		return above.kind == DMN_NULL ? above : below;
	return value_boolean(above.as.boolean && below.as.boolean);
}

static dmn_value list(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value *items = arena_new_array(run->arena, dmn_value, node->item_count);
	for (size_t i = 0; i < node->item_count; i++)
		items[i] = evaluate(run, node->items[i], frame);
	return value_list(items, node->item_count);
}

static dmn_value context(struct run *run, const struct node *node, const struct frame *outer)
{
	struct dmn_context *made = context_new(run->arena, node->item_count);
	dmn_value *slots = arena_new_array(run->arena, dmn_value, node->item_count);
	struct frame *frame = arena_new_one(run->arena, struct frame);
	*frame = (struct frame){ .outer = outer, .slots = slots };
	for (size_t i = 0; i < node->item_count; i++) {
		slots[i] = evaluate(run, node->items[i], frame);
		made->entries[i] = (struct context_entry){ node->names[i], slots[i] };
	}
	return value_context(made);
}

static dmn_value at_literal(struct run *run, const struct node *node)
{
	dmn_value value;
	if (temporal_parse_any(run, node->text, &value))
		return value;
	return run_fail(run, PROBLEM_TEMPORAL, "@\"%.*s\" is no date, time or duration",
			TEXT_ARG(node->text));
}

static dmn_value range_property(struct run *run, const struct range *range, struct text name)
{
	if (text_is(name, "start"))
		return range->low_unbounded ? value_null() : range->low;
	if (text_is(name, "end"))
		return range->high_unbounded ? value_null() : range->high;
	if (text_is(name, "start included"))
		return value_boolean(range->low_closed && !range->low_unbounded);
	if (text_is(name, "end included"))
		return value_boolean(range->high_closed && !range->high_unbounded);
	return run_fail(run, PROBLEM_PATH, "a range has no property '%.*s'", TEXT_ARG(name));
}

static dmn_value project(struct run *run, dmn_value list_value, struct text name)
{
	dmn_value *items = arena_new_array(run->arena, dmn_value, list_value.count);
	for (size_t i = 0; i < list_value.count; i++) {
		run_step(run, 1);
		items[i] = evaluate_path(run, list_value.as.items[i], name);
	}
	return value_list(items, list_value.count);
}

dmn_value evaluate_path(struct run *run, dmn_value target, struct text name)
{
	if (target.kind == DMN_CONTEXT) {
		const dmn_value *found = context_find(target.as.context, name);
		if (found != NULL)
			return *found;
		return run_fail(run, PROBLEM_PATH, "the context has no entry '%.*s'",
				TEXT_ARG(name));
	}
	if (target.kind == DMN_LIST)
		return project(run, target, name);
	if (target.kind == DMN_RANGE)
		return range_property(run, value_range(target), name);
	if (temporal_is(target))
		return temporal_property(run, target, name);
	return run_blame(run, target, PROBLEM_PATH, "a %s has no member '%.*s'",
			 dmn_kind_name(target.kind), TEXT_ARG(name));
}

static dmn_value instance_of(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value value = evaluate(run, node->items[0], frame);
	return value_boolean(type_instance_of(run, value, node->type));
}

static dmn_value choose(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value condition = evaluate(run, node->items[0], frame);
	return evaluate(run, node->items[value_is_true(condition) ? 1 : 2], frame);
}

static dmn_value comparison(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value left = evaluate(run, node->items[0], frame);
	dmn_value right = evaluate(run, node->items[1], frame);
	run->place.offset = node->offset;
	return evaluate_comparison(run, node->kind, left, right);
}

static bool is_arithmetic(const struct node *node)
{
	return node->kind >= NODE_ADD && node->kind <= NODE_POWER;
}

/* a + b + c leans to the left: its spine is walked down first, so that a long sum is not deep. */
static dmn_value arithmetic(struct run *run, const struct node *node, const struct frame *frame)
{
	size_t count = 1;
	const struct node *first = node->items[0];
	for (; is_arithmetic(first); first = first->items[0])
		count++;
	run_step(run, count - 1);
	const struct node *only = node, **spine = &only;
	if (count > 1)
		spine = arena_new_array(run->arena, const struct node *, count);
	for (size_t i = count; i-- > 0; node = node->items[0])
		spine[i] = node;
	dmn_value left = evaluate(run, first, frame);
	for (size_t i = 0; i < count; i++) {
		dmn_value right = evaluate(run, spine[i]->items[1], frame);
		run->place.offset = spine[i]->offset;
		dmn_value value = evaluate_arithmetic(run, spine[i]->kind, left, right);
		if (spine[i]->is_two_valued)
			value = evaluate_repaired(run, spine[i]->kind, left, right, value);
		left = value;
	}
	return left;
}

static dmn_value unary(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value operand = evaluate(run, node->items[0], frame);
	run->place.offset = node->offset;
	if (node->kind == NODE_PATH)
		return evaluate_path(run, operand, node->text);
	dmn_value value = negate(run, operand);
	if (!node->is_two_valued)
		return value;
	return evaluate_repaired(run, NODE_SUBTRACT, value_integer(0), operand, value);
}

static dmn_value dispatch(struct run *run, const struct node *node, const struct frame *frame)
{
	switch ((enum node_kind)node->kind) {
	case NODE_LITERAL: return node->value;
	case NODE_AT: return at_literal(run, node);
	case NODE_VARIABLE: return frame_at(frame, node->depth)->slots[node->index];
	case NODE_DYNAMIC: return evaluate_dynamic(run, node, frame);
	case NODE_BUILTIN: return builtin_value(run, node);
	case NODE_PATH:
	case NODE_NEGATE: return unary(run, node, frame);
	case NODE_FILTER: return evaluate_filter(run, node, frame);
	case NODE_CALL: return evaluate_call(run, node, frame);
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_POWER: return arithmetic(run, node, frame);
	case NODE_EQUAL:
	case NODE_NOT_EQUAL:
	case NODE_LESS:
	case NODE_LESS_EQUAL:
	case NODE_MORE:
	case NODE_MORE_EQUAL: return comparison(run, node, frame);
	case NODE_AND: return evaluate_conjunction(run, node, frame, false);
	case NODE_OR: return evaluate_conjunction(run, node, frame, true);
	case NODE_BETWEEN: return between(run, node, frame);
	case NODE_IN: return evaluate_in(run, node, frame);
	case NODE_IF: return choose(run, node, frame);
	case NODE_FOR:
	case NODE_SOME:
	case NODE_EVERY: return evaluate_iteration(run, node, frame);
	case NODE_LIST: return list(run, node, frame);
	case NODE_CONTEXT: return context(run, node, frame);
	case NODE_RANGE: return evaluate_range(run, node, frame);
	case NODE_UNARY_RANGE: return evaluate_unary_range(run, node, frame);
	case NODE_FUNCTION: return evaluate_function(run, node, frame);
	case NODE_INSTANCE_OF: return instance_of(run, node, frame);
	case NODE_TESTS:
	case NODE_TEST_COMPARE:
	case NODE_TEST_VALUE: break;
	}
	return run_fail(run, PROBLEM_SYNTAX, "unary tests are no expression");
}

dmn_value evaluate_walk(struct run *run, const struct node *node, const struct frame *frame)
{
	run_step(run, 1);
	run_deeper(run);
	run->place.offset = node->offset;
	dmn_value value = dispatch(run, node, frame);
	if (node->is_two_valued && value.kind == DMN_NULL)
		value = evaluate_two_valued(run, node, value);
	run->depth_left++;
	return value;
}

dmn_value evaluate(struct run *run, const struct node *node, const struct frame *frame)
{
	return node->code != NULL ? node->code(run, node, frame) : evaluate_walk(run, node, frame);
}
