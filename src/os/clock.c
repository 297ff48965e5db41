/* SPDX-License-Identifier: Apache-2.0 */
/* Real and settable time. */
#include "os/clock.h"

#include "base/civil.h"

#include <stdio.h>
#include <time.h>

enum {
	MICROS = 1000000,
	NANOS = 1000000000,
	DAY_SECONDS = 86400
};

int64_t clock_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * MICROS + now.tv_nsec / 1000;
}

int64_t clock_monotonic(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * NANOS + now.tv_nsec;
}

int64_t clock_processor(void)
{
	struct timespec now;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * NANOS + now.tv_nsec;
}

static struct tm local(int64_t micros)
{
	time_t seconds = (time_t)(micros / MICROS);
	struct tm out = { 0 };
	localtime_r(&seconds, &out);
	return out;
}

int64_t clock_day(int64_t micros)
{
	struct tm at = local(micros);
	return civil_to_days((struct civil){
		.year = at.tm_year + 1900, .month = at.tm_mon + 1, .day = at.tm_mday });
}

int64_t clock_today(const struct clock *clock)
{
	return clock->is_set ? clock->day : clock_day(clock_now());
}

void clock_print_local(int64_t micros, char out[CLOCK_TEXT_SIZE])
{
	struct tm at = local(micros);
	snprintf(out, CLOCK_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d", at.tm_year + 1900, at.tm_mon + 1,
		 at.tm_mday, at.tm_hour, at.tm_min);
}

void clock_print_day(int64_t day, char out[CLOCK_TEXT_SIZE])
{
	struct civil civil = civil_from_days(day);
	snprintf(out, CLOCK_TEXT_SIZE, "%04d-%02d-%02d", (int)(civil.year % 10000), civil.month,
		 civil.day);
}

void clock_print(int64_t micros, char out[CLOCK_TEXT_SIZE])
{
	int64_t seconds = micros / MICROS;
	int64_t day = seconds / DAY_SECONDS;
	int within = (int)(seconds % DAY_SECONDS);
	struct civil civil = civil_from_days(day);
	snprintf(out, CLOCK_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ",
		 (int)(civil.year % 10000), civil.month, civil.day, within / 3600, within / 60 % 60,
		 within % 60, (int)(micros % MICROS));
}

static bool digits(struct text text, size_t from, size_t count, int *out)
{
	*out = 0;
	for (size_t i = from; i < from + count; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*out = *out * 10 + (text.at[i] - '0');
	}
	return true;
}

enum status clock_parse_day(struct text text, int64_t *day, struct error *error)
{
	int year;
	struct civil civil = { 0 };
	if (text.length == 10 && text.at[4] == '-' && text.at[7] == '-' &&
	    digits(text, 0, 4, &year) && digits(text, 5, 2, &civil.month) &&
	    digits(text, 8, 2, &civil.day)) {
		civil.year = year;
		if (civil_is_valid(civil)) {
			*day = civil_to_days(civil);
			return STATUS_OK;
		}
	}
	error_set(error, STATUS_USAGE, "'%.*s' is not a date", TEXT_ARG(text));
	error_remedy(error, "write the date as year-month-day, for example 2022-03-31");
	return STATUS_USAGE;
}

enum status clock_parse(struct text text, int64_t *micros, struct error *error)
{
	int64_t day;
	int hour;
	int minute;
	int second;
	int fraction;
	if (text.length == 27 &&
	    clock_parse_day(text_slice(text, 0, 10), &day, NULL) == STATUS_OK &&
	    digits(text, 11, 2, &hour) && digits(text, 14, 2, &minute) &&
	    digits(text, 17, 2, &second) && digits(text, 20, 6, &fraction)) {
		*micros = (((day * 24 + hour) * 60 + minute) * 60 + second) * 1000000 + fraction;
		return STATUS_OK;
	}
	error_set(error, STATUS_INVALID, "'%.*s' is no instant", TEXT_ARG(text));
	return STATUS_INVALID;
}

int64_t clock_day_of(struct text instant)
{
	int64_t micros;
	return clock_parse(instant, &micros, NULL) == STATUS_OK ? clock_day(micros) : 0;
}
