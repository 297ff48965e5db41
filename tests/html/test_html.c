/* SPDX-License-Identifier: Apache-2.0 */
/* HTML: everything is escaped, everything is closed. */
#include "html/html.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_text_and_values_are_escaped(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct html html = { .out = builder_new(arena) };
	html_begin(&html, "p");
	html_attribute(&html, "title", TEXT("\"><script>"));
	html_text(&html, TEXT("a < b & 'c'"));
	assert_true(text_is(html_finish(&html), "<p title=\"&quot;&gt;&lt;script&gt;\">"
						"a &lt; b &amp; &#39;c&#39;</p>\n"));
	arena_free(arena);
}

static void test_a_document_is_whole(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct html html = html_document(arena, TEXT("en"), TEXT("T & U"), "p{}");
	html_element(&html, "h1", TEXT("T & U"));
	struct text whole = html_finish(&html);
	assert_true(text_starts(whole, TEXT("<!DOCTYPE html>\n<html lang=\"en\">")));
	assert_true(text_ends(whole, TEXT("<h1>T &amp; U</h1>\n</body>\n</html>\n")));
	assert_int_not_equal(text_find(whole, TEXT("<title>T &amp; U</title>"), 0), SIZE_MAX);
	assert_int_not_equal(text_find(whole, TEXT("<style>p{}</style>"), 0), SIZE_MAX);
	assert_int_equal(text_find(whole, TEXT("<script"), 0), SIZE_MAX);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_and_values_are_escaped),
		cmocka_unit_test(test_a_document_is_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
