/* SPDX-License-Identifier: Apache-2.0 */
/* Rounds that something has called for, of all cases. */
#include "app/round_internal.h"
#include "app/run.h"

struct due {
	struct caseload *caseload;
	struct round_caller *caller;
	struct batch *batch; /* of many cases */
	struct round_report *report;
	struct {
		LIST_OF(int64_t);
	} roots; /* of the present batch, that something has called for */
};

static enum status call_one(struct due *it, int64_t root_id, struct error *error)
{
	enum round_called called_for;
	TRY(round_call(it->caller, root_id, &called_for, error));
	it->report->opened += called_for == ROUND_BEGUN;
	it->report->waiting += called_for == ROUND_WAITS;
	return STATUS_OK;
}

static enum status next_batch(struct due *it, bool *found, struct error *error)
{
	struct caseload *caseload = it->caseload;
	struct app *app = caseload->app;
	const struct pack_record *root = pack_root(caseload->pack);
	it->roots.count = 0;
	TRY(app_turn(app, error));
	TRY(batch_next(it->batch, store_is_wanted(app->store) ? RUN_ROOTS_YIELDING : RUN_ROOTS,
		       found, error));
	struct assembled_rows *rows = &it->batch->rows[root->index];
	for (size_t i = 0; *found && i < rows->count; i++)
		if (round_is_called(it->caller, it->batch, &rows->at[i]))
			list_push(caseload->arena, &it->roots, rows->at[i].row.id);
	it->report->cases += *found ? (int64_t)rows->count : 0;
	for (size_t i = 0; i < it->roots.count; i++)
		TRY(call_one(it, it->roots.at[i], error));
	return STATUS_OK;
}

static enum status every_batch(struct due *it, struct error *error)
{
	struct app *app = it->caseload->app;
	bool found = true;
	while (found) {
		store_give_way(app->store);
		TRY(app_begin(app, error));
		TRY(app_end(app, next_batch(it, &found, error), error));
	}
	return STATUS_OK;
}

enum status round_due(struct caseload *caseload, struct round_report *report, struct error *error)
{
	struct app *app = caseload->app;
	struct due it = { .caseload = caseload, .report = report };
	*report = (struct round_report){ .as_of = clock_today(&app->clock) };
	TRY(app_may(app, USE_ROUND_DUE, caseload->pack, error));
	struct app_log log = { .use = USE_ROUND_DUE, .subject = TEXT("case_file") };
	TRY(app_look(app, &log, error));
	enum status status = round_caller_open(caseload, &it.caller, error);
	if (status == STATUS_OK && it.caller != NULL)
		status = batch_new(caseload, report->as_of, &it.batch, error);
	if (status == STATUS_OK && it.caller != NULL)
		status = every_batch(&it, error);
	if (it.batch != NULL)
		batch_free(it.batch);
	round_caller_close(it.caller);
	return status;
}
