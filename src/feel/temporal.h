/* SPDX-License-Identifier: Apache-2.0 */
/* Dates, times, durations (DMN 1.5 10.3.2.3.4 to .8, 10.3.4.1): reading, printing, arithmetic,
 * properties. Years run from -999999999 to 999999999. */
#ifndef REMIT_FEEL_TEMPORAL_H
#define REMIT_FEEL_TEMPORAL_H

#include "base/builder.h"
#include "feel/run.h"
#include "feel/value.h"

/* Read a whole text; false when it is none. Named zones (@Europe/Paris) ask the run's host. */
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

/* Order and equality within one kind; 2 when they have no order (local against zoned). */
int temporal_compare(dmn_value a, dmn_value b);

/* The property of that name (year, month, day, weekday, hour, minute, second, time offset,
 * timezone, days, hours, minutes, seconds, years, months), or a null with a problem. */
dmn_value temporal_property(struct run *run, dmn_value value, struct text name);

/* The date part at midnight UTC as date and time (implicit conversion, DMN 1.5 10.3.2.9.4). */
dmn_value temporal_date_to_date_time(struct arena *arena, dmn_value date);

#endif
