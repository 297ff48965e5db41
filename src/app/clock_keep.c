/* SPDX-License-Identifier: Apache-2.0 */
/* Bringing cycles up to date: what begins, stands still, goes on or ends, each with its entry. */
#include "app/clock_internal.h"

static enum status end(struct clocks *clocks, const struct clock_cycle *cycle, const char *how,
		       int64_t at, struct error *error)
{
	struct store *store = clocks->caseload->app->store;
	dmn_value ended_at = store_text(clock_text(clocks->batch->arena, at));
	TRY(store_do(store, SQL_clock_pause_end, BIND(ended_at, dmn_number(cycle->id)), error));
	return store_do(store, SQL_clock_end,
			BIND(ended_at, store_text(text_from(how)), dmn_number(cycle->id)), error);
}

static enum status end_with_entry(struct clocks *clocks, const struct clock_cycle *cycle,
				  const struct assembled_row *row, const char *how, int64_t at,
				  struct error *error)
{
	TRY(end(clocks, cycle, how, at, error));
	return clock_log(clocks, cycle, USE_CLOCK_END, row, at, text_from(how), error);
}

enum status clock_withdraw(struct clocks *clocks, const struct clock_cycle *cycle,
			   struct error *error)
{
	const struct assembled_row *root = batch_root(clocks->batch);
	return end_with_entry(clocks, cycle, root, CLOCK_WITHDRAWN, clocks->now, error);
}

/* Stand still, or go on. What has fallen due does neither. */
static enum status pause(struct clocks *clocks, struct clock_cycle *cycle,
			 const struct assembled_row *row, bool is_paused, struct error *error)
{
	struct store *store = clocks->caseload->app->store;
	struct arena *arena = clocks->batch->arena;
	size_t count = cycle->pauses.count;
	bool was_paused = count != 0 && cycle->pauses.at[count - 1].until == WORK_PAUSE_OPEN;
	dmn_value now = store_text(clock_text(arena, clocks->now));
	if (was_paused == is_paused)
		return STATUS_OK;
	if (is_paused) {
		list_push(arena, &cycle->pauses,
			  (struct work_pause){ clocks->now, WORK_PAUSE_OPEN });
		TRY(store_do(store, SQL_clock_pause_put, BIND(dmn_number(cycle->id), now), error));
		return clock_log(clocks, cycle, USE_CLOCK_PAUSE, row, clocks->now, TEXT(""), error);
	}
	cycle->pauses.at[count - 1].until = clocks->now;
	TRY(store_do(store, SQL_clock_pause_end, BIND(now, dmn_number(cycle->id)), error));
	return clock_log(clocks, cycle, USE_CLOCK_RESUME, row, clocks->now, TEXT(""), error);
}

enum status clock_go_on(struct clocks *clocks, struct clock_cycle *cycle,
			const struct assembled_row *row, const struct clock_facts *facts,
			struct error *error)
{
	struct clock_plan plan;
	bool has_run_out = cycle->due_at.length != 0 && clock_instant(cycle->due_at) <= clocks->now;
	if (text_is(cycle->state, CLOCK_OVERDUE)) {
		clock_plan_overdue(clocks, cycle, &plan);
		return clock_move(clocks, cycle, &plan, cycle->fired_at, error);
	}
	if (!has_run_out)
		TRY(pause(clocks, cycle, row, facts->is_paused, error));
	clock_plan(clocks, facts, cycle, &plan);
	return clock_move(clocks, cycle, &plan, cycle->fired_at, error);
}

enum status clock_keep(struct clocks *clocks, const struct pack_clock *clock,
		       struct assembled_row *row, struct error *error)
{
	struct clock_cycle *cycle = clock_find_cycle(clocks, clock, row->row.id);
	struct clock_facts facts;
	clock_read_facts(clocks, clock, row, &facts);
	bool same = cycle != NULL && facts.applies && facts.start_at == cycle->started_at &&
		    facts.starts_on_day == cycle->starts_on_day;
	if (cycle != NULL && !cycle->has_ended) {
		if (!facts.applies)
			return end_with_entry(clocks, cycle, row, CLOCK_WITHDRAWN, clocks->now,
					      error);
		if (same && facts.has_stopped)
			return end_with_entry(clocks, cycle, row, CLOCK_STOPPED, facts.stopped_at,
					      error);
		if (same)
			return clock_go_on(clocks, cycle, row, &facts, error);
		bool later = facts.start_at > cycle->started_at;
		TRY(end_with_entry(clocks, cycle, row, later ? CLOCK_RESTARTED : CLOCK_CORRECTED,
				   later ? facts.start_at : clocks->now, error));
	}
	if (!facts.applies || (same && facts.has_stopped))
		return STATUS_OK;
	return clock_begin(clocks, clock, row, &facts, cycle != NULL ? cycle->cycle + 1 : 1, error);
}
