/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs that no rule takes: the first one in order, grown to a box that nothing takes either, and
 * again without that box, until there is none left or enough are found. */
#include "analysis/check.h"

#include <string.h>

struct gap_hunt {
	struct checking *checking;
	const struct grid *grid;
	struct search search;
	struct box all;	   /* where to look */
	struct box *found; /* boxes that nothing takes */
	size_t *point;	   /* an atom a dimension */
	size_t open; /* the dimension whose texts that no cell names are looked at; SIZE_MAX: none
		      */
};

static rule_set *every_rule(struct arena *arena, const struct grid *grid)
{
	rule_set *rules = arena_new_array(arena, rule_set, grid->words);
	for (size_t i = 0; i < grid->table->rule_count; i++)
		set_add(rules, i);
	return rules;
}

static void look_among(struct gap_hunt *hunt)
{
	for (size_t d = 0; d < hunt->grid->dimension_count; d++) {
		const struct dimension *dimension = &hunt->grid->dimensions[d];
		enum atom_sort sort = d == hunt->open ? ATOM_OTHER : ATOM_NAMED;
		for (size_t c = 0; c < dimension->class_count; c++)
			hunt->all.in[d][c] = dimension->classes[c].sort == sort;
	}
}

/* The rules that can take something of the box, but for one dimension. */
static void takers_beside(const struct gap_hunt *hunt, const struct box *box, size_t without,
			  rule_set *alive)
{
	const struct grid *grid = hunt->grid;
	rule_set *some = arena_new_array(hunt->checking->work, rule_set, grid->words);
	memcpy(alive, hunt->search.rules, grid->words * sizeof *alive);
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		if (d == without)
			continue;
		memset(some, 0, grid->words * sizeof *some);
		for (size_t c = 0; c < dimension->class_count; c++)
			for (size_t w = 0; box->in[d][c] && w < grid->words; w++)
				some[w] |= dimension->classes[c].may[w];
		for (size_t w = 0; w < grid->words; w++)
			alive[w] &= some[w];
	}
}

static bool meets(const rule_set *a, const rule_set *b, size_t words)
{
	for (size_t w = 0; w < words; w++)
		if ((a[w] & b[w]) != 0)
			return true;
	return false;
}

/* May the box grow into the class? Into texts that no cell names, too, where one such is told. */
static bool may_grow(const struct gap_hunt *hunt, size_t d, size_t c)
{
	enum atom_sort sort = hunt->grid->dimensions[d].classes[c].sort;
	if (hunt->open == SIZE_MAX || hunt->open == d)
		return hunt->all.in[d][c] != 0;
	return sort != ATOM_NULL;
}

/* As far as nothing takes any of it. */
static struct box grown(struct gap_hunt *hunt)
{
	const struct grid *grid = hunt->grid;
	struct box box = box_new(hunt->checking->arena, grid);
	rule_set *alive = arena_new_array(hunt->checking->work, rule_set, grid->words);
	for (size_t d = 0; d < grid->dimension_count; d++)
		box.in[d][grid->dimensions[d].class_of[hunt->point[d]]] = 1;
	for (size_t d = grid->dimension_count; d-- > 0;) {
		const struct dimension *dimension = &grid->dimensions[d];
		takers_beside(hunt, &box, d, alive);
		for (size_t c = 0; c < dimension->class_count; c++)
			if (may_grow(hunt, d, c) &&
			    !meets(dimension->classes[c].may, alive, grid->words))
				box.in[d][c] = 1;
	}
	return box;
}

static bool collects(const struct table *table)
{
	return table->policy == HIT_COLLECT || table->policy == HIT_RULE_ORDER ||
	       table->policy == HIT_OUTPUT_ORDER;
}

static void tell(struct gap_hunt *hunt, const struct box *box)
{
	struct checking *checking = hunt->checking;
	struct text words = box_text(checking->arena, hunt->grid, box);
	enum chance chance = box_chance(hunt->grid, box);
	const char *doubt = chance == CHANCE_SURE ? "" : ", if that can occur";
	struct dmn_finding *finding =
		hunt->open != SIZE_MAX
			? checking_add(checking, FINDING_OPEN, "no rule takes %.*s%s",
				       TEXT_ARG(words), doubt)
			: checking_add(checking, FINDING_GAP,
				       "no rule takes %.*s%s: the table gives null",
				       TEXT_ARG(words), doubt);
	finding->witness = point_witness(checking->arena, hunt->grid, hunt->point);
	finding->proposal =
		text_c(checking->arena, box_cells(checking->arena, hunt->grid, box, false));
	if (chance != CHANCE_SURE || collects(hunt->grid->table))
		finding->weight = DMN_CHECK_NOTE;
}

/* Up to the number of witnesses wanted; false when there may be more, undecided. */
static bool hunt_all(struct gap_hunt *hunt)
{
	look_among(hunt);
	for (unsigned told = 0; told < hunt->checking->most_witnesses; told++) {
		enum search_result result =
			search_first_gap(&hunt->search, &hunt->all, hunt->point);
		if (result != SEARCH_GAP)
			return result == SEARCH_COVERED;
		struct box box = grown(hunt);
		tell(hunt, &box);
		hunt->found[hunt->search.extra_count++] = box;
	}
	return true;
}

/* A text that no cell of the dimension names: told once, where it is taken by no rule. */
static bool hunt_open(struct gap_hunt *hunt, size_t d)
{
	hunt->open = d;
	look_among(hunt);
	enum search_result result = search_first_gap(&hunt->search, &hunt->all, hunt->point);
	if (result != SEARCH_GAP)
		return result == SEARCH_COVERED;
	struct box box = grown(hunt);
	tell(hunt, &box);
	return true;
}

static bool has_other(const struct dimension *dimension)
{
	for (size_t c = 0; c < dimension->class_count; c++)
		if (dimension->classes[c].sort == ATOM_OTHER)
			return true;
	return false;
}

static bool hunt_named(struct gap_hunt *hunt)
{
	bool is_whole = hunt_all(hunt);
	hunt->search.extra_count = 0;
	for (size_t d = 0; d < hunt->grid->dimension_count; d++)
		if (has_other(&hunt->grid->dimensions[d]))
			is_whole = hunt_open(hunt, d) && is_whole;
	return is_whole;
}

static bool has_default(const struct table *table)
{
	for (size_t o = 0; o < table->output_count; o++)
		if (table->outputs[o].fallback.root != NULL)
			return true;
	return false;
}

/* Is there an input but null for which the default output is given? Told when there is none. */
static void check_default(struct gap_hunt *hunt)
{
	for (size_t r = 0; r < hunt->grid->table->rule_count; r++)
		if (hunt->grid->is_opaque[r])
			return;
	for (size_t d = 0; d < hunt->grid->dimension_count; d++) {
		const struct dimension *dimension = &hunt->grid->dimensions[d];
		for (size_t c = 0; c < dimension->class_count; c++)
			hunt->all.in[d][c] =
				dimension->domain.atoms[dimension->classes[c].first].sort !=
				ATOM_NULL;
	}
	if (search_gap(&hunt->search, &hunt->all) == SEARCH_COVERED)
		checking_add(hunt->checking, FINDING_DEFAULT,
			     "the default output is never given but for a null: the rules take "
			     "every other input");
}

void check_gaps(struct checking *checking)
{
	const struct grid *grid = checking->grid;
	struct gap_hunt hunt = { .checking = checking, .grid = grid, .open = SIZE_MAX };
	struct budget given = budget_part(&checking->budget, 2), budget = given;
	hunt.search = (struct search){ .grid = grid,
				       .arena = checking->work,
				       .memo = checking->scratch,
				       .budget = &budget,
				       .rules = every_rule(checking->arena, grid) };
	hunt.all = box_new(checking->arena, grid);
	hunt.found = arena_new_array(checking->arena, struct box, checking->most_witnesses);
	hunt.search.extra = hunt.found;
	hunt.point = arena_new_array(checking->arena, size_t, grid->dimension_count + 1);
	bool is_whole = true;
	if (has_default(grid->table))
		check_default(&hunt);
	else
		is_whole = hunt_named(&hunt);
	budget_settle(&checking->budget, &given, &budget);
	checking->summary.is_whole = checking->summary.is_whole && is_whole;
}
