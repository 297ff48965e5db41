/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/sample.h"

#include "feel/number.h"
#include "feel/temporal.h"

static bool is_inside(dmn_value value, const dmn_value *low, const dmn_value *high)
{
	return value.kind != DMN_NULL && (low == NULL || value_compare(value, *low) == 1) &&
	       (high == NULL || value_compare(value, *high) == -1);
}

static dmn_value next_integer(struct arena *arena, dmn_value number, int step)
{
	dmn_value whole = number_round(arena, number, 0, step > 0 ? ROUND_FLOOR : ROUND_CEILING);
	return whole.kind == DMN_NULL ? whole : number_add(arena, whole, value_integer(step));
}

/* The first number inside of those with ever more digits after the point. */
static bool number_inside(struct run *run, const dmn_value *low, const dmn_value *high,
			  dmn_value *out)
{
	struct arena *arena = run->arena;
	if (low == NULL && high == NULL) {
		*out = value_integer(0);
		return true;
	}
	*out = low != NULL ? next_integer(arena, *low, 1) : next_integer(arena, *high, -1);
	if (is_inside(*out, low, high))
		return true;
	if (low == NULL || high == NULL)
		return false;
	dmn_value sum = number_add(arena, *low, *high);
	if (sum.kind == DMN_NULL)
		return false;
	dmn_value middle = number_divide(arena, sum, value_integer(2));
	for (int digits = 1; digits < 40 && middle.kind != DMN_NULL; digits++) {
		*out = number_round(arena, middle, digits, ROUND_HALF_EVEN);
		if (is_inside(*out, low, high))
			return true;
	}
	*out = middle;
	return is_inside(middle, low, high);
}

/* Whole days or months. */
static bool whole_inside(enum dmn_kind kind, const dmn_value *low, const dmn_value *high,
			 dmn_value *out)
{
	int64_t at = low != NULL ? low->as.integer + 1 : high != NULL ? high->as.integer - 1 : 0;
	*out = kind == DMN_DATE ? value_date(at) : value_months(at);
	return is_inside(*out, low, high) && (kind != DMN_DATE || temporal_day_in_range(at));
}

/* Neighbours at these distances, in seconds, then at a nanosecond. */
static const int64_t distances[] = { DAY_SECONDS, 3600, 60, 1 };
enum {
	DISTANCE_COUNT = sizeof distances / sizeof *distances
};

static dmn_value duration_beside(dmn_value duration, int64_t seconds, int nanos)
{
	int64_t nano = (int64_t)duration.count + nanos;
	int64_t carry = floor_divide(nano, SECOND_NANOS);
	return value_duration(duration.as.integer + seconds + carry,
			      (uint32_t)(nano - carry * SECOND_NANOS));
}

/* Null where there is none: a time past midnight, a day out of range. */
static dmn_value moment_beside(struct run *run, dmn_value value, int64_t seconds, int nanos)
{
	struct moment moment = *value_moment(value);
	moment.nano += seconds * SECOND_NANOS + nanos;
	int64_t days = floor_divide(moment.nano, DAY_SECONDS * SECOND_NANOS);
	moment.day += days;
	moment.nano -= days * DAY_SECONDS * SECOND_NANOS;
	if (value.kind == DMN_TIME ? days != 0 : !temporal_day_in_range(moment.day))
		return value_null();
	return value_from_moment(run->arena, (enum dmn_kind)value.kind, moment);
}

static dmn_value beside(struct run *run, dmn_value value, int64_t seconds, int nanos)
{
	return value.kind == DMN_DAYS_DURATION ? duration_beside(value, seconds, nanos)
					       : moment_beside(run, value, seconds, nanos);
}

static bool time_inside(struct run *run, const dmn_value *low, const dmn_value *high,
			dmn_value *out)
{
	const dmn_value *from = low != NULL ? low : high;
	int sign = low != NULL ? 1 : -1;
	for (size_t i = 0; i <= DISTANCE_COUNT; i++) {
		*out = i < DISTANCE_COUNT ? beside(run, *from, sign * distances[i], 0)
					  : beside(run, *from, 0, sign);
		if (is_inside(*out, low, high))
			return true;
	}
	return false;
}

static bool text_inside(struct run *run, const dmn_value *low, const dmn_value *high,
			dmn_value *out)
{
	static const char *const tails[] = { "a", " ", "\x01" };
	struct text head = low != NULL ? value_text(*low) : TEXT("");
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		*out = value_string(text_format(run->arena, "%.*s%s", TEXT_ARG(head), tails[i]));
		if (is_inside(*out, low, high))
			return true;
	}
	*out = value_string(TEXT(""));
	return low == NULL && is_inside(*out, low, high);
}

static dmn_value any_of(struct run *run, enum dmn_kind kind)
{
	if (kind == DMN_DAYS_DURATION)
		return value_duration(0, 0);
	return value_from_moment(run->arena, kind, (struct moment){ 0 });
}

bool sample_between(struct run *run, enum dmn_kind kind, const dmn_value *low,
		    const dmn_value *high, dmn_value *out)
{
	switch (kind) {
	case DMN_NUMBER: return number_inside(run, low, high, out);
	case DMN_STRING: return text_inside(run, low, high, out);
	case DMN_DATE:
	case DMN_MONTHS_DURATION: return whole_inside(kind, low, high, out);
	case DMN_TIME:
	case DMN_DATE_TIME:
	case DMN_DAYS_DURATION:
		if (low == NULL && high == NULL)
			*out = any_of(run, kind);
		return (low == NULL && high == NULL) || time_inside(run, low, high, out);
	default: return false;
	}
}

/* One in the last place that the number has. */
static dmn_value unit_of(struct arena *arena, dmn_value number)
{
	dmn_value unit = value_integer(1);
	for (int digits = 0; digits < 10; digits++) {
		dmn_value rounded = number_round(arena, number, digits, ROUND_HALF_EVEN);
		if (rounded.kind != DMN_NULL && number_compare(rounded, number) == 0)
			return unit;
		unit = number_divide(arena, unit, value_integer(10));
	}
	return unit;
}

static dmn_value next_to(struct run *run, dmn_value cut, int direction)
{
	dmn_value unit;
	switch ((enum dmn_kind)cut.kind) {
	case DMN_NUMBER:
		unit = unit_of(run->arena, cut);
		return direction > 0 ? number_add(run->arena, cut, unit)
				     : number_subtract(run->arena, cut, unit);
	case DMN_DATE: return value_date(cut.as.integer + direction);
	case DMN_MONTHS_DURATION: return value_months(cut.as.integer + direction);
	case DMN_TIME:
	case DMN_DATE_TIME:
	case DMN_DAYS_DURATION: return beside(run, cut, direction, 0);
	default: return value_null();
	}
}

bool sample_beside(struct run *run, dmn_value cut, int direction, const dmn_value *end,
		   dmn_value *out)
{
	const dmn_value *low = direction > 0 ? &cut : end;
	const dmn_value *high = direction > 0 ? end : &cut;
	*out = next_to(run, cut, direction);
	return is_inside(*out, low, high) ||
	       sample_between(run, (enum dmn_kind)cut.kind, low, high, out);
}

bool sample_second(struct run *run, dmn_value moment, dmn_value *begin, dmn_value *end)
{
	int64_t fraction = value_moment(moment)->nano % SECOND_NANOS;
	*begin = moment_beside(run, moment, 0, (int)-fraction);
	*end = moment_beside(run, *begin, 1, 0);
	return end->kind != DMN_NULL;
}
