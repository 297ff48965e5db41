/* SPDX-License-Identifier: Apache-2.0 */
/* Cells that no value passes, or none that can come; columns that nothing tests; cells that are
 * beyond the analysis. */
#include "analysis/check.h"

#include "base/builder.h"
#include "feel/value_print.h"

/* A constant of the cell that is of no kind of the column's, or NULL. */
static const dmn_value *foreign_constant(const struct grid *grid, size_t column,
					 const struct grid_cell *cell)
{
	const struct dimension *dimension = &grid->dimensions[grid->columns[column].dimension];
	if (!grid->columns[column].is_identity || cell->constants == NULL)
		return NULL;
	for (size_t i = 0; i < cell->constants->count; i++) {
		bool is_found = false;
		for (size_t s = 0; s < dimension->domain.segment_count; s++)
			is_found = is_found || dimension->domain.segments[s].kind ==
						       cell->constants->at[i].kind;
		/* A truth in a column of another type is a condition; a date is taken as a date and
		 * time where that is due. */
		if (!is_found && cell->constants->at[i].kind != DMN_BOOLEAN)
			return &cell->constants->at[i];
	}
	return NULL;
}

static struct text shown(struct arena *arena, dmn_value value)
{
	struct builder out = builder_new(arena);
	value_print_literal(&out, value);
	return value_excerpt(builder_text(&out));
}

static void tell_never(struct checking *checking, size_t rule, size_t column)
{
	const struct grid *grid = checking->grid;
	struct dmn_finding *finding = checking_add(
		checking, FINDING_CELL, "no value passes the cell %.*s",
		TEXT_ARG(text_trim(grid->table->rules[rule].tests[column].place.source)));
	finding_place(checking, finding, rule, column);
}

static void tell_out(struct checking *checking, size_t rule, size_t column)
{
	const struct grid *grid = checking->grid;
	const struct dimension *dimension = &grid->dimensions[grid->columns[column].dimension];
	struct dmn_finding *finding = checking_add(
		checking, FINDING_CELL, "no value that '%.*s' can have passes the cell %.*s",
		TEXT_ARG(dimension->name),
		TEXT_ARG(text_trim(grid->table->rules[rule].tests[column].place.source)));
	finding_place(checking, finding, rule, column);
}

static void tell_foreign(struct checking *checking, size_t rule, size_t column, dmn_value constant)
{
	const struct grid *grid = checking->grid;
	const struct dimension *dimension = &grid->dimensions[grid->columns[column].dimension];
	struct dmn_finding *finding = checking_add(
		checking, FINDING_TYPE, "the cell tests for %.*s, a %s, where '%.*s' is a %s",
		TEXT_ARG(shown(checking->arena, constant)), value_kind_name(constant),
		TEXT_ARG(dimension->name), dmn_kind_name(dimension->domain.segments[0].kind));
	finding_place(checking, finding, rule, column);
}

/* Each constant that the cell names by equality and that cannot come. */
static void check_values(struct checking *checking, size_t rule, size_t column)
{
	const struct grid *grid = checking->grid;
	const struct grid_cell *cell = grid_cell(grid, rule, column);
	const struct dimension *dimension = &grid->dimensions[grid->columns[column].dimension];
	size_t segment, cut;
	for (size_t i = 0; i < cell->constants->count && !cell->constants->has_order; i++) {
		if (!domain_find(&dimension->domain, cell->constants->at[i], &segment, &cut))
			continue;
		size_t atom = domain_point(&dimension->domain, segment, cut);
		if (dimension->allowed[atom])
			continue;
		bool is_given = dimension->declared[atom] != 0;
		struct text value = shown(checking->arena, cell->constants->at[i]);
		struct dmn_finding *finding =
			is_given ? checking_add(checking, FINDING_UPSTREAM,
						"the cell tests for %.*s, which '%.*s' never gives",
						TEXT_ARG(value), TEXT_ARG(dimension->name))
				 : checking_add(checking, FINDING_VALUE,
						"the cell tests for %.*s, which is not among the "
						"allowed values of '%.*s'",
						TEXT_ARG(value), TEXT_ARG(dimension->name));
		finding_place(checking, finding, rule, column);
	}
}

static void check_cell(struct checking *checking, size_t rule, size_t column)
{
	const struct grid *grid = checking->grid;
	const struct grid_cell *cell = grid_cell(grid, rule, column);
	if (cell->is_any || cell->is_opaque)
		return;
	const dmn_value *foreign = foreign_constant(grid, column, cell);
	size_t before = checking->findings.count;
	if (foreign != NULL)
		tell_foreign(checking, rule, column, *foreign);
	else if (cell->is_never)
		tell_never(checking, rule, column);
	else if (grid->columns[column].is_identity)
		check_values(checking, rule, column);
	if (cell->is_out && checking->findings.count == before)
		tell_out(checking, rule, column);
}

static void check_column(struct checking *checking, size_t column)
{
	const struct grid *grid = checking->grid;
	size_t opaque = 0, tested = 0, first = 0;
	for (size_t rule = grid->table->rule_count; rule-- > 0;) {
		const struct grid_cell *cell = grid_cell(grid, rule, column);
		tested += !cell->is_any;
		opaque += cell->is_opaque;
		first = cell->is_opaque ? rule : first;
		checking->summary.opaque_cells += cell->is_opaque;
	}
	if (tested == 0 && grid->table->rule_count != 0)
		finding_place(checking,
			      checking_add(checking, FINDING_COLUMN, "no rule tests '%.*s'",
					   TEXT_ARG(grid->table->inputs[column].label)),
			      SIZE_MAX, column);
	if (opaque == 0)
		return;
	struct dmn_finding *finding = checking_add(
		checking, FINDING_OPAQUE,
		"%zu cell%s of '%.*s', the first %.*s in rule %zu, cannot be analysed: what "
		"follows "
		"of the table takes %s as matching or not",
		opaque, opaque == 1 ? "" : "s", TEXT_ARG(grid->table->inputs[column].label),
		TEXT_ARG(value_excerpt(
			text_trim(grid->table->rules[first].tests[column].place.source))),
		first + 1, opaque == 1 ? "it" : "them");
	finding_place(checking, finding, first, column);
}

static bool has_impossible_cell(const struct grid *grid, size_t rule)
{
	for (size_t i = 0; i < grid->table->input_count; i++)
		if (grid_cell(grid, rule, i)->is_never || grid_cell(grid, rule, i)->is_out)
			return true;
	return false;
}

void check_cells(struct checking *checking)
{
	const struct grid *grid = checking->grid;
	for (size_t column = 0; column < grid->table->input_count; column++) {
		check_column(checking, column);
		for (size_t rule = 0; rule < grid->table->rule_count; rule++)
			check_cell(checking, rule, column);
	}
	for (size_t rule = 0; rule < grid->table->rule_count; rule++)
		if (grid_is_dead(grid, rule) && !has_impossible_cell(grid, rule))
			finding_place(checking,
				      checking_add(checking, FINDING_CELL,
						   "no value passes all cells of rule %zu that are "
						   "about the same input",
						   rule + 1),
				      rule, SIZE_MAX);
}
