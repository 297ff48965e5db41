/* SPDX-License-Identifier: Apache-2.0 */
/* If this fails, a review falls due on the wrong day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/civil.h"

static void known_days(void **state)
{
	static const struct {
		struct civil civil;
		int64_t days;
		int weekday;
	} rows[] = {
		{ { 1970, 1, 1 }, 0, 4 },	{ { 1969, 12, 31 }, -1, 3 },
		{ { 2000, 2, 29 }, 11016, 2 },	{ { 2022, 3, 31 }, 19082, 4 },
		{ { 1, 1, 1 }, -719162, 1 },	{ { 0, 2, 29 }, -719469, 2 },
		{ { -1, 12, 31 }, -719529, 5 }, { { 2024, 3, 18 }, 19800, 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(civil_to_days(rows[i].civil), rows[i].days);
		assert_int_equal(civil_weekday(rows[i].days), rows[i].weekday);
	}
}

static void there_and_back(void **state)
{
	(void)state;
	for (int64_t days = -800000; days < 800000; days += 37) {
		struct civil civil = civil_from_days(days);
		assert_true(civil_is_valid(civil));
		assert_int_equal(civil_to_days(civil), days);
	}
	const int64_t far = civil_to_days((struct civil){ 999999999, 12, 31 });
	assert_int_equal(civil_from_days(far).year, 999999999);
	struct civil early = { -999999999, 1, 1 };
	assert_int_equal(civil_from_days(civil_to_days(early)).year, early.year);
}

static void months_stop_at_their_end(void **state)
{
	static const struct {
		struct civil from;
		int64_t months;
		struct civil to;
	} rows[] = {
		{ { 2022, 1, 31 }, 1, { 2022, 2, 28 } },
		{ { 2024, 1, 31 }, 1, { 2024, 2, 29 } },
		{ { 2022, 11, 30 }, 3, { 2023, 2, 28 } },
		{ { 2022, 3, 31 }, -1, { 2022, 2, 28 } },
		{ { 2022, 1, 15 }, -13, { 2020, 12, 15 } },
		{ { 2022, 12, 31 }, 12, { 2023, 12, 31 } },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(civil_to_days(civil_add_months(rows[i].from, rows[i].months)),
				 civil_to_days(rows[i].to));
}

static void validity(void **state)
{
	(void)state;
	assert_false(civil_is_valid((struct civil){ 2023, 2, 29 }));
	assert_true(civil_is_valid((struct civil){ 2024, 2, 29 }));
	assert_false(civil_is_valid((struct civil){ 1900, 2, 29 }));
	assert_false(civil_is_valid((struct civil){ 2022, 13, 1 }));
	assert_false(civil_is_valid((struct civil){ 2022, 0, 1 }));
	assert_false(civil_is_valid((struct civil){ 2022, 4, 31 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days),
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(months_stop_at_their_end),
		cmocka_unit_test(validity),
	};
	return cmocka_run_group_tests_name("base/civil", tests, NULL, NULL);
}
