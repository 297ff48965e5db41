/* SPDX-License-Identifier: Apache-2.0 */
/* Names and values of forms, addresses and cookies, by the table fields.txt: what is read, as it is
 * written again. If this fails, a form's words come back as others, or half a form is taken. */
#include "format/fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *cases;

static struct text read_as(struct arena *arena, struct text given)
{
	struct fields fields;
	if (text_starts(given, TEXT("cookie "))) {
		fields_read_cookies(arena, text_slice(given, 7, given.length), &fields);
		return fields_write(arena, &fields);
	}
	return fields_read(arena, given, &fields) ? fields_write(arena, &fields) : TEXT("REFUSED");
}

static void test_the_table(void **state)
{
	char line[256];
	unsigned count = 0;
	struct arena *arena = arena_new(0);
	FILE *file = fopen(cases, "r");
	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		char *arrow = strstr(line, " => ");
		if (line[0] == '#' || arrow == NULL)
			continue;
		*arrow = '\0';
		arrow[4 + strcspn(arrow + 4, "\n")] = '\0';
		struct text got = read_as(arena, text_from(line));
		if (!text_is(got, arrow + 4))
			fail_msg("%s is '%.*s', not '%s'", line, TEXT_ARG(got), arrow + 4);
		count++;
	}
	fclose(file);
	assert_true(count > 30);
	arena_free(arena);
}

static void test_at_most_so_many(void **state)
{
	struct arena *arena = arena_new(0);
	char *body = arena_alloc(arena, 2 * FIELDS_MOST + 3);
	struct fields fields;
	(void)state;
	for (size_t i = 0; i <= FIELDS_MOST; i++)
		memcpy(body + 2 * i, "a&", 2);
	assert_true(fields_read(arena, (struct text){ body, 2 * FIELDS_MOST }, &fields));
	assert_int_equal(fields.count, FIELDS_MOST);
	assert_false(fields_read(arena, (struct text){ body, 2 * FIELDS_MOST + 1 }, &fields));
	arena_free(arena);
}

static void test_the_first_of_a_name(void **state)
{
	struct arena *arena = arena_new(0);
	struct fields fields;
	(void)state;
	assert_true(fields_read(arena, TEXT("a=1&b=&a=2"), &fields));
	assert_true(text_is(fields_get(&fields, "a"), "1"));
	assert_int_equal(fields_get(&fields, "c").length, 0);
	assert_true(fields_has(&fields, "b"));
	assert_false(fields_has(&fields, "c"));
	arena_free(arena);
}

int main(int count, char **words)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table),
		cmocka_unit_test(test_at_most_so_many),
		cmocka_unit_test(test_the_first_of_a_name),
	};
	cases = count > 1 ? words[1] : "tests/format/fields.txt";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
