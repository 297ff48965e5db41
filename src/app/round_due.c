/* SPDX-License-Identifier: Apache-2.0 */
/* Rounds that something has called for. */
#include "app/condition.h"
#include "app/round_internal.h"
#include "app/run.h"

struct due {
	struct caseload *caseload;
	struct conditions conditions;
	struct batch *batch;  /* of many cases */
	struct batch *family; /* of one */
	struct round_report *report;
	struct {
		LIST_OF(int64_t);
	} roots; /* of the present batch, that something has called for */
};

static bool day_of(struct arena *arena, dmn_value value, int64_t *day)
{
	size_t size;
	if (value.kind == DMN_DATE) {
		*day = dmn_date_days(value);
		return true;
	}
	if (value.kind != DMN_DATE_TIME)
		return false;
	const char *text = dmn_text(arena, value, &size);
	struct text date = text_slice((struct text){ text, size }, 0, 10);
	return clock_parse_day(date, day, NULL) == STATUS_OK;
}

/* The trigger that has called, the earliest first; NULL: none. */
static const struct pack_trigger *called(struct due *it, struct batch *batch,
					 struct assembled_row *root, int64_t after, int64_t from,
					 int64_t *earliest)
{
	const struct pack *pack = it->caseload->pack;
	const struct pack_trigger *first = NULL;
	*earliest = INT64_MAX;
	for (size_t i = 0; i < pack->round.trigger_count; i++) {
		const struct pack_trigger *trigger = &pack->round.triggers[i];
		int64_t day;
		if (trigger->since == NULL ||
		    !day_of(batch->arena,
			    condition_ask(&it->conditions, trigger->since, batch, root, dmn_null()),
			    &day) ||
		    day > batch->as_of || day <= after || day < from || day >= *earliest)
			continue;
		*earliest = day;
		first = trigger;
	}
	return first;
}

static struct text why_of(const struct due *it, const struct pack_trigger *trigger, int64_t day)
{
	char written[CLOCK_TEXT_SIZE];
	clock_print_day(day, written);
	return text_format(it->caseload->arena, "Called for on %s (%.*s)", written,
			   TEXT_ARG(trigger->source));
}

/* What called before the last round began belongs to it, and so does what came while it ran. */
static enum status open_one(struct due *it, int64_t root_id, struct error *error)
{
	struct round_view view;
	struct run_report report;
	int64_t after = INT64_MIN;
	int64_t from = INT64_MIN;
	int64_t day;
	bool waits;
	TRY(round_fill_unseen(it->caseload, it->family, root_id, &view, error));
	if (view.is_open || view.items.count == 0)
		return STATUS_OK;
	if (view.rounds.count != 0) {
		TRY(clock_parse_day(view.rounds.at[0].opened_on, &after, error));
		TRY(clock_parse_day(view.rounds.at[0].ended_on, &from, error));
	}
	const struct pack_trigger *trigger =
		called(it, it->family, batch_root(it->family), after, from, &day);
	if (trigger == NULL)
		return STATUS_OK;
	TRY(round_begin(&view, trigger, why_of(it, trigger, day), &waits, error));
	it->report->opened += !waits;
	it->report->waiting += waits;
	return waits ? STATUS_OK : run_family(it->caseload, view.root_id, &report, error);
}

static enum status next_batch(struct due *it, bool *found, struct error *error)
{
	struct app *app = it->caseload->app;
	const struct pack_record *root = pack_root(it->caseload->pack);
	it->roots.count = 0;
	TRY(app_turn(app, error));
	TRY(batch_next(it->batch, store_is_wanted(app->store) ? RUN_ROOTS_YIELDING : RUN_ROOTS,
		       found, error));
	struct assembled_rows *rows = &it->batch->rows[root->index];
	int64_t day;
	for (size_t i = 0; *found && i < rows->count; i++)
		if (called(it, it->batch, &rows->at[i], INT64_MIN, INT64_MIN, &day) != NULL)
			list_push(it->caseload->arena, &it->roots, rows->at[i].row.id);
	it->report->cases += *found ? (int64_t)rows->count : 0;
	for (size_t i = 0; i < it->roots.count; i++)
		TRY(open_one(it, it->roots.at[i], error));
	return STATUS_OK;
}

static enum status every_batch(struct due *it, struct error *error)
{
	struct app *app = it->caseload->app;
	bool found = true;
	TRY(conditions_open(&it->conditions, it->caseload, error));
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
	if (caseload->pack->round.label.length == 0)
		return STATUS_OK;
	TRY(batch_new(caseload, report->as_of, &it.batch, error));
	enum status status = batch_new(caseload, report->as_of, &it.family, error);
	if (status == STATUS_OK) {
		status = every_batch(&it, error);
		batch_free(it.family);
	}
	conditions_close(&it.conditions);
	batch_free(it.batch);
	return status;
}
