/* SPDX-License-Identifier: Apache-2.0 */
/* Rules that say the same, and rules that could be one. */
#include "analysis/check.h"

#include "base/builder.h"

#include <string.h>

/* ---- duplicates --------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash ^= value + UINT64_C(0x9E3779B97F4A7C15) + (hash << 6) + (hash >> 2);
	return hash * UINT64_C(0xBF58476D1CE4E5B9);
}

/* Of the values that the rule can take in one dimension. */
static uint64_t hash_of(const struct grid *grid, size_t rule, size_t d)
{
	uint64_t hash = d + 1;
	for (size_t c = 0; c < grid->dimensions[d].class_count; c++)
		if (set_has(grid->dimensions[d].classes[c].may, rule))
			hash = mix(hash, c + 1);
	return hash;
}

struct likeness {
	struct checking *checking;
	const struct grid *grid;
	uint64_t *hashes; /* rule by rule, dimension by dimension */
	bool *is_told;	  /* as a duplicate */
};

static uint64_t whole_hash(const struct likeness *likeness, size_t rule, size_t without)
{
	uint64_t hash = 0;
	size_t count = likeness->grid->dimension_count;
	for (size_t d = 0; d < count; d++)
		if (d != without)
			hash ^= likeness->hashes[rule * count + d];
	return hash;
}

/* Rules by a hash, in chains. */
struct chains {
	size_t *heads, *next;
	size_t mask;
};

static struct chains chains_new(struct arena *arena, size_t rules)
{
	size_t room = 8;
	while (room < rules)
		room *= 2;
	struct chains chains = { arena_alloc(arena, room * sizeof(size_t)),
				 arena_alloc(arena, (rules + 1) * sizeof(size_t)), room - 1 };
	memset(chains.heads, 0xFF, room * sizeof(size_t));
	return chains;
}

static void chain(struct chains *chains, uint64_t hash, size_t rule)
{
	size_t *head = &chains->heads[(size_t)(hash ^ hash >> 32) & chains->mask];
	chains->next[rule] = *head;
	*head = rule;
}

static size_t chained(const struct chains *chains, uint64_t hash)
{
	return chains->heads[(size_t)(hash ^ hash >> 32) & chains->mask];
}

static size_t find_same(struct likeness *likeness, const struct chains *chains, size_t rule)
{
	size_t found = SIZE_MAX;
	uint64_t hash = whole_hash(likeness, rule, SIZE_MAX);
	for (size_t r = chained(chains, hash); r != SIZE_MAX; r = chains->next[r])
		if (whole_hash(likeness, r, SIZE_MAX) == hash &&
		    rules_same_box(likeness->grid, r, rule) &&
		    rules_outputs(likeness->checking, r, rule) == OUTPUTS_SAME)
			found = r;
	return found;
}

static void check_duplicates(struct likeness *likeness)
{
	struct checking *checking = likeness->checking;
	size_t count = likeness->grid->table->rule_count, told = 0;
	struct chains chains = chains_new(checking->arena, count);
	for (size_t rule = 0; rule < count; rule++) {
		if (grid_is_dead(likeness->grid, rule))
			continue;
		size_t same = find_same(likeness, &chains, rule);
		chain(&chains, whole_hash(likeness, rule, SIZE_MAX), rule);
		if (same == SIZE_MAX)
			continue;
		likeness->is_told[rule] = true;
		if (told++ == checking->most_witnesses)
			break;
		struct dmn_finding *finding =
			checking_add(checking, FINDING_DUPLICATE,
				     "rule %zu says the same as rule %zu", rule + 1, same + 1);
		finding_place(checking, finding, rule, SIZE_MAX);
		finding->other_rule = (unsigned)same + 1;
	}
}

/* ---- rules that could be one -------------------------------------------- */

static bool differ_in_one(const struct likeness *likeness, size_t a, size_t b, size_t d)
{
	const struct grid *grid = likeness->grid;
	for (size_t other = 0; other < grid->dimension_count; other++)
		for (size_t c = 0; c < grid->dimensions[other].class_count && other != d; c++)
			if (set_has(grid->dimensions[other].classes[c].may, a) !=
			    set_has(grid->dimensions[other].classes[c].may, b))
				return false;
	return true;
}

/* The column that alone is about the dimension, and tests its own value; SIZE_MAX: none. */
static size_t sole_column(const struct grid *grid, size_t d)
{
	size_t found = SIZE_MAX, count = 0;
	for (size_t i = 0; i < grid->table->input_count; i++) {
		if (grid->columns[i].dimension != d)
			continue;
		found = i;
		count++;
	}
	return count == 1 && grid->columns[found].is_identity ? found : SIZE_MAX;
}

static bool is_multiple(enum hit_policy policy)
{
	return policy == HIT_COLLECT || policy == HIT_RULE_ORDER || policy == HIT_OUTPUT_ORDER;
}

/* Does nothing that stands between the two depend on where they stand? */
static bool may_move(const struct likeness *likeness, size_t a, size_t b)
{
	const struct grid *grid = likeness->grid;
	enum hit_policy policy = grid->table->policy;
	struct arena_mark mark = arena_mark(likeness->checking->arena);
	struct box common = box_new(likeness->checking->arena, grid);
	bool may = !is_multiple(policy) || !rules_common(grid, a, b, &common);
	bool is_ordered = policy == HIT_FIRST || policy == HIT_RULE_ORDER;
	for (size_t r = a + 1; r < b && is_ordered && may; r++)
		may = !rules_common(grid, r, b, &common);
	arena_rewind(likeness->checking->arena, mark);
	return may;
}

static bool could_be_one(struct likeness *likeness, size_t a, size_t b, size_t d)
{
	const struct table *table = likeness->grid->table;
	return !likeness->grid->is_opaque[a] && !likeness->grid->is_opaque[b] &&
	       strcmp(table->rules[a].note, table->rules[b].note) == 0 &&
	       differ_in_one(likeness, a, b, d) && !rules_same_box(likeness->grid, a, b) &&
	       rules_outputs(likeness->checking, a, b) == OUTPUTS_SAME && may_move(likeness, a, b);
}

static void tell_merge(struct likeness *likeness, size_t a, size_t b, size_t d, size_t column)
{
	struct checking *checking = likeness->checking;
	const struct grid *grid = likeness->grid;
	struct box both = box_of_rule(checking->arena, grid, a);
	for (size_t c = 0; c < grid->dimensions[d].class_count; c++)
		if (set_has(grid->dimensions[d].classes[c].may, b))
			both.in[d][c] = 1;
	struct text cells = box_cells(checking->arena, grid, &both, true);
	struct dmn_finding *finding = checking_add(
		checking, FINDING_MERGE,
		"rules %zu and %zu give the same and differ in '%.*s' alone: one rule, "
		"%.*s, says both",
		a + 1, b + 1, TEXT_ARG(grid->table->inputs[column].label), TEXT_ARG(cells));
	finding_place(checking, finding, a, column);
	finding->other_rule = (unsigned)b + 1;
	finding->proposal = text_c(checking->arena, cells);
}

/* In one dimension: each rule with the nearest before it that it could be one with. */
static void check_merges(struct likeness *likeness, size_t d, size_t *told)
{
	struct checking *checking = likeness->checking;
	const struct grid *grid = likeness->grid;
	size_t column = sole_column(grid, d);
	if (column == SIZE_MAX)
		return;
	struct chains chains = chains_new(checking->arena, grid->table->rule_count);
	for (size_t rule = 0; rule < grid->table->rule_count; rule++) {
		uint64_t hash = whole_hash(likeness, rule, d);
		if (grid_is_dead(grid, rule) || likeness->is_told[rule])
			continue;
		size_t r = chained(&chains, hash);
		while (r != SIZE_MAX &&
		       (whole_hash(likeness, r, d) != hash || !could_be_one(likeness, r, rule, d)))
			r = chains.next[r];
		chain(&chains, hash, rule);
		if (r != SIZE_MAX && (*told)++ < checking->most_witnesses)
			tell_merge(likeness, r, rule, d, column);
	}
}

void check_likeness(struct checking *checking)
{
	const struct grid *grid = checking->grid;
	size_t rules = grid->table->rule_count, count = grid->dimension_count, told = 0;
	struct likeness likeness = { .checking = checking, .grid = grid };
	likeness.hashes = arena_new_array(checking->arena, uint64_t, rules * count + 1);
	likeness.is_told = arena_new_array(checking->arena, bool, rules + 1);
	for (size_t rule = 0; rule < rules; rule++)
		for (size_t d = 0; d < count; d++)
			likeness.hashes[rule * count + d] = hash_of(grid, rule, d);
	check_duplicates(&likeness);
	for (size_t d = 0; d < count; d++)
		check_merges(&likeness, d, &told);
}
