/* SPDX-License-Identifier: Apache-2.0 */
/* + - * / where a side is temporal (DMN 1.5 tables 57 and 59). Months move the civil date and end
 * at the month's last day; seconds move the instant, so that a day with a change of clocks has 23
 * or 25 hours in a named zone. */
#include "feel/number.h"
#include "feel/temporal.h"
#include "feel/zone.h"

/* More months than lie between the first year and the last move every date out of range. */
static const int64_t MONTHS_MOST = 12LL * 2000000000;

static dmn_value overflow(struct run *run, const char *what)
{
	return run_fail(run, PROBLEM_OVERFLOW,
			"the %s is outside the years -999999999 to 999999999", what);
}

static dmn_value no_meaning(struct run *run, dmn_value a, const char *operator, dmn_value b)
{
	return run_fail(run, PROBLEM_TYPE, "%s %s %s has no meaning", value_kind_name(a), operator,
			value_kind_name(b));
}

/* ---- durations as numbers ------------------------------------------------ */

dmn_value temporal_duration_seconds(struct run *run, dmn_value duration)
{
	dmn_value seconds = value_integer(duration.as.integer);
	if (duration.count == 0)
		return seconds;
	dmn_value nanos = { .kind = DMN_NUMBER, .exponent = -9, .as.integer = duration.count };
	return number_add(run->arena, seconds, nanos);
}

dmn_value temporal_duration_from_seconds(struct run *run, dmn_value seconds)
{
	int64_t whole, nanos;
	if (seconds.kind == DMN_NUMBER)
		seconds = number_round(run->arena, seconds, 9, ROUND_HALF_EVEN);
	if (seconds.kind != DMN_NUMBER ||
	    !number_truncate(number_round(run->arena, seconds, 0, ROUND_FLOOR), &whole))
		return run_fail(run, PROBLEM_OVERFLOW, "the duration is too long");
	dmn_value rest = number_subtract(run->arena, seconds, value_integer(whole));
	rest = number_multiply(run->arena, rest, value_integer(SECOND_NANOS));
	if (!number_truncate(rest, &nanos))
		nanos = 0;
	return value_duration(whole, (uint32_t)nanos);
}

static dmn_value duration_from_months(struct run *run, dmn_value months)
{
	int64_t whole;
	if (months.kind != DMN_NUMBER || !number_truncate(months, &whole))
		return run_fail(run, PROBLEM_OVERFLOW, "the duration is too long");
	return value_months(whole);
}

/* ---- moving a date or time ----------------------------------------------- */

static dmn_value add_months(struct run *run, dmn_value value, int64_t months)
{
	int64_t day;
	if (months > MONTHS_MOST || months < -MONTHS_MOST ||
	    !temporal_day(civil_add_months(civil_from_days(temporal_day_of(value)), months), &day))
		return overflow(run, value_kind_name(value));
	if (value.kind == DMN_DATE)
		return value_date(day);
	struct moment moment = *value_moment(value);
	moment.day = day;
	if (moment.kind == ZONE_NAMED)
		(void)temporal_set_zone(run, DMN_DATE_TIME, &moment, moment.zone);
	return value_from_moment(run->arena, DMN_DATE_TIME, moment);
}

static dmn_value add_to_time(struct run *run, dmn_value value, dmn_value duration)
{
	struct moment moment = *value_moment(value);
	int64_t day_nanos = DAY_SECONDS * SECOND_NANOS;
	moment.nano += duration.as.integer % DAY_SECONDS * SECOND_NANOS + duration.count;
	moment.nano -= floor_divide(moment.nano, day_nanos) * day_nanos;
	return value_from_moment(run->arena, DMN_TIME, moment);
}

static dmn_value add_to_date_time(struct run *run, dmn_value value, dmn_value duration)
{
	struct moment moment = *value_moment(value);
	int64_t nano = moment.nano % SECOND_NANOS + duration.count;
	int64_t seconds =
		moment.day * DAY_SECONDS + moment.nano / SECOND_NANOS + nano / SECOND_NANOS;
	if (__builtin_add_overflow(seconds, duration.as.integer, &seconds))
		return overflow(run, "date and time");
	if (moment.kind == ZONE_NAMED &&
	    temporal_day_in_range(floor_divide(seconds, DAY_SECONDS))) {
		const struct zone *zone = zone_find(run, moment.zone);
		int64_t instant = seconds - moment.offset;
		if (zone != NULL)
			moment.offset = zone_offset_at(zone, instant);
		seconds = instant + moment.offset;
	}
	moment.day = floor_divide(seconds, DAY_SECONDS);
	moment.nano = (seconds - moment.day * DAY_SECONDS) * SECOND_NANOS + nano % SECOND_NANOS;
	if (!temporal_day_in_range(moment.day))
		return overflow(run, "date and time");
	return value_from_moment(run->arena, DMN_DATE_TIME, moment);
}

static dmn_value add_to_date(struct run *run, dmn_value value, dmn_value duration)
{
	int64_t day = value.as.integer + floor_divide(duration.as.integer, DAY_SECONDS);
	return temporal_day_in_range(day) ? value_date(day) : overflow(run, "date");
}

static dmn_value add_durations(struct run *run, dmn_value a, dmn_value b)
{
	int64_t sum, nano = (int64_t)a.count + b.count;
	if (a.kind == DMN_MONTHS_DURATION)
		nano = 0;
	if (__builtin_add_overflow(a.as.integer, b.as.integer, &sum) ||
	    __builtin_add_overflow(sum, nano / SECOND_NANOS, &sum))
		return run_fail(run, PROBLEM_OVERFLOW, "the duration is too long");
	return a.kind == DMN_MONTHS_DURATION ? value_months(sum)
					     : value_duration(sum, (uint32_t)(nano % SECOND_NANOS));
}

static bool is_duration(dmn_value value)
{
	return value.kind == DMN_DAYS_DURATION || value.kind == DMN_MONTHS_DURATION;
}

/* A date or time moved by a duration; false when the two do not go together. */
static bool move(struct run *run, dmn_value value, dmn_value duration, dmn_value *out)
{
	bool has_day = value.kind == DMN_DATE || value.kind == DMN_DATE_TIME;
	if (duration.kind == DMN_MONTHS_DURATION && has_day)
		*out = add_months(run, value, duration.as.integer);
	else if (duration.kind == DMN_DAYS_DURATION && value.kind == DMN_DATE)
		*out = add_to_date(run, value, duration);
	else if (duration.kind == DMN_DAYS_DURATION && value.kind == DMN_DATE_TIME)
		*out = add_to_date_time(run, value, duration);
	else if (duration.kind == DMN_DAYS_DURATION && value.kind == DMN_TIME)
		*out = add_to_time(run, value, duration);
	else
		return false;
	return true;
}

dmn_value temporal_add(struct run *run, dmn_value a, dmn_value b)
{
	dmn_value result;
	if (is_duration(a) && a.kind == b.kind)
		return add_durations(run, a, b);
	if (move(run, a, b, &result) || move(run, b, a, &result))
		return result;
	return no_meaning(run, a, "+", b);
}

/* ---- subtraction --------------------------------------------------------- */

/* Between two dates, dates and times, or times: both local or both with an offset. */
static dmn_value between(struct run *run, dmn_value a, dmn_value b)
{
	const struct moment *left = value_moment(a), *right = value_moment(b);
	if ((left->kind == ZONE_LOCAL) != (right->kind == ZONE_LOCAL))
		return run_fail(
			run, PROBLEM_TYPE,
			"a local %s cannot be subtracted from one with a zone, nor the other way",
			value_kind_name(a));
	int64_t seconds = (left->day - right->day) * DAY_SECONDS;
	if (left->kind != ZONE_LOCAL)
		seconds += right->offset - left->offset;
	int64_t nano = left->nano - right->nano;
	seconds += floor_divide(nano, SECOND_NANOS);
	return value_duration(seconds,
			      (uint32_t)(nano - floor_divide(nano, SECOND_NANOS) * SECOND_NANOS));
}

static dmn_value as_date_time(struct run *run, dmn_value value)
{
	return value.kind == DMN_DATE ? temporal_date_to_date_time(run->arena, value) : value;
}

dmn_value temporal_subtract(struct run *run, dmn_value a, dmn_value b)
{
	a = b.kind == DMN_DATE || b.kind == DMN_DATE_TIME ? as_date_time(run, a) : a;
	b = a.kind == DMN_DATE_TIME ? as_date_time(run, b) : b;
	if (a.kind == b.kind && (a.kind == DMN_DATE_TIME || a.kind == DMN_TIME))
		return between(run, a, b);
	dmn_value result;
	if (is_duration(b)) {
		dmn_value minus = temporal_negate(run, b);
		if (minus.kind == DMN_NULL)
			return minus;
		if (a.kind == b.kind)
			return add_durations(run, a, minus);
		if (move(run, a, minus, &result))
			return result;
	}
	return no_meaning(run, a, "-", b);
}

dmn_value temporal_negate(struct run *run, dmn_value a)
{
	if (!is_duration(a))
		return run_fail(run, PROBLEM_TYPE, "a %s cannot be negated", value_kind_name(a));
	int64_t nano = a.kind == DMN_DAYS_DURATION ? a.count : 0;
	int64_t minus;
	if (__builtin_sub_overflow(0, a.as.integer, &minus) ||
	    __builtin_sub_overflow(minus, nano != 0, &minus))
		return run_fail(run, PROBLEM_OVERFLOW, "the duration is too long");
	if (a.kind == DMN_MONTHS_DURATION)
		return value_months(minus);
	return value_duration(minus, nano != 0 ? (uint32_t)(SECOND_NANOS - nano) : 0);
}

/* ---- * and / ------------------------------------------------------------- */

/* The length of a duration in its own unit. */
static dmn_value length(struct run *run, dmn_value duration)
{
	return duration.kind == DMN_MONTHS_DURATION ? value_integer(duration.as.integer)
						    : temporal_duration_seconds(run, duration);
}

static dmn_value of_length(struct run *run, uint8_t kind, dmn_value number)
{
	return kind == DMN_MONTHS_DURATION ? duration_from_months(run, number)
					   : temporal_duration_from_seconds(run, number);
}

dmn_value temporal_multiply(struct run *run, dmn_value a, dmn_value b)
{
	if (a.kind == DMN_NUMBER && is_duration(b))
		return of_length(run, b.kind, number_multiply(run->arena, a, length(run, b)));
	if (b.kind == DMN_NUMBER && is_duration(a))
		return of_length(run, a.kind, number_multiply(run->arena, length(run, a), b));
	return no_meaning(run, a, "*", b);
}

dmn_value temporal_divide(struct run *run, dmn_value a, dmn_value b)
{
	if (!is_duration(a) || (b.kind != DMN_NUMBER && b.kind != a.kind))
		return no_meaning(run, a, "/", b);
	dmn_value divisor = b.kind == DMN_NUMBER ? b : length(run, b);
	if (number_compare(divisor, value_integer(0)) == 0)
		return run_fail(run, PROBLEM_DOMAIN, "a duration was divided by zero");
	dmn_value quotient = number_divide(run->arena, length(run, a), divisor);
	if (b.kind == DMN_NUMBER)
		return of_length(run, a.kind, quotient);
	return quotient.kind == DMN_NUMBER
		       ? quotient
		       : run_fail(run, PROBLEM_OVERFLOW, "the quotient is too small");
}
