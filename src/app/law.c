/* SPDX-License-Identifier: Apache-2.0 */
#include "app/law.h"

#include "app/assemble.h"
#include "app/run.h"

#include "base/list.h"

struct root_list {
	LIST_OF(int64_t);
};

struct applying {
	struct caseload *caseload;
	struct law_report *report;
	struct root_list roots; /* of the present batch, whose families have changed */
};

/* The day has passed: what happens on a day's end is so from the next. */
static bool has_come(const struct batch *batch, const struct assembled_row *row,
		     const struct pack_effect *effect)
{
	dmn_value on = row->row.values[effect->on.field->index];
	return on.kind == DMN_DATE && dmn_date_days(on) < batch->as_of &&
	       row->row.values[effect->sets.field->index].kind == DMN_NULL;
}

static enum status happen(struct applying *it, struct batch *batch,
			  const struct pack_effect *effect, const struct assembled_row *row,
			  struct error *error)
{
	char day[CLOCK_TEXT_SIZE];
	clock_print_day(dmn_date_days(row->row.values[effect->on.field->index]), day);
	it->report->done++;
	if (it->roots.count == 0 || it->roots.at[it->roots.count - 1] != row->row.root)
		list_push(it->caseload->arena, &it->roots, row->row.root);
	return law_effect(batch, effect, row, text_from(day), error);
}

static enum status apply_one(struct applying *it, struct batch *batch,
			     const struct pack_effect *effect, struct error *error)
{
	const struct assembled_rows *rows = &batch->rows[effect->on.record->index];
	for (size_t i = 0; i < rows->count; i++) {
		const struct assembled_row *row = &rows->at[i];
		if (!has_come(batch, row, effect))
			continue;
		if (law_is_disputed(batch, row, &effect->on) ||
		    law_is_disputed(batch, row, &effect->sets))
			it->report->disputed++;
		else
			TRY(happen(it, batch, effect, row, error));
	}
	return STATUS_OK;
}

static enum status apply_batch(struct applying *it, struct batch *batch, bool *found,
			       struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	struct run_report report;
	it->roots.count = 0;
	TRY(app_turn(it->caseload->app, error));
	TRY(batch_next(batch, RUN_ROOTS_YIELDING, found, error));
	for (size_t i = 0; *found && i < pack->effect_count; i++)
		if (pack->effects[i].clock == NULL)
			TRY(apply_one(it, batch, &pack->effects[i], error));
	for (size_t i = 0; i < it->roots.count; i++)
		TRY(run_family(it->caseload, it->roots.at[i], &report, error));
	return STATUS_OK;
}

static enum status apply_all(struct applying *it, struct batch *batch, struct error *error)
{
	struct app *app = it->caseload->app;
	bool found = true;
	while (found) {
		store_give_way(app->store);
		TRY(app_begin(app, error));
		TRY(app_end(app, apply_batch(it, batch, &found, error), error));
	}
	return STATUS_OK;
}

enum status law_apply(struct caseload *caseload, struct law_report *report, struct error *error)
{
	struct app *app = caseload->app;
	struct applying it = { .caseload = caseload, .report = report };
	struct batch *batch;
	*report = (struct law_report){ .as_of = clock_today(&app->clock) };
	TRY(app_may(app, USE_LAW_APPLY, caseload->pack, error));
	struct app_log log = { .use = USE_LAW_APPLY, .subject = TEXT("case_file") };
	TRY(app_look(app, &log, error));
	if (caseload->pack->effect_count == 0)
		return STATUS_OK;
	TRY(batch_new(caseload, report->as_of, &batch, error));
	enum status status = apply_all(&it, batch, error);
	batch_free(batch);
	return status;
}
