/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/upstream.h"

static bool add(struct run *run, dmn_value value, const struct type *type, struct given_values *out)
{
	value = type_bind(run, value, type, "the output");
	if (value.kind > DMN_MONTHS_DURATION)
		return false;
	if (value.kind != DMN_NULL)
		list_push(run->arena, out, value);
	return true;
}

/* A constant, or one of several by conditions. */
static bool of_text(struct run *run, const struct node *node, const struct type *type,
		    struct given_values *out)
{
	if (node == NULL)
		return false;
	if (node->kind == NODE_IF)
		return of_text(run, node->items[1], type, out) &&
		       of_text(run, node->items[2], type, out);
	return shape_is_constant(node) && add(run, shape_constant(run, node), type, out);
}

static size_t output_at(const struct table *table, const struct text *path, size_t path_count)
{
	if (path_count == 0 && table->output_count == 1)
		return 0;
	for (size_t o = 0; path_count == 1 && table->output_count > 1 && o < table->output_count;
	     o++)
		if (text_equal(table->outputs[o].name, path[0]))
			return o;
	return SIZE_MAX;
}

static bool of_table(struct run *run, const struct table *table, const struct text *path,
		     size_t path_count, struct given_values *out)
{
	size_t o = output_at(table, path, path_count);
	if (o == SIZE_MAX || table->policy == HIT_COLLECT || table->policy == HIT_RULE_ORDER ||
	    table->policy == HIT_OUTPUT_ORDER)
		return false;
	const struct type *type = table->outputs[o].type;
	for (size_t r = 0; r < table->rule_count; r++)
		if (!of_text(run, table->rules[r].outputs[o].root, type, out))
			return false;
	return table->outputs[o].fallback.root == NULL ||
	       of_text(run, table->outputs[o].fallback.root, type, out);
}

static bool of_boxed(struct run *run, const struct boxed *boxed, const struct text *path,
		     size_t path_count, struct given_values *out)
{
	if (boxed == NULL)
		return false;
	if (boxed->kind == BOXED_TABLE)
		return of_table(run, boxed->table, path, path_count, out);
	if (boxed->kind == BOXED_LITERAL)
		return path_count == 0 && of_text(run, boxed->expression.root, boxed->type, out);
	if (boxed->kind == BOXED_CONDITIONAL)
		return of_boxed(run, boxed->parts[1], path, path_count, out) &&
		       of_boxed(run, boxed->parts[2], path, path_count, out);
	return false;
}

bool upstream_values(struct run *run, const struct element *element, const struct text *path,
		     size_t path_count, struct given_values *out)
{
	return element->kind == DMN_ELEMENT_DECISION &&
	       of_boxed(run, element->logic, path, path_count, out);
}
