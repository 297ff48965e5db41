/* SPDX-License-Identifier: Apache-2.0 */
/* The test inputs of one table, rule by rule: one that brings the rule out, and from there, one
 * dimension at a time, the bounds of its cells and a value that the cell does not take. */
#include "analysis/cases.h"

#include "analysis/sample.h"
#include "base/builder.h"
#include "feel/value_print.h"

#include <string.h>

struct rule_cases {
	struct making_cases *making;
	const struct grid *grid;
	size_t rule;
	const size_t *base;   /* an atom a dimension: the rule gives the result */
	const dmn_value *own; /* in place of an atom's sample, or NULL */
	size_t own_dimension;
};

static const char *element_name(const struct rule_cases *cases)
{
	return text_c(cases->making->checking.arena, cases->grid->site->element->name);
}

/* The inputs of a point, where one dimension has a value of its own. */
static dmn_value inputs_of(const struct rule_cases *cases, size_t d, size_t atom,
			   const dmn_value *own)
{
	struct arena *arena = cases->making->checking.arena;
	const struct grid *grid = cases->grid;
	struct dimension *dimension = &grid->dimensions[d];
	size_t *point = arena_copy(arena, cases->base, (grid->dimension_count + 1) * sizeof *point);
	point[d] = atom;
	dmn_value sample = dimension->domain.atoms[atom].sample;
	if (own != NULL)
		dimension->domain.atoms[atom].sample = *own;
	dmn_value inputs = point_witness(arena, grid, point);
	dimension->domain.atoms[atom].sample = sample;
	return inputs;
}

static struct text literal(struct arena *arena, dmn_value value)
{
	struct builder out = builder_new(arena);
	value_print_literal(&out, value);
	return builder_text(&out);
}

static void add(const struct rule_cases *cases, size_t d, size_t atom, const dmn_value *own,
		const char *what, dmn_value bound)
{
	struct arena *arena = cases->making->checking.arena;
	const struct dimension *dimension = &cases->grid->dimensions[d];
	if (!dimension->allowed[atom])
		return;
	struct text name = text_format(arena, "%s: rule %zu, %.*s %s %.*s", element_name(cases),
				       cases->rule + 1, TEXT_ARG(dimension->name), what,
				       TEXT_ARG(literal(arena, bound)));
	cases_add(cases->making, name, cases->rule, inputs_of(cases, d, atom, own));
}

/* The stretch below or above the cut, by a value next to it. */
static void add_beside(const struct rule_cases *cases, size_t d, size_t point, int direction)
{
	const struct domain *domain = &cases->grid->dimensions[d].domain;
	const struct atom *cut = &domain->atoms[point];
	const struct segment *segment = &domain->segments[cut->segment];
	struct run run =
		run_new(cases->making->checking.arena, &cases->making->checking.model->host);
	size_t atom = direction > 0 ? point + 1 : point - 1;
	size_t other = cut->cut + (direction > 0 ? 1U : (size_t)-1);
	dmn_value value;
	bool is_here = atom < domain->atom_count && domain->atoms[atom].segment == cut->segment;
	if (!is_here || (direction < 0 && point == segment->first_atom))
		return;
	const dmn_value *end = other < segment->cut_count ? &segment->cuts[other] : NULL;
	if (!domain->atoms[atom].is_point &&
	    sample_beside(&run, cut->sample, direction, end, &value))
		add(cases, d, atom, &value, direction > 0 ? "just above" : "just below",
		    cut->sample);
	else
		add(cases, d, atom, NULL, "next to", cut->sample);
}

static void add_bounds(const struct rule_cases *cases, size_t d, const struct constants *constants)
{
	const struct domain *domain = &cases->grid->dimensions[d].domain;
	for (size_t i = 0; i < constants->count; i++) {
		size_t segment, cut;
		if (!domain_find(domain, constants->at[i], &segment, &cut))
			continue;
		size_t point = domain_point(domain, segment, cut);
		add(cases, d, point, NULL, "at", constants->at[i]);
		if (!domain->segments[segment].is_ordered)
			continue;
		add_beside(cases, d, point, -1);
		add_beside(cases, d, point, 1);
	}
}

/* A value that the rule does not take, all else as it was. */
static void add_outside(const struct rule_cases *cases, size_t d)
{
	struct arena *arena = cases->making->checking.arena;
	const struct dimension *dimension = &cases->grid->dimensions[d];
	for (size_t i = 0; i < dimension->domain.atom_count; i++) {
		size_t c = dimension->class_of[i];
		bool is_null = dimension->domain.atoms[i].sort == ATOM_NULL;
		if (c == SIZE_MAX || set_has(dimension->classes[c].may, cases->rule) ||
		    (is_null && !dimension->names_null))
			continue;
		struct text name =
			text_format(arena, "%s: not rule %zu, by %.*s", element_name(cases),
				    cases->rule + 1, TEXT_ARG(dimension->name));
		cases_add(cases->making, name, cases->rule, inputs_of(cases, d, i, NULL));
		return;
	}
}

static void cases_around(const struct rule_cases *cases)
{
	const struct grid *grid = cases->grid;
	for (size_t i = 0; i < grid->table->input_count; i++) {
		const struct grid_cell *cell = grid_cell(grid, cases->rule, i);
		size_t d = grid->columns[i].dimension;
		if (cell->is_any)
			continue;
		add_outside(cases, d);
		if (cell->constants != NULL && grid->columns[i].is_passed)
			add_bounds(cases, d, cell->constants);
	}
}

/* Can the inputs of the dimension be given: is it a variable or a path? */
static bool can_be_set(const struct grid *grid)
{
	for (size_t d = 0; d < grid->dimension_count; d++)
		if (!grid->dimensions[d].is_leaf ||
		    (grid->dimensions[d].source == NULL && !grid->dimensions[d].is_input))
			return false;
	return true;
}

/* Those that keep the rule from giving the result, where one rule does. */
static void set_betters(const struct grid *grid, size_t rule, rule_set *betters)
{
	memset(betters, 0, grid->words * sizeof *betters);
	for (size_t r = 0; r < rule && grid->table->policy == HIT_FIRST; r++)
		set_add(betters, r);
	for (size_t r = 0; r < grid->table->rule_count; r++)
		if (r != rule &&
		    (grid->table->policy == HIT_UNIQUE || grid->table->policy == HIT_PRIORITY))
			set_add(betters, r);
}

static struct box named_box(struct arena *arena, const struct grid *grid, size_t rule)
{
	struct box box = box_of_rule(arena, grid, rule);
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		bool has_named = false;
		for (size_t c = 0; c < dimension->class_count; c++)
			has_named = has_named ||
				    (box.in[d][c] && dimension->classes[c].sort == ATOM_NAMED);
		for (size_t c = 0; c < dimension->class_count && has_named; c++)
			if (dimension->classes[c].sort != ATOM_NAMED)
				box.in[d][c] = 0;
	}
	return box;
}

/* An input that brings the rule out: one that no better rule takes, or else any of its own. */
static bool find_base(struct making_cases *making, size_t rule, size_t *point)
{
	struct checking *checking = &making->checking;
	const struct grid *grid = checking->grid;
	rule_set *betters = arena_new_array(checking->arena, rule_set, grid->words + 1);
	struct box box = named_box(checking->arena, grid, rule);
	struct search search = { .grid = grid,
				 .arena = checking->work,
				 .memo = checking->scratch,
				 .budget = &checking->budget,
				 .rules = betters };
	set_betters(grid, rule, betters);
	if (search_first_gap(&search, &box, point) == SEARCH_GAP)
		return true;
	if (grid->table->policy != HIT_PRIORITY)
		return false;
	memset(betters, 0, grid->words * sizeof *betters);
	return search_first_gap(&search, &box, point) == SEARCH_GAP;
}

static bool cases_of_rule(struct making_cases *making, size_t rule)
{
	struct checking *checking = &making->checking;
	const struct grid *grid = checking->grid;
	size_t *base = arena_new_array(checking->arena, size_t, grid->dimension_count + 1);
	if (grid_is_dead(grid, rule) || !find_base(making, rule, base))
		return false;
	struct rule_cases cases = { making, grid, rule, base };
	struct text name =
		text_format(checking->arena, "%s: rule %zu", element_name(&cases), rule + 1);
	bool is_brought_out =
		cases_add(making, name, rule, point_witness(checking->arena, grid, base));
	cases_around(&cases);
	return is_brought_out;
}

void cases_of_table(struct making_cases *making)
{
	const struct grid *grid = making->checking.grid;
	bool can = can_be_set(grid);
	for (size_t rule = 0; rule < grid->table->rule_count; rule++)
		if (!can || !cases_of_rule(making, rule))
			making->uncovered++;
}
