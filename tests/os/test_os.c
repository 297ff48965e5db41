/* SPDX-License-Identifier: Apache-2.0 */
/* Clock, files and host. */
#include "os/clock.h"
#include "os/file.h"
#include "os/host.h"
#include "os/scratch.h"
#include "os/one_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static void test_clock_is_settable(void **state)
{
	(void)state;
	struct clock clock = { 0 };
	assert_true(clock_today(&clock) > 20000);
	assert_int_equal(clock_parse_day(TEXT("2022-03-31"), &clock.day, NULL), STATUS_OK);
	clock.is_set = true;
	assert_int_equal(clock_today(&clock), 19082);
	char text[CLOCK_TEXT_SIZE];
	clock_print_day(19082, text);
	assert_string_equal(text, "2022-03-31");
	int64_t micros;
	clock_print(1648684800000001, text);
	assert_int_equal(clock_parse(text_from(text), &micros, NULL), STATUS_OK);
	assert_int_equal(micros, 1648684800000001);
	assert_int_equal(clock_parse(TEXT("2022-03-31"), &micros, NULL), STATUS_INVALID);
	assert_string_equal(text, "2022-03-31T00:00:00.000001Z");
}

static void test_clock_refuses_what_is_no_date(void **state)
{
	(void)state;
	int64_t day;
	struct error error;
	assert_int_equal(clock_parse_day(TEXT("2022-02-30"), &day, &error), STATUS_USAGE);
	assert_non_null(strstr(error.remedy, "2022-03-31"));
	assert_int_equal(clock_parse_day(TEXT("31/03/2022"), &day, &error), STATUS_USAGE);
	assert_int_equal(clock_parse_day(TEXT(""), &day, &error), STATUS_USAGE);
}

/* A day begins at midnight where the office is; an hour that comes twice is told as it was read on
 * the wall. */
static void test_clock_keeps_local_days(void **state)
{
	(void)state;
	static const struct {
		const char *zone, *instant, *local, *day;
	} cases[] = {
		{ "UTC", "2022-06-30T23:30:00.000000Z", "2022-06-30T23:30", "2022-06-30" },
		{ "Europe/London", "2022-06-30T23:30:00.000000Z", "2022-07-01T00:30",
		  "2022-07-01" },
		{ "Europe/London", "2022-01-31T23:30:00.000000Z", "2022-01-31T23:30",
		  "2022-01-31" },
		{ "Europe/London", "2022-03-27T00:59:59.999999Z", "2022-03-27T00:59",
		  "2022-03-27" },
		{ "Europe/London", "2022-03-27T01:00:00.000000Z", "2022-03-27T02:00",
		  "2022-03-27" },
		{ "Europe/London", "2022-10-30T00:30:00.000000Z", "2022-10-30T01:30",
		  "2022-10-30" },
		{ "Europe/London", "2022-10-30T01:30:00.000000Z", "2022-10-30T01:30",
		  "2022-10-30" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[CLOCK_TEXT_SIZE];
		int64_t micros;
		setenv("TZ", cases[i].zone, 1);
		tzset();
		assert_int_equal(clock_parse(text_from(cases[i].instant), &micros, NULL),
				 STATUS_OK);
		clock_print_local(micros, text);
		assert_string_equal(text, cases[i].local);
		clock_print_day(clock_day(micros), text);
		assert_string_equal(text, cases[i].day);
		assert_int_equal(clock_day_of(text_from(cases[i].instant)), clock_day(micros));
	}
	unsetenv("TZ");
	tzset();
}

static void test_file_round_trip(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	char folder[] = "/tmp/remit-os-XXXXXX";
	assert_non_null(mkdtemp(folder));
	const char *path = file_join(arena, folder, "a.txt");
	assert_int_equal(file_write(path, TEXT("one"), NULL), STATUS_OK);
	assert_int_equal(file_write(path, TEXT("two"), NULL), STATUS_OK);
	struct text back;
	assert_int_equal(file_read(arena, path, 3, &back, NULL), STATUS_OK);
	assert_true(text_is(back, "two"));
	struct error error;
	assert_int_equal(file_read(arena, path, 2, &back, &error), STATUS_LIMIT);
	struct file_names names;
	assert_int_equal(file_list(arena, folder, &names, NULL), STATUS_OK);
	assert_int_equal(names.count, 1); /* nothing half-written stays */
	unlink(path);
	assert_int_equal(file_read(arena, path, 9, &back, &error), STATUS_NOT_FOUND);
	assert_string_equal(error.file, path);
	rmdir(folder);
	arena_free(arena);
}

static void test_write_to_nowhere_says_so(void **state)
{
	(void)state;
	struct error error;
	assert_int_equal(file_write("/nowhere/at/all", TEXT("x"), &error), STATUS_IO);
	assert_non_null(strstr(error.message, "/nowhere/at/all"));
}

static void test_scratch_is_known_while_it_lasts(void **state)
{
	struct arena *arena = arena_new(0);
	struct scratch folder;
	struct error error;
	(void)state;
	assert_int_equal(scratch_make(arena, &folder, &error), STATUS_OK);
	const char *inside = file_join(arena, folder.folder, "db.sqlite");
	assert_true(scratch_holds(inside));
	assert_false(scratch_holds(folder.folder));
	assert_false(scratch_holds(text_format(arena, "%s-other/db", folder.folder).at));
	assert_false(scratch_holds("db.sqlite"));
	scratch_end(&folder);
	assert_false(scratch_holds(inside));
	arena_free(arena);
}

static void test_host(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	assert_true(host_user(arena).length > 0);
	unsigned char a[16] = { 0 };
	unsigned char b[16] = { 0 };
	host_random(a, sizeof a);
	host_random(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
	assert_true(host_peak_memory() > 0);
	arena_free(arena);
}

/* RFC 6238, appendix B, for HMAC-SHA-1. */
static void test_one_time_codes(void **state)
{
	(void)state;
	static const struct {
		uint64_t second;
		uint32_t code;
	} vectors[] = { { 59, 94287082 },	  { 1111111109, 7081804 },
			{ 1111111111, 14050471 }, { 1234567890, 89005924 },
			{ 2000000000, 69279037 }, { 20000000000, 65353130 } };
	const struct text secret = TEXT("12345678901234567890");
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		uint64_t step = vectors[i].second / ONE_TIME_STEP_SECONDS;
		assert_int_equal(one_time_code(secret, step, 8), vectors[i].code);
		assert_int_equal(one_time_code(secret, step, ONE_TIME_DIGITS),
				 vectors[i].code % 1000000);
	}
}

/* RFC 4648, section 10, without what fills up. */
static void test_base32(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *text;
	} vectors[] = { { "", "" },
			{ "f", "MY" },
			{ "fo", "MZXQ" },
			{ "foo", "MZXW6" },
			{ "foob", "MZXW6YQ" },
			{ "fooba", "MZXW6YTB" },
			{ "foobar", "MZXW6YTBOI" } };
	struct arena *arena = arena_new(0);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_true(text_is(one_time_print(arena, text_from(vectors[i].bytes), false),
				    vectors[i].text));
	assert_true(text_is(one_time_print(arena, TEXT("foobar"), true), "MZXW 6YTB OI"));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clock_is_settable),
		cmocka_unit_test(test_clock_refuses_what_is_no_date),
		cmocka_unit_test(test_clock_keeps_local_days),
		cmocka_unit_test(test_file_round_trip),
		cmocka_unit_test(test_write_to_nowhere_says_so),
		cmocka_unit_test(test_scratch_is_known_while_it_lasts),
		cmocka_unit_test(test_host),
		cmocka_unit_test(test_one_time_codes),
		cmocka_unit_test(test_base32),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
