/* SPDX-License-Identifier: Apache-2.0 */
/* Calendar durations, read from the text that the engine prints. */
#include "record/age.h"

#include "base/civil.h"

struct age age_from_value(struct arena *scratch, dmn_value duration)
{
	struct age age = { 0 };
	if (duration.kind != DMN_DAYS_DURATION && duration.kind != DMN_MONTHS_DURATION)
		return age;
	size_t size;
	const char *text = dmn_text(scratch, duration, &size);
	int64_t number = 0;
	int sign = 1;
	age.given = true;
	for (size_t i = 0; i < size && text[i] != 'T'; i++) {
		if (text[i] == '-')
			sign = -1;
		else if (text[i] >= '0' && text[i] <= '9')
			number = number * 10 + (text[i] - '0');
		else {
			age.months += text[i] == 'Y'   ? sign * number * 12
				      : text[i] == 'M' ? sign * number
						       : 0;
			age.days += text[i] == 'D' ? sign * number : 0;
			number = 0;
		}
	}
	return age;
}

int64_t age_after(struct age age, int64_t day)
{
	struct civil moved = civil_add_months(civil_from_days(day), age.months);
	return civil_to_days(moved) + age.days;
}
