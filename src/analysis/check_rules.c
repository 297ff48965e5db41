/* SPDX-License-Identifier: Apache-2.0 */
/* Overlaps that the hit policy forbids, and rules that others hide. */
#include "analysis/check.h"

#include "base/builder.h"
#include "dmn/instance.h"

#include <string.h>

/* ---- overlaps ----------------------------------------------------------- */

struct overlaps {
	struct checking *checking;
	const struct grid *grid;
	struct box common;
	size_t told, untold;
};

static void first_point(const struct grid *grid, const struct box *box, size_t *point)
{
	for (size_t d = 0; d < grid->dimension_count; d++) {
		size_t c = 0;
		while (!box->in[d][c])
			c++;
		point[d] = grid->dimensions[d].classes[c].first;
	}
}

static enum dmn_weight weight_of(enum chance chance, enum sameness sameness)
{
	if (chance == CHANCE_UNSURE || sameness == OUTPUTS_UNKNOWN)
		return DMN_CHECK_NOTE;
	return chance == CHANCE_SURE ? DMN_CHECK_ERROR : DMN_CHECK_WARNING;
}

static void tell_overlap(struct overlaps *overlaps, size_t a, size_t b, enum sameness sameness)
{
	struct checking *checking = overlaps->checking;
	const struct grid *grid = overlaps->grid;
	bool is_unique = grid->table->policy == HIT_UNIQUE;
	enum chance chance = box_chance(grid, &overlaps->common);
	size_t *point = arena_new_array(checking->arena, size_t, grid->dimension_count + 1);
	struct text words = box_text(checking->arena, grid, &overlaps->common);
	struct dmn_finding *finding = checking_add(
		checking, FINDING_OVERLAP, "rules %zu and %zu both take %.*s%s%s", a + 1, b + 1,
		TEXT_ARG(words), chance == CHANCE_UNSURE ? ", if that can occur" : "",
		is_unique		      ? ""
		: sameness == OUTPUTS_UNKNOWN ? ", and may give different outputs"
					      : ", and give different outputs");
	finding_place(checking, finding, a, SIZE_MAX);
	finding->other_rule = (unsigned)b + 1;
	finding->weight = weight_of(chance, is_unique ? OUTPUTS_DIFFERENT : sameness);
	first_point(grid, &overlaps->common, point);
	finding->witness = point_witness(checking->arena, grid, point);
}

static void check_pair(struct overlaps *overlaps, size_t a, size_t b)
{
	struct checking *checking = overlaps->checking;
	enum sameness sameness = rules_outputs(checking, a, b);
	if (overlaps->grid->table->policy == HIT_ANY && sameness == OUTPUTS_SAME)
		return;
	if (sameness == OUTPUTS_SAME && rules_same_box(overlaps->grid, a, b))
		return; /* told as a duplicate */
	if (overlaps->told == checking->most_witnesses) {
		overlaps->untold++;
		return;
	}
	if (!rules_common(overlaps->grid, a, b, &overlaps->common))
		return;
	overlaps->told++;
	tell_overlap(overlaps, a, b, sameness);
}

static void check_overlaps(struct checking *checking)
{
	const struct grid *grid = checking->grid;
	size_t count = grid->table->rule_count;
	struct overlaps overlaps = { .checking = checking, .grid = grid };
	overlaps.common = box_new(checking->arena, grid);
	rule_set *meeting = arena_new_array(checking->arena, rule_set, grid->words);
	for (size_t a = 0; a < count; a++) {
		if (!budget_take(&checking->budget, count * grid->dimension_count)) {
			checking->summary.is_whole = false;
			break;
		}
		rules_meeting(grid, a, meeting);
		for (size_t b = a + 1; b < count; b++)
			if (set_has(meeting, b))
				check_pair(&overlaps, a, b);
	}
	if (overlaps.untold != 0)
		checking_add(checking, FINDING_OVERLAP, "%zu further pairs of rules overlap",
			     overlaps.untold);
}

/* ---- masked rules ------------------------------------------------------- */

/* The place of the rule's outputs in the order of priority, output by output; false when they are
 * no constants. */
static bool ranks_of(struct checking *checking, size_t rule, size_t *ranks)
{
	const struct table *table = checking->grid->table;
	for (size_t o = 0; o < table->output_count; o++) {
		const struct node *root = table->rules[rule].outputs[o].root;
		if (root == NULL || !shape_is_constant(root))
			return false;
		struct run run = run_new(checking->arena, &checking->model->host);
		ranks[o] = table_output_rank(&run, &table->outputs[o], shape_constant(&run, root),
					     NULL);
	}
	return true;
}

static int compare_ranks(const size_t *a, const size_t *b, size_t count)
{
	for (size_t o = 0; o < count; o++)
		if (a[o] != b[o])
			return a[o] < b[o] ? -1 : 1;
	return 0;
}

enum {
	QUESTIONS = 32 /* hard ones that the work left is enough for, at least */
};

struct masks {
	struct checking *checking;
	const struct grid *grid;
	struct search search;
	rule_set *before; /* the rules that win against the one at hand */
	size_t **ranks;	  /* rule by rule, of PRIORITY; NULL: not known */
};

static bool wins(const struct masks *masks, size_t a, size_t b)
{
	if (masks->grid->table->policy == HIT_FIRST)
		return a < b;
	if (masks->ranks[a] == NULL || masks->ranks[b] == NULL)
		return false;
	int order =
		compare_ranks(masks->ranks[a], masks->ranks[b], masks->grid->table->output_count);
	return order < 0 || (order == 0 && a < b);
}

/* Rules that alone take all that the rule takes, or else those that meet it. */
static struct text who_masks(struct masks *masks, size_t rule, size_t *first)
{
	enum {
		NAMED_MOST = 6
	};
	const struct grid *grid = masks->grid;
	struct arena *arena = masks->checking->arena;
	rule_set *meeting = arena_new_array(arena, rule_set, grid->words);
	struct builder out = builder_new(arena);
	size_t count = 0;
	rules_meeting(grid, rule, meeting);
	*first = SIZE_MAX;
	for (size_t r = 0; r < grid->table->rule_count; r++) {
		if (!set_has(masks->before, r) || !set_has(meeting, r))
			continue;
		if (*first == SIZE_MAX)
			*first = r;
		if (count < NAMED_MOST)
			builder_add_format(&out, "%s%zu", count == 0 ? "" : ", ", r + 1);
		count++;
	}
	if (count > NAMED_MOST)
		builder_add_format(&out, " and %zu more", count - NAMED_MOST);
	return builder_text(&out);
}

/* The one rule that takes all that the other can; SIZE_MAX: none does alone. */
static size_t sole_mask(const struct masks *masks, size_t rule)
{
	const struct grid *grid = masks->grid;
	for (size_t r = 0; r < grid->table->rule_count; r++) {
		bool takes_all = set_has(masks->before, r);
		for (size_t d = 0; d < grid->dimension_count && takes_all; d++)
			for (size_t c = 0; c < grid->dimensions[d].class_count; c++)
				if (set_has(grid->dimensions[d].classes[c].may, rule) &&
				    !set_has(grid->dimensions[d].classes[c].must, r))
					takes_all = false;
		if (takes_all)
			return r;
	}
	return SIZE_MAX;
}

static void tell_masked(struct masks *masks, size_t rule)
{
	struct checking *checking = masks->checking;
	size_t sole = sole_mask(masks, rule), first;
	if (sole != SIZE_MAX && rules_same_box(masks->grid, sole, rule) &&
	    rules_outputs(checking, sole, rule) == OUTPUTS_SAME)
		return; /* told as a duplicate */
	struct text all = who_masks(masks, rule, &first);
	const char *why = masks->grid->table->policy == HIT_FIRST ? "which come first"
								  : "whose output goes before";
	struct dmn_finding *finding =
		sole != SIZE_MAX
			? checking_add(checking, FINDING_MASKED,
				       "rule %zu never gives the result: rule %zu, %s, takes every "
				       "input that it takes",
				       rule + 1, sole + 1,
				       masks->grid->table->policy == HIT_FIRST ? "which comes first"
									       : why)
			: checking_add(checking, FINDING_MASKED,
				       "rule %zu never gives the result: rules %.*s, %s, together "
				       "take every input that it takes",
				       rule + 1, TEXT_ARG(all), why);
	finding_place(checking, finding, rule, SIZE_MAX);
	finding->other_rule = (unsigned)(sole != SIZE_MAX ? sole : first) + 1;
}

static void check_masked(struct masks *masks, size_t rule)
{
	struct checking *checking = masks->checking;
	const struct grid *grid = masks->grid;
	struct arena_mark mark = arena_mark(checking->arena);
	size_t told = checking->findings.count;
	memset(masks->before, 0, grid->words * sizeof *masks->before);
	for (size_t r = 0; r < grid->table->rule_count; r++)
		if (r != rule && wins(masks, r, rule))
			set_add(masks->before, r);
	struct box box = box_of_rule(checking->arena, grid, rule);
	struct budget given = budget_part(&checking->budget, QUESTIONS), budget = given;
	struct search search = masks->search;
	search.budget = &budget;
	enum search_result result = search_gap(&search, &box);
	budget_settle(&checking->budget, &given, &budget);
	if (result == SEARCH_UNDECIDED)
		checking->summary.is_whole = false;
	if (result == SEARCH_COVERED)
		tell_masked(masks, rule);
	if (checking->findings.count == told)
		arena_rewind(checking->arena, mark);
}

static void rank_rules(struct masks *masks)
{
	const struct table *table = masks->grid->table;
	struct arena *arena = masks->checking->arena;
	masks->ranks = arena_new_array(arena, size_t *, table->rule_count);
	for (size_t r = 0; r < table->rule_count; r++) {
		size_t *ranks = arena_new_array(arena, size_t, table->output_count);
		masks->ranks[r] = ranks_of(masks->checking, r, ranks) ? ranks : NULL;
	}
}

static void check_masks(struct checking *checking)
{
	const struct grid *grid = checking->grid;
	struct masks masks = { .checking = checking, .grid = grid };
	masks.before = arena_new_array(checking->arena, rule_set, grid->words);
	masks.search = (struct search){ .grid = grid,
					.arena = checking->work,
					.memo = checking->scratch,
					.is_sure = true,
					.rules = masks.before };
	if (grid->table->policy == HIT_PRIORITY)
		rank_rules(&masks);
	for (size_t rule = 0; rule < grid->table->rule_count; rule++)
		if (!grid_is_dead(grid, rule))
			check_masked(&masks, rule);
}

void check_rules(struct checking *checking)
{
	enum hit_policy policy = checking->grid->table->policy;
	if (policy == HIT_UNIQUE || policy == HIT_ANY)
		check_overlaps(checking);
	if (policy == HIT_FIRST || policy == HIT_PRIORITY)
		check_masks(checking);
}
