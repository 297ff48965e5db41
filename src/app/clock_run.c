/* SPDX-License-Identifier: Apache-2.0 */
/* What falls due, in the order of its times: one thing after another, each worked out anew under
 * the turn in which it is written. */
#include "app/clock_internal.h"

#include "app/letter.h"

enum {
	IN_ONE_TRANSACTION = 25
};

struct next {
	const struct pack_clock *clock; /* NULL: there is none */
	struct text at;
	int64_t id, root;
};

static enum status next_of(struct clock_running *it, const struct pack_clock *clock,
			   struct next *next, struct error *error)
{
	struct caseload *caseload = it->clocks->caseload;
	struct text now = clock_text(it->batch->arena, it->clocks->now);
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_clock_next,
			BIND(store_text(clock->owner), store_text(clock->name), store_text(now)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		struct text at = rows_text(&rows, 0);
		int64_t id = rows_int(&rows, 1);
		int order = next->clock == NULL ? -1 : text_compare(at, next->at);
		if (order < 0 || (order == 0 && id < next->id))
			*next = (struct next){ clock, text_copy(it->batch->arena, at), id,
					       rows_int(&rows, 2) };
	}
	rows_end(&rows);
	return status;
}

static enum status do_next(struct clock_running *it, const struct next *next, struct error *error)
{
	TRY(batch_family(it->batch, next->root, error));
	TRY(clocks_settle(it->clocks, it->batch, error));
	/* As it now stands: the facts may have stopped it, or begun another cycle. */
	TRY(clock_read_cycles(it->clocks, error));
	for (size_t i = 0; i < it->clocks->cycles.count; i++) {
		struct clock_cycle *cycle = &it->clocks->cycles.at[i];
		if (cycle->id != next->id || cycle->next_at.length == 0 ||
		    clock_instant(cycle->next_at) > it->clocks->now)
			continue;
		struct assembled_row *row =
			batch_find(it->batch, cycle->clock->of, cycle->record_id);
		if (row == NULL)
			return clock_withdraw(it->clocks, cycle, error);
		if (text_is(cycle->state, CLOCK_OVERDUE))
			return clock_escalate(it, cycle, row, error);
		return text_equal(cycle->next_at, cycle->due_at)
			       ? clock_fall_due(it, cycle, row, error)
			       : clock_warn(it, cycle, row, error);
	}
	return STATUS_OK;
}

static enum status some(struct clock_running *it, bool *found, struct error *error)
{
	const struct pack *pack = it->clocks->caseload->pack;
	struct app *app = it->clocks->caseload->app;
	TRY(app_turn(app, error));
	*found = true;
	for (int done = 0; *found && done < IN_ONE_TRANSACTION; done++) {
		struct next next = { 0 };
		for (size_t i = 0; i < pack->clock_count; i++)
			TRY(next_of(it, &pack->clocks[i], &next, error));
		*found = next.clock != NULL;
		if (*found)
			TRY(do_next(it, &next, error));
	}
	return STATUS_OK;
}

static enum status run_all(struct clock_running *it, struct error *error)
{
	struct app *app = it->clocks->caseload->app;
	for (bool found = true; found;) {
		store_give_way(app->store);
		TRY(app_begin(app, error));
		TRY(app_end(app, some(it, &found, error), error));
	}
	return STATUS_OK;
}

enum status clocks_run(struct caseload *caseload, struct clocks_report *report, struct error *error)
{
	struct app *app = caseload->app;
	struct clock_running it = { .report = report };
	*report = (struct clocks_report){ 0 };
	TRY(app_may(app, USE_CLOCK_RUN, caseload->pack, error));
	struct app_log log = { .use = USE_CLOCK_RUN, .subject = TEXT("case_file") };
	if (caseload->pack->clock_count == 0 || !pack_decides(caseload->pack))
		return STATUS_OK;
	TRY(batch_new(caseload, clock_today(&app->clock), &it.batch, error));
	enum status status = clocks_open(caseload, &it.clocks, error);
	if (status == STATUS_OK)
		status = run_all(&it, error);
	clocks_close(it.clocks);
	batch_free(it.batch);
	TRY(status);
	for (size_t i = 0; i < it.late.count; i++)
		letter_follow_clock(caseload, it.late.at[i]);
	/* Asking for what is due, minute by minute, shows nobody anything. */
	return report->due + report->warned + report->escalated != 0 ? app_look(app, &log, error)
								     : STATUS_OK;
}
