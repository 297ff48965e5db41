/* SPDX-License-Identifier: Apache-2.0 */
/* Builtins that make dates, times and durations, or ask their calendar (DMN 1.5 tables 72, 79 and
 * 82). Numbers for parts are cut to whole ones, but for seconds, which keep their fraction. */
#include "feel/builtin_internal.h"
#include "feel/temporal.h"
#include "feel/value_print.h"

static dmn_value unreadable(struct run *run, const char *what, struct text text)
{
	return run_fail(run, PROBLEM_TEMPORAL, "\"%.*s\" is no %s", TEXT_ARG(value_excerpt(text)),
			what);
}

/* ---- date ---------------------------------------------------------------- */

dmn_value date_from(struct run *run, const dmn_value *arguments)
{
	dmn_value from = arguments[0], result;
	if (from.kind != DMN_STRING)
		return value_date(temporal_day_of(from));
	if (!temporal_parse_date(value_text(from), &result))
		return unreadable(run, "date", value_text(from));
	return result;
}

static bool day_from_parts(struct run *run, const dmn_value *parts, int64_t *day,
			   dmn_value *failure)
{
	int64_t year, month, day_of_month;
	if (!builtin_whole(run, "year", parts[0], &year, failure) ||
	    !builtin_whole(run, "month", parts[1], &month, failure) ||
	    !builtin_whole(run, "day", parts[2], &day_of_month, failure))
		return false;
	struct civil civil = { .year = year };
	bool fits = month >= 1 && month <= 12 && day_of_month >= 1 && day_of_month <= 31;
	if (fits) {
		civil.month = (int)month;
		civil.day = (int)day_of_month;
	}
	if (fits && temporal_day(civil, day))
		return true;
	*failure = run_fail(run, PROBLEM_TEMPORAL,
			    "there is no date of year %lld, month %lld, day %lld", (long long)year,
			    (long long)month, (long long)day_of_month);
	return false;
}

dmn_value date_from_parts(struct run *run, const dmn_value *arguments)
{
	int64_t day;
	dmn_value failure;
	return day_from_parts(run, arguments, &day, &failure) ? value_date(day) : failure;
}

/* ---- time ---------------------------------------------------------------- */

dmn_value time_from(struct run *run, const dmn_value *arguments)
{
	dmn_value from = arguments[0], result;
	if (from.kind == DMN_STRING) {
		if (!temporal_parse_time(run, value_text(from), &result))
			return unreadable(run, "time", value_text(from));
		return result;
	}
	if (from.kind == DMN_DATE)
		from = temporal_date_to_date_time(run->arena, from);
	struct moment moment = *value_moment(from);
	moment.day = 0;
	if (moment.kind == ZONE_NAMED && from.kind == DMN_DATE_TIME)
		(void)temporal_set_zone(run, DMN_TIME, &moment, moment.zone);
	return value_from_moment(run->arena, DMN_TIME, moment);
}

/* Nanoseconds since midnight of hour, minute and second (with a fraction). */
static bool clock_from_parts(struct run *run, const dmn_value *parts, int64_t *nano,
			     dmn_value *failure)
{
	int64_t hour, minute, second_nanos;
	if (!builtin_whole(run, "hour", parts[0], &hour, failure) ||
	    !builtin_whole(run, "minute", parts[1], &minute, failure))
		return false;
	dmn_value exact = number_multiply(run->arena, parts[2], value_integer(SECOND_NANOS));
	bool fits = exact.kind == DMN_NUMBER && number_truncate(exact, &second_nanos);
	if (fits && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second_nanos >= 0 &&
	    second_nanos < 60 * SECOND_NANOS) {
		*nano = (hour * 3600 + minute * 60) * SECOND_NANOS + second_nanos;
		return true;
	}
	*failure = run_fail(run, PROBLEM_TEMPORAL,
			    "there is no time of hour %lld, minute %lld and that second",
			    (long long)hour, (long long)minute);
	return false;
}

/* Give the moment an offset of whole seconds, 14 hours at most. */
static bool set_offset(struct run *run, struct moment *moment, dmn_value offset, dmn_value *failure)
{
	moment->kind = ZONE_OFFSET;
	moment->offset = (int32_t)offset.as.integer;
	if (offset.as.integer <= OFFSET_MOST && offset.as.integer >= -OFFSET_MOST &&
	    offset.count == 0)
		return true;
	*failure =
		run_fail(run, PROBLEM_TEMPORAL,
			 "an offset from UTC is a duration of whole seconds from -PT14H to PT14H");
	return false;
}

dmn_value time_from_parts(struct run *run, const dmn_value *arguments)
{
	struct moment moment = { .kind = ZONE_LOCAL };
	dmn_value failure;
	if (!clock_from_parts(run, arguments, &moment.nano, &failure))
		return failure;
	if (arguments[3].kind != DMN_NULL && !set_offset(run, &moment, arguments[3], &failure))
		return failure;
	return value_from_moment(run->arena, DMN_TIME, moment);
}

/* ---- date and time ------------------------------------------------------- */

static dmn_value date_time_in_zone(struct run *run, struct moment moment, dmn_value zone)
{
	if (!temporal_set_zone(run, DMN_DATE_TIME, &moment, value_text(zone)))
		return unreadable(run, "time zone", value_text(zone));
	return value_from_moment(run->arena, DMN_DATE_TIME, moment);
}

dmn_value date_and_time_from(struct run *run, const dmn_value *arguments)
{
	dmn_value from = arguments[0], result;
	if (from.kind == DMN_DATE)
		return temporal_date_to_date_time(run->arena, from);
	if (from.kind == DMN_DATE_TIME)
		return from;
	if (!temporal_parse_date_time(run, value_text(from), &result))
		return unreadable(run, "date and time", value_text(from));
	return result;
}

dmn_value date_and_time_from_both(struct run *run, const dmn_value *arguments)
{
	struct moment moment = *value_moment(arguments[1]);
	moment.day = temporal_day_of(arguments[0]);
	if (moment.kind == ZONE_NAMED)
		return date_time_in_zone(run, moment, value_string(moment.zone));
	return value_from_moment(run->arena, DMN_DATE_TIME, moment);
}

dmn_value date_and_time_in_zone(struct run *run, const dmn_value *arguments)
{
	struct moment moment = *value_moment(arguments[1]);
	moment.day = temporal_day_of(arguments[0]);
	return date_time_in_zone(run, moment, arguments[2]);
}

static bool moment_from_parts(struct run *run, const dmn_value *parts, struct moment *moment,
			      dmn_value *failure)
{
	*moment = (struct moment){ .kind = ZONE_LOCAL };
	return day_from_parts(run, parts, &moment->day, failure) &&
	       clock_from_parts(run, parts + 3, &moment->nano, failure);
}

dmn_value date_and_time_from_parts(struct run *run, const dmn_value *arguments)
{
	struct moment moment;
	dmn_value failure;
	if (!moment_from_parts(run, arguments, &moment, &failure))
		return failure;
	return value_from_moment(run->arena, DMN_DATE_TIME, moment);
}

dmn_value date_and_time_from_parts_offset(struct run *run, const dmn_value *arguments)
{
	struct moment moment;
	dmn_value failure;
	if (!moment_from_parts(run, arguments, &moment, &failure) ||
	    !set_offset(run, &moment, arguments[6], &failure))
		return failure;
	return value_from_moment(run->arena, DMN_DATE_TIME, moment);
}

dmn_value date_and_time_from_parts_zone(struct run *run, const dmn_value *arguments)
{
	struct moment moment;
	dmn_value failure;
	if (!moment_from_parts(run, arguments, &moment, &failure))
		return failure;
	return date_time_in_zone(run, moment, arguments[6]);
}

/* ---- durations ----------------------------------------------------------- */

dmn_value duration_from(struct run *run, const dmn_value *arguments)
{
	dmn_value result;
	if (arguments[0].kind != DMN_STRING)
		return arguments[0];
	if (!temporal_parse_duration(value_text(arguments[0]), &result))
		return unreadable(run, "duration", value_text(arguments[0]));
	return result;
}

dmn_value months_duration_between(struct run *run, const dmn_value *arguments)
{
	(void)run;
	return value_months(temporal_months_between(arguments[0], arguments[1]));
}

/* ---- the calendar -------------------------------------------------------- */

static int64_t day_in_year(int64_t day)
{
	return day - civil_to_days((struct civil){ civil_from_days(day).year, 1, 1 }) + 1;
}

dmn_value day_of_year(struct run *run, const dmn_value *arguments)
{
	(void)run;
	return value_integer(day_in_year(temporal_day_of(arguments[0])));
}

dmn_value day_of_week(struct run *run, const dmn_value *arguments)
{
	static const char *const names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
					     "Friday", "Saturday", "Sunday" };
	(void)run;
	return value_string(text_from(names[civil_weekday(temporal_day_of(arguments[0])) - 1]));
}

dmn_value month_of_year(struct run *run, const dmn_value *arguments)
{
	static const char *const names[] = { "January",	  "February", "March",	  "April",
					     "May",	  "June",     "July",	  "August",
					     "September", "October",  "November", "December" };
	(void)run;
	return value_string(
		text_from(names[civil_from_days(temporal_day_of(arguments[0])).month - 1]));
}

/* The week belongs to the year that its Thursday lies in. */
dmn_value week_of_year(struct run *run, const dmn_value *arguments)
{
	int64_t day = temporal_day_of(arguments[0]);
	int64_t thursday = day - civil_weekday(day) + 4;
	(void)run;
	return value_integer((day_in_year(thursday) - 1) / 7 + 1);
}

/* ---- the clock ----------------------------------------------------------- */

dmn_value now_function(struct run *run, const dmn_value *arguments)
{
	(void)arguments;
	if (run->has_now)
		return run->now;
	if (run->host->now == NULL)
		return run_fail(run, PROBLEM_UNSUPPORTED, "the host gives the engine no clock");
	int32_t offset = 0;
	int64_t instant = run->host->now(run->host->user, &offset);
	int64_t seconds = floor_divide(instant, SECOND_NANOS);
	int64_t local = seconds + offset;
	struct moment moment = { .day = floor_divide(local, DAY_SECONDS), .kind = ZONE_OFFSET };
	moment.offset = offset;
	moment.nano = (local - moment.day * DAY_SECONDS) * SECOND_NANOS + instant -
		      seconds * SECOND_NANOS;
	run->now = value_from_moment(run->arena, DMN_DATE_TIME, moment);
	run->has_now = true;
	return run->now;
}

dmn_value today_function(struct run *run, const dmn_value *arguments)
{
	dmn_value now = now_function(run, arguments);
	return now.kind == DMN_NULL ? now : value_date(temporal_day_of(now));
}
