/* SPDX-License-Identifier: Apache-2.0 */
/* What is left to cover: from the grid, narrowed, and grouped. */
#include "analysis/search_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- all of a box -------------------------------------------------------- */

struct whole {
	struct searching *searching;
	const struct grid *grid;
	const struct box *box;
	uint32_t *number;   /* rule by rule: its taker, or UINT32_MAX */
	uint32_t *position; /* atom by atom: how many before it are in the box */
	size_t taker_count;
	double *held; /* taker by taker: positions of this axis where it holds */
};

static size_t place_atoms(struct whole *whole, size_t d)
{
	const struct dimension *dimension = &whole->grid->dimensions[d];
	uint32_t count = 0;
	for (size_t i = 0; i < dimension->domain.atom_count; i++) {
		size_t c = dimension->class_of[i];
		whole->position[i] = count;
		count += c != SIZE_MAX && whole->box->in[d][c];
	}
	whole->position[dimension->domain.atom_count] = count;
	return count;
}

static void add_event(struct axis *axis, uint32_t position, uint32_t taker)
{
	axis->events[axis->event_count++] = (struct event){ position, taker };
}

/* Begins and ends of rules come in order each: they are merged. */
static void add_rules(struct whole *whole, struct axis *axis)
{
	const struct dimension *dimension = &whole->grid->dimensions[axis->dimension];
	const uint32_t *position = whole->position;
	size_t begins = 0, ends = 0;
	while (ends < dimension->run_count) {
		const struct run_of_atoms *ending = &dimension->runs[dimension->by_end[ends]];
		bool is_begin = begins < dimension->run_count &&
				dimension->runs[begins].first < ending->end;
		const struct run_of_atoms *run = is_begin ? &dimension->runs[begins] : ending;
		uint32_t taker = whole->number[run->rule];
		begins += is_begin;
		ends += !is_begin;
		if (taker == UINT32_MAX || position[run->first] == position[run->end])
			continue;
		add_event(axis, position[is_begin ? run->first : run->end], taker);
		if (is_begin)
			whole->held[taker] += position[run->end] - position[run->first];
	}
}

static int by_position(const void *a, const void *b)
{
	const struct event *left = a, *right = b;
	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	return (left->taker > right->taker) - (left->taker < right->taker);
}

/* Where a box begins and ends, atom by atom. */
static void add_extra(struct whole *whole, struct axis *axis)
{
	const struct search *search = whole->searching->search;
	const struct dimension *dimension = &whole->grid->dimensions[axis->dimension];
	size_t first = whole->taker_count - search->extra_count;
	for (size_t e = 0; e < search->extra_count; e++) {
		bool was_in = false;
		for (size_t i = 0; i < dimension->domain.atom_count; i++) {
			size_t c = dimension->class_of[i];
			if (c == SIZE_MAX || !whole->box->in[axis->dimension][c])
				continue;
			bool is_in = search->extra[e].in[axis->dimension][c] != 0;
			if (is_in != was_in)
				add_event(axis, whole->position[i], (uint32_t)(first + e));
			whole->held[first + e] += is_in;
			was_in = is_in;
		}
		if (was_in)
			add_event(axis, (uint32_t)axis->length, (uint32_t)(first + e));
	}
	if (search->extra_count != 0)
		qsort(axis->events, axis->event_count, sizeof *axis->events, by_position);
}

static void number_rules(struct whole *whole)
{
	const struct search *search = whole->searching->search;
	size_t count = whole->grid->table->rule_count;
	for (size_t r = 0; r < count; r++) {
		bool may_take = set_has(search->rules, r) &&
				!(search->is_sure && whole->grid->is_opaque[r]);
		whole->number[r] = may_take ? (uint32_t)whole->taker_count++ : UINT32_MAX;
	}
	whole->taker_count += search->extra_count;
}

static bool make_axis(struct whole *whole, size_t d, struct axis *axis)
{
	struct searching *searching = whole->searching;
	const struct dimension *dimension = &whole->grid->dimensions[d];
	struct arena *arena = searching->arena;
	size_t most = dimension->run_count * 2 +
		      searching->search->extra_count * (dimension->domain.atom_count + 2);
	*axis = (struct axis){ .dimension = d, .length = place_atoms(whole, d) };
	axis->events = arena_alloc(arena, (most + 1) * sizeof *axis->events);
	memset(whole->held, 0, whole->taker_count * sizeof *whole->held);
	add_rules(whole, axis);
	add_extra(whole, axis);
	for (size_t t = 0; t < whole->taker_count && axis->length != 0; t++) {
		double length = (double)axis->length;
		searching->shares[t * searching->axis_count + d] = whole->held[t] / length;
		if (whole->held[t] == length)
			searching->whole[t] |= (uint64_t)1 << d;
	}
	return axis->length != 0;
}

/* Those that hold somewhere on each axis. */
static rule_set *meeting(const struct searching *searching, size_t takers)
{
	rule_set *set = arena_new_array(searching->arena, rule_set, set_words(takers) + 1);
	for (size_t t = 0; t < takers; t++) {
		bool meets = true;
		for (size_t a = 0; a < searching->axis_count; a++)
			meets = meets && searching->shares[t * searching->axis_count + a] > 0;
		if (meets)
			set_add(set, t);
	}
	return set;
}

static size_t most_atoms(const struct grid *grid)
{
	size_t most = 0;
	for (size_t d = 0; d < grid->dimension_count; d++)
		if (grid->dimensions[d].domain.atom_count > most)
			most = grid->dimensions[d].domain.atom_count;
	return most;
}

bool rest_whole(struct searching *searching, const struct box *box, struct rest *out)
{
	const struct grid *grid = searching->search->grid;
	struct arena *arena = searching->arena;
	struct whole whole = { .searching = searching, .grid = grid, .box = box };
	whole.number = arena_new_array(arena, uint32_t, grid->table->rule_count + 1);
	whole.position = arena_new_array(arena, uint32_t, most_atoms(grid) + 1);
	number_rules(&whole);
	whole.held = arena_new_array(arena, double, whole.taker_count + 1);
	searching->axis_count = grid->dimension_count;
	searching->whole = arena_new_array(arena, uint64_t, whole.taker_count + 1);
	searching->shares =
		arena_new_array(arena, double, whole.taker_count * grid->dimension_count + 1);
	struct rest rest = { .taker_count = whole.taker_count,
			     .axis_count = grid->dimension_count };
	rest.takers = arena_new_array(arena, uint32_t, whole.taker_count + 1);
	for (size_t t = 0; t < whole.taker_count; t++)
		rest.takers[t] = (uint32_t)t;
	rest.axes = arena_new_array(arena, struct axis, grid->dimension_count + 1);
	for (size_t d = 0; d < grid->dimension_count; d++) {
		rest.axes_left |= (uint64_t)1 << d;
		if (!make_axis(&whole, d, &rest.axes[d]))
			return false;
	}
	*out = rest_narrow(arena, &rest, meeting(searching, whole.taker_count), SIZE_MAX);
	return true;
}

/* ---- narrowed ------------------------------------------------------------ */

static struct axis narrow_axis(struct arena *arena, const struct axis *from, const uint32_t *number)
{
	struct axis axis = { .dimension = from->dimension, .length = from->length };
	axis.events = arena_alloc(arena, (from->event_count + 1) * sizeof *axis.events);
	for (size_t i = 0; i < from->event_count; i++) {
		uint32_t taker = number[from->events[i].taker];
		axis.events[axis.event_count] = (struct event){ from->events[i].position, taker };
		axis.event_count += taker != UINT32_MAX;
	}
	return axis;
}

struct rest rest_narrow(struct arena *arena, const struct rest *from, const rule_set *set,
			size_t without)
{
	struct rest rest = { .axes_left = from->axes_left };
	uint32_t *number = arena_alloc(arena, (from->taker_count + 1) * sizeof *number);
	rest.takers = arena_alloc(arena, (from->taker_count + 1) * sizeof *rest.takers);
	rest.axes = arena_alloc(arena, (from->axis_count + 1) * sizeof *rest.axes);
	for (size_t i = 0; i < from->taker_count; i++) {
		bool is_kept = set_has(set, i);
		number[i] = is_kept ? (uint32_t)rest.taker_count : UINT32_MAX;
		rest.takers[rest.taker_count] = from->takers[i];
		rest.taker_count += is_kept;
	}
	for (size_t a = 0; a < from->axis_count; a++) {
		if (a == without)
			rest.axes_left &= ~((uint64_t)1 << from->axes[a].dimension);
		else
			rest.axes[rest.axis_count++] = narrow_axis(arena, &from->axes[a], number);
	}
	return rest;
}

/* ---- grouped -------------------------------------------------------------- */

struct grouping {
	struct groups groups;
	size_t words;
	rule_set *now;	 /* the takers that hold at this position */
	size_t holding;	 /* how many */
	uint32_t *slots; /* group + 1 by the hash of its set; 0: free */
	size_t mask;
	struct arena *arena;
};

static void close_group(struct grouping *grouping, size_t position)
{
	size_t size = grouping->words * sizeof *grouping->now;
	size_t at = (size_t)hash_bytes(grouping->now, size) & grouping->mask;
	for (; grouping->slots[at] != 0; at = (at + 1) & grouping->mask)
		if (memcmp(grouping->groups.at[grouping->slots[at] - 1].set, grouping->now, size) ==
		    0)
			return;
	grouping->groups.at[grouping->groups.count++] =
		(struct group){ arena_copy(grouping->arena, grouping->now, size), position,
				grouping->holding };
	grouping->slots[at] = (uint32_t)grouping->groups.count;
	grouping->groups.takers += grouping->holding + 1;
	grouping->groups.has_empty = grouping->groups.has_empty || grouping->holding == 0;
}

static void toggle(struct grouping *grouping, uint32_t taker)
{
	rule_set bit = (rule_set)1 << taker % RULES_IN_SET;
	grouping->now[taker / RULES_IN_SET] ^= bit;
	if ((grouping->now[taker / RULES_IN_SET] & bit) != 0)
		grouping->holding++;
	else
		grouping->holding--;
}

struct groups groups_of(struct arena *arena, const struct rest *rest, size_t axis)
{
	const struct axis *own = &rest->axes[axis];
	struct grouping grouping = { .arena = arena, .words = set_words(rest->taker_count) };
	size_t room = 8, most = own->event_count + 2;
	while (room < most * 2)
		room *= 2;
	grouping.mask = room - 1;
	grouping.slots = arena_new_array(arena, uint32_t, room);
	grouping.now = arena_new_array(arena, rule_set, grouping.words + 1);
	grouping.groups.at = arena_alloc(arena, most * sizeof *grouping.groups.at);
	size_t position = 0;
	for (size_t i = 0; i < own->event_count; i++) {
		if (own->events[i].position != position) {
			close_group(&grouping, position);
			position = own->events[i].position;
		}
		toggle(&grouping, own->events[i].taker);
	}
	if (position < own->length)
		close_group(&grouping, position);
	return grouping.groups;
}

static int by_takers(const void *a, const void *b)
{
	const struct group *left = a, *right = b;
	if (left->takers != right->takers)
		return left->takers < right->takers ? -1 : 1;
	return (left->position > right->position) - (left->position < right->position);
}

void groups_sort(struct groups *groups)
{
	if (groups->count != 0)
		qsort(groups->at, groups->count, sizeof *groups->at, by_takers);
}
