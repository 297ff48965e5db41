/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/code.h"

#include "feel/builtin.h"
#include "feel/evaluate_internal.h"

/* What evaluate_walk does before and after each node. */
static inline void begin(struct run *run, const struct node *node)
{
	run_step(run, 1);
	run_deeper(run);
	run->place.offset = node->offset;
}

static inline dmn_value end(struct run *run, dmn_value value)
{
	run->depth_left++;
	return value;
}

/* The same for a node that nothing is under. */
static inline void touch(struct run *run, const struct node *node)
{
	run_step(run, 1);
	if (run->depth_left == 0)
		run_deeper(run);
	run->place.offset = node->offset;
}

static dmn_value literal(struct run *run, const struct node *node, const struct frame *frame)
{
	(void)frame;
	touch(run, node);
	return node->value;
}

static dmn_value slot(struct run *run, const struct node *node, const struct frame *frame)
{
	touch(run, node);
	return frame->slots[node->index];
}

static dmn_value outer_slot(struct run *run, const struct node *node, const struct frame *frame)
{
	touch(run, node);
	for (unsigned depth = node->depth; depth > 0; depth--)
		frame = frame->outer;
	return frame->slots[node->index];
}

/* An operand: what is most often one needs no call. */
static inline dmn_value operand(struct run *run, const struct node *node, const struct frame *frame)
{
	if (node->kind == NODE_LITERAL)
		return literal(run, node, frame);
	if (node->kind == NODE_VARIABLE)
		return outer_slot(run, node, frame);
	return node->code(run, node, frame);
}

static dmn_value comparison(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	dmn_value left = operand(run, node->items[0], frame);
	dmn_value right = operand(run, node->items[1], frame);
	run->place.offset = node->offset;
	return end(run, evaluate_comparison(run, node->kind, left, right));
}

/* Of two operands; longer sums are walked, which keeps them from being deep. */
static dmn_value arithmetic(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	dmn_value left = operand(run, node->items[0], frame);
	dmn_value right = operand(run, node->items[1], frame);
	run->place.offset = node->offset;
	return end(run, evaluate_arithmetic(run, node->kind, left, right));
}

static dmn_value path(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	dmn_value target = operand(run, node->items[0], frame);
	run->place.offset = node->offset;
	return end(run, evaluate_path(run, target, node->text));
}

static dmn_value choice(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	bool is_true = value_is_true(operand(run, node->items[0], frame));
	return end(run, operand(run, node->items[is_true ? 1 : 2], frame));
}

static dmn_value name(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	return end(run, evaluate_dynamic(run, node, frame));
}

static dmn_value conjunction(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	return end(run, evaluate_conjunction(run, node, frame, node->kind == NODE_OR));
}

static dmn_value filter(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	return end(run, evaluate_filter(run, node, frame));
}

static dmn_value iteration(struct run *run, const struct node *node, const struct frame *frame)
{
	begin(run, node);
	return end(run, evaluate_iteration(run, node, frame));
}

enum {
	ARGUMENTS_MOST = 8 /* of a call that needs no list in the arena */
};

/* A builtin by its name, arguments by position. */
static dmn_value builtin(struct run *run, const struct node *node, const struct frame *frame)
{
	dmn_value arguments[ARGUMENTS_MOST];
	size_t count = node->item_count - 1;
	begin(run, node);
	for (size_t i = 0; i < count; i++)
		arguments[i] = operand(run, node->items[i + 1], frame);
	run->place.offset = node->offset;
	return end(run, builtin_call(run, node->items[0]->builtin, arguments, count));
}

static bool is_plain_builtin(const struct node *node)
{
	return node->names == NULL && node->items[0]->kind == NODE_BUILTIN &&
	       node->item_count - 1 <= ARGUMENTS_MOST;
}

static bool is_arithmetic(const struct node *node)
{
	return node->kind >= NODE_ADD && node->kind <= NODE_POWER;
}

static node_code *code_of(const struct node *node)
{
	if (node->kind >= NODE_EQUAL && node->kind <= NODE_MORE_EQUAL)
		return comparison;
	if (is_arithmetic(node) && !is_arithmetic(node->items[0]))
		return arithmetic;
	switch ((enum node_kind)node->kind) {
	case NODE_LITERAL: return literal;
	case NODE_VARIABLE: return node->depth == 0 ? slot : outer_slot;
	case NODE_DYNAMIC: return name;
	case NODE_AND:
	case NODE_OR: return conjunction;
	case NODE_PATH: return path;
	case NODE_IF: return choice;
	case NODE_FILTER: return filter;
	case NODE_FOR:
	case NODE_SOME:
	case NODE_EVERY: return iteration;
	case NODE_CALL: return is_plain_builtin(node) ? builtin : evaluate_walk;
	default: return evaluate_walk;
	}
}

/* Trees are final once they are parsed; this is the end of the parsing. */
static struct node *writable(const struct node *node)
{
	union {
		const struct node *read;
		struct node *write;
	} both = { .read = node };
	return both.write;
}

/* A tree may lean to the left as far as the text is long, so that side is gone down in a loop. */
static bool give_code(const struct node *root)
{
	bool keeps = false;
	for (const struct node *at = root; at != NULL;
	     at = at->item_count != 0 ? at->items[0] : NULL) {
		keeps = keeps || at->kind == NODE_FUNCTION;
		for (size_t i = 1; i < at->item_count; i++)
			keeps = give_code(at->items[i]) || keeps;
		writable(at)->code = code_of(at);
	}
	for (const struct node *at = root; at != NULL;
	     at = at->item_count != 0 ? at->items[0] : NULL)
		writable(at)->keeps_frames = keeps;
	return keeps;
}

void code_tree(const struct node *root)
{
	give_code(root);
}
