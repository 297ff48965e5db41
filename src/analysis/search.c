/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/search_internal.h"

#include <string.h>

enum {
	WORK_BETWEEN_ASKING = 1 << 18,
	MEMO_SIZE_MOST = 24 * 1024 * 1024,
	BUCKETS = 1 << 12
};

bool budget_take(struct budget *budget, uint64_t steps)
{
	if (budget->is_spent || budget->steps_left < steps) {
		budget->is_spent = true;
		return false;
	}
	uint64_t before = budget->steps_left / WORK_BETWEEN_ASKING;
	budget->steps_left -= steps;
	if (before != budget->steps_left / WORK_BETWEEN_ASKING && budget->keep_going != NULL &&
	    !budget->keep_going(budget->user))
		budget->is_spent = true;
	return !budget->is_spent;
}

struct budget budget_part(const struct budget *budget, unsigned parts)
{
	struct budget part = *budget;
	part.steps_left /= parts;
	return part;
}

void budget_settle(struct budget *budget, const struct budget *given, const struct budget *used)
{
	budget->steps_left -= given->steps_left - used->steps_left;
	/* Spent before its steps were: the host said no. */
	bool is_stopped =
		used->is_spent && used->keep_going != NULL && !used->keep_going(used->user);
	budget->is_spent = budget->is_spent || is_stopped;
}

/* ---- what was found to be covered --------------------------------------- */

struct memo_entry {
	struct memo_entry *next;
	uint64_t hash;
	size_t count;
	const uint32_t *key;
};

/* The takers left and the axes left say all. */
static uint32_t *key_of(struct arena *arena, const struct rest *rest, size_t *count)
{
	uint32_t *key = arena_alloc(arena, (rest->taker_count + 2) * sizeof *key);
	*count = rest->taker_count + 2;
	key[0] = (uint32_t)rest->axes_left;
	key[1] = (uint32_t)(rest->axes_left >> 32);
	memcpy(key + 2, rest->takers, rest->taker_count * sizeof *key);
	return key;
}

static bool is_known(const struct searching *searching, const uint32_t *key, size_t count)
{
	uint64_t hash = hash_bytes(key, count * sizeof *key);
	for (const struct memo_entry *e = searching->memo[hash % BUCKETS]; e != NULL; e = e->next)
		if (e->hash == hash && e->count == count &&
		    memcmp(e->key, key, count * sizeof *key) == 0)
			return true;
	return false;
}

/* In an arena of its own, since the search forgets a branch's memory when it leaves it. */
static void remember(struct searching *searching, const uint32_t *key, size_t count)
{
	struct arena *arena = searching->search->memo;
	size_t size = count * sizeof *key + sizeof(struct memo_entry);
	if (searching->memo_size + size > MEMO_SIZE_MOST)
		return;
	searching->memo_size += size;
	struct memo_entry *entry = arena_new_one(arena, struct memo_entry);
	uint64_t hash = hash_bytes(key, count * sizeof *key);
	*entry = (struct memo_entry){ .next = searching->memo[hash % BUCKETS],
				      .hash = hash,
				      .count = count,
				      .key = arena_copy(arena, key, count * sizeof *key) };
	searching->memo[hash % BUCKETS] = entry;
}

/* ---- the search --------------------------------------------------------- */

static uint64_t cost_of(const struct rest *rest)
{
	uint64_t cost = 16 + rest->taker_count;
	for (size_t a = 0; a < rest->axis_count; a++)
		cost += 4 + rest->axes[a].event_count * (2 + rest->taker_count / 64);
	return cost;
}

static bool is_taken_whole(const struct searching *searching, const struct rest *rest)
{
	for (size_t i = 0; i < rest->taker_count; i++)
		if ((searching->whole[rest->takers[i]] & rest->axes_left) == rest->axes_left)
			return true;
	return false;
}

/* Are all takers together smaller than what is left? Then something is left over. */
static bool is_too_small(const struct searching *searching, const struct rest *rest)
{
	double sum = 0;
	for (size_t i = 0; i < rest->taker_count && sum < 1; i++) {
		double share = 1;
		for (size_t a = 0; a < rest->axis_count; a++)
			share *= searching->shares[rest->takers[i] * searching->axis_count +
						   rest->axes[a].dimension];
		sum += share;
	}
	return sum < 0.999;
}

static enum search_result explore(struct searching *searching, const struct rest *rest);

/* A gap in any branch of the axis that leaves the least to do; those with the fewest takers first,
 * since a gap is likeliest there. */
static enum search_result branch_out(struct searching *searching, const struct rest *rest)
{
	struct arena *arena = searching->arena;
	struct groups best = { .takers = SIZE_MAX };
	size_t chosen = 0;
	for (size_t a = 0; a < rest->axis_count; a++) {
		struct groups groups = groups_of(arena, rest, a);
		if (groups.has_empty)
			return SEARCH_GAP;
		if (groups.takers < best.takers) {
			best = groups;
			chosen = a;
		}
	}
	groups_sort(&best);
	for (size_t g = 0; g < best.count; g++) {
		struct arena_mark mark = arena_mark(arena);
		struct rest inner = rest_narrow(arena, rest, best.at[g].set, chosen);
		enum search_result result = explore(searching, &inner);
		arena_rewind(arena, mark);
		if (result != SEARCH_COVERED)
			return result;
	}
	return SEARCH_COVERED;
}

static enum search_result explore(struct searching *searching, const struct rest *rest)
{
	struct arena *arena = searching->arena;
	if (!budget_take(searching->search->budget, cost_of(rest)))
		return SEARCH_UNDECIDED;
	if (rest->taker_count == 0)
		return SEARCH_GAP;
	if (is_taken_whole(searching, rest))
		return SEARCH_COVERED;
	if (is_too_small(searching, rest))
		return SEARCH_GAP;
	size_t count;
	const uint32_t *key = key_of(arena, rest, &count);
	if (is_known(searching, key, count))
		return SEARCH_COVERED;
	enum search_result result = branch_out(searching, rest);
	if (result == SEARCH_COVERED)
		remember(searching, key, count);
	return result;
}

/* The first gap in order: axes and values as they stand, each branch asked whether it has one. */
static enum search_result explore_in_order(struct searching *searching, const struct rest *rest,
					   size_t *point)
{
	struct arena *arena = searching->arena;
	enum search_result result = explore(searching, rest);
	if (result != SEARCH_GAP || rest->axis_count == 0)
		return result;
	struct groups groups = groups_of(arena, rest, 0);
	for (size_t g = 0; g < groups.count; g++) {
		struct arena_mark mark = arena_mark(arena);
		struct rest inner = rest_narrow(arena, rest, groups.at[g].set, 0);
		point[rest->axes[0].dimension] = groups.at[g].position;
		result = explore_in_order(searching, &inner, point);
		arena_rewind(arena, mark);
		if (result != SEARCH_COVERED)
			return result;
	}
	return SEARCH_COVERED;
}

static bool begin(struct searching *searching, const struct search *search, const struct box *box,
		  struct rest *rest)
{
	*searching = (struct searching){ .search = search, .arena = search->arena };
	arena_reset(search->arena);
	arena_reset(search->memo);
	searching->memo = arena_new_array(search->memo, struct memo_entry *, BUCKETS);
	uint64_t cost = BUCKETS / 8;
	for (size_t d = 0; d < search->grid->dimension_count; d++)
		cost += search->grid->dimensions[d].run_count * 2 +
			search->grid->dimensions[d].domain.atom_count / 4;
	(void)budget_take(search->budget, cost);
	return rest_whole(searching, box, rest);
}

enum search_result search_gap(const struct search *search, const struct box *box)
{
	struct searching searching;
	struct rest rest;
	return begin(&searching, search, box, &rest) ? explore(&searching, &rest) : SEARCH_COVERED;
}

/* The atom of the box at a position among those in it. */
static size_t atom_at(const struct grid *grid, const struct box *box, size_t d, size_t position)
{
	const struct dimension *dimension = &grid->dimensions[d];
	for (size_t i = 0; i < dimension->domain.atom_count; i++) {
		size_t c = dimension->class_of[i];
		if (c != SIZE_MAX && box->in[d][c] && position-- == 0)
			return i;
	}
	return 0;
}

enum search_result search_first_gap(const struct search *search, const struct box *box,
				    size_t *point)
{
	struct searching searching;
	struct rest rest;
	if (!begin(&searching, search, box, &rest))
		return SEARCH_COVERED;
	enum search_result result = explore_in_order(&searching, &rest, point);
	for (size_t d = 0; d < search->grid->dimension_count && result == SEARCH_GAP; d++)
		point[d] = atom_at(search->grid, box, d, point[d]);
	return result;
}

/* ---- boxes -------------------------------------------------------------- */

struct box box_new(struct arena *arena, const struct grid *grid)
{
	struct box box = { arena_new_array(arena, unsigned char *, grid->dimension_count) };
	for (size_t d = 0; d < grid->dimension_count; d++)
		box.in[d] = arena_new_array(arena, unsigned char, grid->dimensions[d].class_count);
	return box;
}

struct box box_of_rule(struct arena *arena, const struct grid *grid, size_t rule)
{
	struct box box = box_new(arena, grid);
	for (size_t d = 0; d < grid->dimension_count; d++)
		for (size_t c = 0; c < grid->dimensions[d].class_count; c++)
			box.in[d][c] = set_has(grid->dimensions[d].classes[c].may, rule);
	return box;
}
