/* SPDX-License-Identifier: Apache-2.0 */
/* Texts of letters: what is read of them as marks, and what is refused with its place. */
#include "letter/language.h"
#include "letter/template.h"

#include "base/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Blocks as T, S, P and I, a condition in [], fields in <>, what stands instead behind a bar. */
static const struct {
	const char *text, *read;
} good[] = {
	{ "# A title", "T(A title)" },
	{ "# {a.b}\n\nOne\ntwo\n\nthree", "T(<a.b>)P(One two)P(three)" },
	{ "# T\n## S\nwhen: late\n- one\n- two {x | none }\n",
	  "T(T)S[late](S)I(one)I(two <x|none>)" },
	{ "# T\n## S\n\nwhen: no condition here", "T(T)S(S)P(when: no condition here)" },
	{ "\n  # T\r\n\r\nWords\r\n", "T(T)P(Words)" },
	{ "# T\n- a line\n  that goes on\n\nNew", "T(T)I(a line that goes on)P(New)" },
};

static const struct {
	const char *text;
	unsigned row, column;
} bad[] = {
	{ "", 0, 1 },		{ "Words", 1, 1 },	 { "# T\n# T", 2, 1 },
	{ "# T\nA {b", 2, 3 },	{ "# T\nA b} c", 2, 1 }, { "# T\n{}", 2, 1 },
	{ "# T\n{a |}", 2, 1 }, { "## S", 1, 1 },
};

static struct text write(struct arena *arena, const struct letter_template *it)
{
	static const char marks[] = "TSPI";
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < it->blocks.count; i++) {
		const struct template_block *block = &it->blocks.at[i];
		builder_add_byte(&out, marks[block->kind]);
		if (block->when.length != 0)
			builder_add_format(&out, "[%.*s]", TEXT_ARG(block->when));
		builder_add_byte(&out, '(');
		for (size_t j = 0; j < block->parts.count; j++) {
			const struct template_part *part = &block->parts.at[j];
			builder_add_format(&out, part->is_field ? "<%.*s%s%.*s>" : "%.*s%s%.*s",
					   TEXT_ARG(part->text), part->has_otherwise ? "|" : "",
					   TEXT_ARG(part->otherwise));
		}
		builder_add_byte(&out, ')');
	}
	return builder_text(&out);
}

static void test_reads(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct letter_template it;
		assert_int_equal(template_read(arena, text_from(good[i].text), &it, NULL),
				 STATUS_OK);
		assert_string_equal(text_c(arena, write(arena, &it)), good[i].read);
	}
	arena_free(arena);
}

static void test_refuses(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct letter_template it;
		struct error error = { 0 };
		assert_int_equal(template_read(arena, text_from(bad[i].text), &it, &error),
				 STATUS_INVALID);
		assert_int_equal(error.row, bad[i].row);
		assert_int_equal(error.column, bad[i].column);
		assert_true(error.remedy[0] != '\0');
	}
	arena_free(arena);
}

static void test_dates(void **state)
{
	static const char *const days[][2] = { { "en", "4 May 2025" },
					       { "en-GB", "4 May 2025" },
					       { "cy", "4 Mai 2025" },
					       { "sq", "4 maj 2025" },
					       { "ar", "4 مايو 2025" } };
	struct arena *arena = arena_new(1 << 20);
	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
		assert_string_equal(
			text_c(arena, language_date(arena, language_find(text_from(days[i][0])),
						    TEXT("2025-05-04"))),
			days[i][1]);
	assert_null(language_find(TEXT("xx")));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_reads),
					    cmocka_unit_test(test_refuses),
					    cmocka_unit_test(test_dates) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
