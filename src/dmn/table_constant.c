/* SPDX-License-Identifier: Apache-2.0 */
#include "dmn/table_constant.h"

#include "dmn/instance.h"

/* Do the tests ask for nothing but literals, so that their answer is the same at any time? */
static bool is_constant_tests(const struct node *tests)
{
	for (size_t i = 0; tests != NULL && i < tests->item_count; i++) {
		const struct node *value = tests->items[i]->items[0];
		bool is_range = value->kind == NODE_RANGE && !value->is_range &&
				value->items[0]->kind == NODE_LITERAL &&
				value->items[1]->kind == NODE_LITERAL;
		if (value->kind != NODE_LITERAL && !is_range)
			return false;
	}
	return true;
}

static bool is_constant_type(const struct type *type)
{
	for (; type != NULL; type = type->base)
		if ((type->kind != TYPE_ANY && type->kind != TYPE_SIMPLE) ||
		    !is_constant_tests(type->constraint))
			return false;
	return true;
}

/* The entry as table.c would give it, or false where that is a problem or may change. */
static bool constant_entry(struct run *run, const struct table_output *output,
			   const struct expression *entry, dmn_value *out)
{
	if (entry->trouble != NULL || entry->root == NULL || entry->root->kind != NODE_LITERAL ||
	    !is_constant_type(output->type) || !is_constant_tests(output->allowed))
		return false;
	*out = type_bind(run, entry->root->value, output->type, "");
	if (run->problems.count != 0)
		return false;
	struct frame frame = { .slots = out };
	return output->allowed == NULL || out->kind == DMN_NULL ||
	       evaluate_tests(run, output->allowed, *out, &frame) == TERNARY_TRUE;
}

static bool find(struct arena *arena, const struct table *table, struct table_rule *rule)
{
	static const struct dmn_host no_host = { .size = sizeof no_host };
	struct run run = run_new(arena, &no_host);
	dmn_value *columns = arena_new_array(arena, dmn_value, table->output_count);
	for (size_t o = 0; o < table->output_count; o++)
		if (!constant_entry(&run, &table->outputs[o], &rule->outputs[o], &columns[o]))
			return false;
	rule->constants = columns;
	rule->answer = table_answer(arena, table, columns);
	return true;
}

void table_find_constants(struct arena *arena, struct table *table)
{
	for (size_t i = 0; i < table->input_count; i++) {
		const struct node *root = table->inputs[i].value.root;
		if (root != NULL && root->kind == NODE_VARIABLE && root->depth == 0)
			table->inputs[i].slot = root->index + 1U;
	}
	table->is_constant = table->output_count != 0;
	for (size_t r = 0; r < table->rule_count && table->output_count != 0; r++)
		if (!find(arena, table, &table->rules[r]))
			table->is_constant = false;
}
