/* SPDX-License-Identifier: Apache-2.0 */
/* The translation of XPath patterns, and limits; what patterns mean is in cases/patterns.feel. */
#include "feel/regex.h"
#include "feel/value.h"
#include "stub.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct run *run;

static int start(void **state)
{
	(void)state;
	run = stub_run();
	return 0;
}

static int stop(void **state)
{
	(void)state;
	stub_run_free(run);
	return 0;
}

static void assert_translates(const char *pattern, const char *expected, unsigned groups)
{
	struct regex_error error;
	struct text text;
	unsigned found;
	assert_true(regex_translate(run->arena, text_from(pattern), false, &text, &found, &error));
	assert_string_equal(text_c(run->arena, text), expected);
	assert_int_equal(found, groups);
}

static void test_translates(void **state)
{
	(void)state;
	assert_translates("", "", 0);
	assert_translates(".", "[^\\n\\r]", 0);
	assert_translates("a+?", "\\x{61}+?", 0);
	assert_translates("(a)(?:b){2,3}\\1", "(\\x{61})(?:\\x{62}){2,3}\\g{1}", 1);
	assert_translates("[a-c-[b]]", "(?:(?![\\x{62}])[\\x{61}-\\x{63}])", 0);
	assert_translates("\\p{IsThai}", "[\\x{E00}-\\x{E7F}]", 0);
	assert_translates("[\\S]", "[\\x{0}-\\x{8}\\x{B}-\\x{C}\\x{E}-\\x{1F}\\x{21}-\\x{10FFFF}]",
			  0);
	assert_translates("#", "\\x{23}", 0);
}

static void assert_refused(const char *pattern, size_t position)
{
	struct regex_error error = { .why = NULL };
	struct text text;
	unsigned groups;
	assert_false(
		regex_translate(run->arena, text_from(pattern), false, &text, &groups, &error));
	assert_non_null(error.why);
	assert_int_equal(error.position, position);
}

static void test_says_where_a_pattern_is_wrong(void **state)
{
	(void)state;
	assert_refused("ab*+", 4);
	assert_refused("é(", 2);
	assert_refused("[a-z-[b]c]", 8);
	assert_refused("\\p{IsHighSurrogates}", 20);
}

static void test_nesting_is_bounded(void **state)
{
	(void)state;
	static char deep[4001];
	memset(deep, '(', 2000);
	memset(deep + 2000, ')', 2000);
	assert_refused(deep, 201);
	memset(deep, '[', 2000);
	memset(deep + 2000, ']', 2000);
	assert_refused(deep, 2);
	struct builder nested = builder_new(run->arena);
	for (int i = 0; i < 2000; i++)
		builder_add_c(&nested, "[a-");
	assert_refused(text_c(run->arena, builder_text(&nested)), 64);
}

static void test_hostile_patterns_end_in_problems(void **state)
{
	(void)state;
	struct text input = TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
	dmn_value result = regex_matches(run, input, TEXT("^(a|aa|aaa|a?)+$"), TEXT(""));
	assert_string_equal(stub_text(run, result), "!FEEL-PATTERN");
	result = regex_matches(run, input, TEXT("((a{1000}){1000}){1000}"), TEXT(""));
	assert_string_equal(stub_text(run, result), "!FEEL-PATTERN");
	result = regex_matches(run, TEXT("\xff"), TEXT("a"), TEXT(""));
	assert_string_equal(stub_text(run, result), "!FEEL-PATTERN");
}

static void test_every_code_point_is_in_exactly_one_of_a_pair(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{ "^\\i$", "^\\I$" },
		{ "^\\c$", "^\\C$" },
		{ "^\\w$", "^\\W$" },
		{ "^\\s$", "^\\S$" },
		{ "^\\p{IsPrivateUse}$", "^\\P{IsPrivateUse}$" },
	};
	static const uint32_t samples[] = { 1,	    9,	     ' ',     '-',     '5',
					    ':',    'A',     0xB7,    0x2FF,   0x300,
					    0x37E,  0xD7FF,  0xE000,  0xF8FF,  0xFFFE,
					    0xFFFF, 0x10000, 0xEFFFF, 0xF0000, 0x10FFFF };
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		for (size_t j = 0; j < sizeof samples / sizeof samples[0]; j++) {
			char bytes[4];
			struct text input = { bytes, text_encode(samples[j], bytes) };
			dmn_value in = regex_matches(run, input, text_from(pairs[i][0]), TEXT("s"));
			dmn_value out =
				regex_matches(run, input, text_from(pairs[i][1]), TEXT("s"));
			assert_int_equal(in.kind, DMN_BOOLEAN);
			assert_int_equal(out.kind, DMN_BOOLEAN);
			if (in.as.boolean == out.as.boolean)
				fail_msg("U+%04X is in both or none of %s", samples[j],
					 pairs[i][0]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_translates),
		cmocka_unit_test(test_says_where_a_pattern_is_wrong),
		cmocka_unit_test(test_nesting_is_bounded),
		cmocka_unit_test(test_hostile_patterns_end_in_problems),
		cmocka_unit_test(test_every_code_point_is_in_exactly_one_of_a_pair),
	};
	return cmocka_run_group_tests_name("regex", tests, start, stop);
}
