/* SPDX-License-Identifier: Apache-2.0 */
/* A document as HTML: its parts in order, each closed, everything escaped. */
#include "letter/document.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_parts_are_in_order(void **state)
{
	(void)state;
	static const char *const parts[] = {
		"<html lang=\"en-GB\">",
		"<body dir=\"ltr\">",
		"<header>Office</header>",
		"<h1>T &amp; U</h1>",
		"<section>",
		"<h2>First</h2>",
		"<dl>",
		"<dt>Key</dt>",
		"<dd>&lt;value&gt;</dd>",
		"<dd class=\"note\">Source</dd>",
		"<dt>Other</dt>",
		"<dd class=\"wide\">alone</dd>",
		"</dl>",
		"<caption>Things</caption>",
		"<th scope=\"col\">a</th>",
		"<td>c</td>",
		"</tbody>",
		"</section>",
		"<section>",
		"<h2>Second</h2>",
		"<h3>Question</h3>",
		"<p class=\"hint\">Help</p>",
		"<div class=\"blank\" style=\"height:6em\">",
		"<ul>",
		"<li>one</li>",
		"</ul>",
		"</section>",
		"</main>",
		"<footer>Item 1</footer>",
	};
	struct arena *arena = arena_new(0);
	struct document document = document_new(arena, TEXT("en-GB"), TEXT("T & U"));
	const struct text heads[] = { TEXT("a"), TEXT("b") };
	const struct text cells[] = { TEXT("c"), TEXT("d") };
	document.header = TEXT("Office");
	document.footer = TEXT("Item 1");
	document_section(&document, TEXT("First"));
	document_row(&document, TEXT("Key"), TEXT("<value>"), TEXT("Source"));
	document_row(&document, TEXT("Other"), TEXT("alone"), TEXT(""));
	document_table(&document, TEXT("Things"), heads, 2);
	document_table_row(&document, cells);
	document_section(&document, TEXT("Second"));
	document_heading(&document, TEXT("Question"));
	document_hint(&document, TEXT("Help"));
	document_blank(&document, 3);
	document_item(&document, TEXT("one"));
	struct text html = document_html(&document);
	size_t at = 0;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		size_t found = text_find(html, text_from(parts[i]), at);
		if (found == SIZE_MAX)
			fail_msg("not there, or not after the part before: %s", parts[i]);
		at = found + 1;
	}
	arena_free(arena);
}

static void test_the_direction_is_the_language_s(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct document arabic = document_new(arena, TEXT("ar"), TEXT("t"));
	struct document urdu = document_new(arena, TEXT("ur-PK"), TEXT("t"));
	struct document welsh = document_new(arena, TEXT("cy"), TEXT("t"));
	assert_true(document_is_right_to_left(&arabic));
	assert_true(document_is_right_to_left(&urdu));
	assert_false(document_is_right_to_left(&welsh));
	assert_int_not_equal(text_find(document_html(&arabic), TEXT("dir=\"rtl\""), 0), SIZE_MAX);
	arena_free(arena);
}

static void test_a_run_is_one_list_or_table(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct document document = document_new(arena, TEXT("en"), TEXT("t"));
	const struct text cells[] = { TEXT("a") };
	document_row(&document, TEXT("a"), TEXT("b"), TEXT(""));
	document_row(&document, TEXT("a"), TEXT("b"), TEXT(""));
	document_table(&document, TEXT("c"), cells, 1);
	document_table_row(&document, cells);
	document_table(&document, TEXT("c"), cells, 1);
	document_paragraph(&document, TEXT("p"));
	document_paragraph(&document, TEXT("p"));
	assert_int_equal(document_run(&document, 0), 2);
	assert_int_equal(document_run(&document, 2), 2);
	assert_int_equal(document_run(&document, 4), 1);
	assert_int_equal(document_run(&document, 5), 1);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts_are_in_order),
		cmocka_unit_test(test_the_direction_is_the_language_s),
		cmocka_unit_test(test_a_run_is_one_list_or_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
