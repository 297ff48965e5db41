/* SPDX-License-Identifier: Apache-2.0 */
/* The candidates of a leaf: the model's literals and what its types list, beside and on each bound,
 * each once, allowed by the leaf's type, ordered by their distance from the value given. */
#include "explain/candidate.h"

#include "feel/number.h"
#include "feel/temporal.h"

#include <stdlib.h>

enum {
	CANDIDATES_MOST = 500, /* of one leaf */
	DECIMALS_MOST = 12
};

struct choosing {
	struct explain *explain;
	const struct leaf *leaf;
	enum dmn_kind kind; /* of the leaf; DMN_NULL: not known */
	struct value_list values;
	bool is_cut;
};

static enum dmn_kind kind_of(const struct leaf *leaf)
{
	if (leaf->value.kind != DMN_NULL)
		return leaf->value.kind;
	return leaf->type != NULL && leaf->type->kind == TYPE_SIMPLE ? leaf->type->simple
								     : DMN_NULL;
}

static bool is_ordered(dmn_value value)
{
	return value.kind == DMN_NUMBER ||
	       (value.kind >= DMN_DATE && value.kind <= DMN_MONTHS_DURATION);
}

/* ---- distance --------------------------------------------------------------- */

/* Of what is no number: days, seconds or months. */
static int64_t position(dmn_value value)
{
	if (value.kind != DMN_TIME && value.kind != DMN_DATE_TIME)
		return value.as.integer;
	const struct moment *moment = value_moment(value);
	return moment->day * DAY_SECONDS + moment->nano / SECOND_NANOS;
}

static dmn_value distance(struct arena *arena, dmn_value from, dmn_value to)
{
	if (from.kind == DMN_NUMBER)
		return number_absolute(arena, number_subtract(arena, to, from));
	int64_t apart = position(to) - position(from);
	return value_integer(apart < 0 ? -apart : apart);
}

/* Does `a` come before `b`: nearer, or as near and less. Without a value given, the lesser one. */
static bool is_nearer(struct arena *arena, dmn_value from, dmn_value a, dmn_value b)
{
	int order = 0;
	if (from.kind == a.kind) {
		dmn_value left = distance(arena, from, a), right = distance(arena, from, b);
		if (left.kind == DMN_NUMBER && right.kind == DMN_NUMBER)
			order = number_compare(left, right);
	}
	if (order == 0)
		order = value_compare(a, b);
	return order == -1;
}

/* Move the value at `i` to its place among those before it. */
static void settle(struct choosing *choosing, size_t i)
{
	dmn_value *at = choosing->values.at, value = at[i];
	for (; i > 0 && at[i - 1].kind == value.kind &&
	       is_nearer(choosing->explain->arena, choosing->leaf->value, value, at[i - 1]);
	     i--)
		at[i] = at[i - 1];
	at[i] = value;
}

/* Stable, so that what has no order stays as the model declares it. */
static void sort(struct choosing *choosing)
{
	struct value_list *values = &choosing->values;
	if (values->count == 0 || !is_ordered(values->at[0]))
		return;
	for (size_t i = 1; i < values->count; i++)
		settle(choosing, i);
}

/* ---- collecting --------------------------------------------------------------- */

static bool is_allowed(struct choosing *choosing, dmn_value value)
{
	struct run *run = &choosing->explain->evaluation->run;
	struct problem_list kept = run->problems;
	dmn_value held = type_bind(run, value, choosing->leaf->type, "the input");
	run->problems = kept;
	return held.kind == value.kind;
}

/* No room is left: the value takes that of the farthest, where it is nearer. */
static void add_nearer(struct choosing *choosing, dmn_value value)
{
	struct arena *arena = choosing->explain->arena;
	dmn_value *last = &choosing->values.at[choosing->values.count - 1];
	if (!choosing->is_cut)
		sort(choosing);
	choosing->is_cut = true;
	if (!is_ordered(value) || last->kind != value.kind ||
	    !is_nearer(arena, choosing->leaf->value, value, *last))
		return;
	*last = value;
	settle(choosing, choosing->values.count - 1);
}

static void add(struct choosing *choosing, dmn_value value)
{
	bool is_kind = choosing->kind == DMN_NULL || value.kind == choosing->kind ||
		       value.kind == DMN_NULL;
	if (!is_kind || value.kind > DMN_MONTHS_DURATION)
		return;
	if (value.kind == choosing->leaf->value.kind &&
	    (value.kind == DMN_NULL || value_equal(value, choosing->leaf->value) == TERNARY_TRUE))
		return;
	for (size_t i = 0; i < choosing->values.count; i++)
		if (choosing->values.at[i].kind == value.kind &&
		    value_equal(choosing->values.at[i], value) == TERNARY_TRUE)
			return;
	if (value.kind != DMN_NULL && !is_allowed(choosing, value))
		return;
	if (choosing->values.count < CANDIDATES_MOST)
		list_push(choosing->explain->arena, &choosing->values, value);
	else
		add_nearer(choosing, value);
}

/* Digits after the point, without trailing noughts. */
static int decimals_of(struct arena *arena, dmn_value number)
{
	struct builder out = builder_new(arena);
	number_print(&out, number);
	struct text digits = builder_text(&out);
	size_t point = text_find(digits, TEXT("."), 0);
	size_t count = point == SIZE_MAX ? 0 : digits.length - point - 1;
	return count > DECIMALS_MOST ? DECIMALS_MOST : (int)count;
}

static dmn_value number_step(struct choosing *choosing, dmn_value number)
{
	struct arena *arena = choosing->explain->arena;
	int decimals = decimals_of(arena, number);
	if (choosing->leaf->value.kind == DMN_NUMBER) {
		int given = decimals_of(arena, choosing->leaf->value);
		decimals = given > decimals ? given : decimals;
	}
	return (dmn_value){ .kind = DMN_NUMBER, .exponent = (int16_t)-decimals, .as.integer = 1 };
}

static dmn_value moment_beside(struct choosing *choosing, dmn_value value, int direction)
{
	struct moment moment = *value_moment(value);
	moment.nano += direction * SECOND_NANOS;
	int64_t days = floor_divide(moment.nano, DAY_SECONDS * SECOND_NANOS);
	moment.nano -= days * DAY_SECONDS * SECOND_NANOS;
	if (value.kind == DMN_DATE_TIME)
		moment.day += days;
	return value_from_moment(choosing->explain->arena, (enum dmn_kind)value.kind, moment);
}

/* The next value below (-1) or above (1). */
static dmn_value beside(struct choosing *choosing, dmn_value value, int direction)
{
	struct arena *arena = choosing->explain->arena;
	dmn_value next = value;
	switch (value.kind) {
	case DMN_NUMBER:
		next = number_step(choosing, value);
		return direction < 0 ? number_subtract(arena, value, next)
				     : number_add(arena, value, next);
	case DMN_DATE:
	case DMN_MONTHS_DURATION: next.as.integer += direction; return next;
	case DMN_DAYS_DURATION:
		next.as.integer += value.as.integer % DAY_SECONDS == 0 && value.count == 0
					   ? direction * DAY_SECONDS
					   : direction;
		return next;
	case DMN_TIME:
	case DMN_DATE_TIME: return moment_beside(choosing, value, direction);
	default: return value;
	}
}

static void add_with_neighbours(struct choosing *choosing, dmn_value value)
{
	add(choosing, value);
	if (!is_ordered(value))
		return;
	add(choosing, beside(choosing, value, -1));
	add(choosing, beside(choosing, value, 1));
}

static void add_listed(struct choosing *choosing)
{
	for (const struct type *type = choosing->leaf->type; type != NULL; type = type->base) {
		struct value_list listed = { 0 };
		cut_literals_of_tests(choosing->explain->arena, type->constraint, &listed);
		for (size_t i = 0; i < listed.count; i++)
			add_with_neighbours(choosing, listed.at[i]);
	}
}

static bool add_cuts(struct choosing *choosing, const struct cut_set *cuts)
{
	bool is_compared = choosing->values.count != 0;
	for (size_t i = 0; i < cuts->count; i++) {
		if (!text_equal(cuts->at[i].plain, choosing->leaf->plain))
			continue;
		is_compared = true;
		add_with_neighbours(choosing, cuts->at[i].value);
	}
	return is_compared;
}

/* Of a number that the model computes with: nought, and what is far off either way. */
static void add_scaled(struct choosing *choosing)
{
	static const int64_t scales[] = { 2, 10, 100 };
	struct arena *arena = choosing->explain->arena;
	dmn_value given = choosing->leaf->value;
	bool is_nought = number_compare(given, value_integer(0)) == 0;
	add(choosing, value_integer(0));
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
		dmn_value scale = value_integer(scales[i]);
		add(choosing, is_nought ? scale : number_multiply(arena, given, scale));
		add(choosing, is_nought ? number_multiply(arena, scale, scale)
					: number_divide(arena, given, scale));
	}
}

static void add_guesses(struct choosing *choosing, const struct cut_set *cuts)
{
	for (size_t i = 0; i < cuts->loose.count; i++)
		if (cuts->loose.at[i].kind == choosing->kind)
			add_with_neighbours(choosing, cuts->loose.at[i]);
	if (choosing->leaf->value.kind == DMN_NUMBER)
		add_scaled(choosing);
}

void candidate_find(struct explain *explain, const struct leaf *leaf, const struct cut_set *cuts,
		    struct candidate_list *out)
{
	struct choosing choosing = { .explain = explain, .leaf = leaf, .kind = kind_of(leaf) };
	if (explain->steps_left < CANDIDATES_MOST * CANDIDATES_MOST) {
		out->is_cut = true;
		return;
	}
	add_listed(&choosing);
	out->is_guessed = !add_cuts(&choosing, cuts);
	if (out->is_guessed)
		add_guesses(&choosing, cuts);
	if (choosing.kind == DMN_BOOLEAN) {
		add(&choosing, value_boolean(true));
		add(&choosing, value_boolean(false));
	}
	sort(&choosing);
	add(&choosing, value_null());
	explain->steps_left -= choosing.values.count * choosing.values.count;
	out->values = choosing.values;
	out->is_cut = choosing.is_cut;
}

bool candidate_between(struct arena *arena, dmn_value a, dmn_value b, dmn_value *out)
{
	if (a.kind == DMN_DATE) {
		*out = value_date(a.as.integer + (b.as.integer - a.as.integer) / 2);
		return out->as.integer != a.as.integer;
	}
	int left = decimals_of(arena, a), right = decimals_of(arena, b);
	dmn_value sum = number_add(arena, a, b);
	dmn_value middle = number_divide(arena, sum, value_integer(2));
	*out = number_round(arena, middle, left > right ? left : right, ROUND_DOWN);
	return out->kind == DMN_NUMBER && number_compare(*out, a) != 0 &&
	       number_compare(*out, b) != 0;
}
