/* SPDX-License-Identifier: Apache-2.0 */
#include "base/intern.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Every length around the two words, and texts that differ in one byte anywhere. */
static void test_each_byte_counts(void **state)
{
	enum {
		LENGTH_MOST = 40
	};
	(void)state;
	struct arena *arena = arena_new(0);
	struct text texts[LENGTH_MOST * LENGTH_MOST];
	size_t count = 0;
	for (size_t length = 0; length < LENGTH_MOST; length++) {
		for (size_t at = 0; at < length || at == 0; at++) {
			char *made = arena_alloc(arena, length + 1);
			memset(made, 'a', length);
			if (length != 0)
				made[at] = 'b';
			texts[count++] = (struct text){ made, length };
		}
	}
	struct intern intern = intern_new(arena, texts, count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(intern_find(&intern, text_copy(arena, texts[i])), i);
	assert_int_equal(intern_find(&intern, TEXT("c")), INTERN_NONE);
	assert_int_equal(intern_find(&intern, TEXT("aaaaaaaaaaaaaaaaaaac")), INTERN_NONE);
	arena_free(arena);
}

static void test_the_first_of_equal_ones(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	const struct text texts[] = { TEXT("x"), TEXT("y"), TEXT("x"), TEXT("") };
	struct intern intern = intern_new(arena, texts, 4);
	assert_int_equal(intern_find(&intern, TEXT("x")), 0);
	assert_int_equal(intern_find(&intern, TEXT("")), 3);
	struct intern none = intern_new(arena, NULL, 0);
	assert_int_equal(intern_find(&none, TEXT("")), INTERN_NONE);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_each_byte_counts),
					    cmocka_unit_test(test_the_first_of_equal_ones) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
