/* SPDX-License-Identifier: Apache-2.0 */
/* Lengthening a clock. */
#include "app/access.h"
#include "app/clock_internal.h"
#include "app/run.h"
#include "work/flow.h"

enum status clock_no_such(int64_t id, struct error *error)
{
	error_set(error, STATUS_NOT_FOUND, "no clock %lld runs", (long long)id);
	return error_remedy(error, "they are listed by: remit clocks");
}

enum status clock_find(struct caseload *caseload, int64_t id, int64_t *root_id, struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_clock_get, BIND(dmn_number(id), ACCESS_VIEWER(app)), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*root_id = rows_int(&rows, 1);
	rows_end(&rows);
	TRY(status);
	return found ? STATUS_OK : clock_no_such(id, error);
}

static enum status check(struct clocks *clocks, const struct clock_cycle *cycle,
			 struct error *error)
{
	const struct caseload *caseload = clocks->caseload;
	const struct pack_clock *clock = cycle->clock;
	if (clock->extend == NULL) {
		error_set(error, STATUS_CONFLICT, "this clock is not lengthened");
		return error_remedy(error, "the pack's owner says which are: clocks.*.extend");
	}
	if (!app_may_step(caseload->app, caseload->pack, clock->extend)) {
		error_set(error, STATUS_REFUSED, "your role and grade may not lengthen it");
		return error_remedy(error, "ask somebody who may (%.*s)",
				    TEXT_ARG(clock->extend_source));
	}
	if ((int64_t)cycle->extensions.count >= clock->extend_times)
		return error_set(error, STATUS_CONFLICT,
				 "it has been lengthened as often as may be");
	if (cycle->due_at.length == 0 || clock_instant(cycle->due_at) <= clocks->now)
		return error_set(error, STATUS_CONFLICT,
				 "it has run out, or its end cannot be told");
	return STATUS_OK;
}

/* As FEEL writes it; of months or of less, never of both. */
static struct text length_text(struct arena *arena, const struct work_length *length)
{
	if (length->months != 0)
		return text_format(arena, "P%lldM", (long long)length->months);
	if (length->seconds == 0)
		return text_format(arena, "P%lldD", (long long)length->days);
	return text_format(arena, "P%lldDT%lldS", (long long)length->days,
			   (long long)length->seconds);
}

static enum status lengthen(struct clocks *clocks, struct clock_cycle *cycle, struct text reason,
			    struct error *error)
{
	struct app *app = clocks->caseload->app;
	struct batch *batch = clocks->batch;
	struct assembled_row *row = batch_find(batch, cycle->clock->of, cycle->record_id);
	struct clock_facts facts;
	TRY(check(clocks, cycle, error));
	TRY(store_do(app->store, SQL_clock_extension_put,
		     BIND(dmn_number(cycle->id),
			  store_text(length_text(batch->arena, &cycle->clock->extend_by)),
			  store_text(cycle->due_at), store_text(reason), store_text(app->actor),
			  store_text(app_now(app))),
		     error));
	list_push(batch->arena, &cycle->extensions, cycle->clock->extend_by);
	clock_read_facts(clocks, cycle->clock, row, &facts);
	cycle->warned = 0; /* it is warned of again */
	TRY(clock_go_on(clocks, cycle, row, &facts, error));
	return clock_log(clocks, cycle, USE_CLOCK_EXTEND, row, clocks->now, reason, error);
}

static enum status extend(struct clocks *clocks, int64_t id, int64_t root_id, struct text reason,
			  struct error *error)
{
	struct caseload *caseload = clocks->caseload;
	struct run_report report;
	TRY(batch_family(clocks->batch, root_id, error));
	TRY(clocks_settle(clocks, clocks->batch, error));
	TRY(clock_read_cycles(clocks, error));
	struct clock_cycle *cycle = NULL;
	for (size_t i = 0; i < clocks->cycles.count; i++)
		if (clocks->cycles.at[i].id == id && !clocks->cycles.at[i].has_ended)
			cycle = &clocks->cycles.at[i];
	if (cycle == NULL)
		return clock_no_such(id, error);
	TRY(lengthen(clocks, cycle, reason, error));
	return run_family(caseload, batch_root(clocks->batch)->row.id, &report, error);
}

static enum status under_turn(struct clocks *clocks, int64_t id, struct text reason,
			      struct error *error)
{
	int64_t root_id = 0;
	TRY(app_turn(clocks->caseload->app, error));
	TRY(clock_find(clocks->caseload, id, &root_id, error));
	return extend(clocks, id, root_id, reason, error);
}

enum status clock_extend(struct caseload *caseload, int64_t id, struct text reason,
			 struct error *error)
{
	struct app *app = caseload->app;
	struct clocks *clocks = NULL;
	struct batch *batch;
	TRY(app_may(app, USE_CLOCK_EXTEND, caseload->pack, error));
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(batch_new(caseload, clock_today(&app->clock), &batch, error));
	enum status status = clocks_open(caseload, &clocks, error);
	if (status == STATUS_OK) {
		clocks->batch = batch;
		status = app_begin(app, error);
	}
	if (status == STATUS_OK)
		status = app_end(app, under_turn(clocks, id, reason, error), error);
	clocks_close(clocks);
	batch_free(batch);
	return status;
}
