/* SPDX-License-Identifier: Apache-2.0 */
/* From columns to dimensions: what each is about, and which values it can have. */
#include "analysis/grid_internal.h"

#include "base/builder.h"

static struct subjects reads_of(struct arena *arena, const struct node *root)
{
	struct subjects reads = { 0 };
	shape_subjects(arena, root, &reads);
	return reads;
}

/* Is the column about one variable alone, in a way that the analysis follows? */
static bool follow(struct grid_making *making, const struct node *root,
		   const struct subjects *reads, struct constants *constants, bool *is_passed)
{
	if (root == NULL || reads->is_deep || reads->count != 1)
		return false;
	struct shape shape = { .arena = making->arena,
			       .run = &making->run,
			       .subject = reads->at[0],
			       .constants = constants };
	if (!shape_expression(&shape, root))
		return false;
	*is_passed = shape.is_passed;
	return true;
}

static size_t find_dimension(const struct grid *grid, struct text name, bool is_leaf)
{
	for (size_t i = 0; i < grid->dimension_count; i++)
		if (grid->dimensions[i].is_leaf == is_leaf &&
		    text_equal(grid->dimensions[i].name, name))
			return i;
	return SIZE_MAX;
}

static bool is_given(const struct site *site, const struct subject *subject)
{
	const struct element *source = site_source(site, subject);
	if (source != NULL)
		return source->kind == DMN_ELEMENT_INPUT_DATA;
	if (subject->depth >= site->level_count)
		return false;
	return site->levels[site->level_count - 1 - subject->depth].kind == LEVEL_PARAMETERS;
}

static size_t add_dimension(struct grid_making *making, struct text name, bool is_leaf,
			    const struct subjects *reads, size_t column)
{
	struct grid *grid = making->grid;
	struct dimension *dimension = &grid->dimensions[grid->dimension_count];
	*dimension = (struct dimension){
		.name = name, .is_leaf = is_leaf, .reads = *reads, .first_column = column
	};
	if (is_leaf) {
		dimension->subject = reads->at[0];
		dimension->source = site_source(grid->site, &dimension->subject);
		dimension->type = site_type(grid->site, &dimension->subject);
		dimension->is_input = is_given(grid->site, &dimension->subject);
	}
	if (!grid->site->is_joined)
		dimension->is_known =
			is_leaf ? upstream_values(&making->run, grid->site, &dimension->subject,
						  &dimension->given)
				: upstream_of_text(&making->run, grid->site,
						   grid->table->inputs[column].value.root,
						   &dimension->given);
	for (size_t i = 0; dimension->is_known && i < dimension->given.count; i++)
		list_push(making->arena, &making->constants[grid->dimension_count],
			  dimension->given.at[i]);
	return grid->dimension_count++;
}

static void add_all(struct arena *arena, struct constants *to, const struct constants *from)
{
	for (size_t i = 0; i < from->count; i++)
		list_push(arena, to, from->at[i]);
	to->has_order = to->has_order || from->has_order;
	to->has_null = to->has_null || from->has_null;
}

static bool is_plain(const struct node *root, const struct subjects *reads)
{
	return reads->count == 1 && (root->kind == NODE_VARIABLE || root->kind == NODE_PATH);
}

static void place_column(struct grid_making *making, size_t i)
{
	struct grid *grid = making->grid;
	const struct expression *value = &grid->table->inputs[i].value;
	struct subjects reads = reads_of(making->arena, value->root);
	struct constants constants = { 0 };
	bool is_passed = true;
	bool is_leaf = follow(making, value->root, &reads, &constants, &is_passed);
	struct text name = is_leaf ? subject_name(making->arena, &reads.at[0])
				   : text_trim(value->place.source);
	if (name.length == 0)
		name = text_format(making->arena, "column %zu", i + 1);
	size_t found = find_dimension(grid, name, is_leaf);
	if (found == SIZE_MAX)
		found = add_dimension(making, name, is_leaf, &reads, i);
	grid->columns[i].dimension = found;
	grid->columns[i].is_identity = !is_leaf || is_plain(value->root, &reads);
	if (is_leaf)
		add_all(making->arena, &making->constants[found], &constants);
	grid->dimensions[found].names_null =
		grid->dimensions[found].names_null || (is_leaf && constants.has_null);
	grid->columns[i].is_passed = !is_leaf || is_passed;
}

/* The constants of a cell, where the analysis understands it. */
static void read_cell(struct grid_making *making, size_t rule, size_t column)
{
	struct grid *grid = making->grid;
	struct grid_cell *cell = &grid->cells[rule * grid->table->input_count + column];
	const struct node *root = grid->table->rules[rule].tests[column].root;
	cell->is_any = root != NULL && root->item_count == 0;
	if (cell->is_any)
		return;
	struct constants *constants = arena_new_one(making->arena, struct constants);
	struct shape shape = { .arena = making->arena,
			       .run = &making->run,
			       .subject = subject_question(),
			       .constants = constants };
	cell->is_opaque = !shape_tests(&shape, root);
	if (cell->is_opaque)
		return;
	cell->constants = constants;
	struct dimension *dimension = &grid->dimensions[grid->columns[column].dimension];
	if (grid->columns[column].is_passed)
		add_all(making->arena, &making->constants[grid->columns[column].dimension],
			constants);
	dimension->names_null =
		dimension->names_null || (constants->has_null && grid->columns[column].is_identity);
}

/* Constants of allowed values: of the input, and of the type and those it is made over. */
static void read_allowed(struct grid_making *making, struct grid_column *column,
			 const struct node *allowed)
{
	struct shape shape = { .arena = making->arena,
			       .run = &making->run,
			       .subject = subject_question(),
			       .constants = &making->constants[column->dimension] };
	bool had_null = shape.constants->has_null;
	if (allowed != NULL && column->is_identity && !shape_tests(&shape, allowed))
		column->is_unclear = true;
	shape.constants->has_null = had_null;
}

static void read_type(struct grid_making *making, struct grid_column *column,
		      const struct type *type)
{
	for (; type != NULL; type = type->base)
		read_allowed(making, column, type->constraint);
}

/* The kind that the type's values are of, or DMN_NULL when they can be of several. */
static enum dmn_kind kind_of(const struct type *type)
{
	return type != NULL && type->kind == TYPE_SIMPLE ? type->simple : DMN_NULL;
}

static enum dmn_kind kind_of_dimension(const struct grid *grid, size_t d)
{
	enum dmn_kind kind = kind_of(grid->dimensions[d].type);
	for (size_t i = 0; i < grid->table->input_count && kind == DMN_NULL; i++)
		if (grid->columns[i].dimension == d && grid->columns[i].is_identity)
			kind = kind_of(grid->table->inputs[i].type);
	return kind;
}

struct grid *grid_new(struct arena *arena, struct arena *scratch, const struct site *site)
{
	const struct table *table = site->table;
	struct grid *grid = arena_new_one(arena, struct grid);
	struct grid_making making = { .grid = grid, .arena = arena, .scratch = scratch };
	if (table->input_count > DIMENSIONS_MOST)
		return NULL;
	making.run = run_new(arena, &site->model->host);
	making.constants = arena_new_array(arena, struct constants, table->input_count);
	*grid = (struct grid){ .site = site, .table = table, .arena = arena };
	grid->words = set_words(table->rule_count);
	grid->columns = arena_new_array(arena, struct grid_column, table->input_count);
	grid->dimensions = arena_new_array(arena, struct dimension, table->input_count);
	grid->cells =
		arena_new_array(arena, struct grid_cell, table->input_count * table->rule_count);
	grid->is_opaque = arena_new_array(arena, bool, table->rule_count + 1);
	for (size_t i = 0; i < table->input_count; i++)
		place_column(&making, i);
	for (size_t i = 0; i < table->input_count; i++) {
		struct dimension *dimension = &grid->dimensions[grid->columns[i].dimension];
		for (size_t rule = 0; rule < table->rule_count; rule++)
			read_cell(&making, rule, i);
		read_allowed(&making, &grid->columns[i], table->inputs[i].allowed);
		read_type(&making, &grid->columns[i], table->inputs[i].type);
		read_type(&making, &grid->columns[i], dimension->type);
	}
	for (size_t d = 0; d < grid->dimension_count; d++)
		grid->dimensions[d].domain =
			domain_new(&making.run, kind_of_dimension(grid, d), &making.constants[d]);
	grid_fill(&making);
	return grid;
}

bool grid_is_dead(const struct grid *grid, size_t rule)
{
	for (size_t d = 0; d < grid->dimension_count; d++) {
		size_t c = 0, count = grid->dimensions[d].class_count;
		while (c < count && !set_has(grid->dimensions[d].classes[c].may, rule))
			c++;
		if (c == count)
			return true;
	}
	return false;
}

/* ---- what stands behind a dimension ------------------------------------ */

/* Can a value of one be part of, or the same as, a value of the other? */
static bool is_within(const struct subject *a, const struct subject *b)
{
	size_t count = a->path_count < b->path_count ? a->path_count : b->path_count;
	if (!text_equal(a->root, b->root))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!text_equal(a->path[i], b->path[i]))
			return false;
	return true;
}

static bool share_input(const struct grid *grid, const struct element *a, const struct element *b)
{
	const struct dmn_model *model = grid->site->model;
	struct arena_mark before = arena_mark(grid->arena);
	const bool *left = site_reached(grid->arena, model, a);
	const bool *right = site_reached(grid->arena, model, b);
	bool is_found = false;
	for (size_t i = 0; i < model->elements.count; i++)
		is_found = is_found || (left[i] && right[i] &&
					model->elements.at[i]->kind == DMN_ELEMENT_INPUT_DATA);
	arena_rewind(grid->arena, before);
	return is_found;
}

static bool are_apart(const struct grid *grid, const struct subject *a, const struct subject *b)
{
	const struct element *left = site_source(grid->site, a);
	const struct element *right = site_source(grid->site, b);
	if (left == NULL || right == NULL)
		return !is_within(a, b);
	if (left == right && left->kind == DMN_ELEMENT_INPUT_DATA)
		return !is_within(a, b);
	return left != right && !share_input(grid, left, right);
}

bool grid_are_apart(const struct grid *grid, size_t a, size_t b)
{
	const struct subjects *left = &grid->dimensions[a].reads;
	const struct subjects *right = &grid->dimensions[b].reads;
	if (left->is_deep && right->is_deep)
		return false;
	for (size_t i = 0; i < left->count; i++)
		for (size_t j = 0; j < right->count; j++)
			if (!are_apart(grid, &left->at[i], &right->at[j]))
				return false;
	return true;
}
