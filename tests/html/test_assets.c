/* SPDX-License-Identifier: Apache-2.0 */
/* The files that pages need: found by name and by path, and without GOV.UK's marks. */
#include "html/assets.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <string.h>

static struct text bytes_of(const struct html_asset *asset)
{
	return (struct text){ (const char *)asset->bytes, asset->size };
}

static bool holds(struct text whole, struct text part)
{
	for (size_t i = 0; i + part.length <= whole.length; i++) {
		size_t same = 0;
		while (same < part.length && (whole.at[i + same] | 32) == (part.at[same] | 32))
			same++;
		if (same == part.length)
			return true;
	}
	return false;
}

static void test_each_is_at_its_path(void **state)
{
	(void)state;
	for (size_t i = 0; i < html_asset_count; i++) {
		const struct html_asset *asset = &html_assets[i];
		assert_ptr_equal(html_asset_at(html_asset_path(asset->name)), asset);
		assert_true(text_starts(text_from(asset->path), TEXT("/assets/")));
		assert_int_not_equal(asset->size, 0);
		assert_true(asset->gzip == NULL || asset->gzip_size < asset->size);
	}
	assert_null(html_asset_at(TEXT("/assets/remit.css")));
	assert_null(html_asset_at(TEXT("")));
}

/* The crown, the crest and GDS Transport are for GOV.UK alone; a page loads nothing from elsewhere.
 * The licence text of GOV.UK Frontend names the holder of its copyright. */
static void test_there_are_no_marks_of_govuk(void **state)
{
	(void)state;
	const struct text marks[] = { TEXT("crown"),	  TEXT("crest"),   TEXT("GDS Transport"),
				      TEXT("@font-face"), TEXT("favicon"), TEXT("logotype"),
				      TEXT("url("),	  TEXT("@import"), TEXT("sourceMapping") };
	for (size_t i = 0; i < html_asset_count; i++)
		for (size_t j = 0; j < sizeof marks / sizeof marks[0]; j++)
			if (strcmp(html_assets[i].name, "licences.txt") != 0)
				assert_false(holds(bytes_of(&html_assets[i]), marks[j]));
}

static void test_the_style_uses_the_fonts_of_the_machine(void **state)
{
	(void)state;
	const struct html_asset *css = html_asset_at(html_asset_path("remit.css"));
	assert_true(holds(bytes_of(css), TEXT("font-family:system-ui,arial,sans-serif")));
	assert_true(holds(bytes_of(css), TEXT("@media print")));
}

static void test_the_script_starts_what_it_brings(void **state)
{
	(void)state;
	const struct html_asset *js = html_asset_at(html_asset_path("remit.js"));
	assert_true(holds(bytes_of(js), TEXT("js-enabled")));
	assert_true(text_ends(bytes_of(js), TEXT("initAll();\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_is_at_its_path),
		cmocka_unit_test(test_there_are_no_marks_of_govuk),
		cmocka_unit_test(test_the_style_uses_the_fonts_of_the_machine),
		cmocka_unit_test(test_the_script_starts_what_it_brings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
