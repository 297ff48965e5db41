/* SPDX-License-Identifier: Apache-2.0 */
/* Legal clocks by the table clocks.csv, with the holidays of 2022 and the clocks of Europe/London
 * by their own rule; and the parts that the table does not reach. */
#include "base/civil.h"
#include "work/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
	DAY = 86400,
	MOST = 4
};

static int64_t last_sunday(int64_t year, int month)
{
	struct civil last = { year, month, civil_month_length(year, month) };
	int64_t day = civil_to_days(last);
	return day - civil_weekday(day) % 7;
}

/* Summer time from 01:00 to 01:00 UTC, of the last Sundays of March and October. */
static int64_t london(void *user, int64_t local)
{
	(void)user;
	int64_t year = civil_from_days(local / DAY).year;
	bool is_summer = local >= last_sunday(year, 3) * DAY + 2 * 3600 &&
			 local < last_sunday(year, 10) * DAY + 2 * 3600;
	return local - (is_summer ? 3600 : 0);
}

static const struct work_zone zone = { NULL, london };

static int number_at(const char *text, int digits)
{
	int number = 0;
	for (int i = 0; i < digits; i++)
		number = number * 10 + (text[i] - '0');
	return number;
}

static int64_t day_at(const char *text)
{
	return civil_to_days((struct civil){ number_at(text, 4), number_at(text + 5, 2),
					     number_at(text + 8, 2) });
}

/* "2022-03-01T10:00:00" by the local clock, or with Z or an offset. */
static int64_t instant_at(struct text text)
{
	char copy[32];
	snprintf(copy, sizeof copy, "%.*s", TEXT_ARG(text));
	int64_t local = day_at(copy) * DAY + number_at(copy + 11, 2) * 3600 +
			number_at(copy + 14, 2) * 60 + number_at(copy + 17, 2);
	if (text.length == 20)
		return local;
	return text.length == 25 ? local - number_at(copy + 20, 2) * 3600 : london(NULL, local);
}

static struct calendar nation(void)
{
	static const char *const days[] = { "2022-01-03", "2022-04-15", "2022-04-18",
					    "2022-05-02", "2022-06-02", "2022-06-03",
					    "2022-08-29", "2022-12-26", "2022-12-27" };
	static struct calendar_holiday holidays[9];
	for (int i = 0; i < 9; i++)
		holidays[i] = (struct calendar_holiday){ day_at(days[i]), TEXT("a holiday") };
	return (struct calendar){ .weekend = 1 << 6 | 1 << 7,
				  .holidays = holidays,
				  .holiday_count = 9,
				  .from = day_at("2022-01-01"),
				  .until = day_at("2022-12-31") };
}

static struct work_length length_at(struct arena *arena, struct text text)
{
	dmn_value value = dmn_temporal(arena, DMN_MONTHS_DURATION, text.at, text.length);
	if (value.kind == DMN_NULL)
		value = dmn_temporal(arena, DMN_DAYS_DURATION, text.at, text.length);
	assert_int_not_equal(value.kind, DMN_NULL);
	return work_length_of(arena, value);
}

static enum work_counts counts_of(struct text word)
{
	unsigned counts = 0;
	while (counts < WORK_COUNTS_COUNT && !text_is(word, work_counts_words[counts]))
		counts++;
	assert_true(counts < WORK_COUNTS_COUNT);
	return counts;
}

static struct work_pause pause_at(struct text text)
{
	struct text until;
	struct text from = text_cut(text, '/', &until);
	return (struct work_pause){ instant_at(from),
				    text_is(until, "..") ? WORK_PAUSE_OPEN : instant_at(until) };
}

static const char *due_text(const struct work_due *due, char *out, size_t size)
{
	if (!due->known || due->paused)
		return due->known ? "paused" : "unknown";
	struct civil day = civil_from_days(due->day);
	int64_t local = work_zone_local(&zone, due->at);
	int64_t second = local - local / DAY * DAY;
	if (due->is_day)
		snprintf(out, size, "%04d-%02d-%02d", (int)day.year, day.month, day.day);
	else
		snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:%02d%s", (int)day.year, day.month,
			 day.day, (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60),
			 local == due->at ? "Z" : "+01:00");
	return out;
}

static void check_line(struct arena *arena, const char *line)
{
	struct text fields[7], rest = text_from(line);
	for (int i = 0; i < 7; i++)
		fields[i] = text_trim(text_cut(rest, ',', &rest));
	/* A name may have a comma. */
	while (!text_is(text_trim(rest), "")) {
		for (int i = 1; i < 6; i++)
			fields[i] = fields[i + 1];
		fields[6] = text_trim(text_cut(rest, ',', &rest));
	}
	struct calendar days = nation();
	struct work_length extensions[MOST];
	struct work_pause pauses[MOST];
	struct work_clock clock = { .counts = counts_of(fields[1]),
				    .calendar = &days,
				    .zone = &zone,
				    .starts_on_day = fields[2].length == 10,
				    .period = length_at(arena, fields[3]),
				    .extensions = extensions,
				    .pauses = pauses };
	clock.start = clock.starts_on_day ? day_at(fields[2].at) : instant_at(fields[2]);
	for (struct text all = fields[4]; all.length != 0;)
		extensions[clock.extension_count++] = length_at(arena, text_cut(all, ' ', &all));
	for (struct text all = fields[5]; all.length != 0;)
		pauses[clock.pause_count++] = pause_at(text_cut(all, ' ', &all));
	struct work_due due;
	char got[40], wanted[40];
	snprintf(wanted, sizeof wanted, "%.*s", TEXT_ARG(fields[6]));
	work_clock_due(&clock, &due);
	print_message("%.*s\n", TEXT_ARG(fields[0]));
	assert_string_equal(due_text(&due, got, sizeof got), wanted);
	if (due.known && !due.paused && due.is_day)
		assert_int_equal(due.at, london(NULL, (due.day + 1) * DAY));
}

static void test_table(void **state)
{
	(void)state;
	char path[400], line[400];
	snprintf(path, sizeof path, "%s/tests/work/clocks.csv", getenv("REMIT_ROOT"));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	int count = 0;
	while (fgets(line, sizeof line, file) != NULL) {
		struct arena *arena = arena_new(0);
		if (line[0] != '#' && ++count)
			check_line(arena, line);
		arena_free(arena);
	}
	fclose(file);
	assert_true(count > 50);
}

static void test_local_time_and_back(void **state)
{
	(void)state;
	/* Each quarter of an hour of the two days on which clocks change, and of those beside them.
	 */
	const char *const days[] = { "2022-03-26", "2022-03-27", "2022-10-29", "2022-10-30" };
	for (int i = 0; i < 4; i++)
		for (int64_t at = day_at(days[i]) * DAY; at < (day_at(days[i]) + 1) * DAY;
		     at += 900) {
			int64_t from = (last_sunday(2022, 3) * DAY + 3600);
			int64_t until = (last_sunday(2022, 10) * DAY + 3600);
			bool is_summer = at >= from && at < until;
			assert_int_equal(work_zone_local(&zone, at), at + (is_summer ? 3600 : 0));
		}
}

static void test_period_of_its_day(void **state)
{
	(void)state;
	const struct work_period periods[] = { { day_at("2021-08-31"), { .months = 3 } },
					       { day_at("2024-03-18"), { .months = 4 } } };
	assert_null(work_period_on(periods, 2, day_at("2021-08-30")));
	assert_ptr_equal(work_period_on(periods, 2, day_at("2021-08-31")), &periods[0]);
	assert_ptr_equal(work_period_on(periods, 2, day_at("2024-03-17")), &periods[0]);
	assert_ptr_equal(work_period_on(periods, 2, day_at("2024-03-18")), &periods[1]);
}

static int64_t warned(enum work_counts counts, const char *start, struct work_length period,
		      struct work_length before)
{
	static struct calendar days;
	struct text text = text_from(start);
	days = nation();
	struct work_clock clock = { .counts = counts,
				    .calendar = &days,
				    .zone = &zone,
				    .starts_on_day = text.length == 10,
				    .period = period };
	clock.start = clock.starts_on_day ? day_at(start) : instant_at(text);
	struct work_due due;
	int64_t at;
	work_clock_due(&clock, &due);
	return work_clock_before(&clock, &due, &before, &at) ? at : -1;
}

static void test_warnings(void **state)
{
	(void)state;
	const struct work_length hours = { .seconds = 6 * 3600 };
	const struct work_length days = { .days = 3 };
	const struct work_length months = { .months = 3 };
	const struct work_length three_days = { .days = 3 };
	assert_int_equal(warned(WORK_COUNTS_ELAPSED, "2022-03-25T10:00:00",
				(struct work_length){ .days = 3 }, hours),
			 instant_at(TEXT("2022-03-28T05:00:00")));
	assert_int_equal(warned(WORK_COUNTS_CALENDAR, "2022-03-01", months, days),
			 instant_at(TEXT("2022-05-29T00:00:00")));
	assert_int_equal(
		warned(WORK_COUNTS_CALENDAR, "2022-03-27T10:00:00", three_days, three_days),
		instant_at(TEXT("2022-03-27T10:00:00")));
	/* Due on Tuesday 19 April: three working days back over Easter is Tuesday 12. */
	assert_int_equal(warned(WORK_COUNTS_WORKING_DAYS, "2022-04-13",
				(struct work_length){ .days = 2 }, days),
			 instant_at(TEXT("2022-04-12T00:00:00")));
	assert_int_equal(warned(WORK_COUNTS_WORKING_DAYS, "2022-01-04",
				(struct work_length){ .days = 1 }, days),
			 -1);
}

static int64_t told_after(enum work_counts counts, struct work_due due, struct work_length every,
			  int64_t times)
{
	static struct calendar days;
	const struct work_pause pause = { .until = WORK_PAUSE_OPEN };
	int64_t at;
	days = nation();
	const struct work_clock clock = { .counts = counts,
					  .calendar = &days,
					  .zone = &zone,
					  .pauses = &pause,
					  .pause_count = 1 };
	return work_clock_after(&clock, &due, &every, times, &at) ? at : -1;
}

/* What has run out is not put off by a pause. */
static void test_after(void **state)
{
	(void)state;
	const struct work_length week = { .days = 7 };
	const struct work_length month = { .months = 1 };
	const struct work_length day = { .days = 1 };
	struct work_due due = { .known = true, .is_day = true, .day = day_at("2022-03-22") };
	assert_int_equal(told_after(WORK_COUNTS_CALENDAR, due, week, 1),
			 instant_at(TEXT("2022-03-30T00:00:00")));
	due.day = day_at("2022-01-31");
	assert_int_equal(told_after(WORK_COUNTS_CALENDAR, due, month, 2),
			 instant_at(TEXT("2022-04-01T00:00:00")));
	/* Thursday before Easter: the second working day after it is Wednesday. */
	due.day = day_at("2022-04-14");
	assert_int_equal(told_after(WORK_COUNTS_WORKING_DAYS, due, day, 2),
			 instant_at(TEXT("2022-04-21T00:00:00")));
	assert_int_equal(told_after(WORK_COUNTS_WORKING_DAYS, due, day, 100000), -1);
	due = (struct work_due){ .known = true, .at = instant_at(TEXT("2022-03-26T18:00:00")) };
	assert_int_equal(told_after(WORK_COUNTS_ELAPSED, due, day, 1),
			 instant_at(TEXT("2022-03-27T19:00:00")));
	assert_int_equal(told_after(WORK_COUNTS_CALENDAR, due, day, 1),
			 instant_at(TEXT("2022-03-27T18:00:00")));
}

static void test_weekdays(void **state)
{
	(void)state;
	assert_int_equal(calendar_weekday(TEXT("monday")), 1);
	assert_int_equal(calendar_weekday(TEXT("sunday")), 7);
	assert_int_equal(calendar_weekday(TEXT("Sunday")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_local_time_and_back),
		cmocka_unit_test(test_period_of_its_day),
		cmocka_unit_test(test_warnings),
		cmocka_unit_test(test_after),
		cmocka_unit_test(test_weekdays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
