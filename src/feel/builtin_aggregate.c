/* SPDX-License-Identifier: Apache-2.0 */
/* Builtins that make one value of a list (DMN 1.5 table 75): counts, sums, statistics, and the
 * logic of all and any. An empty list gives null without a problem where the specification says
 * "null if empty". */
#include "feel/builtin_internal.h"

#include <string.h>

dmn_value count_function(struct run *run, const dmn_value *arguments)
{
	(void)run;
	return value_integer(arguments[0].count);
}

static bool all_numbers(struct run *run, const char *function, dmn_value list, dmn_value *failure)
{
	run_step(run, list.count);
	for (uint32_t i = 0; i < list.count; i++) {
		dmn_value item = list.as.items[i];
		if (item.kind == DMN_NUMBER)
			continue;
		*failure =
			run_blame(run, item, PROBLEM_ARGUMENT, "%s: item %u is a %s, not a number",
				  function, i + 1, value_kind_name(item));
		return false;
	}
	return true;
}

/* ---- least and greatest -------------------------------------------------- */

static dmn_value extreme(struct run *run, const char *function, dmn_value list, int wanted)
{
	run_step(run, list.count);
	if (list.count == 0)
		return value_null();
	dmn_value best = list.as.items[0];
	for (uint32_t i = 0; i < list.count; i++) {
		dmn_value item = list.as.items[i];
		int order = value_compare(item, best);
		if (order == 2)
			return run_blame(run, best.kind == DMN_NULL ? best : item, PROBLEM_ARGUMENT,
					 "%s: a %s and a %s have no order", function,
					 value_kind_name(best), value_kind_name(item));
		if (order == wanted)
			best = item;
	}
	return best;
}

dmn_value min_function(struct run *run, const dmn_value *arguments)
{
	return extreme(run, "min", arguments[0], -1);
}

dmn_value max_function(struct run *run, const dmn_value *arguments)
{
	return extreme(run, "max", arguments[0], 1);
}

/* ---- sums ---------------------------------------------------------------- */

typedef dmn_value number_operator(struct arena *arena, dmn_value a, dmn_value b);

static dmn_value fold(struct run *run, const char *function, dmn_value list,
		      number_operator *operator)
{
	dmn_value failure;
	if (!all_numbers(run, function, list, &failure))
		return failure;
	if (list.count == 0)
		return value_null();
	dmn_value total = list.as.items[0];
	for (uint32_t i = 1; i < list.count; i++) {
		total = operator(run->arena, total, list.as.items[i]);
		if (total.kind == DMN_NULL)
			return run_fail(run, PROBLEM_OVERFLOW, "%s: the result is too large",
					function);
	}
	return total;
}

dmn_value sum_function(struct run *run, const dmn_value *arguments)
{
	return fold(run, "sum", arguments[0], number_add);
}

dmn_value product_function(struct run *run, const dmn_value *arguments)
{
	return fold(run, "product", arguments[0], number_multiply);
}

dmn_value mean_function(struct run *run, const dmn_value *arguments)
{
	dmn_value total = fold(run, "mean", arguments[0], number_add);
	if (total.kind == DMN_NULL)
		return total;
	return builtin_number(run, "mean",
			      number_divide(run->arena, total, value_integer(arguments[0].count)));
}

dmn_value stddev_function(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0];
	dmn_value mean = mean_function(run, arguments);
	if (mean.kind == DMN_NULL && mean.as.problem != NULL)
		return mean;
	if (list.count < 2)
		return run_fail(run, PROBLEM_DOMAIN, "stddev: a sample needs two numbers or more");
	dmn_value total = value_integer(0);
	for (uint32_t i = 0; i < list.count && total.kind == DMN_NUMBER; i++) {
		dmn_value distance = number_subtract(run->arena, list.as.items[i], mean);
		dmn_value square = value_null();
		if (distance.kind == DMN_NUMBER)
			square = number_multiply(run->arena, distance, distance);
		total = square.kind == DMN_NUMBER ? number_add(run->arena, total, square) : square;
	}
	if (total.kind == DMN_NULL)
		return run_fail(run, PROBLEM_OVERFLOW, "stddev: the result is too large");
	dmn_value variance =
		number_divide(run->arena, total, value_integer((int64_t)list.count - 1));
	return builtin_number(run, "stddev", number_sqrt(run->arena, variance));
}

/* ---- order statistics ---------------------------------------------------- */

/* A copy of the numbers, ascending: bottom-up merge, no recursion. */
static const dmn_value *sorted_numbers(struct run *run, dmn_value list)
{
	size_t count = list.count;
	dmn_value *in = arena_new_array(run->arena, dmn_value, count);
	dmn_value *out = arena_new_array(run->arena, dmn_value, count);
	memcpy(in, list.as.items, count * sizeof *in);
	for (size_t width = 1; width < count; width *= 2) {
		run_step(run, count);
		for (size_t from = 0; from < count; from += 2 * width) {
			size_t middle = from + width < count ? from + width : count;
			size_t to = from + 2 * width < count ? from + 2 * width : count;
			for (size_t at = from, left = from, right = middle; at < to; at++) {
				bool take_right =
					left == middle ||
					(right < to && number_compare(in[right], in[left]) < 0);
				out[at] = take_right ? in[right++] : in[left++];
			}
		}
		dmn_value *swap = in;
		in = out;
		out = swap;
	}
	return in;
}

dmn_value median_function(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0], failure;
	if (!all_numbers(run, "median", list, &failure))
		return failure;
	if (list.count == 0)
		return value_null();
	const dmn_value *sorted = sorted_numbers(run, list);
	uint32_t middle = list.count / 2;
	if (list.count % 2 == 1)
		return sorted[middle];
	dmn_value both = number_add(run->arena, sorted[middle - 1], sorted[middle]);
	if (both.kind == DMN_NULL)
		return run_fail(run, PROBLEM_OVERFLOW, "median: the result is too large");
	return builtin_number(run, "median", number_divide(run->arena, both, value_integer(2)));
}

/* How many equal numbers stand at `from` of the sorted. */
static uint32_t run_length(const dmn_value *sorted, uint32_t count, uint32_t from)
{
	uint32_t to = from + 1;
	while (to < count && number_compare(sorted[from], sorted[to]) == 0)
		to++;
	return to - from;
}

dmn_value mode_function(struct run *run, const dmn_value *arguments)
{
	dmn_value list = arguments[0], failure;
	if (!all_numbers(run, "mode", list, &failure))
		return failure;
	if (list.count == 0)
		return value_list(NULL, 0);
	const dmn_value *sorted = sorted_numbers(run, list);
	dmn_value *modes = arena_new_array(run->arena, dmn_value, list.count);
	uint32_t most = 0, found = 0;
	for (uint32_t i = 0, length; i < list.count; i += length) {
		length = run_length(sorted, list.count, i);
		if (length > most) {
			most = length;
			found = 0;
		}
		if (length == most)
			modes[found++] = sorted[i];
	}
	return value_list(modes, found);
}

/* ---- all and any --------------------------------------------------------- */

/* `decisive` when an item is it; else its opposite when all are; else null, with a problem when an
 * item is neither boolean nor null. */
static dmn_value quantify(struct run *run, const char *function, dmn_value list, bool decisive)
{
	bool has_unknown = false;
	dmn_value strange = value_null();
	run_step(run, list.count);
	for (uint32_t i = 0; i < list.count; i++) {
		dmn_value item = list.as.items[i];
		if (item.kind == DMN_BOOLEAN && item.as.boolean == decisive)
			return value_boolean(decisive);
		if (item.kind != DMN_BOOLEAN)
			has_unknown = true;
		if (item.kind != DMN_BOOLEAN &&
		    (strange.kind == DMN_NULL && strange.as.problem == NULL))
			strange = item;
	}
	if (!has_unknown)
		return value_boolean(!decisive);
	if (strange.kind == DMN_NULL)
		return strange;
	return run_fail(run, PROBLEM_ARGUMENT, "%s: an item is a %s, not true or false", function,
			value_kind_name(strange));
}

dmn_value all_function(struct run *run, const dmn_value *arguments)
{
	return quantify(run, "all", arguments[0], false);
}

dmn_value any_function(struct run *run, const dmn_value *arguments)
{
	return quantify(run, "any", arguments[0], true);
}
