/* SPDX-License-Identifier: Apache-2.0 */
/* Dates, times, durations (DMN 1.5 10.3.2.3.4 to .8, 10.3.4.1): reading, printing, arithmetic,
 * properties. Years run from -999999999 to 999999999. */
#ifndef REMIT_FEEL_TEMPORAL_H
#define REMIT_FEEL_TEMPORAL_H

#include "base/builder.h"
#include "base/civil.h"
#include "feel/run.h"
#include "feel/value.h"

enum {
	DAY_SECONDS = 86400
};
#define SECOND_NANOS INT64_C(1000000000)

static inline int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

/* Read a whole text; false when it is none. Fractions of a second keep 9 digits. Named zones
 * (@Europe/Paris) ask the run's host. */
bool temporal_parse_date(struct text text, dmn_value *out);
bool temporal_parse_time(struct run *run, struct text text, dmn_value *out);
bool temporal_parse_date_time(struct run *run, struct text text, dmn_value *out);
/* Either kind of duration, by its components: P1Y2M gives months, P1DT2H days. */
bool temporal_parse_duration(struct text text, dmn_value *out);
/* What an at-literal @"..." holds: any of the above. */
bool temporal_parse_any(struct run *run, struct text text, dmn_value *out);

bool temporal_is(dmn_value value); /* one of the five kinds */
void temporal_print(struct builder *out, dmn_value value);

/* Binary operators where one side is temporal (DMN 1.5 table 57 and following): null with a problem
 * where they have no meaning or overflow. */
dmn_value temporal_add(struct run *run, dmn_value a, dmn_value b);
dmn_value temporal_subtract(struct run *run, dmn_value a, dmn_value b);
dmn_value temporal_multiply(struct run *run, dmn_value a, dmn_value b);
dmn_value temporal_divide(struct run *run, dmn_value a, dmn_value b);
dmn_value temporal_negate(struct run *run, dmn_value a);

/* Order within one kind: -1, 0, 1; 2 for different kinds. Of two moments of which one is local, the
 * local one is taken to have the other's offset (DMN 1.5 table 54). */
int temporal_compare(dmn_value a, dmn_value b);

/* Equality, UNKNOWN for different kinds. Moments are equal when their whole seconds are: the value
 * of a time is a number of seconds (10.3.2.3.4), and TCK 0068 asks for it. Order is finer. */
enum ternary temporal_equal(dmn_value a, dmn_value b);

/* Are they the same element of the semantic domain (built-in is): no conversion of zones. */
bool temporal_is_same(dmn_value a, dmn_value b);

/* The property of that name (year, month, day, weekday, hour, minute, second, time offset,
 * timezone, days, hours, minutes, seconds, years, months), or a null with a problem. */
dmn_value temporal_property(struct run *run, dmn_value value, struct text name);

/* Days since 1970-01-01 of a valid date with a year in range; false otherwise. */
bool temporal_day(struct civil civil, int64_t *day);
bool temporal_day_in_range(int64_t day);

/* Of a written offset, in seconds (XML Schema). */
enum {
	OFFSET_MOST = 14 * 3600
};

/* Put a moment in a named zone: its offset by the zone's rules. False when there is none. */
bool temporal_set_zone(struct run *run, enum dmn_kind kind, struct moment *moment,
		       struct text zone);

/* Whole months from one date or date and time to another; times of day do not count (DMN 1.5
 * table 72, as TCK 1121 reads it). */
int64_t temporal_months_between(dmn_value from, dmn_value to);

/* A days and time duration as a number of seconds, and back (null with a problem on overflow). */
dmn_value temporal_duration_seconds(struct run *run, dmn_value duration);
dmn_value temporal_duration_from_seconds(struct run *run, dmn_value seconds);

/* The day of a date or date and time. */
int64_t temporal_day_of(dmn_value value);

/* The date part at midnight UTC as date and time (implicit conversion, DMN 1.5 10.3.2.9.4). */
dmn_value temporal_date_to_date_time(struct arena *arena, dmn_value date);

#endif
