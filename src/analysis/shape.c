/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/shape.h"

#include "base/builder.h"
#include "feel/builtin.h"
#include "feel/evaluate.h"

static bool are_constant(const struct node *node, size_t from)
{
	for (size_t i = from; i < node->item_count; i++)
		if (!shape_is_constant(node->items[i]))
			return false;
	return true;
}

static bool tells_time(const struct node *function)
{
	struct text name = builtin_name_of(function->builtin);
	return text_is(name, "now") || text_is(name, "today");
}

bool shape_is_constant(const struct node *node)
{
	switch ((enum node_kind)node->kind) {
	case NODE_LITERAL:
	case NODE_AT: return true;
	case NODE_CALL:
		return node->items[0]->kind == NODE_BUILTIN && !tells_time(node->items[0]) &&
		       are_constant(node, 1);
	case NODE_NEGATE:
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_POWER:
	case NODE_LIST:
	case NODE_RANGE:
	case NODE_UNARY_RANGE: return are_constant(node, 0);
	default: return false;
	}
}

dmn_value shape_constant(struct run *run, const struct node *node)
{
	return evaluate(run, node, NULL);
}

static bool is_subject(const struct shape *shape, const struct node *node, unsigned deeper)
{
	const struct subject *subject = &shape->subject;
	for (size_t i = subject->path_count; i > 0; i--) {
		if (node->kind != NODE_PATH || !text_equal(node->text, subject->path[i - 1]))
			return false;
		node = node->items[0];
	}
	return node->kind == NODE_VARIABLE && node->depth == subject->depth + deeper &&
	       node->index == subject->index;
}

static void add_value(struct shape *shape, dmn_value value, bool has_order)
{
	struct constants *constants = shape->constants;
	if (value.kind == DMN_NULL)
		constants->has_null = true;
	else
		list_push(shape->arena, constants, value);
	constants->has_order = constants->has_order || has_order;
}

/* A constant that a value is tested for membership in. */
static bool add_member(struct shape *shape, dmn_value value)
{
	if (value.kind == DMN_RANGE) {
		const struct range *range = value_range(value);
		if (!range->low_unbounded)
			add_value(shape, range->low, true);
		if (!range->high_unbounded)
			add_value(shape, range->high, true);
		return true;
	}
	if (value.kind == DMN_LIST) {
		for (size_t i = 0; i < value.count; i++)
			if (!add_member(shape, value.as.items[i]))
				return false;
		return true;
	}
	if (value.kind == DMN_CONTEXT || value.kind == DMN_FUNCTION)
		return false;
	add_value(shape, value, false);
	return true;
}

static bool add_constant(struct shape *shape, const struct node *node, bool has_order)
{
	if (!shape_is_constant(node))
		return false;
	dmn_value value = shape_constant(shape->run, node);
	if (value.kind == DMN_NULL && value.as.problem != NULL)
		return false;
	if (value.kind > DMN_MONTHS_DURATION)
		return false;
	add_value(shape, value, has_order);
	return true;
}

static bool truth(struct shape *shape, const struct node *node, unsigned deeper);

/* One test, of a cell or on the right of `in`. */
static bool one_test(struct shape *shape, const struct node *test, unsigned deeper)
{
	const struct node *given = test->items[0];
	if (test->kind == NODE_TEST_COMPARE)
		return add_constant(shape, given, test->operation > TEST_NOT_EQUAL);
	if (test->uses_question)
		return deeper == 0 && truth(shape, given, 0);
	if (!shape_is_constant(given))
		return false;
	dmn_value value = shape_constant(shape->run, given);
	if (value.kind == DMN_NULL && value.as.problem != NULL)
		return false;
	return add_member(shape, value);
}

bool shape_tests(struct shape *shape, const struct node *tests)
{
	if (tests == NULL)
		return false;
	for (size_t i = 0; i < tests->item_count; i++)
		if (!one_test(shape, tests->items[i], 0))
			return false;
	return true;
}

static bool comparison(struct shape *shape, const struct node *node, unsigned deeper)
{
	bool has_order = node->kind != NODE_EQUAL && node->kind != NODE_NOT_EQUAL;
	if (is_subject(shape, node->items[0], deeper))
		return add_constant(shape, node->items[1], has_order);
	if (is_subject(shape, node->items[1], deeper))
		return add_constant(shape, node->items[0], has_order);
	return false;
}

static bool truths(struct shape *shape, const struct node *node, size_t from, unsigned deeper)
{
	for (size_t i = from; i < node->item_count; i++)
		if (!truth(shape, node->items[i], deeper))
			return false;
	return true;
}

static bool call(struct shape *shape, const struct node *node, unsigned deeper)
{
	if (node->items[0]->kind != NODE_BUILTIN || node->names != NULL)
		return false;
	struct text name = builtin_name_of(node->items[0]->builtin);
	if (text_is(name, "not") && node->item_count == 2)
		return truth(shape, node->items[1], deeper);
	if (!text_is(name, "list contains") || node->item_count != 3 ||
	    !is_subject(shape, node->items[2], deeper) || !shape_is_constant(node->items[1]))
		return false;
	return add_member(shape, shape_constant(shape->run, node->items[1]));
}

static bool membership(struct shape *shape, const struct node *node, unsigned deeper)
{
	if (!is_subject(shape, node->items[0], deeper))
		return false;
	for (size_t i = 1; i < node->item_count; i++)
		if (!one_test(shape, node->items[i], deeper + 1))
			return false;
	return true;
}

/* An expression whose truth about the subject changes at constants alone. */
static bool truth(struct shape *shape, const struct node *node, unsigned deeper)
{
	if (is_subject(shape, node, deeper))
		return true;
	switch ((enum node_kind)node->kind) {
	case NODE_AND:
	case NODE_OR: return truths(shape, node, 0, deeper);
	case NODE_EQUAL:
	case NODE_NOT_EQUAL:
	case NODE_LESS:
	case NODE_LESS_EQUAL:
	case NODE_MORE:
	case NODE_MORE_EQUAL: return comparison(shape, node, deeper);
	case NODE_BETWEEN:
		return is_subject(shape, node->items[0], deeper) &&
		       add_constant(shape, node->items[1], true) &&
		       add_constant(shape, node->items[2], true);
	case NODE_IN: return membership(shape, node, deeper);
	case NODE_CALL: return call(shape, node, deeper);
	case NODE_LITERAL: return node->value.kind == DMN_BOOLEAN;
	default: return false;
	}
}

bool shape_expression(struct shape *shape, const struct node *node)
{
	if (is_subject(shape, node, 0)) {
		shape->is_passed = true;
		return true;
	}
	if (node->kind == NODE_IF)
		return truth(shape, node->items[0], 0) && shape_expression(shape, node->items[1]) &&
		       shape_expression(shape, node->items[2]);
	return shape_is_constant(node) || truth(shape, node, 0);
}

/* ---- what a text reads ------------------------------------------------ */

static bool same_subject(const struct subject *a, const struct subject *b)
{
	if (a->depth != b->depth || a->index != b->index || a->path_count != b->path_count ||
	    !text_equal(a->root, b->root))
		return false;
	for (size_t i = 0; i < a->path_count; i++)
		if (!text_equal(a->path[i], b->path[i]))
			return false;
	return true;
}

static void add_subject(struct arena *arena, struct subjects *out, struct subject subject)
{
	for (size_t i = 0; i < out->count; i++)
		if (same_subject(&out->at[i], &subject))
			return;
	list_push(arena, out, subject);
}

static bool has_scope(enum node_kind kind)
{
	return kind == NODE_FILTER || kind == NODE_FOR || kind == NODE_SOME || kind == NODE_EVERY ||
	       kind == NODE_CONTEXT || kind == NODE_FUNCTION;
}

static bool is_variable(const struct node *node)
{
	return node->kind == NODE_VARIABLE || node->kind == NODE_DYNAMIC;
}

/* A chain of paths that ends in a variable; false when it ends in anything else. */
static bool read_path(struct arena *arena, const struct node *node, struct subject *out)
{
	size_t count = 0;
	const struct node *root = node;
	for (; root->kind == NODE_PATH; root = root->items[0])
		count++;
	if (!is_variable(root))
		return false;
	struct text *path = arena_new_array(arena, struct text, count);
	for (size_t i = count; i > 0; i--, node = node->items[0])
		path[i - 1] = node->text;
	*out = (struct subject){ .depth = root->depth,
				 .index = root->index,
				 .root = root->text,
				 .path = path,
				 .path_count = count };
	return true;
}

static void gather(struct arena *arena, const struct node *node, unsigned deeper,
		   struct subjects *out)
{
	struct subject subject;
	if ((node->kind == NODE_PATH || is_variable(node)) && read_path(arena, node, &subject)) {
		out->is_deep = out->is_deep || node->kind == NODE_DYNAMIC;
		if (subject.depth < deeper)
			return;
		subject.depth -= deeper;
		add_subject(arena, out, subject);
		return;
	}
	out->is_deep = out->is_deep || has_scope(node->kind);
	for (size_t i = 0; i < node->item_count; i++) {
		unsigned inner = node->kind == NODE_IN && i > 0 ? deeper + 1 : deeper;
		gather(arena, node->items[i], inner, out);
	}
}

void shape_subjects(struct arena *arena, const struct node *node, struct subjects *out)
{
	if (node != NULL)
		gather(arena, node, 0, out);
}

struct text subject_name(struct arena *arena, const struct subject *subject)
{
	struct builder name = builder_new(arena);
	builder_add(&name, subject->root);
	for (size_t i = 0; i < subject->path_count; i++) {
		builder_add_byte(&name, '.');
		builder_add(&name, subject->path[i]);
	}
	return builder_text(&name);
}
