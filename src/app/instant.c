/* SPDX-License-Identifier: Apache-2.0 */
#include "app/instant.h"

#include "base/civil.h"

#include <stdio.h>

enum {
	MICROS = 1000000,
	MINUTE = 60,
	HOUR = 3600,
	DAY = 86400
};

/* ".250" and less, from *at on, which moves behind it. */
static int64_t read_fraction(const char **at)
{
	int64_t micros = 0;
	int64_t unit = MICROS / 10;
	if (**at != '.')
		return 0;
	for ((*at)++; **at >= '0' && **at <= '9'; (*at)++, unit /= 10)
		micros += (**at - '0') * unit;
	return micros;
}

/* "Z", "+01:00", "-03:30:15" or nothing. */
static bool read_offset(const char *at, int64_t *seconds)
{
	int hour = 0;
	int minute = 0;
	int second = 0;
	*seconds = 0;
	if (*at == '\0' || (at[0] == 'Z' && at[1] == '\0'))
		return true;
	if ((*at != '+' && *at != '-') || sscanf(at + 1, "%d:%d:%d", &hour, &minute, &second) < 2)
		return false;
	*seconds = (*at == '-' ? -1 : 1) * (int64_t)(hour * HOUR + minute * MINUTE + second);
	return true;
}

bool instant_of(struct arena *arena, dmn_value value, int64_t *micros)
{
	size_t size;
	long long year;
	int part[5];
	int read = 0;
	int64_t offset;
	if (value.kind != DMN_DATE_TIME)
		return false;
	const char *text = dmn_text(arena, value, &size);
	if (text == NULL || sscanf(text, "%lld-%d-%dT%d:%d:%d%n", &year, &part[0], &part[1],
				   &part[2], &part[3], &part[4], &read) != 6)
		return false;
	const char *rest = text + read;
	int64_t fraction = read_fraction(&rest);
	if (year < -9999 || year > 9999 || !read_offset(rest, &offset))
		return false;
	int64_t day =
		civil_to_days((struct civil){ .year = year, .month = part[0], .day = part[1] });
	int64_t second = part[2] * HOUR + part[3] * MINUTE + part[4];
	*micros = (day * DAY + second - offset) * MICROS + fraction;
	return true;
}

dmn_value instant_value(struct arena *arena, int64_t micros)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print(micros, text);
	size_t length = 0;
	while (text[length] != '\0' && text[length] != '.')
		length++;
	if (micros % MICROS != 0)
		length += sizeof ".000000" - 1;
	text[length] = 'Z';
	return dmn_temporal(arena, DMN_DATE_TIME, text, length + 1);
}

int64_t instant_now(const struct clock *clock)
{
	return clock->is_set ? clock->day * DAY * MICROS : clock_now();
}
