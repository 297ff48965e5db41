/* SPDX-License-Identifier: Apache-2.0 */
/* Limits of rate. If this fails, a program may try passwords without end, or a person is held back
 * for what another did. */
#include "server/rate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const int64_t second = 1000000000;
static const struct rate_limit limit = { .each_second = 2, .most = 5 };

static unsigned take(struct rate *rate, unsigned kind, const char *key, int64_t now, unsigned tries)
{
	unsigned taken = 0;
	for (unsigned i = 0; i < tries; i++)
		taken += rate_take(rate, &limit, kind, text_from(key), now);
	return taken;
}

static void test_so_many_at_once_and_so_many_a_second(void **state)
{
	struct rate *rate = rate_new();
	(void)state;
	assert_int_equal(take(rate, 1, "a", 100 * second, 9), 5);
	assert_int_equal(take(rate, 1, "a", 100 * second + second / 4, 9), 0);
	assert_int_equal(take(rate, 1, "a", 101 * second, 9), 2);
	assert_int_equal(take(rate, 1, "a", 102 * second, 1), 1);
	assert_int_equal(take(rate, 1, "a", 1000 * second, 9), 5);
	rate_free(rate);
}

static void test_keys_and_kinds_are_apart(void **state)
{
	struct rate *rate = rate_new();
	(void)state;
	assert_int_equal(take(rate, 1, "a", second, 9), 5);
	assert_int_equal(take(rate, 1, "b", second, 9), 5);
	assert_int_equal(take(rate, 2, "a", second, 9), 5);
	assert_int_equal(take(rate, 1, "", second, 9), 5);
	rate_free(rate);
}

/* More keys than the table has room for: who is held back stays held back while they go on, and a
 * new key is let in. */
static void test_a_full_table(void **state)
{
	struct rate *rate = rate_new();
	char key[16];
	unsigned let_in = 0;
	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		snprintf(key, sizeof key, "k%u", i);
		let_in += take(rate, 1, key, second + (int64_t)i * 1000, 1);
		if (i % 100 == 0)
			take(rate, 1, "eager", second + (int64_t)i * 1000, 9);
	}
	assert_int_equal(let_in, 20000);
	assert_true(take(rate, 1, "eager", second + 20000 * INT64_C(1000), 9) <= 1);
	rate_free(rate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_so_many_at_once_and_so_many_a_second),
		cmocka_unit_test(test_keys_and_kinds_are_apart),
		cmocka_unit_test(test_a_full_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
