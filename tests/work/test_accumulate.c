/* SPDX-License-Identifier: Apache-2.0 */
/* What many stretches make together: the cases of a table, and hundreds of random sets against a
 * plain account, second by second, in any order. */
#include "base/builder.h"
#include "work/accumulate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SECOND INT64_C(1000000)

enum {
	COLUMNS = 6,
	MOST = 400
};

static int64_t time_of(int64_t day, const char *clock)
{
	long hour = 0;
	long minute = 0;
	long second = 0;
	assert_int_equal(sscanf(clock, "%ld:%ld:%ld", &hour, &minute, &second), 3);
	return (((day * 24 + hour) * 60 + minute) * 60 + second) * SECOND;
}

static int64_t length_of(const char *text)
{
	return time_of(strtol(text, NULL, 10), strchr(text, '+') + 1);
}

/* "2 08:00:00", or "-". */
static int64_t take_instant(char **rest)
{
	char *day = strtok_r(NULL, " ", rest);
	assert_non_null(day);
	if (strcmp(day, "-") == 0)
		return WORK_STRETCH_OPEN;
	return time_of(strtol(day, NULL, 10), strtok_r(NULL, " ", rest));
}

static size_t take_stretches(char *cell, struct work_stretch *out)
{
	char *rest;
	size_t count = 0;
	for (char *one = strtok_r(cell, ",", &rest); one != NULL;
	     one = strtok_r(NULL, ",", &rest)) {
		char *word = NULL;
		char *id = strtok_r(one, " ", &word);
		if (id == NULL)
			continue;
		out[count].id = strtol(id, NULL, 10);
		out[count].from = take_instant(&word);
		out[count++].until = take_instant(&word);
	}
	return count;
}

static const char *told(struct arena *arena, const struct work_made *made, size_t count)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < count; i++) {
		int64_t at = made[i].at / SECOND;
		builder_add_format(&out, "%s%lld %02lld:%02lld:%02lld:", i == 0 ? "" : "; ",
				   (long long)(at / 86400), (long long)(at / 3600 % 24),
				   (long long)(at / 60 % 60), (long long)(at % 60));
		for (size_t j = 0; j < made[i].used_count; j++)
			builder_add_format(&out, " %lld", (long long)made[i].used[j]);
	}
	return text_c(arena, builder_text(&out));
}

static void check_line(struct arena *arena, char *line)
{
	char *cells[COLUMNS] = { 0 };
	struct work_stretch stretches[MOST];
	const struct work_made *made;
	char *next = line;
	for (size_t i = 0; i < COLUMNS && next != NULL; i++) {
		cells[i] = next;
		next = strchr(next, '|');
		if (next != NULL)
			*next++ = '\0';
	}
	assert_non_null(cells[COLUMNS - 1]);
	bool counted = strchr(cells[2], '+') == NULL;
	char now[64];
	snprintf(now, sizeof now, "x %s", cells[3]);
	char *rest;
	strtok_r(now, " ", &rest);
	struct work_accumulation rule = { .window = length_of(cells[1]),
					  .total = counted ? 0 : length_of(cells[2]),
					  .count = counted ? strtol(cells[2], NULL, 10) : 0,
					  .now = take_instant(&rest) };
	size_t count = take_stretches(cells[4], stretches);
	size_t made_count = work_accumulate(arena, &rule, stretches, count, &made);
	const char *wanted = cells[5] + strspn(cells[5], " ");
	if (strcmp(told(arena, made, made_count), wanted) != 0)
		fail_msg("%s: made '%s', not '%s'", cells[0], told(arena, made, made_count),
			 wanted);
}

static void test_table(void **state)
{
	(void)state;
	char line[4096];
	unsigned checked = 0;
	FILE *file = fopen(getenv("ACCUMULATE_CASES"), "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		struct arena *arena = arena_new(0);
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#') {
			check_line(arena, line);
			checked++;
		}
		arena_free(arena);
	}
	fclose(file);
	assert_true(checked > 30);
}

/* ---- the plain account: a unit of time is a second, and each is looked at ---- */

enum {
	HORIZON = 240
};

struct plain {
	bool gone[MOST];
	char text[65536];
	size_t length;
};

static void tell(struct plain *it, int64_t number, char before)
{
	char *at = it->text + it->length;
	size_t room = sizeof it->text - it->length;
	it->length += (size_t)snprintf(at, room, "%c%lld", before, (long long)number);
}

static bool covers(const struct work_stretch *stretch, int64_t second)
{
	return stretch->from <= second * SECOND && second * SECOND < stretch->until;
}

static int64_t covered(const struct plain *it, const struct work_stretch *s, size_t n, int64_t low,
		       int64_t high)
{
	int64_t sum = 0;
	for (int64_t t = low; t < high; t++)
		for (size_t i = 0; i < n; i++)
			if (!it->gone[i] && covers(&s[i], t)) {
				sum++;
				break;
			}
	return sum;
}

static int by_number(const void *a, const void *b)
{
	const int64_t *left = a;
	const int64_t *right = b;
	return (*left > *right) - (*left < *right);
}

/* What has a part in the last window is told and gone; so is the rest of the past. */
static void plain_make(struct plain *it, const struct work_stretch *s, size_t n, int64_t at,
		       int64_t window)
{
	int64_t ids[MOST];
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		bool part = false;
		for (int64_t t = at - window; t < at; t++)
			part = part || covers(&s[i], t);
		if (part && !it->gone[i])
			ids[count++] = s[i].id;
		if (s[i].from < at * SECOND)
			it->gone[i] = true;
	}
	qsort(ids, count, sizeof ids[0], by_number);
	tell(it, at, ';');
	for (size_t i = 0; i < count; i++)
		tell(it, ids[i], ' ');
}

static void plain_account(struct plain *it, const struct work_stretch *s, size_t n, int64_t window,
			  int64_t total)
{
	memset(it, 0, sizeof *it);
	for (int64_t at = 1; at <= HORIZON; at++)
		if (covered(it, s, n, at - window, at) >= total)
			plain_make(it, s, n, at, window);
}

static void quick_account(struct arena *arena, struct plain *it, struct work_stretch *s, size_t n,
			  int64_t window, int64_t total)
{
	const struct work_made *made;
	struct work_accumulation rule = { .window = window * SECOND,
					  .total = total * SECOND,
					  .now = HORIZON * SECOND };
	size_t count = work_accumulate(arena, &rule, s, n, &made);
	memset(it, 0, sizeof *it);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(made[i].at % SECOND, 0);
		tell(it, made[i].at / SECOND, ';');
		for (size_t j = 0; j < made[i].used_count; j++)
			tell(it, made[i].used[j], ' ');
	}
}

static void shuffle(struct work_stretch *s, size_t n, unsigned *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = (size_t)rand_r(seed) % i;
		struct work_stretch other = s[i - 1];
		s[i - 1] = s[j];
		s[j] = other;
	}
}

static size_t make_up(struct work_stretch *s, unsigned *seed)
{
	size_t n = (size_t)rand_r(seed) % 40;
	int longest = 1 + rand_r(seed) % 40;
	for (size_t i = 0; i < n; i++) {
		s[i].id = (int64_t)i + 1;
		s[i].from = (rand_r(seed) % 200) * SECOND;
		s[i].until = s[i].from + (rand_r(seed) % longest) * SECOND;
	}
	return n;
}

static void test_against_the_plain_account(void **state)
{
	(void)state;
	static struct plain plain;
	static struct plain quick;
	struct work_stretch s[MOST];
	struct work_stretch given[MOST];
	unsigned seed = 20261122;
	unsigned made = 0;
	for (int round = 0; round < 400; round++) {
		struct arena *arena = arena_new(0);
		size_t n = make_up(s, &seed);
		int64_t window = 5 + rand_r(&seed) % 60;
		int64_t total = 1 + rand_r(&seed) % window;
		plain_account(&plain, s, n, window, total);
		shuffle(s, n, &seed);
		memcpy(given, s, sizeof s);
		quick_account(arena, &quick, s, n, window, total);
		if (strcmp(plain.text, quick.text) != 0)
			fail_msg("round %d, window %lld, total %lld: '%s', not '%s'", round,
				 (long long)window, (long long)total, quick.text, plain.text);
		made += plain.length != 0;
		arena_free(arena);
	}
	assert_true(made > 100);
}

static void test_a_hundred_orders(void **state)
{
	(void)state;
	static struct plain first;
	static struct plain again;
	struct work_stretch s[MOST];
	unsigned seed = 7;
	for (size_t i = 0; i < 300; i++) {
		s[i].id = (int64_t)i + 1;
		s[i].from = (rand_r(&seed) % 200) * SECOND;
		s[i].until = s[i].from + (rand_r(&seed) % 3) * SECOND;
	}
	for (int round = 0; round < 100; round++) {
		struct arena *arena = arena_new(0);
		quick_account(arena, round == 0 ? &first : &again, s, 300, 20, 12);
		if (round != 0)
			assert_string_equal(first.text, again.text);
		shuffle(s, 300, &seed);
		arena_free(arena);
	}
	assert_true(first.length != 0);
}

static void test_covered(void **state)
{
	(void)state;
	struct work_stretch s[] = { { 50, 90, 1 }, { 10, 30, 2 }, { 20, 60, 3 } };
	assert_int_equal(work_covered(s, 3, 0, 100), 80);
	assert_int_equal(work_covered(s, 3, 15, 55), 40);
	assert_int_equal(work_covered(s, 3, 90, 95), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_against_the_plain_account),
		cmocka_unit_test(test_a_hundred_orders),
		cmocka_unit_test(test_covered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
