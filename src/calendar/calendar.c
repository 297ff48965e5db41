/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/calendar.h"

#include "base/civil.h"

bool calendar_covers(const struct calendar *calendar, int64_t day)
{
	return day >= calendar->from && day <= calendar->until;
}

static bool is_holiday(const struct calendar *calendar, int64_t day)
{
	size_t low = 0;
	size_t high = calendar->holiday_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (calendar->holidays[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < calendar->holiday_count && calendar->holidays[low].day == day;
}

bool calendar_is_working(const struct calendar *calendar, int64_t day)
{
	bool weekend = (calendar->weekend >> civil_weekday(day) & 1) != 0;
	return !weekend && !is_holiday(calendar, day);
}

int calendar_weekday(struct text name)
{
	static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
					     "friday", "saturday", "sunday" };
	for (int i = 0; i < 7; i++)
		if (text_is(name, names[i]))
			return i + 1;
	return 0;
}
