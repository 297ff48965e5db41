/* SPDX-License-Identifier: Apache-2.0 */
/* If this fails, text is cut inside a character, or bytes that are no text pass for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static void utf8_is_told_from_other_bytes(void **state)
{
	static const struct {
		const char *bytes;
		bool is_utf8;
		size_t count;
	} rows[] = {
		{ "", true, 0 },
		{ "abc", true, 3 },
		{ "\xC3\xA9", true, 1 },
		{ "\xF0\x9F\x90\x8E", true, 1 },
		{ "\xC0\x80", false, 2 },	  /* overlong */
		{ "\xE0\x80\x80", false, 3 },	  /* overlong */
		{ "\xED\xA0\x80", false, 3 },	  /* a surrogate */
		{ "\xF4\x90\x80\x80", false, 4 }, /* past U+10FFFF */
		{ "\xC3", false, 1 },
		{ "\x80", false, 1 },
		{ "a\xFF", false, 2 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text text = text_from(rows[i].bytes);
		assert_int_equal(text_is_utf8(text), rows[i].is_utf8);
		assert_int_equal(text_count(text), rows[i].count);
	}
}

static void every_code_point_goes_there_and_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		char bytes[4];
		struct text text = { bytes, text_encode(c, bytes) };
		size_t position = 0;
		assert_int_equal(text_next(text, &position), c);
		assert_int_equal(position, text.length);
	}
}

static void finding(void **state)
{
	(void)state;
	struct text whole = TEXT("one two one");
	assert_int_equal(text_find(whole, TEXT("one"), 0), 0);
	assert_int_equal(text_find(whole, TEXT("one"), 1), 8);
	assert_int_equal(text_find(whole, TEXT("onex"), 0), SIZE_MAX);
	assert_int_equal(text_find(whole, TEXT(""), 3), 3);
	assert_int_equal(text_find(TEXT(""), TEXT("a"), 0), SIZE_MAX);
	assert_true(text_starts(whole, TEXT("one")));
	assert_false(text_starts(TEXT("on"), TEXT("one")));
	assert_true(text_ends(whole, TEXT("one")));
}

static void cutting(void **state)
{
	(void)state;
	struct text rest;
	assert_true(text_is(text_cut(TEXT("a:b:c"), ':', &rest), "a"));
	assert_true(text_is(rest, "b:c"));
	assert_true(text_is(text_cut(TEXT("abc"), ':', &rest), "abc"));
	assert_int_equal(rest.length, 0);
	assert_true(text_is(text_trim(TEXT(" \t a b \n")), "a b"));
	assert_true(text_is(text_slice(TEXT("abc"), 2, 99), "c"));
	assert_int_equal(text_slice(TEXT("abc"), 3, 1).length, 0);
}

static void order_is_by_code_point(void **state)
{
	(void)state;
	assert_int_equal(text_compare(TEXT("a"), TEXT("b")), -1);
	assert_int_equal(text_compare(TEXT("a"), TEXT("a")), 0);
	assert_int_equal(text_compare(TEXT("ab"), TEXT("a")), 1);
	assert_int_equal(text_compare(TEXT("z"), TEXT("\xC3\xA9")), -1);
	assert_true(text_equal(TEXT(""), text_from(NULL)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_is_told_from_other_bytes),
		cmocka_unit_test(every_code_point_goes_there_and_back),
		cmocka_unit_test(finding),
		cmocka_unit_test(cutting),
		cmocka_unit_test(order_is_by_code_point),
	};
	return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
