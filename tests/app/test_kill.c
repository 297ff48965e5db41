/* SPDX-License-Identifier: Apache-2.0 */
/* kill -9 within an import, again and again, then once to the end: everything is there, and once.
 */
#include "caseload_fixture.h"

#include "app/compartment.h"
#include "app/verify.h"
#include "os/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	PEOPLE = 2500,
	KILLS = 12
};

struct totals {
	int64_t records[32];
	int64_t notes;
};

static void count(struct fixture *it, struct totals *out)
{
	struct error error = { 0 };
	for (size_t i = 0; i < it->caseload.pack->record_count; i++) {
		const struct pack_record *record = &it->caseload.pack->records[i];
		struct compartment closed = { 0 };
		struct caseload *caseload = &it->caseload;
		if (record->compartment.length != 0) {
			fixture_good(compartment_open(&it->app, record->compartment, false, &closed,
						      &error),
				     &error);
			fixture_good(compartment_records(&closed, caseload, &error), &error);
			caseload = &closed.caseload;
		}
		fixture_good(
			typed_count(caseload_typed(caseload, record), 0, &out->records[i], &error),
			&error);
		compartment_close(&closed);
	}
}

/* What an import that nobody disturbs gives. */
static void undisturbed(struct fixture *it, struct totals *out)
{
	struct import_report report;
	fixture_database(it, "");
	fixture_import(it, &report);
	count(it, out);
	app_close(&it->app);
	unlink(it->url);
	for (size_t i = 0; i < it->caseload.pack->record_count; i++) {
		struct text name = it->caseload.pack->records[i].compartment;
		if (name.length != 0)
			unlink(file_join(
				it->arena, it->folder,
				text_format(it->arena, "test.%.*s.db", TEXT_ARG(name)).at));
	}
}

static _Noreturn void import_in_child(struct fixture *it)
{
	struct error error = { 0 };
	struct import_report report;
	const struct import_call call = { .folder = it->extracts };
	struct app app;
	struct caseload caseload;
	fixture_as(it, "op", &app);
	enum status status = caseload_take(&app, FIXTURE_PACK, &caseload, &error);
	if (status == STATUS_OK)
		status = import_run(&caseload, &call, &report, &error);
	_exit(status == STATUS_OK ? 0 : 1);
}

/* Returns whether it was killed before it ended. */
static bool import_and_kill(struct fixture *it, useconds_t after)
{
	int status;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		import_in_child(it);
	usleep(after);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status);
}

static void test_killed_imports_lose_and_double_nothing(void **state)
{
	(void)state;
	struct fixture it;
	struct totals wanted = { 0 };
	struct totals got = { 0 };
	struct import_report report;
	struct verify_report verified;
	struct error error = { 0 };
	unsigned killed = 0;
	fixture_extracts(&it, PEOPLE);
	undisturbed(&it, &wanted);
	fixture_database(&it, "");
	app_close(&it.app);
	srand(7);
	for (unsigned i = 0; i < KILLS; i++)
		killed += import_and_kill(&it, 3000 + (useconds_t)(rand() % 200000));
	print_message("%u of %u imports were killed\n", killed, KILLS);
	fixture_as(&it, "op", &it.app);
	fixture_good(caseload_take(&it.app, FIXTURE_PACK, &it.caseload, &error), &error);
	fixture_import(&it, &report);
	count(&it, &got);
	for (size_t i = 0; i < it.caseload.pack->record_count; i++)
		assert_int_equal(got.records[i], wanted.records[i]);
	fixture_good(verify_log(&it.app, NULL, &verified, &error), &error);
	assert_true(killed > 0);
	fixture_end(&it);
}

static void test_two_imports_at_once_double_nothing(void **state)
{
	(void)state;
	struct fixture it;
	struct totals wanted = { 0 };
	struct totals got = { 0 };
	struct import_report report;
	struct verify_report verified;
	struct error error = { 0 };
	pid_t children[3];
	fixture_extracts(&it, PEOPLE / 5);
	undisturbed(&it, &wanted);
	fixture_database(&it, "");
	app_close(&it.app);
	for (size_t i = 0; i < 3; i++) {
		children[i] = fork();
		if (children[i] == 0)
			import_in_child(&it);
	}
	for (size_t i = 0; i < 3; i++) /* one may be told that another is at it */
		assert_int_equal(waitpid(children[i], NULL, 0), children[i]);
	fixture_as(&it, "op", &it.app);
	fixture_good(caseload_take(&it.app, FIXTURE_PACK, &it.caseload, &error), &error);
	fixture_import(&it, &report);
	count(&it, &got);
	for (size_t i = 0; i < it.caseload.pack->record_count; i++)
		assert_int_equal(got.records[i], wanted.records[i]);
	for (size_t i = 0; i < report.files.count; i++)
		assert_true(report.files.at[i].rows_declared >= report.files.at[i].rows_in);
	fixture_good(verify_log(&it.app, NULL, &verified, &error), &error);
	fixture_end(&it);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_killed_imports_lose_and_double_nothing),
		cmocka_unit_test(test_two_imports_at_once_double_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
