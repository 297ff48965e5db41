/* SPDX-License-Identifier: Apache-2.0 */
/* Verifying the log from its first entry. */
#include "app/log_sequence.h"
#include "app/log_tree.h"
#include "app/verify_internal.h"

#include <stdio.h>

enum {
	PAGE = 1000
};

void verify_bad(struct verifying *it, const char *problem)
{
	if (!it->report->good)
		return;
	it->report->good = false;
	it->report->problem_entry = it->tree.size;
	snprintf(it->report->problem, sizeof it->report->problem, "%s", problem);
}

enum status verify_next_root(struct verifying *it, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(it->app->store, SQL_audit_root_page,
			BIND(dmn_number((int64_t)it->next_root), dmn_number(1)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		it->next_root = (uint64_t)rows_int(&rows, 0);
		if (!digest_from_bytes(rows_text(&rows, 1), &it->root))
			verify_bad(it, "a recorded root has not 32 bytes");
	} else {
		it->next_root = 0;
	}
	rows_end(&rows);
	return status;
}

static enum status one_page(struct verifying *it, bool *more, struct error *error)
{
	struct rows rows;
	bool found;
	*more = false;
	TRY(store_query(it->app->store, SQL_audit_entry_page,
			BIND(dmn_number((int64_t)it->tree.size), dmn_number(PAGE)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		*more = true;
		arena_reset(it->scratch);
		if ((status = verify_entry(it, &rows, error)) != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

/* An entry and its root come in one transaction, so that what is behind the newest root was put in
 * past the program. */
static enum status check_newest(struct verifying *it, struct error *error)
{
	uint64_t size;
	struct digest root;
	TRY(log_newest(it->app, &size, &root, error));
	if (size < it->tree.size)
		verify_bad(
			it,
			text_format(it->app->arena,
				    "entries from %llu on are in no recorded root: they were put "
				    "in past the program",
				    (unsigned long long)size)
				.at);
	return STATUS_OK;
}

static enum status verify_all(struct verifying *it, struct error *error)
{
	bool more = true;
	TRY(app_secret(it->app, it->app->arena, &it->secret, error));
	TRY(verify_next_root(it, error));
	while (more && it->report->good)
		TRY(one_page(it, &more, error));
	if (it->report->good && it->next_root != 0)
		verify_bad(it, "the log ends before its last recorded root: entries are missing");
	if (it->report->good && it->report->roots == 0)
		verify_bad(it, it->tree.size != 0 ? "no root is recorded" : "the log is empty");
	if (it->report->good)
		TRY(check_newest(it, error));
	if (it->report->good && it->kept != NULL && !it->report->root_seen)
		verify_bad(it, "it has never had that root: it was cut off, or made anew");
	if (it->report->good)
		verify_checkpoints_end(it);
	if (it->report->good)
		TRY(verify_records(it, error));
	it->report->entries = it->tree.size;
	it->report->root = tree_root(&it->tree);
	return STATUS_OK;
}

/* As of one instant: others write meanwhile. */
static enum status verify_then(struct verifying *it, struct error *error)
{
	TRY(verify_late(it, error));
	if (it->report->good)
		TRY(log_settle(it->app, error));
	TRY(store_begin_look(it->app->store, error));
	enum status status = verify_all(it, error);
	store_rollback(it->app->store);
	return status;
}

static enum status not_good(const struct verify_report *report, struct error *error)
{
	if (report->problem_entry < report->entries)
		error_set(error, STATUS_TAMPERED, "the log does not verify: entry %llu: %s",
			  (unsigned long long)report->problem_entry, report->problem);
	else
		error_set(error, STATUS_TAMPERED, "the log does not verify: %s", report->problem);
	return error_remedy(error, "keep the database as it is and tell the auditor");
}

enum status verify_log(struct app *app, const struct verify_call *call,
		       struct verify_report *report, struct error *error)
{
	*report = (struct verify_report){ .good = true };
	struct verifying it = { .app = app, .report = report, .error = error };
	it.kept = call != NULL ? call->root : NULL;
	verify_checkpoints_begin(&it, call);
	TRY(app_may(app, USE_AUDIT_VERIFY, NULL, error));
	it.scratch = arena_new(0);
	if (it.scratch == NULL)
		return error_set(error, STATUS_LIMIT, "no memory to verify");
	enum status status = verify_then(&it, error);
	arena_free(it.scratch);
	TRY(status);
	if (!report->good)
		return not_good(report, error);
	if (app->casework == NULL)
		TRY(verify_compartments(app, report, error));
	struct app_log log = { .use = USE_AUDIT_VERIFY, .subject = TEXT("audit") };
	return app_look(app, &log, error);
}
