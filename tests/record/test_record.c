/* SPDX-License-Identifier: Apache-2.0 */
/* Shapes, ages and quality states. */
#include "record/quality.h"
#include "record/shape.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct age age_of(struct arena *arena, enum dmn_kind kind, const char *text)
{
	return age_from_value(arena, dmn_temporal(arena, kind, text, text_from(text).length));
}

static void test_names(void **state)
{
	(void)state;
	assert_true(record_name_is_good(TEXT("harm_level2")));
	assert_false(record_name_is_good(TEXT("Harm")));
	assert_false(record_name_is_good(TEXT("_id")));
	assert_false(record_name_is_good(TEXT("a\"; drop table x")));
	assert_false(record_name_is_good(TEXT("")));
}

static void test_ages_are_calendar_ages(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	/* 19082 is 2022-03-31; a month before a shorter one ends at its last day. */
	assert_int_equal(age_after(age_of(arena, DMN_MONTHS_DURATION, "P1M"), 19082), 19112);
	assert_int_equal(age_after(age_of(arena, DMN_MONTHS_DURATION, "P1Y"), 19082), 19447);
	assert_int_equal(age_after(age_of(arena, DMN_DAYS_DURATION, "P28D"), 19082), 19110);
	assert_false(age_from_value(arena, dmn_null()).given);
	arena_free(arena);
}

static void test_stale_begins_the_day_after_the_limit(void **state)
{
	(void)state;
	struct quality_rule rule = { .stale_after = { .days = 28, .given = true } };
	struct quality_fact fact = {
		.present = true, .settled = true, .told_known = true, .told_day = 1000
	};
	struct quality_finding found[QUALITY_COUNT];
	assert_int_equal(quality_of(&rule, &fact, 1027, found), 0);
	assert_int_equal(quality_of(&rule, &fact, 1028, found), 0);
	assert_int_equal(quality_of(&rule, &fact, 1029, found), 1);
	assert_int_equal(found[0].state, QUALITY_STALE);
	assert_int_equal(found[0].since_day, 1029);
}

static void test_each_state(void **state)
{
	(void)state;
	struct quality_rule rule = { .required = true };
	struct quality_finding found[QUALITY_COUNT];
	struct quality_fact missing = { .settled = true };
	assert_int_equal(quality_of(&rule, &missing, 1, found), 1);
	assert_int_equal(found[0].state, QUALITY_MISSING);
	rule.required = false;
	assert_int_equal(quality_of(&rule, &missing, 1, found), 0);
	struct quality_fact open = { .present = true, .disputed = true, .disputed_day = 5 };
	assert_int_equal(quality_of(&rule, &open, 9, found), 2);
	assert_int_equal(found[0].state, QUALITY_DISPUTED);
	assert_int_equal(found[1].state, QUALITY_UNADJUDICATED);
}

static void test_columns_there_and_back(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	const struct record_column date = { TEXT("d"), DMN_DATE, false };
	const struct record_column number = { TEXT("n"), DMN_NUMBER, false };
	const struct record_column truth = { TEXT("b"), DMN_BOOLEAN, false };
	dmn_value decimal = dmn_number_text(arena, "12345678901234567890.125", 24);
	assert_true(record_same(
		record_from_column(arena, &number, record_to_column(arena, &number, decimal)),
		decimal));
	assert_true(record_same(
		record_from_column(arena, &date, record_to_column(arena, &date, dmn_date(-1))),
		dmn_date(-1)));
	assert_true(
		record_same(record_from_column(arena, &truth, dmn_number(1)), dmn_boolean(true)));
	assert_int_equal(record_from_column(arena, &date, dmn_null()).kind, DMN_NULL);
	assert_false(record_same(dmn_null(), dmn_boolean(false)));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_ages_are_calendar_ages),
		cmocka_unit_test(test_stale_begins_the_day_after_the_limit),
		cmocka_unit_test(test_each_state),
		cmocka_unit_test(test_columns_there_and_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
