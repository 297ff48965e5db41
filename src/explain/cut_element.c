/* SPDX-License-Identifier: Apache-2.0 */
/* The walk over boxed expressions and elements. */
#include "explain/cut_walk.h"

static struct symbol walk_boxed(struct cut_walk *walk, const struct boxed *boxed,
				const struct symbol_frame *frame);

static struct symbol walk_expression(struct cut_walk *walk, const struct expression *expression,
				     const struct symbol_frame *frame)
{
	return expression->root != NULL ? cut_walk_node(walk, expression->root, frame)
					: (struct symbol){ 0 };
}

static void walk_table(struct cut_walk *walk, const struct table *table,
		       const struct symbol_frame *frame)
{
	for (size_t i = 0; i < table->input_count; i++) {
		const struct table_input *input = &table->inputs[i];
		struct symbol question = walk_expression(walk, &input->value, frame);
		cut_walk_tests(walk, input->allowed, question, frame);
		for (size_t r = 0; r < table->rule_count; r++)
			cut_walk_tests(walk, table->rules[r].tests[i].root, question, frame);
	}
	for (size_t r = 0; r < table->rule_count; r++)
		for (size_t o = 0; o < table->output_count; o++)
			walk_expression(walk, &table->rules[r].outputs[o], frame);
}

/* The parts in a frame of `count` slots that they fill one by one. */
static struct symbol walk_filling(struct cut_walk *walk, const struct boxed *boxed,
				  const struct symbol_frame *outer, size_t count)
{
	struct symbol *slots = arena_new_array(walk->arena, struct symbol, count + 1);
	struct symbol_frame frame = { outer, slots, count, false };
	struct symbol last = { 0 };
	for (size_t i = 0; i < boxed->part_count; i++) {
		last = walk_boxed(walk, boxed->parts[i], &frame);
		if (i < count)
			slots[i] = last;
	}
	return last;
}

static struct symbol walk_context(struct cut_walk *walk, const struct boxed *boxed,
				  const struct symbol_frame *outer)
{
	struct symbol last = walk_filling(walk, boxed, outer, boxed->part_count);
	bool has_result = boxed->part_count != 0 && boxed->names[boxed->part_count - 1].length == 0;
	return has_result ? last : (struct symbol){ 0 };
}

static struct symbol walk_invocation(struct cut_walk *walk, const struct boxed *boxed,
				     const struct symbol_frame *frame)
{
	struct symbol callee = walk_expression(walk, &boxed->expression, frame);
	struct symbol *arguments =
		arena_new_array(walk->arena, struct symbol, boxed->part_count + 1);
	for (size_t i = 0; i < boxed->part_count; i++)
		arguments[i] = walk_boxed(walk, boxed->parts[i], frame);
	if (callee.callable == NULL)
		return (struct symbol){ 0 };
	return cut_walk_bkm(walk, callee.callable, boxed->names, arguments, boxed->part_count);
}

static struct symbol walk_parts(struct cut_walk *walk, const struct boxed *boxed,
				const struct symbol_frame *frame)
{
	struct symbol found = { 0 };
	for (size_t i = 0; i < boxed->part_count; i++) {
		struct symbol part = walk_boxed(walk, boxed->parts[i], frame);
		if (found.plain.length == 0)
			found = part;
	}
	return boxed->kind == BOXED_CONDITIONAL || boxed->kind == BOXED_LIST ? found
									     : (struct symbol){ 0 };
}

static struct symbol walk_filter(struct cut_walk *walk, const struct boxed *boxed,
				 const struct symbol_frame *outer)
{
	struct symbol item = walk_boxed(walk, boxed->parts[0], outer);
	struct symbol_frame frame = { outer, &item, 1, true };
	walk_boxed(walk, boxed->parts[1], &frame);
	return item;
}

static struct symbol walk_function(struct cut_walk *walk, const struct boxed *boxed,
				   const struct symbol_frame *outer)
{
	struct symbol *slots =
		arena_new_array(walk->arena, struct symbol, boxed->parameter_count + 1);
	struct symbol_frame frame = { outer, slots, boxed->parameter_count, false };
	walk_boxed(walk, boxed->parts[0], &frame);
	return (struct symbol){ 0 };
}

static struct symbol walk_boxed(struct cut_walk *walk, const struct boxed *boxed,
				const struct symbol_frame *frame)
{
	if (boxed == NULL)
		return (struct symbol){ 0 };
	switch (boxed->kind) {
	case BOXED_LITERAL: return walk_expression(walk, &boxed->expression, frame);
	case BOXED_TABLE: walk_table(walk, boxed->table, frame); break;
	case BOXED_CONTEXT: return walk_context(walk, boxed, frame);
	case BOXED_INVOCATION: return walk_invocation(walk, boxed, frame);
	case BOXED_FUNCTION: return walk_function(walk, boxed, frame);
	case BOXED_FILTER: return walk_filter(walk, boxed, frame);
	case BOXED_FOR: return walk_filling(walk, boxed, frame, 1);
	case BOXED_SOME:
	case BOXED_EVERY: walk_filling(walk, boxed, frame, 1); break;
	case BOXED_LIST:
	case BOXED_RELATION:
	case BOXED_CONDITIONAL: return walk_parts(walk, boxed, frame);
	case BOXED_KIND_COUNT: break;
	}
	return (struct symbol){ 0 };
}

static struct symbol walk_element(struct cut_walk *walk, const struct element *element);

static struct symbol symbol_of(struct cut_walk *walk, const struct element *element)
{
	if (element->kind == DMN_ELEMENT_INPUT_DATA)
		return walk->elements[element->index];
	if (element->kind == DMN_ELEMENT_BKM)
		return (struct symbol){ .callable = element };
	return walk_element(walk, element);
}

static struct symbol walk_in_root(struct cut_walk *walk, const struct element *element,
				  const struct boxed *logic, const struct symbol *parameters)
{
	size_t count = element->requirements.count;
	struct symbol *slots = arena_new_array(walk->arena, struct symbol, count + 1);
	for (size_t i = 0; i < count; i++)
		slots[i] = symbol_of(walk, element->requirements.at[i].element);
	struct symbol_frame root = { NULL, slots, count, false };
	struct symbol_frame frame = { &root, parameters, element->parameter_count, false };
	return walk_boxed(walk, logic, parameters != NULL ? &frame : &root);
}

struct symbol cut_walk_body(struct cut_walk *walk, const struct element *element,
			    const struct symbol *parameters)
{
	if (element->logic == NULL || element->logic->language != LANGUAGE_FEEL ||
	    element->logic->part_count == 0)
		return (struct symbol){ 0 };
	return walk_in_root(walk, element, element->logic->parts[0], parameters);
}

/* A decision once; of a service the decisions that it gives. */
static struct symbol walk_element(struct cut_walk *walk, const struct element *element)
{
	if (walk->is_walked[element->index])
		return walk->elements[element->index];
	walk->is_walked[element->index] = true;
	for (size_t i = 0; i < element->outputs.count; i++)
		walk_element(walk, element->outputs.at[i]);
	struct symbol result = { 0 };
	if (element->kind == DMN_ELEMENT_DECISION)
		result = walk_in_root(walk, element, element->logic, NULL);
	walk->elements[element->index] = result;
	return result;
}

void cut_find(struct explain *explain, const struct leaf_set *leaves, struct cut_set *out)
{
	const struct dmn_model *model = explain->evaluation->model;
	*out = (struct cut_set){ 0 };
	struct cut_walk walk = { .arena = explain->arena, .leaves = leaves, .out = out };
	walk.elements = arena_new_array(walk.arena, struct symbol, model->elements.count);
	walk.is_walked = arena_new_array(walk.arena, bool, model->elements.count);
	for (size_t i = 0; i < leaves->inputs.count; i++) {
		const struct input *input = &leaves->inputs.at[i];
		const struct element *element = model_element_named(model, input->name);
		if (element == NULL)
			continue;
		/* What the host gives is not computed. */
		walk.is_walked[element->index] = true;
		if (input->is_leaf)
			walk.elements[element->index].plain = input->name;
	}
	walk.is_walked[explain->element->index] = false;
	walk_element(&walk, explain->element);
}
