/* SPDX-License-Identifier: Apache-2.0 */
/* Figures against what was counted one by one. If this fails, a p99 that is told is another one. */
#include "server/figures.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	COUNT = 20000,
	THREADS = 8
};
static const char *const names[] = { "/one", "/two" };

static double value_of(const struct figures *figures, const char *name)
{
	struct arena *arena = arena_new(0);
	struct text text = figures_print(figures, arena);
	const char *at = strstr(text_c(arena, text), name);
	double value = at != NULL ? strtod(at + strlen(name), NULL) : -1;
	arena_free(arena);
	return value;
}

static int in_order(const void *one, const void *other)
{
	const int64_t *a = one;
	const int64_t *b = other;
	return (*a > *b) - (*a < *b);
}

/* From 10 microseconds to 20 seconds, as many at each magnitude. */
static void fill(struct figures *figures, int64_t times[COUNT])
{
	uint64_t seed = 7;
	for (size_t i = 0; i < COUNT; i++) {
		seed = seed * 6364136223846793005U + 1442695040888963407U;
		times[i] = (int64_t)(1e4 * exp((double)(seed >> 11) / 9007199254740992.0 * 14.5));
		figures_add(figures, &(struct figures_answer){ .route = names[0],
							       .status = 200,
							       .nanoseconds = times[i],
							       .bytes = 3 });
	}
	qsort(times, COUNT, sizeof *times, in_order);
}

static void test_quantiles_are_within_5_per_cent(void **state)
{
	static const struct {
		const char *name;
		double part;
	} wanted[] = { { "remit_http_request_seconds{route=\"/one\",quantile=\"0.5\"} ", 0.5 },
		       { "remit_http_request_seconds{route=\"/one\",quantile=\"0.99\"} ", 0.99 },
		       { "remit_http_request_seconds{route=\"all\",quantile=\"0.99\"} ", 0.99 } };
	static int64_t times[COUNT];
	struct figures *figures = figures_new(names, 2);
	(void)state;
	fill(figures, times);
	for (size_t i = 0; i < 3; i++) {
		double exact = (double)times[(size_t)ceil(wanted[i].part * COUNT) - 1] / 1e9;
		double told = value_of(figures, wanted[i].name);
		assert_true(told >= exact * 0.999999 && told <= exact * 1.050001);
	}
	double most =
		value_of(figures, "remit_http_request_seconds{route=\"/one\",quantile=\"1\"} ");
	assert_true(fabs(most - (double)times[COUNT - 1] / 1e9) < 1e-6 * most);
	figures_free(figures);
}

static void *add_many(void *user)
{
	struct figures *figures = user;
	for (unsigned i = 0; i < COUNT; i++)
		figures_add(figures, &(struct figures_answer){ .route = i % 2 == 0 ? "/two" : NULL,
							       .status = i % 4 == 0 ? 200 : 404,
							       .nanoseconds = 1000 + i,
							       .bytes = 2 });
	return NULL;
}

static void test_threads_are_counted_each(void **state)
{
	struct figures *figures = figures_new(names, 2);
	pthread_t threads[THREADS];
	(void)state;
	for (size_t i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, add_many, figures);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	double all = THREADS * COUNT;
	assert_true(value_of(figures, "request_seconds_count{route=\"all\"} ") == all);
	assert_true(value_of(figures, "request_seconds_count{route=\"/two\"} ") == all / 2);
	assert_true(value_of(figures, "request_seconds_count{route=\"other\"} ") == all / 2);
	assert_true(value_of(figures, "responses_total{route=\"all\",status=\"2xx\"} ") == all / 4);
	assert_true(value_of(figures, "sent_bytes_total{route=\"all\"} ") == 2 * all);
	figures_free(figures);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quantiles_are_within_5_per_cent),
		cmocka_unit_test(test_threads_are_counted_each),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
