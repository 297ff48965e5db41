/* SPDX-License-Identifier: Apache-2.0 */
/* HTML: everything is escaped, everything is closed. */
#include "html/govuk.h"

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

/* Every text of a component, hostile: nothing of it may end its place. */
static void test_components_escape(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct html html = html_new(arena);
	const struct text hostile = TEXT("\"'><script>alert(1)</script>\n</textarea><!--&amp;");
	const struct govuk_choice choice = { .text = hostile, .value = hostile, .hint = hostile };
	const struct govuk_cell cell = { .text = hostile, .classes = hostile };
	const struct govuk_link link = { .text = hostile,
					 .href = hostile,
					 .visually_hidden_text = hostile };
	const struct govuk_table table = { .caption = hostile, .heads = &cell, .head_count = 1 };
	govuk_input(&html, &(struct govuk_input){ .label = { .text = hostile },
						  .hint = { .text = hostile },
						  .error = { .text = hostile },
						  .name = hostile,
						  .value = hostile,
						  .prefix = { .text = hostile } });
	govuk_textarea(&html, &(struct govuk_textarea){ .name = hostile, .value = hostile });
	govuk_radios(&html,
		     &(struct govuk_choices){ .name = hostile, .items = &choice, .item_count = 1 });
	govuk_table_begin(&html, &table);
	govuk_table_row(&html, &table, &cell, 1);
	govuk_table_end(&html);
	govuk_error_summary(&html,
			    &(struct govuk_error_summary){ .errors = &link, .error_count = 1 });
	govuk_link(&html, &link);
	struct text whole = html_finish(&html);
	assert_int_equal(text_find(whole, TEXT("<script"), 0), SIZE_MAX);
	assert_int_equal(text_find(whole, TEXT("<!--"), 0), SIZE_MAX);
	assert_int_equal(text_find(whole, TEXT("\"'>"), 0), SIZE_MAX);
	assert_int_not_equal(text_find(whole, TEXT("&lt;/textarea&gt;"), 0), SIZE_MAX);
	arena_free(arena);
}

/* A policy may forbid scripts and styles in the page; the only script is a file of ours. */
static void test_a_page_has_no_inline_script(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct html html = html_new(arena);
	const struct govuk_page page = { .title = TEXT("Cases"),
					 .service_name = TEXT("S"),
					 .css_path = TEXT("/a.css"),
					 .js_path = TEXT("/a.js"),
					 .account_name = TEXT("A <b>"),
					 .sign_out_path = TEXT("/sign-out"),
					 .form_token = TEXT("t") };
	govuk_page_begin(&html, &page);
	govuk_page_end(&html, &page);
	struct text whole = html_finish(&html);
	assert_true(text_starts(whole, TEXT("<!DOCTYPE html>\n<html class=\"govuk-template\" "
					    "lang=\"en\">")));
	assert_true(text_ends(whole, TEXT("</body>\n</html>\n")));
	assert_int_not_equal(
		text_find(whole, TEXT("<script type=\"module\" src=\"/a.js\"></script>"), 0),
		SIZE_MAX);
	assert_int_equal(text_find(whole, TEXT("<style"), 0), SIZE_MAX);
	assert_int_equal(text_find(whole, TEXT(" style="), 0), SIZE_MAX);
	assert_int_not_equal(text_find(whole, TEXT("name=\"form_token\" value=\"t\""), 0),
			     SIZE_MAX);
	assert_int_not_equal(text_find(whole, TEXT("A &lt;b&gt;"), 0), SIZE_MAX);
	arena_free(arena);
}

/* The reader of a textarea drops the first line end, so that a text's own needs another. */
static void test_a_textarea_keeps_its_first_line_end(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct html html = html_new(arena);
	govuk_textarea(&html, &(struct govuk_textarea){ .name = TEXT("t"), .value = TEXT("\nx") });
	assert_int_not_equal(text_find(html_finish(&html), TEXT(">\n\nx</textarea>"), 0), SIZE_MAX);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_and_values_are_escaped),
		cmocka_unit_test(test_a_document_is_whole),
		cmocka_unit_test(test_components_escape),
		cmocka_unit_test(test_a_page_has_no_inline_script),
		cmocka_unit_test(test_a_textarea_keeps_its_first_line_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
