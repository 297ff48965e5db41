/* SPDX-License-Identifier: Apache-2.0 */
/* If this fails, a name finds another's value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/map.h"

static void keys_find_their_values(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct map map = map_new(arena);
	int values[5000];
	for (int i = 0; i < 5000; i++)
		map_put(&map, text_format(arena, "key %d", i), &values[i]);
	for (int i = 0; i < 5000; i++)
		assert_ptr_equal(map_get(&map, text_format(arena, "key %d", i)), &values[i]);
	assert_null(map_get(&map, TEXT("key 5000")));
	assert_false(map_has(&map, TEXT("")));
	assert_int_equal(map.count, 5000);
	assert_true(text_is(map.entries[17].key, "key 17"));
	arena_free(arena);
}

static void a_second_put_replaces(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct map map = map_new(arena);
	int first;
	int second;
	map_put(&map, TEXT(""), &first);
	map_put(&map, TEXT(""), &second);
	assert_ptr_equal(map_get(&map, TEXT("")), &second);
	assert_int_equal(map.count, 1);
	arena_free(arena);
}

static void an_empty_map_has_nothing(void **state)
{
	(void)state;
	struct map map = map_new(NULL);
	assert_null(map_get(&map, TEXT("x")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_find_their_values),
		cmocka_unit_test(a_second_put_replaces),
		cmocka_unit_test(an_empty_map_has_nothing),
	};
	return cmocka_run_group_tests_name("base/map", tests, NULL, NULL);
}
