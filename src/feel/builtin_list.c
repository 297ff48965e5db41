/* SPDX-License-Identifier: Apache-2.0 */
/* Builtins that take lists apart and put them together (DMN 1.5 table 75), and sort. Lists are
 * immutable: each gives a new one. Not here: sums and statistics (builtin_aggregate.c). */
#include "feel/builtin_internal.h"

#include <string.h>

enum {
	FLATTEN_DEPTH_MOST = 500
};

/* Items of a list in the making. */
struct items {
	LIST_OF(dmn_value);
};

static dmn_value *new_items(struct run *run, size_t count)
{
	run_step(run, count);
	run_check_items(run, count);
	return arena_new_array(run->arena, dmn_value, count);
}

static void copy_items(dmn_value *to, const dmn_value *from, size_t count)
{
	if (count != 0)
		memcpy(to, from, count * sizeof *to);
}

static void push_all(struct run *run, struct items *items, dmn_value list)
{
	run_step(run, list.count);
	run_check_items(run, items->count + list.count);
	for (uint32_t i = 0; i < list.count; i++)
		list_push(run->arena, items, list.as.items[i]);
}

/* The position of an equal item at or after `from`; `count` when there is none. */
static size_t find_equal(struct run *run, const dmn_value *items, size_t count, size_t from,
			 dmn_value wanted)
{
	size_t at = from;
	while (at < count && value_equal(items[at], wanted) != TERNARY_TRUE)
		at++;
	run_step(run, 1 + (at - from));
	return at;
}

dmn_value list_contains(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0];
	return value_boolean(find_equal(run, list.as.items, list.count, 0, arguments[1]) !=
			     list.count);
}

dmn_value index_of(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0];
	struct items found = { 0 };
	size_t at = 0;
	while ((at = find_equal(run, list.as.items, list.count, at, arguments[1])) < list.count)
		list_push(run->arena, &found, value_integer((int64_t)++at));
	return value_list(found.at, found.count);
}

static dmn_value replaced(struct run *run, dmn_value list, size_t index, dmn_value item)
{
	dmn_value *items = new_items(run, list.count);
	copy_items(items, list.as.items, list.count);
	items[index] = item;
	return value_list(items, list.count);
}

dmn_value list_replace_position(struct run *run, const dmn_value *arguments)
{
	size_t index;
	dmn_value failure;
	if (!builtin_position(run, arguments[1], arguments[0].count, &index, &failure))
		return failure;
	return replaced(run, arguments[0], index, arguments[2]);
}

dmn_value list_replace_match(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0];
	dmn_value *items = new_items(run, list.count);
	for (uint32_t i = 0; i < list.count; i++) {
		dmn_value pair[2] = { list.as.items[i], arguments[2] };
		dmn_value match = run_call(run, arguments[1], pair, 2);
		if (match.kind != DMN_BOOLEAN)
			return run_blame(run, match, PROBLEM_ARGUMENT,
					 "list replace: match gave a %s, not true or false",
					 value_kind_name(match));
		items[i] = match.as.boolean ? arguments[2] : list.as.items[i];
	}
	return value_list(items, list.count);
}

dmn_value sublist_function(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0], failure;
	size_t start;
	if (!builtin_position(run, arguments[1], list.count, &start, &failure))
		return failure;
	size_t count = list.count - start;
	if (arguments[2].kind == DMN_NUMBER) {
		int64_t wanted;
		if (!builtin_whole(run, "length", arguments[2], &wanted, &failure))
			return failure;
		if (wanted < 1 || wanted > (int64_t)count)
			return run_fail(run, PROBLEM_INDEX,
					"sublist: the length %lld is not in 1 to %zu",
					(long long)wanted, count);
		count = (size_t)wanted;
	}
	return value_list(list.as.items + start, count);
}

dmn_value append_function(struct run *run, const dmn_value *arguments)
{
	struct items items = { 0 };
	push_all(run, &items, arguments[0]);
	push_all(run, &items, arguments[1]);
	return value_list(items.at, items.count);
}

dmn_value concatenate_function(struct run *run, const dmn_value *arguments)
{
	struct items items = { 0 };
	for (uint32_t i = 0; i < arguments[0].count; i++)
		push_all(run, &items, arguments[0].as.items[i]);
	return value_list(items.at, items.count);
}

dmn_value insert_before(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0], failure;
	size_t index;
	if (!builtin_position(run, arguments[1], list.count, &index, &failure))
		return failure;
	dmn_value *items = new_items(run, (size_t)list.count + 1);
	copy_items(items, list.as.items, index);
	items[index] = arguments[2];
	copy_items(items + index + 1, list.as.items + index, list.count - index);
	return value_list(items, (size_t)list.count + 1);
}

dmn_value remove_function(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0], failure;
	size_t index;
	if (!builtin_position(run, arguments[1], list.count, &index, &failure))
		return failure;
	dmn_value *items = new_items(run, list.count);
	copy_items(items, list.as.items, index);
	copy_items(items + index, list.as.items + index + 1, list.count - index - 1);
	return value_list(items, list.count - 1);
}

dmn_value reverse_function(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0];
	dmn_value *items = new_items(run, list.count);
	for (uint32_t i = 0; i < list.count; i++)
		items[i] = list.as.items[list.count - 1 - i];
	return value_list(items, list.count);
}

static bool push_flat(struct run *run, struct items *items, dmn_value list, unsigned depth)
{
	run_step(run, 1 + (uint64_t)list.count);
	for (uint32_t i = 0; i < list.count; i++) {
		dmn_value item = list.as.items[i];
		run_check_items(run, items->count + 1);
		if (item.kind != DMN_LIST)
			list_push(run->arena, items, item);
		else if (depth == 0 || !push_flat(run, items, item, depth - 1))
			return false;
	}
	return true;
}

dmn_value flatten_function(struct run *run, const dmn_value *arguments)
{
	struct items items = { 0 };
	if (!push_flat(run, &items, arguments[0], FLATTEN_DEPTH_MOST))
		return run_fail(run, PROBLEM_LIMIT,
				"flatten: the lists are nested more than %d deep",
				FLATTEN_DEPTH_MOST);
	return value_list(items.at, items.count);
}

/* ---- sort ---------------------------------------------------------------- */

struct sorting {
	struct run *run;
	dmn_value precedes; /* a function, or null for the natural order */
	dmn_value failure;
	bool has_failed;
};

/* Must b come before a? A stable merge asks nothing else. */
static bool out_of_order(struct sorting *sorting, dmn_value a, dmn_value b)
{
	run_step(sorting->run, 1);
	if (sorting->precedes.kind != DMN_FUNCTION) {
		int order = value_compare(b, a);
		if (order != 2)
			return order < 0;
		sorting->failure = run_blame(sorting->run, a.kind == DMN_NULL ? a : b,
					     PROBLEM_ARGUMENT, "sort: a %s and a %s have no order",
					     value_kind_name(a), value_kind_name(b));
		sorting->has_failed = true;
		return false;
	}
	dmn_value pair[2] = { b, a };
	dmn_value answer = run_call(sorting->run, sorting->precedes, pair, 2);
	if (run_has_failed(answer)) {
		sorting->failure = answer;
		sorting->has_failed = true;
	}
	return value_is_true(answer);
}

/* Merge the ordered runs from..middle and middle..to of `in` into `out`. */
static void merge(struct sorting *sorting, const dmn_value *in, dmn_value *out, size_t from,
		  size_t middle, size_t to)
{
	size_t left = from, right = middle;
	for (size_t at = from; at < to && !sorting->has_failed; at++) {
		bool take_right = left == middle ||
				  (right < to && out_of_order(sorting, in[left], in[right]));
		out[at] = take_right ? in[right++] : in[left++];
	}
}

dmn_value sort_function(struct run *run, const dmn_value *arguments)
{
	size_t count = arguments[0].count;
	struct sorting sorting = { .run = run, .precedes = arguments[1] };
	dmn_value *in = new_items(run, count), *out = new_items(run, count);
	copy_items(in, arguments[0].as.items, count);
	for (size_t width = 1; width < count && !sorting.has_failed; width *= 2) {
		for (size_t from = 0; from < count; from += 2 * width) {
			size_t middle = from + width < count ? from + width : count;
			size_t to = from + 2 * width < count ? from + 2 * width : count;
			merge(&sorting, in, out, from, middle, to);
		}
		dmn_value *swap = in;
		in = out;
		out = swap;
	}
	return sorting.has_failed ? sorting.failure : value_list(in, count);
}
