/* SPDX-License-Identifier: Apache-2.0 */
/* Values: making, equality, order. Not here: their text (value_print.c), numbers and temporal
 * values (their own files), conversions (with the types). */
#include "feel/value.h"

#include "feel/function.h"
#include "feel/number.h"
#include "feel/temporal.h"

#include <string.h>

/* What one comparison may cost: values are graphs that a hostile expression can make deep, or
 * wide beyond any walk by sharing. Past a bound the answer is TERNARY_UNKNOWN. */
enum {
	EQUAL_DEPTH_MOST = 500,
	EQUAL_VISITS_MOST = 10000000
};

struct equality {
	unsigned depth;
	unsigned visits;
};

static enum ternary equal_within(struct equality *state, dmn_value a, dmn_value b);

struct dmn_context *context_new(struct arena *arena, size_t count)
{
	size_t size = sizeof(struct dmn_context) + count * sizeof(struct context_entry);
	struct dmn_context *context = arena_alloc_clear(arena, 1, size);
	context->count = count;
	return context;
}

const dmn_value *context_find(const struct dmn_context *context, struct text name)
{
	const struct context_entry *end = context->entries + context->count;
	for (const struct context_entry *at = context->entries; at != end; at++)
		if (text_equal(at->name, name))
			return &at->value;
	return NULL;
}

dmn_value value_from_range(struct arena *arena, struct range range)
{
	return (dmn_value){ .kind = DMN_RANGE,
			    .as.pointer = arena_copy(arena, &range, sizeof range) };
}

dmn_value value_from_moment(struct arena *arena, enum dmn_kind kind, struct moment moment)
{
	return (dmn_value){ .kind = (uint8_t)kind,
			    .as.pointer = arena_copy(arena, &moment, sizeof moment) };
}

const char *dmn_kind_name(enum dmn_kind kind)
{
	static const char *const names[DMN_KIND_COUNT] = {
		[DMN_NULL] = "null",
		[DMN_BOOLEAN] = "boolean",
		[DMN_NUMBER] = "number",
		[DMN_STRING] = "string",
		[DMN_DATE] = "date",
		[DMN_TIME] = "time",
		[DMN_DATE_TIME] = "date and time",
		[DMN_DAYS_DURATION] = "days and time duration",
		[DMN_MONTHS_DURATION] = "years and months duration",
		[DMN_LIST] = "list",
		[DMN_CONTEXT] = "context",
		[DMN_RANGE] = "range",
		[DMN_FUNCTION] = "function",
	};
	return (unsigned)kind < DMN_KIND_COUNT ? names[kind] : "unknown";
}

const char *value_kind_name(dmn_value value)
{
	return dmn_kind_name((enum dmn_kind)value.kind);
}

static enum ternary ternary(bool truth)
{
	return truth ? TERNARY_TRUE : TERNARY_FALSE;
}

/* Inside a list or context an item that cannot be compared makes the whole unequal. */
static bool same(struct equality *state, dmn_value a, dmn_value b)
{
	return equal_within(state, a, b) == TERNARY_TRUE;
}

static bool lists_equal(struct equality *state, dmn_value a, dmn_value b)
{
	if (a.count != b.count)
		return false;
	if (a.as.items == b.as.items)
		return true;
	for (uint32_t i = 0; i < a.count; i++)
		if (!same(state, a.as.items[i], b.as.items[i]))
			return false;
	return true;
}

static bool contexts_equal(struct equality *state, const struct dmn_context *a,
			   const struct dmn_context *b)
{
	if (a == b)
		return true;
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct context_entry *entry = &a->entries[i];
		bool in_place = text_equal(b->entries[i].name, entry->name);
		const dmn_value *other =
			in_place ? &b->entries[i].value : context_find(b, entry->name);
		if (other == NULL || !same(state, entry->value, *other))
			return false;
	}
	return true;
}

/* Ranges are equal by structure: (<= 10) is not (null..10] (DMN 1.5 table 53). */
static bool ranges_equal(struct equality *state, const struct range *a, const struct range *b)
{
	return a->form == b->form &&
	       (a->form != RANGE_UNARY || a->operator_first == b->operator_first) &&
	       a->low_closed == b->low_closed && a->high_closed == b->high_closed &&
	       a->low_unbounded == b->low_unbounded && a->high_unbounded == b->high_unbounded &&
	       same(state, a->low, b->low) && same(state, a->high, b->high);
}

static enum ternary equal_composite(struct equality *state, dmn_value a, dmn_value b)
{
	if (++state->depth > EQUAL_DEPTH_MOST)
		return TERNARY_UNKNOWN;
	enum ternary result;
	if (a.kind == DMN_LIST)
		result = ternary(lists_equal(state, a, b));
	else if (a.kind == DMN_CONTEXT)
		result = ternary(contexts_equal(state, a.as.context, b.as.context));
	else
		result = ternary(ranges_equal(state, value_range(a), value_range(b)));
	state->depth--;
	return result;
}

/* The same parameters, body and scope (DMN 1.5 table 53): the same text in the same frame. */
static bool same_function(const struct function *a, const struct function *b)
{
	if (a == b || a->kind != b->kind)
		return a == b;
	if (a->kind == FUNCTION_BUILTIN)
		return a->builtin == b->builtin;
	return a->kind == FUNCTION_WRITTEN && a->body == b->body && a->frame == b->frame;
}

static enum ternary equal_within(struct equality *state, dmn_value a, dmn_value b)
{
	if (a.kind == DMN_NULL || b.kind == DMN_NULL)
		return ternary(a.kind == b.kind);
	if (a.kind != b.kind || ++state->visits > EQUAL_VISITS_MOST)
		return TERNARY_UNKNOWN;
	switch ((enum dmn_kind)a.kind) {
	case DMN_BOOLEAN: return ternary(a.as.boolean == b.as.boolean);
	case DMN_NUMBER: return ternary(number_compare(a, b) == 0);
	case DMN_STRING: return ternary(text_equal(value_text(a), value_text(b)));
	case DMN_LIST:
	case DMN_CONTEXT:
	case DMN_RANGE: return equal_composite(state, a, b);
	case DMN_FUNCTION: return ternary(same_function(value_function(a), value_function(b)));
	default: return temporal_equal(a, b);
	}
}

enum ternary value_equal(dmn_value a, dmn_value b)
{
	struct equality state = { 0 };
	if (a.kind == DMN_STRING && b.kind == DMN_STRING)
		return ternary(text_equal(value_text(a), value_text(b)));
	return equal_within(&state, a, b);
}

int value_compare(dmn_value a, dmn_value b)
{
	if (a.kind != b.kind)
		return 2;
	if (a.kind == DMN_NUMBER)
		return number_compare(a, b);
	if (a.kind == DMN_STRING) {
		int order = text_compare(value_text(a), value_text(b));
		return (order > 0) - (order < 0);
	}
	return temporal_is(a) ? temporal_compare(a, b) : 2;
}

/* Is `order`, of a point against an end, on the inner side of it? */
static enum ternary side(int order, int inner, bool closed)
{
	if (order == 2)
		return TERNARY_UNKNOWN;
	return ternary(order == inner || (order == 0 && closed));
}

enum ternary range_includes(const struct range *range, dmn_value point)
{
	if (range->form == RANGE_UNARY && range->operator_first == '=')
		return value_equal(point, range->low);
	if (range->form == RANGE_UNARY && range->operator_first == '!') {
		enum ternary equal = value_equal(point, range->low);
		return equal == TERNARY_UNKNOWN ? equal : ternary(equal == TERNARY_FALSE);
	}
	enum ternary low = TERNARY_TRUE, high = TERNARY_TRUE;
	if (!range->low_unbounded)
		low = side(value_compare(point, range->low), 1, range->low_closed);
	if (!range->high_unbounded)
		high = side(value_compare(point, range->high), -1, range->high_closed);
	if (low == TERNARY_FALSE || high == TERNARY_FALSE)
		return TERNARY_FALSE;
	return low == TERNARY_UNKNOWN ? low : high;
}
