/* SPDX-License-Identifier: Apache-2.0 */
/* Working days: of which nation, a list of data says (pack: calendars). A day is a number of days
 * since 1970-01-01. A list has a first and a last day; of others it cannot say anything. */
#ifndef REMIT_CALENDAR_CALENDAR_H
#define REMIT_CALENDAR_CALENDAR_H

#include "base/text.h"

struct calendar_holiday {
	int64_t day;
	struct text name;
};

struct calendar {
	struct text name, label, source;
	unsigned weekend; /* bit n: the weekday n is one, 1 Monday to 7 Sunday */
	const struct calendar_holiday *holidays; /* by day */
	size_t holiday_count;
	int64_t from, until; /* the days that it covers, both included */
};

bool calendar_covers(const struct calendar *calendar, int64_t day);
/* Neither weekend nor holiday. Of a day that it covers. */
bool calendar_is_working(const struct calendar *calendar, int64_t day);
/* The weekday of that English name in lower case, 1 to 7; 0 for none. */
int calendar_weekday(struct text name);

#endif
