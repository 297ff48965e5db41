/* SPDX-License-Identifier: Apache-2.0 */
#include "app/instant.h"

#include "base/civil.h"

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

/* A number of digits, with `before` before it. */
static bool read_number(const char **at, const char *before, int64_t *out)
{
	const char *start;
	for (; *before != '\0'; before++)
		if (*(*at)++ != *before)
			return false;
	*out = 0;
	for (start = *at; **at >= '0' && **at <= '9' && *at - start < 9; (*at)++)
		*out = *out * 10 + (**at - '0');
	return *at != start;
}

/* "Z", "+01:00", "-03:30:15" or nothing. */
static bool read_offset(const char *at, int64_t *seconds)
{
	int64_t hour;
	int64_t minute;
	int64_t second = 0;
	int64_t sign = *at == '-' ? -1 : 1;
	*seconds = 0;
	if (*at == '\0' || (at[0] == 'Z' && at[1] == '\0'))
		return true;
	if (*at != '+' && *at != '-')
		return false;
	at++;
	if (!read_number(&at, "", &hour) || !read_number(&at, ":", &minute) ||
	    (*at != '\0' && !read_number(&at, ":", &second)))
		return false;
	*seconds = sign * (hour * HOUR + minute * MINUTE + second);
	return *at == '\0';
}

bool instant_of(struct arena *arena, dmn_value value, int64_t *micros)
{
	size_t size;
	int64_t year, month, day, hour, minute, second, offset;
	if (value.kind != DMN_DATE_TIME)
		return false;
	const char *at = dmn_text(arena, value, &size);
	if (at == NULL || !read_number(&at, "", &year) || !read_number(&at, "-", &month) ||
	    !read_number(&at, "-", &day) || !read_number(&at, "T", &hour) ||
	    !read_number(&at, ":", &minute) || !read_number(&at, ":", &second) || year > 9999)
		return false;
	int64_t fraction = read_fraction(&at);
	if (!read_offset(at, &offset))
		return false;
	int64_t days =
		civil_to_days((struct civil){ .year = year, .month = (int)month, .day = (int)day });
	*micros =
		(days * DAY + hour * HOUR + minute * MINUTE + second - offset) * MICROS + fraction;
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
