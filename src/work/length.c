/* SPDX-License-Identifier: Apache-2.0 */
/* A duration's parts, read from the text that the engine prints ("P1M", "P3D", "PT15M"). */
#include "work/clock.h"

static void add_part(struct work_length *length, char unit, bool is_time, int64_t number)
{
	switch (unit) {
	case 'Y': length->months += number * 12; break;
	case 'M':
		*(is_time ? &length->seconds : &length->months) += number * (is_time ? 60 : 1);
		break;
	case 'D': length->days += number; break;
	case 'H': length->seconds += number * 3600; break;
	default: length->seconds += number;
	}
}

struct work_length work_length_of(struct arena *scratch, dmn_value duration)
{
	struct work_length length = { 0 };
	size_t size;
	if (duration.kind != DMN_DAYS_DURATION && duration.kind != DMN_MONTHS_DURATION)
		return length;
	const char *text = dmn_text(scratch, duration, &size);
	bool is_time = false;
	int64_t sign = 1, number = 0;
	for (size_t i = 0; i < size; i++) {
		char c = text[i];
		if (c == '-')
			sign = -1;
		else if (c == 'T')
			is_time = true;
		else if (c >= '0' && c <= '9')
			number = number * 10 + (c - '0');
		else if (c != 'P') {
			add_part(&length, c, is_time, sign * number);
			number = 0;
		}
	}
	return length;
}
