/* SPDX-License-Identifier: Apache-2.0 */
/* Looks of many threads that are written together. If this fails, a look is not in the log, is
 * there twice or in another's name, or the log's tree is broken. */
#include "app/log_sequence.h"
#include "app/turn.h"
#include "app/verify.h"
#include "caseload_fixture.h"
#include "support/postgres.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
	THREADS = 20,
	LOOKS = 25,
	PERSON = 77
};

struct looking {
	struct fixture *fixture;
	struct turn *turn;
	char name[32];
	unsigned number;
	unsigned failed;
};

static void *look(void *user)
{
	struct looking *it = user;
	struct error error = { 0 };
	struct arena *arena = arena_new(0);
	struct app app;
	struct app_open how = { .url = text_from(it->fixture->url),
				.face = TEXT("test"),
				.nobody = true };
	if (app_open(arena, &how, &app, &error) != STATUS_OK) {
		it->failed = LOOKS;
		arena_free(arena);
		return NULL;
	}
	app.turn = it->turn;
	app.actor = text_from(it->name);
	for (unsigned i = 0; i < LOOKS; i++) {
		struct app_log log = { .use = USE_WORKLIST,
				       .subject = TEXT("turn"),
				       .subject_id = it->number * LOOKS + i,
				       .person_type = TEXT("turn"),
				       .person_id = PERSON };
		it->failed += app_look(&app, &log, &error) != STATUS_OK;
	}
	app_close(&app);
	arena_free(arena);
	return NULL;
}

/* Every look is in the log once, in the name of who looked. */
static void check_entries(struct fixture *it)
{
	bool seen[THREADS * LOOKS] = { false };
	struct error error = { 0 };
	struct rows rows;
	bool found;
	size_t count = 0;
	char name[32];
	fixture_good(log_settle(&it->app, &error), &error);
	fixture_good(store_query(it->app.store, SQL_trail_page,
				 BIND(dmn_number(PERSON), store_text(TEXT("turn")),
				      dmn_number(INT64_MAX / 2), dmn_number(2 * THREADS * LOOKS)),
				 &rows, &error),
		     &error);
	while (rows_next(&rows, &found, &error) == STATUS_OK && found) {
		size_t number = (size_t)rows_int(&rows, 8);
		assert_true(number < THREADS * LOOKS);
		assert_false(seen[number]);
		seen[number] = true;
		snprintf(name, sizeof name, "looker-%zu", number / LOOKS);
		assert_true(text_is(rows_text(&rows, 2), name));
		count++;
	}
	rows_end(&rows);
	assert_int_equal(count, THREADS * LOOKS);
}

static void check_on(const char *url)
{
	struct fixture fixture = { 0 };
	struct looking looking[THREADS] = { 0 };
	pthread_t threads[THREADS];
	struct error error = { 0 };
	struct verify_report report = { 0 };
	struct turn *turn = turn_new();
	fixture_extracts(&fixture, 5);
	fixture_database(&fixture, url);
	for (unsigned i = 0; i < THREADS; i++) {
		looking[i] = (struct looking){ .fixture = &fixture, .turn = turn, .number = i };
		snprintf(looking[i].name, sizeof looking[i].name, "looker-%u", i);
		pthread_create(&threads[i], NULL, look, &looking[i]);
	}
	for (unsigned i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(looking[i].failed, 0);
	}
	check_entries(&fixture);
	fixture_good(verify_log(&fixture.app, NULL, &report, &error), &error);
	assert_true(report.good);
	turn_free(turn);
	fixture_end(&fixture);
}

static void test_on_sqlite(void **state)
{
	(void)state;
	check_on("");
}

static void test_on_postgres(void **state)
{
	struct test_postgres postgres;
	char url[160];
	(void)state;
	if (!test_postgres_start(&postgres))
		skip();
	assert_true(test_postgres_database(&postgres, "turn", url));
	check_on(url);
	test_postgres_stop(&postgres);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_on_sqlite),
					    cmocka_unit_test(test_on_postgres) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
