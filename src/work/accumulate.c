/* SPDX-License-Identifier: Apache-2.0 */
#include "work/accumulate.h"

#include "base/list.h"

#include <stdlib.h>
#include <string.h>

struct span {
	int64_t from, until;
};

struct made_list {
	LIST_OF(struct work_made);
};

struct sweep {
	struct arena *arena;
	const struct work_accumulation *rule;
	const struct work_stretch *at; /* by their beginnings */
	size_t count;
	size_t begin;	    /* the first that is not used up */
	struct span *spans; /* covered time within the window, in order, from `head` on */
	size_t head, tail;
	int64_t sum;   /* of the spans */
	int64_t cover; /* until when the stretches up to here last */
	struct made_list made;
};

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_begin(const void *a, const void *b)
{
	const struct work_stretch *left = a;
	const struct work_stretch *right = b;
	int order = compare(left->from, right->from);
	if (order == 0)
		order = compare(left->until, right->until);
	return order != 0 ? order : compare(left->id, right->id);
}

static void sort(struct work_stretch *stretches, size_t count)
{
	if (count > 1)
		qsort(stretches, count, sizeof *stretches, by_begin);
}

static int by_id(const void *a, const void *b)
{
	return compare(*(const int64_t *)a, *(const int64_t *)b);
}

/* What has slid out of the window that begins at `low`. */
static void drop(struct sweep *it, int64_t low)
{
	while (it->head < it->tail && it->spans[it->head].from < low) {
		struct span *span = &it->spans[it->head];
		int64_t to = least(span->until, low);
		it->sum -= to - span->from;
		span->from = to;
		if (to == span->until)
			it->head++;
	}
}

/* Go along the span, which follows those that are there: is the total reached, and when? While the
 * window's beginning passes through what is covered the sum stands still, else it grows. */
static bool reaches(struct sweep *it, struct span span, int64_t *at)
{
	int64_t window = it->rule->window;
	int64_t t = span.from;
	drop(it, t - window);
	while (t < span.until) {
		struct span *head = it->head < it->tail ? &it->spans[it->head] : &span;
		int64_t grows_to = least(span.until, head->from + window);
		if (it->sum + (grows_to - t) >= it->rule->total) {
			*at = t + it->rule->total - it->sum;
			return true;
		}
		it->sum += grows_to - t;
		t = grows_to;
		if (t == span.until)
			break;
		int64_t slides_to = least(span.until, head->until + window);
		it->sum += slides_to - t;
		t = slides_to;
		drop(it, t - window);
	}
	it->spans[it->tail++] = span;
	return false;
}

/* The stretches that begin before `end` and last beyond `low`, or, when they are counted, begin
 * there: all of them are used. */
static void make(struct sweep *it, int64_t at)
{
	bool counted = it->rule->total == 0;
	int64_t low = at - it->rule->window;
	size_t end = it->begin;
	while (end < it->count && (it->at[end].from < at || (counted && it->at[end].from == at)))
		end++;
	int64_t *used = arena_new_array(it->arena, int64_t, end - it->begin);
	struct work_made made = { .at = at, .used = used };
	for (size_t i = it->begin; i < end; i++) {
		const struct work_stretch *stretch = &it->at[i];
		if (counted ? stretch->from >= low
			    : stretch->until > low && stretch->until > stretch->from)
			used[made.used_count++] = stretch->id;
	}
	qsort(used, made.used_count, sizeof *used, by_id);
	list_push(it->arena, &it->made, made);
	it->begin = end;
	it->head = it->tail = 0;
	it->sum = 0;
}

static void add_times(struct sweep *it)
{
	size_t i = 0;
	int64_t at;
	it->spans = arena_new_array(it->arena, struct span, it->count + 1);
	it->cover = INT64_MIN;
	while (i < it->count) {
		struct span span = { it->at[i].from, it->at[i].until };
		if (span.from < it->cover)
			span.from = it->cover;
		i++;
		if (span.until <= span.from)
			continue;
		it->cover = span.until;
		if (!reaches(it, span, &at))
			continue;
		make(it, at);
		i = it->begin;
		it->cover = at;
	}
}

static void add_numbers(struct sweep *it)
{
	size_t first = 0; /* within the window */
	for (size_t i = 0; i < it->count; i++) {
		while (it->at[first].from < it->at[i].from - it->rule->window)
			first++;
		if ((int64_t)(i - first) + 1 < it->rule->count)
			continue;
		make(it, it->at[i].from);
		first = it->begin;
		i = it->begin - 1;
	}
}

/* Those that have happened, as far as they have. */
static size_t until_now(struct work_stretch *stretches, size_t count, int64_t now)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		struct work_stretch stretch = stretches[i];
		if (stretch.from > now || stretch.until < stretch.from)
			continue;
		stretch.until = least(stretch.until, now);
		stretches[kept++] = stretch;
	}
	return kept;
}

size_t work_accumulate(struct arena *arena, const struct work_accumulation *rule,
		       struct work_stretch *stretches, size_t count, const struct work_made **made)
{
	struct sweep it = { .arena = arena, .rule = rule, .at = stretches };
	it.count = until_now(stretches, count, rule->now);
	sort(stretches, it.count);
	if (rule->total > 0)
		add_times(&it);
	else if (rule->count > 0)
		add_numbers(&it);
	*made = it.made.at;
	return it.made.count;
}

int64_t work_covered(struct work_stretch *stretches, size_t count, int64_t low, int64_t high)
{
	int64_t sum = 0;
	sort(stretches, count);
	for (size_t i = 0; i < count; i++) {
		int64_t until = least(stretches[i].until, high);
		int64_t from = stretches[i].from < low ? low : stretches[i].from;
		if (until <= from)
			continue;
		sum += until - from;
		low = until;
	}
	return sum;
}
