/* SPDX-License-Identifier: Apache-2.0 */
/* Over all families, or one. */
#include "app/accumulate_internal.h"
#include "app/run.h"

#include <string.h>

enum status accumulate_open(struct accumulating *it, struct caseload *caseload,
			    struct accumulate_report *report, struct error *error)
{
	*report = (struct accumulate_report){ .as_of = clock_today(&caseload->app->clock) };
	*it = (struct accumulating){ .caseload = caseload,
				     .report = report,
				     .now = instant_now(&caseload->app->clock) };
	it->origins = arena_new_array(caseload->arena, int64_t, caseload->pack->accumulation_count);
	TRY(conditions_open(&it->conditions, caseload, error));
	return batch_new(caseload, report->as_of, &it->batch, error);
}

void accumulate_close(struct accumulating *it)
{
	conditions_close(&it->conditions);
	if (it->batch != NULL)
		batch_free(it->batch);
}

static enum status next_batch(struct accumulating *it, bool *found, struct error *error)
{
	struct run_report report;
	struct store *store = it->caseload->app->store;
	TRY(app_turn(it->caseload->app, error));
	TRY(batch_next(it->batch, store_is_wanted(store) ? RUN_ROOTS_YIELDING : RUN_ROOTS, found,
		       error));
	if (!*found)
		return STATUS_OK;
	TRY(accumulate_batch(it, error));
	for (size_t i = 0; i < it->roots.count; i++)
		TRY(run_family_rules(it->caseload, it->roots.at[i], &report, error));
	return STATUS_OK;
}

static enum status every_batch(struct accumulating *it, struct error *error)
{
	struct app *app = it->caseload->app;
	bool found = true;
	while (found) {
		store_give_way(app->store);
		/* What a batch that was undone had found is not there. */
		memset(it->origins, 0,
		       it->caseload->pack->accumulation_count * sizeof *it->origins);
		TRY(app_begin(app, error));
		TRY(app_end(app, next_batch(it, &found, error), error));
	}
	return STATUS_OK;
}

enum status accumulate_all(struct caseload *caseload, struct accumulate_report *report,
			   struct error *error)
{
	struct accumulating it = { 0 };
	struct app *app = caseload->app;
	*report = (struct accumulate_report){ .as_of = clock_today(&app->clock) };
	TRY(app_may(app, USE_ACCUMULATE, caseload->pack, error));
	struct app_log log = { .use = USE_ACCUMULATE, .subject = TEXT("case_file") };
	TRY(app_look(app, &log, error));
	if (caseload->pack->accumulation_count == 0 || !pack_decides(caseload->pack))
		return STATUS_OK;
	enum status status = accumulate_open(&it, caseload, report, error);
	if (status == STATUS_OK)
		status = every_batch(&it, error);
	accumulate_close(&it);
	return status;
}

enum status accumulate_family(struct caseload *caseload, int64_t root, struct error *error)
{
	struct accumulating it = { 0 };
	struct accumulate_report report;
	if (caseload->pack->accumulation_count == 0)
		return STATUS_OK;
	enum status status = accumulate_open(&it, caseload, &report, error);
	if (status == STATUS_OK)
		status = batch_family(it.batch, root, error);
	if (status == STATUS_OK)
		status = accumulate_batch(&it, error);
	accumulate_close(&it);
	return status;
}
