/* SPDX-License-Identifier: Apache-2.0 */
/* The decision flow's table: what it lets through, and each refusal. */
#include "work/flow.h"
#include "work/written_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct work_attempt decide(void)
{
	return (struct work_attempt){ .state = WORK_REVEALED,
				      .step = STEP_DECIDE,
				      .sealed_first = true,
				      .has_view = true,
				      .has_reveal = true,
				      .permitted = true,
				      .outcome_known = true,
				      .reasons = TEXT("three good reasons"),
				      .evidence_count = 1,
				      .evidence_known = true,
				      .judgements_whole = true,
				      .safeguards_whole = true };
}

static void test_a_whole_decision_passes(void **state)
{
	(void)state;
	struct work_attempt attempt = decide();
	assert_int_equal(work_check(&attempt), REFUSAL_NONE);
}

static void test_agreeing_takes_what_differing_takes(void **state)
{
	(void)state;
	/* Nothing in an attempt says what was recommended: the checks cannot favour it. */
	struct work_attempt attempt = decide();
	attempt.reasons = TEXT("ok");
	assert_int_equal(work_check(&attempt), REFUSAL_NO_REASONS);
	attempt = decide();
	attempt.reasons = TEXT(" \t\n ");
	assert_int_equal(work_check(&attempt), REFUSAL_NO_REASONS);
}

static void test_each_refusal_of_a_decision(void **state)
{
	(void)state;
	struct work_attempt a = decide();
	a.evidence_count = 0;
	assert_int_equal(work_check(&a), REFUSAL_NO_EVIDENCE);
	a = decide();
	a.evidence_known = false;
	assert_int_equal(work_check(&a), REFUSAL_UNKNOWN_EVIDENCE);
	a = decide();
	a.copied = true;
	assert_int_equal(work_check(&a), REFUSAL_COPIED_REASONS);
	a = decide();
	a.permitted = false;
	assert_int_equal(work_check(&a), REFUSAL_NOT_PERMITTED);
	a = decide();
	a.outcome_known = false;
	assert_int_equal(work_check(&a), REFUSAL_NO_OUTCOME);
	a = decide();
	a.has_view = false;
	assert_int_equal(work_check(&a), REFUSAL_NO_VIEW);
	a = decide();
	a.state = WORK_SEALED;
	assert_int_equal(work_check(&a), REFUSAL_NO_VIEW);
	a = decide();
	a.has_reveal = false;
	assert_int_equal(work_check(&a), REFUSAL_NO_REVEAL);
	a.state = WORK_VIEWED;
	assert_int_equal(work_check(&a), REFUSAL_NO_REVEAL);
	a = decide();
	a.safeguards_whole = false;
	assert_int_equal(work_check(&a), REFUSAL_MISSING_SAFEGUARD);
	a.safeguards_whole = true;
	a.judgements_whole = false;
	assert_int_equal(work_check(&a), REFUSAL_MISSING_JUDGEMENT);
	a = decide();
	a.judgements_unknown = true;
	assert_int_equal(work_check(&a), REFUSAL_UNKNOWN_JUDGEMENT);
	a = decide();
	a.state = WORK_SIGNED;
	assert_int_equal(work_check(&a), REFUSAL_WRONG_STATE);
}

static void test_a_switch_after_reveal_says_why(void **state)
{
	(void)state;
	struct work_attempt attempt = decide();
	attempt.switched = true;
	assert_int_equal(work_check(&attempt), REFUSAL_NO_SWITCH_REASON);
	attempt.switch_reason = TEXT("the record shows otherwise");
	assert_int_equal(work_check(&attempt), REFUSAL_NONE);
}

static void test_reveal_needs_ones_own_view(void **state)
{
	(void)state;
	struct error error;
	struct work_attempt attempt = {
		.state = WORK_SEALED, .step = STEP_REVEAL, .sealed_first = true, .permitted = true
	};
	assert_int_equal(work_refuse(work_check(&attempt), &error), STATUS_SEALED);
	attempt.state = WORK_VIEWED; /* somebody else has viewed it */
	assert_int_equal(work_refuse(work_check(&attempt), &error), STATUS_SEALED);
	assert_non_null(strstr(error.remedy, "remit view"));
	attempt.has_view = true;
	assert_int_equal(work_refuse(work_check(&attempt), &error), STATUS_OK);
}

static void test_no_new_view_after_the_reveal(void **state)
{
	(void)state;
	struct work_attempt attempt = decide();
	attempt.step = STEP_VIEW;
	assert_int_equal(work_check(&attempt), REFUSAL_VIEW_AFTER_REVEAL);
	attempt.has_reveal = false; /* another person's view of the same item */
	assert_int_equal(work_check(&attempt), REFUSAL_NONE);
}

static void test_signing(void **state)
{
	(void)state;
	struct work_attempt attempt = {
		.state = WORK_DECIDED, .step = STEP_SIGN, .permitted = true, .payload_same = true
	};
	enum work_state to;
	assert_int_equal(work_check(&attempt), REFUSAL_NONE);
	assert_true(work_move(attempt.state, attempt.step, &to));
	assert_int_equal(to, WORK_SIGNED);
	attempt.payload_same = false;
	assert_int_equal(work_check(&attempt), REFUSAL_CHANGED);
	attempt.payload_same = true;
	attempt.same_person = true;
	assert_int_equal(work_check(&attempt), REFUSAL_SAME_PERSON);
	attempt.barred = true; /* speaks before all else */
	assert_int_equal(work_check(&attempt), REFUSAL_NOT_FRESH);
	attempt.barred = false;
	attempt.same_person = false;
	attempt.step = STEP_RETURN;
	assert_int_equal(work_check(&attempt), REFUSAL_NO_RETURN_REASON);
}

static void test_words_and_refusals_are_whole(void **state)
{
	(void)state;
	for (unsigned i = 0; i < WORK_STATE_COUNT; i++) {
		enum work_state back;
		assert_true(
			work_state_parse(text_from(work_state_word((enum work_state)i)), &back));
		assert_int_equal(back, i);
	}
	for (unsigned i = 1; i < REFUSAL_COUNT; i++) {
		struct error error;
		assert_int_not_equal(work_refuse((enum work_refusal)i, &error), STATUS_OK);
		assert_true(error.message[0] != '\0' && error.remedy[0] != '\0');
	}
}

static void test_plain_form_finds_copies(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	assert_true(text_is(work_plain(arena, TEXT("  The Risk,\n is LOW. ")), "the risk is low"));
	assert_true(text_is(work_plain(arena, TEXT("...")), ""));
	arena_free(arena);
}

static void test_written_days(void **state)
{
	static const char *const table[][2] = {
		{ "1 2 1990", "1990-02-01" },
		{ "01/02/1990", "1990-02-01" },
		{ "1.2.1990", "1990-02-01" },
		{ "1 February 1990", "1990-02-01" },
		{ "1st of february 1990", "1990-02-01" },
		{ "31 DEC 1990", "1990-12-31" },
		{ "1990-02-01", "1990-02-01" },
		{ "1 Foo 1990", "1 Foo 1990" },
		{ "1 1990", "1 1990" },
		{ "1 2 3 4", "1 2 3 4" },
		{ "feb", "feb" },
		{ "", "" },
		{ "44 2 1990", "44 2 1990" },
	};
	struct arena *arena = arena_new(0);
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct text got = work_written_day(arena, text_from(table[i][0]));
		assert_string_equal(text_c(arena, got), table[i][1]);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_written_days),
		cmocka_unit_test(test_a_whole_decision_passes),
		cmocka_unit_test(test_agreeing_takes_what_differing_takes),
		cmocka_unit_test(test_each_refusal_of_a_decision),
		cmocka_unit_test(test_a_switch_after_reveal_says_why),
		cmocka_unit_test(test_reveal_needs_ones_own_view),
		cmocka_unit_test(test_no_new_view_after_the_reveal),
		cmocka_unit_test(test_signing),
		cmocka_unit_test(test_words_and_refusals_are_whole),
		cmocka_unit_test(test_plain_form_finds_copies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
