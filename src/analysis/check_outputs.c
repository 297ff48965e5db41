/* SPDX-License-Identifier: Apache-2.0 */
/* Outputs that no rule gives, and outputs that become null. */
#include "analysis/check.h"

#include "base/builder.h"
#include "feel/value_print.h"

/* What the table makes of a constant output: null where it refuses it. */
static dmn_value as_given(struct checking *checking, const struct table_output *output,
			  dmn_value value)
{
	struct run run = run_new(checking->arena, &checking->model->host);
	struct frame frame = { .slots = &value };
	value = type_bind(&run, value, output->type, "the output");
	if (value.kind == DMN_NULL || output->allowed == NULL)
		return value;
	return evaluate_tests(&run, output->allowed, value, &frame) == TERNARY_TRUE ? value
										    : value_null();
}

static dmn_value constant_of(struct checking *checking, const struct expression *text)
{
	struct run run = run_new(checking->arena, &checking->model->host);
	if (text->root == NULL || !shape_is_constant(text->root))
		return value_null();
	return shape_constant(&run, text->root);
}

static void check_results(struct checking *checking, const struct table_output *output, size_t o)
{
	const struct table *table = checking->grid->table;
	for (size_t r = 0; r < table->rule_count; r++) {
		dmn_value value = constant_of(checking, &table->rules[r].outputs[o]);
		if (value.kind == DMN_NULL || as_given(checking, output, value).kind != DMN_NULL)
			continue;
		struct dmn_finding *finding = checking_add(
			checking, FINDING_RESULT,
			"the output %.*s of rule %zu is not %s, and becomes null",
			TEXT_ARG(value_excerpt(text_trim(table->rules[r].outputs[o].place.source))),
			r + 1, output->allowed != NULL ? "among the output values" : "of its type");
		finding_place(checking, finding, r, SIZE_MAX);
	}
}

static bool gives(struct checking *checking, const struct table_output *output, size_t o,
		  const struct node *one)
{
	const struct table *table = checking->grid->table;
	struct node tests = *output->allowed;
	const struct node *items[1] = { one };
	tests.items = items;
	tests.item_count = 1;
	for (size_t r = 0; r <= table->rule_count; r++) {
		const struct expression *text =
			r < table->rule_count ? &table->rules[r].outputs[o] : &output->fallback;
		struct run run = run_new(checking->arena, &checking->model->host);
		if (text->root != NULL && !shape_is_constant(text->root))
			return true; /* it may */
		dmn_value value = constant_of(checking, text);
		struct frame frame = { .slots = &value };
		bool is_dead = r < table->rule_count && grid_is_dead(checking->grid, r);
		if (value.kind != DMN_NULL && !is_dead &&
		    evaluate_tests(&run, &tests, value, &frame) == TERNARY_TRUE)
			return true;
	}
	return false;
}

/* Each single value among the output values: does some rule give it? */
static void check_unused(struct checking *checking, const struct table_output *output, size_t o)
{
	if (output->allowed == NULL || output->allowed->is_negated)
		return;
	for (size_t i = 0; i < output->allowed->item_count; i++) {
		const struct node *one = output->allowed->items[i];
		if (one->kind != NODE_TEST_VALUE || one->items[0]->kind != NODE_LITERAL ||
		    gives(checking, output, o, one))
			continue;
		struct builder shown = builder_new(checking->arena);
		value_print_literal(&shown, one->items[0]->value);
		checking_add(checking, FINDING_OUTPUT,
			     "no rule gives %.*s, which is among the output values",
			     TEXT_ARG(builder_text(&shown)));
	}
}

void check_outputs(struct checking *checking)
{
	const struct table *table = checking->grid->table;
	for (size_t o = 0; o < table->output_count; o++) {
		check_results(checking, &table->outputs[o], o);
		check_unused(checking, &table->outputs[o], o);
	}
}
