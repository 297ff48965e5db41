/* SPDX-License-Identifier: Apache-2.0 */
/* Reading dates, times and durations from their ISO 8601 text as XML Schema and FEEL have it
 * (DMN 1.5 10.3.4.1): 2022-03-31, 14:30:00.5Z, 14:30:00@Europe/Paris, P1Y2M, -P1DT2H. */
#include "feel/temporal.h"

/* What is left to read. */
struct reader {
	const char *at;
	const char *end;
};

static struct reader reader_over(struct text text)
{
	return (struct reader){ text.at, text.at + text.length };
}

static bool at_end(const struct reader *reader)
{
	return reader->at == reader->end;
}

static bool take(struct reader *reader, char byte)
{
	if (at_end(reader) || *reader->at != byte)
		return false;
	reader->at++;
	return true;
}

static bool at_digit(const struct reader *reader)
{
	return !at_end(reader) && *reader->at >= '0' && *reader->at <= '9';
}

/* Exactly two digits. */
static bool take_two(struct reader *reader, int *out)
{
	*out = 0;
	for (int i = 0; i < 2; i++) {
		if (!at_digit(reader))
			return false;
		*out = *out * 10 + (*reader->at++ - '0');
	}
	return true;
}

/* Four to nine digits; more than four only without a leading zero. */
static bool take_year(struct reader *reader, int64_t *year)
{
	bool negative = take(reader, '-');
	const char *start = reader->at;
	*year = 0;
	while (at_digit(reader) && reader->at - start < 10)
		*year = *year * 10 + (*reader->at++ - '0');
	ptrdiff_t digits = reader->at - start;
	if (digits < 4 || digits > 9 || (digits > 4 && *start == '0'))
		return false;
	*year = negative ? -*year : *year;
	return true;
}

static bool take_date(struct reader *reader, int64_t *day)
{
	struct civil civil;
	return take_year(reader, &civil.year) && take(reader, '-') &&
	       take_two(reader, &civil.month) && take(reader, '-') &&
	       take_two(reader, &civil.day) && temporal_day(civil, day);
}

/* ".123" as nanoseconds, when there is a point. Digits past the ninth are dropped. */
static bool take_fraction(struct reader *reader, int64_t *nano)
{
	*nano = 0;
	if (!take(reader, '.'))
		return true;
	if (!at_digit(reader))
		return false;
	int64_t unit = SECOND_NANOS;
	for (; at_digit(reader); reader->at++) {
		unit /= 10;
		*nano += (*reader->at - '0') * unit;
	}
	return true;
}

/* hh:mm:ss with a fraction; 24:00:00 is midnight of the next day. */
static bool take_clock(struct reader *reader, struct moment *moment)
{
	int hour, minute, second;
	int64_t nano;
	if (!take_two(reader, &hour) || !take(reader, ':') || !take_two(reader, &minute) ||
	    !take(reader, ':') || !take_two(reader, &second) || !take_fraction(reader, &nano))
		return false;
	bool next_day = hour == 24 && minute == 0 && second == 0 && nano == 0;
	if ((hour > 23 && !next_day) || minute > 59 || second > 59)
		return false;
	if (next_day)
		moment->day++;
	int64_t seconds = next_day ? 0 : hour * 3600 + minute * 60 + second;
	moment->nano = seconds * SECOND_NANOS + nano;
	return true;
}

/* Nothing, Z, +hh:mm[:ss] or @Zone, to the end of the text. */
static bool take_zone(struct run *run, enum dmn_kind kind, struct reader *reader,
		      struct moment *moment)
{
	if (at_end(reader))
		return true;
	if (take(reader, '@')) {
		struct text name = { reader->at, (size_t)(reader->end - reader->at) };
		return temporal_set_zone(run, kind, moment, text_copy(run->arena, name));
	}
	moment->kind = ZONE_OFFSET;
	if (take(reader, 'Z') || take(reader, 'z'))
		return at_end(reader);
	bool negative = take(reader, '-');
	if (!negative && !take(reader, '+'))
		return false;
	int hours, minutes, seconds = 0;
	if (!take_two(reader, &hours) || !take(reader, ':') || !take_two(reader, &minutes))
		return false;
	if (take(reader, ':') && !take_two(reader, &seconds))
		return false;
	int32_t offset = hours * 3600 + minutes * 60 + seconds;
	moment->offset = negative ? -offset : offset;
	return at_end(reader) && minutes < 60 && seconds < 60 && offset <= OFFSET_MOST;
}

bool temporal_parse_date(struct text text, dmn_value *out)
{
	struct reader reader = reader_over(text);
	int64_t day;
	if (!take_date(&reader, &day) || !at_end(&reader))
		return false;
	*out = value_date(day);
	return true;
}

bool temporal_parse_time(struct run *run, struct text text, dmn_value *out)
{
	struct reader reader = reader_over(text);
	struct moment moment = { .day = 0 };
	if (!take_clock(&reader, &moment))
		return false;
	moment.day = 0;
	if (!take_zone(run, DMN_TIME, &reader, &moment))
		return false;
	*out = value_from_moment(run->arena, DMN_TIME, moment);
	return true;
}

bool temporal_parse_date_time(struct run *run, struct text text, dmn_value *out)
{
	struct reader reader = reader_over(text);
	struct moment moment = { .day = 0 };
	if (!take_date(&reader, &moment.day))
		return false;
	if (!at_end(&reader) && (!take(&reader, 'T') || !take_clock(&reader, &moment) ||
				 !take_zone(run, DMN_DATE_TIME, &reader, &moment)))
		return false;
	if (!temporal_day_in_range(moment.day))
		return false;
	*out = value_from_moment(run->arena, DMN_DATE_TIME, moment);
	return true;
}

/* A run of digits that fits; false when there is none. */
static bool take_count(struct reader *reader, int64_t *out)
{
	*out = 0;
	if (!at_digit(reader))
		return false;
	for (; at_digit(reader); reader->at++)
		if (__builtin_mul_overflow(*out, 10, out) ||
		    __builtin_add_overflow(*out, *reader->at - '0', out))
			return false;
	return true;
}

/* Read "<digits><letter>" parts in the order of `letters`, each at most once, and add each times
 * its unit to *total. Stops before what fits none. *parts counts them. */
static bool take_parts(struct reader *reader, const char *letters, const int64_t *units,
		       int64_t *total, int *parts)
{
	for (size_t i = 0; letters[i] != '\0';) {
		struct reader before = *reader;
		int64_t count;
		if (!at_digit(reader))
			return true;
		if (!take_count(reader, &count))
			return false;
		while (letters[i] != '\0' && (at_end(reader) || *reader->at != letters[i]))
			i++;
		if (letters[i] == '\0') {
			*reader = before;
			return true;
		}
		reader->at++;
		(*parts)++;
		if (__builtin_mul_overflow(count, units[i++], &count) ||
		    __builtin_add_overflow(*total, count, total))
			return false;
	}
	return true;
}

/* Seconds with a fraction, "5.25S", at the end of a duration. */
static bool take_seconds(struct reader *reader, int64_t *total, int64_t *nano, int *parts)
{
	int64_t count;
	if (!at_digit(reader))
		return true;
	if (!take_count(reader, &count) || !take_fraction(reader, nano) || !take(reader, 'S'))
		return false;
	(*parts)++;
	return !__builtin_add_overflow(*total, count, total);
}

static bool parse_days(struct reader *reader, bool negative, dmn_value *out)
{
	static const int64_t day_units[] = { DAY_SECONDS }, clock_units[] = { 3600, 60 };
	int64_t seconds = 0, nano = 0;
	int parts = 0;
	if (!take_parts(reader, "D", day_units, &seconds, &parts))
		return false;
	if (take(reader, 'T')) {
		int days = parts;
		if (!take_parts(reader, "HM", clock_units, &seconds, &parts) ||
		    !take_seconds(reader, &seconds, &nano, &parts) || parts == days)
			return false;
	}
	if (!at_end(reader) || parts == 0)
		return false;
	if (negative) {
		seconds = -seconds - (nano != 0);
		nano = nano != 0 ? SECOND_NANOS - nano : 0;
	}
	*out = value_duration(seconds, (uint32_t)nano);
	return true;
}

bool temporal_parse_duration(struct text text, dmn_value *out)
{
	static const int64_t units[] = { 12, 1 };
	struct reader reader = reader_over(text);
	bool negative = take(&reader, '-');
	if (!take(&reader, 'P'))
		return false;
	struct reader days = reader;
	int64_t months = 0;
	int parts = 0;
	if (take_parts(&reader, "YM", units, &months, &parts) && at_end(&reader) && parts != 0) {
		*out = value_months(negative ? -months : months);
		return true;
	}
	return parse_days(&days, negative, out);
}

bool temporal_parse_any(struct run *run, struct text text, dmn_value *out)
{
	return temporal_parse_date(text, out) || temporal_parse_duration(text, out) ||
	       temporal_parse_date_time(run, text, out) || temporal_parse_time(run, text, out);
}
