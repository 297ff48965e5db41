/* SPDX-License-Identifier: Apache-2.0 */
/* Which page a path is. If this fails, a path that is none finds a page, or a number is another. */
#include "web/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
	enum http_method method;
	const char *path;
	const char *pattern; /* NULL: none */
	int64_t first;
	int64_t second;
	bool other; /* there is one for the other method */
} cases[] = {
	{ HTTP_GET, "/", "/", 0, 0, false },
	{ HTTP_POST, "/", NULL, 0, 0, true },
	{ HTTP_GET, "/sign-in", "/sign-in", 0, 0, false },
	{ HTTP_GET, "/sign-out", NULL, 0, 0, true },
	{ HTTP_GET, "/cases/1", "/cases/#", 1, 0, false },
	{ HTTP_GET, "/cases/999999999999999", "/cases/#", 999999999999999, 0, false },
	{ HTTP_GET, "/cases/1000000000000000", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/99999999999999999999999999999", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/0", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/01", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/-1", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/1/", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/1x", NULL, 0, 0, false },
	{ HTTP_GET, "/cases/1/trail", "/cases/#/trail", 1, 0, false },
	{ HTTP_GET, "/items/12/transitions/3", "/items/#/transitions/#", 12, 3, false },
	{ HTTP_POST, "/items/12/transitions/3", "/items/#/transitions/#", 12, 3, false },
	{ HTTP_GET, "/items/12/transitions/", NULL, 0, 0, false },
	{ HTTP_GET, "/items/12/form.pdf", "/items/#/form.pdf", 12, 0, false },
	{ HTTP_GET, "/items/12/formxpdf", NULL, 0, 0, false },
	{ HTTP_POST, "/items/12/claim", "/items/#/claim", 12, 0, false },
	{ HTTP_GET, "/items/12/claim", NULL, 0, 0, true },
	{ HTTP_GET, "/assets/a/b", "/assets/*", 0, 0, false },
	{ HTTP_GET, "/assets/", NULL, 0, 0, false },
	{ HTTP_GET, "", NULL, 0, 0, false },
	{ HTTP_GET, "//", NULL, 0, 0, false },
	{ HTTP_GET, "/Worklist", NULL, 0, 0, false },
	{ HTTP_GET, "/worklist ", NULL, 0, 0, false },
	{ HTTP_GET, "/items/#", NULL, 0, 0, false },
};

static void test_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t numbers[2] = { 0 };
		struct text rest;
		bool other;
		const struct route *route = route_find(cases[i].method, text_from(cases[i].path),
						       numbers, &rest, &other);
		const char *pattern = route != NULL ? route->pattern : "none";
		if (!text_is(text_from(pattern),
			     cases[i].pattern != NULL ? cases[i].pattern : "none"))
			fail_msg("%s is %s", cases[i].path, pattern);
		if (route == NULL) {
			assert_int_equal(other, cases[i].other);
			continue;
		}
		assert_int_equal(numbers[0], cases[i].first);
		assert_int_equal(numbers[1], cases[i].second);
	}
}

/* No two rows are the same page, and the figures have room for every pattern. */
static void test_each_once(void **state)
{
	const char *patterns[128];
	(void)state;
	for (size_t i = 0; i < route_count; i++)
		for (size_t k = 0; k < i; k++)
			assert_false(routes[i].method == routes[k].method &&
				     text_equal(text_from(routes[i].pattern),
						text_from(routes[k].pattern)));
	assert_true(route_patterns(patterns, 128) <= FIGURES_ROUTES_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_each_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
