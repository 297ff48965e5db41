/* SPDX-License-Identifier: Apache-2.0 */
/* The named components of temporal values (DMN 1.5 tables 65 and 66). */
#include "feel/number.h"
#include "feel/temporal.h"

enum property {
	PROPERTY_YEAR,
	PROPERTY_MONTH,
	PROPERTY_DAY,
	PROPERTY_WEEKDAY,
	PROPERTY_HOUR,
	PROPERTY_MINUTE,
	PROPERTY_SECOND,
	PROPERTY_TIME_OFFSET,
	PROPERTY_TIMEZONE,
	PROPERTY_YEARS,
	PROPERTY_MONTHS,
	PROPERTY_DAYS,
	PROPERTY_HOURS,
	PROPERTY_MINUTES,
	PROPERTY_SECONDS
};

#define KIND(kind) (1U << (kind))
static const struct {
	const char *name;
	enum property property;
	unsigned kinds; /* which have it */
} properties[] = {
	{ "year", PROPERTY_YEAR, KIND(DMN_DATE) | KIND(DMN_DATE_TIME) },
	{ "month", PROPERTY_MONTH, KIND(DMN_DATE) | KIND(DMN_DATE_TIME) },
	{ "day", PROPERTY_DAY, KIND(DMN_DATE) | KIND(DMN_DATE_TIME) },
	{ "weekday", PROPERTY_WEEKDAY, KIND(DMN_DATE) | KIND(DMN_DATE_TIME) },
	{ "hour", PROPERTY_HOUR, KIND(DMN_TIME) | KIND(DMN_DATE_TIME) },
	{ "minute", PROPERTY_MINUTE, KIND(DMN_TIME) | KIND(DMN_DATE_TIME) },
	{ "second", PROPERTY_SECOND, KIND(DMN_TIME) | KIND(DMN_DATE_TIME) },
	{ "time offset", PROPERTY_TIME_OFFSET, KIND(DMN_TIME) | KIND(DMN_DATE_TIME) },
	{ "timezone", PROPERTY_TIMEZONE, KIND(DMN_TIME) | KIND(DMN_DATE_TIME) },
	{ "years", PROPERTY_YEARS, KIND(DMN_MONTHS_DURATION) },
	{ "months", PROPERTY_MONTHS, KIND(DMN_MONTHS_DURATION) },
	{ "days", PROPERTY_DAYS, KIND(DMN_DAYS_DURATION) },
	{ "hours", PROPERTY_HOURS, KIND(DMN_DAYS_DURATION) },
	{ "minutes", PROPERTY_MINUTES, KIND(DMN_DAYS_DURATION) },
	{ "seconds", PROPERTY_SECONDS, KIND(DMN_DAYS_DURATION) },
};

/* Whole seconds and nanoseconds of one sign as a number. */
static dmn_value seconds_number(struct arena *arena, int64_t seconds, int64_t nano)
{
	dmn_value fraction = { .kind = DMN_NUMBER, .exponent = -9, .as.integer = nano };
	return nano == 0 ? value_integer(seconds)
			 : number_add(arena, value_integer(seconds), fraction);
}

static dmn_value of_date(int64_t day, enum property property)
{
	struct civil civil = civil_from_days(day);
	switch (property) {
	case PROPERTY_YEAR: return value_integer(civil.year);
	case PROPERTY_MONTH: return value_integer(civil.month);
	case PROPERTY_DAY: return value_integer(civil.day);
	default: return value_integer(civil_weekday(day));
	}
}

/* A local time has no offset and only a named zone has a name: null without a problem. */
static dmn_value of_clock(struct run *run, const struct moment *moment, enum property property)
{
	int64_t seconds = moment->nano / SECOND_NANOS;
	switch (property) {
	case PROPERTY_HOUR: return value_integer(seconds / 3600);
	case PROPERTY_MINUTE: return value_integer(seconds / 60 % 60);
	case PROPERTY_SECOND:
		return seconds_number(run->arena, seconds % 60, moment->nano % SECOND_NANOS);
	case PROPERTY_TIME_OFFSET:
		return moment->kind == ZONE_LOCAL ? value_null()
						  : value_duration(moment->offset, 0);
	default: return moment->kind == ZONE_NAMED ? value_string(moment->zone) : value_null();
	}
}

/* The parts of a negative duration are all negative or zero. */
static dmn_value of_duration(struct run *run, dmn_value value, enum property property)
{
	int64_t whole = value.as.integer, nano = value.count;
	if (whole < 0 && nano != 0) {
		whole++;
		nano -= SECOND_NANOS;
	}
	switch (property) {
	case PROPERTY_YEARS: return value_integer(whole / 12);
	case PROPERTY_MONTHS: return value_integer(whole % 12);
	case PROPERTY_DAYS: return value_integer(whole / 86400);
	case PROPERTY_HOURS: return value_integer(whole / 3600 % 24);
	case PROPERTY_MINUTES: return value_integer(whole / 60 % 60);
	default: return seconds_number(run->arena, whole % 60, nano);
	}
}

dmn_value temporal_property(struct run *run, dmn_value value, struct text name)
{
	for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
		enum property property = properties[i].property;
		if (!text_is(name, properties[i].name) || !(properties[i].kinds & KIND(value.kind)))
			continue;
		if (property <= PROPERTY_WEEKDAY)
			return of_date(temporal_day_of(value), property);
		if (property <= PROPERTY_TIMEZONE)
			return of_clock(run, value_moment(value), property);
		return of_duration(run, value, property);
	}
	return run_fail(run, PROBLEM_PATH, "a %s has no property \"%.*s\"", value_kind_name(value),
			TEXT_ARG(name));
}
