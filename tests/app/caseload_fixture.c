/* SPDX-License-Identifier: Apache-2.0 */
/* The fixture of the use cases' tests. */
#include "caseload_fixture.h"

#include "os/file.h"
#include "synth/synth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	TOLD_DAY = 20543
}; /* 2026-03-31 */

void fixture_good(enum status status, const struct error *error)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s (%s) %s:%u", status_code(status), error->message, error->remedy,
			 error->file, error->row);
}

void fixture_extracts(struct fixture *it, unsigned people)
{
	struct error error = { 0 };
	struct pack *pack;
	struct synth_report report;
	*it = (struct fixture){ .arena = arena_new(0), .folder = "/tmp/remit-app-XXXXXX" };
	assert_non_null(mkdtemp(it->folder));
	it->extracts = file_join(it->arena, it->folder, "extracts");
	fixture_good(pack_load(it->arena, FIXTURE_PACK, &pack, &error), &error);
	fixture_good(synth_make(pack, &(struct synth_call){ .seed = 1, .people = people },
				it->extracts, &report, NULL, NULL, &error),
		     &error);
}

static void open_as(struct fixture *it, const char *name, bool fresh, struct app *app)
{
	struct error error = { 0 };
	const struct app_open how = { .url = text_from(it->url),
				      .as = text_from(name),
				      .face = TEXT("test"),
				      .clock = { .is_set = true, .day = TOLD_DAY },
				      .fresh = fresh };
	fixture_good(app_open(it->arena, &how, app, &error), &error);
}

void fixture_as(struct fixture *it, const char *name, struct app *app)
{
	open_as(it, name, false, app);
}

void fixture_database(struct fixture *it, const char *url)
{
	struct error error = { 0 };
	struct account_list made = { 0 };
	if (url[0] == '\0')
		snprintf(it->url, sizeof it->url, "%s/test.db", it->folder);
	else
		snprintf(it->url, sizeof it->url, "%s", url);
	open_as(it, "op", true, &it->app);
	fixture_good(accounts_init(&it->app, &error), &error);
	fixture_good(caseload_take(&it->app, FIXTURE_PACK, &it->caseload, &error), &error);
	fixture_good(accounts_demo(&it->app, it->caseload.pack, &made, &error), &error);
	assert_true(made.count > 4);
}

void fixture_import(struct fixture *it, struct import_report *report)
{
	struct error error = { 0 };
	const struct import_call call = { .folder = it->extracts };
	fixture_good(import_run(&it->caseload, &call, report, &error), &error);
}

void fixture_run(struct fixture *it, struct run_report *report)
{
	struct error error = { 0 };
	const struct run_call call = { 0 };
	fixture_good(run_decision(&it->caseload, &call, report, &error), &error);
}

void fixture_end(struct fixture *it)
{
	app_close(&it->app);
	pid_t child = fork();
	if (child == 0) {
		execl("/bin/rm", "rm", "-rf", it->folder, (char *)NULL);
		_exit(127);
	}
	waitpid(child, NULL, 0);
	arena_free(it->arena);
}
