/* SPDX-License-Identifier: Apache-2.0 */
/* What two rules have to do with each other: the values that both take, and whether they give the
 * same. */
#include "analysis/check.h"

#include <string.h>

/* A constant output, as the table gives it; false when it depends on the inputs. */
static bool constant_output(struct checking *checking, const struct expression *output,
			    const struct type *type, dmn_value *out)
{
	if (output->root == NULL || !shape_is_constant(output->root))
		return false;
	struct run run = run_new(checking->arena, &checking->model->host);
	*out = type_bind(&run, shape_constant(&run, output->root), type, "the output");
	return true;
}

enum sameness rules_output_sameness(struct checking *checking, const struct expression *a,
				    const struct expression *b, const struct type *type)
{
	dmn_value left, right;
	if (text_equal(text_trim(a->place.source), text_trim(b->place.source)))
		return OUTPUTS_SAME;
	if (!constant_output(checking, a, type, &left) ||
	    !constant_output(checking, b, type, &right))
		return OUTPUTS_UNKNOWN;
	return value_equal(left, right) == TERNARY_TRUE ? OUTPUTS_SAME : OUTPUTS_DIFFERENT;
}

enum sameness rules_outputs(struct checking *checking, size_t a, size_t b)
{
	const struct table *table = checking->grid->table;
	enum sameness sameness = OUTPUTS_SAME;
	for (size_t o = 0; o < table->output_count; o++) {
		enum sameness one =
			rules_output_sameness(checking, &table->rules[a].outputs[o],
					      &table->rules[b].outputs[o], table->outputs[o].type);
		if (one == OUTPUTS_DIFFERENT)
			return one;
		if (one == OUTPUTS_UNKNOWN)
			sameness = one;
	}
	return sameness;
}

/* Cells that are opaque are the same when their texts are. */
static bool same_opaque(const struct grid *grid, size_t a, size_t b)
{
	for (size_t i = 0; i < grid->table->input_count; i++) {
		const struct grid_cell *left = grid_cell(grid, a, i);
		const struct grid_cell *right = grid_cell(grid, b, i);
		if ((left->is_opaque || right->is_opaque) &&
		    !text_equal(text_trim(grid->table->rules[a].tests[i].place.source),
				text_trim(grid->table->rules[b].tests[i].place.source)))
			return false;
	}
	return true;
}

bool rules_same_box(const struct grid *grid, size_t a, size_t b)
{
	for (size_t d = 0; d < grid->dimension_count; d++)
		for (size_t c = 0; c < grid->dimensions[d].class_count; c++)
			if (set_has(grid->dimensions[d].classes[c].may, a) !=
			    set_has(grid->dimensions[d].classes[c].may, b))
				return false;
	return same_opaque(grid, a, b);
}

bool rules_common(const struct grid *grid, size_t a, size_t b, struct box *box)
{
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		bool is_any = false;
		for (size_t c = 0; c < dimension->class_count; c++) {
			const rule_set *must = dimension->classes[c].must;
			box->in[d][c] = set_has(must, a) && set_has(must, b);
			is_any = is_any || box->in[d][c];
		}
		if (!is_any)
			return false;
	}
	return true;
}

void rules_meeting(const struct grid *grid, size_t r, rule_set *out)
{
	struct arena_mark mark = arena_mark(grid->arena);
	rule_set *some = arena_alloc(grid->arena, (grid->words + 1) * sizeof *some);
	memset(out, 0xFF, grid->words * sizeof *out);
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		memset(some, 0, grid->words * sizeof *some);
		for (size_t c = 0; c < dimension->class_count; c++) {
			const rule_set *must = dimension->classes[c].must;
			for (size_t w = 0; set_has(must, r) && w < grid->words; w++)
				some[w] |= must[w];
		}
		for (size_t w = 0; w < grid->words; w++)
			out[w] &= some[w];
	}
	for (size_t i = grid->table->rule_count; i < grid->words * RULES_IN_SET; i++)
		set_remove(out, i);
	arena_rewind(grid->arena, mark);
}
