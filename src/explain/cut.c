/* SPDX-License-Identifier: Apache-2.0 */
/* A walk over what the asked element computes, with the names of leaves in place of values: which
 * text reads which leaf, through calls, contexts, filters and iterations. What is not the value of
 * a leaf as it stands (a sum, a count) has no name. */
#include "explain/cut_walk.h"

enum {
	NODES_MOST = 500 * 1000, /* one model is not walked for ever, though calls fan out */
	CALLS_MOST = 12,
	DEPTH_MOST = 2000
};

/* ---- literals ------------------------------------------------------------- */

static bool is_ordered(dmn_value value)
{
	return value.kind == DMN_NUMBER ||
	       (value.kind >= DMN_DATE && value.kind <= DMN_MONTHS_DURATION);
}

/* The literals that a node is made of as it stands: itself, a range's ends, a list's items. */
static void literals_of(struct arena *arena, const struct node *node, struct value_list *out)
{
	if (node->kind == NODE_LITERAL && node->value.kind != DMN_NULL)
		list_push(arena, out, node->value);
	if (node->kind != NODE_RANGE && node->kind != NODE_LIST && node->kind != NODE_UNARY_RANGE)
		return;
	for (size_t i = 0; i < node->item_count; i++)
		if (node->items[i] != NULL)
			literals_of(arena, node->items[i], out);
}

void cut_literals_of_tests(struct arena *arena, const struct node *tests, struct value_list *out)
{
	for (size_t i = 0; tests != NULL && i < tests->item_count; i++)
		literals_of(arena, tests->items[i]->items[0], out);
}

static void add_cuts(struct cut_walk *walk, struct symbol leaf, const struct node *node)
{
	struct value_list values = { 0 };
	if (leaf.plain.length == 0)
		return;
	literals_of(walk->arena, node, &values);
	for (size_t i = 0; i < values.count; i++)
		list_push(walk->arena, walk->out, (struct cut){ leaf.plain, values.at[i] });
}

/* ---- names ---------------------------------------------------------------- */

static struct symbol nothing(void)
{
	return (struct symbol){ .plain = TEXT("") };
}

static struct symbol member_of(struct cut_walk *walk, struct symbol of, struct text name)
{
	if (of.plain.length == 0)
		return nothing();
	struct symbol member = { .plain = text_format(walk->arena, "%.*s.%.*s", TEXT_ARG(of.plain),
						      TEXT_ARG(name)) };
	return map_has(&walk->leaves->prefixes, member.plain) ? member : nothing();
}

static struct symbol variable(const struct symbol_frame *frame, const struct node *node)
{
	for (unsigned depth = 0; frame != NULL && depth < node->depth; depth++)
		frame = frame->outer;
	return frame != NULL && node->index < frame->count ? frame->slots[node->index] : nothing();
}

/* A name inside a filter: a member of the item, else what it is outside. */
static struct symbol dynamic(struct cut_walk *walk, const struct symbol_frame *frame,
			     const struct node *node)
{
	unsigned depth = 0;
	for (const struct symbol_frame *at = frame; at != NULL; at = at->outer, depth++) {
		struct symbol member =
			at->is_dynamic ? member_of(walk, at->slots[0], node->text) : nothing();
		if (member.plain.length != 0)
			return member;
		if (depth == node->depth)
			return variable(frame, node);
	}
	return nothing();
}

/* ---- expressions ------------------------------------------------------------ */

static struct symbol walk_in_frame(struct cut_walk *walk, const struct node *node,
				   const struct symbol_frame *outer, struct symbol *slots,
				   size_t count, bool is_dynamic)
{
	struct symbol_frame frame = { outer, slots, count, is_dynamic };
	return cut_walk_node(walk, node, &frame);
}

static struct symbol walk_filter(struct cut_walk *walk, const struct node *node,
				 const struct symbol_frame *frame)
{
	struct symbol item = cut_walk_node(walk, node->items[0], frame);
	walk_in_frame(walk, node->items[1], frame, &item, 1, true);
	return item;
}

/* Literals among the arguments of a builtin are what the leaves among them are compared with. */
static void compare_arguments(struct cut_walk *walk, const struct node *call,
			      const struct symbol *arguments, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count && arguments[i].plain.length != 0; k++)
			add_cuts(walk, arguments[i], call->items[k + 1]);
}

static struct symbol walk_call(struct cut_walk *walk, const struct node *node,
			       const struct symbol_frame *frame)
{
	struct symbol callee = cut_walk_node(walk, node->items[0], frame);
	size_t count = node->item_count - 1;
	struct symbol *arguments = arena_new_array(walk->arena, struct symbol, count + 1);
	for (size_t i = 0; i < count; i++)
		arguments[i] = cut_walk_node(walk, node->items[i + 1], frame);
	if (callee.callable == NULL) {
		compare_arguments(walk, node, arguments, count);
		return nothing();
	}
	return cut_walk_bkm(walk, callee.callable, node->name_count != 0 ? node->names : NULL,
			    arguments, count);
}

static struct symbol walk_comparison(struct cut_walk *walk, const struct node *node,
				     const struct symbol_frame *frame)
{
	struct symbol first = cut_walk_node(walk, node->items[0], frame);
	for (size_t i = 1; i < node->item_count; i++) {
		struct symbol other = cut_walk_node(walk, node->items[i], frame);
		add_cuts(walk, first, node->items[i]);
		add_cuts(walk, other, node->items[0]);
	}
	return nothing();
}

static struct symbol walk_in(struct cut_walk *walk, const struct node *node,
			     const struct symbol_frame *frame)
{
	struct symbol question = cut_walk_node(walk, node->items[0], frame);
	for (size_t i = 1; i < node->item_count; i++) {
		add_cuts(walk, question, node->items[i]->items[0]);
		walk_in_frame(walk, node->items[i]->items[0], frame, &question, 1, false);
	}
	return nothing();
}

static struct symbol walk_iteration(struct cut_walk *walk, const struct node *node,
				    const struct symbol_frame *outer)
{
	size_t count = node->name_count + 1;
	struct symbol *slots = arena_new_array(walk->arena, struct symbol, count);
	for (size_t i = 0; i + 1 < count; i++)
		slots[i] = walk_in_frame(walk, node->items[i], outer, slots, count, false);
	struct symbol body =
		walk_in_frame(walk, node->items[node->item_count - 1], outer, slots, count, false);
	return node->kind == NODE_FOR ? body : nothing();
}

static struct symbol walk_slots(struct cut_walk *walk, const struct node *node,
				const struct symbol_frame *outer)
{
	struct symbol *slots = arena_new_array(walk->arena, struct symbol, node->item_count + 1);
	for (size_t i = 0; i < node->item_count; i++)
		slots[i] =
			walk_in_frame(walk, node->items[i], outer, slots, node->item_count, false);
	return nothing();
}

static struct symbol walk_function(struct cut_walk *walk, const struct node *node,
				   const struct symbol_frame *outer)
{
	size_t count = node->name_count;
	struct symbol *slots = arena_new_array(walk->arena, struct symbol, count + 1);
	if (!node->is_external && node->item_count != 0)
		walk_in_frame(walk, node->items[0], outer, slots, count, false);
	return nothing();
}

/* All parts; the first that is a leaf names the whole where the node only chooses among them. */
static struct symbol walk_parts(struct cut_walk *walk, const struct node *node,
				const struct symbol_frame *frame)
{
	struct symbol found = nothing();
	for (size_t i = 0; i < node->item_count; i++) {
		struct symbol part = node->items[i] != NULL
					     ? cut_walk_node(walk, node->items[i], frame)
					     : nothing();
		if (found.plain.length == 0)
			found = part;
	}
	return node->kind == NODE_LIST || node->kind == NODE_IF ? found : nothing();
}

static struct symbol walk_literal(struct cut_walk *walk, const struct node *node)
{
	if (is_ordered(node->value))
		list_push(walk->arena, &walk->out->loose, node->value);
	return nothing();
}

static struct symbol dispatch(struct cut_walk *walk, const struct node *node,
			      const struct symbol_frame *frame)
{
	switch ((enum node_kind)node->kind) {
	case NODE_LITERAL: return walk_literal(walk, node);
	case NODE_VARIABLE: return variable(frame, node);
	case NODE_DYNAMIC: return dynamic(walk, frame, node);
	case NODE_PATH:
		return member_of(walk, cut_walk_node(walk, node->items[0], frame), node->text);
	case NODE_FILTER: return walk_filter(walk, node, frame);
	case NODE_CALL: return walk_call(walk, node, frame);
	case NODE_EQUAL:
	case NODE_NOT_EQUAL:
	case NODE_LESS:
	case NODE_LESS_EQUAL:
	case NODE_MORE:
	case NODE_MORE_EQUAL:
	case NODE_BETWEEN: return walk_comparison(walk, node, frame);
	case NODE_IN: return walk_in(walk, node, frame);
	case NODE_FOR:
	case NODE_SOME:
	case NODE_EVERY: return walk_iteration(walk, node, frame);
	case NODE_CONTEXT: return walk_slots(walk, node, frame);
	case NODE_FUNCTION: return walk_function(walk, node, frame);
	default: return walk_parts(walk, node, frame);
	}
}

struct symbol cut_walk_node(struct cut_walk *walk, const struct node *node,
			    const struct symbol_frame *frame)
{
	if (walk->node_count++ > NODES_MOST || walk->depth >= DEPTH_MOST) {
		walk->out->is_cut = true;
		return nothing();
	}
	walk->depth++;
	struct symbol symbol = dispatch(walk, node, frame);
	walk->depth--;
	return symbol;
}

void cut_walk_tests(struct cut_walk *walk, const struct node *tests, struct symbol question,
		    const struct symbol_frame *outer)
{
	for (size_t i = 0; tests != NULL && i < tests->item_count; i++) {
		add_cuts(walk, question, tests->items[i]->items[0]);
		walk_in_frame(walk, tests->items[i]->items[0], outer, &question, 1, false);
	}
}

struct symbol cut_walk_bkm(struct cut_walk *walk, const struct element *element,
			   const struct text *names, const struct symbol *arguments, size_t count)
{
	if (walk->call_depth >= CALLS_MOST || walk->node_count > NODES_MOST)
		return nothing();
	struct symbol *slots =
		arena_new_array(walk->arena, struct symbol, element->parameter_count + 1);
	for (size_t i = 0; i < element->parameter_count; i++)
		for (size_t k = 0; k < count; k++)
			if (names != NULL ? text_equal(names[k], element->parameters[i].name)
					  : i == k)
				slots[i] = arguments[k];
	walk->call_depth++;
	struct symbol result = cut_walk_body(walk, element, slots);
	walk->call_depth--;
	return result;
}
