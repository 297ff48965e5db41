/* SPDX-License-Identifier: Apache-2.0 */
/* Writing cycles: a new one, one that has moved, and the entries of the log about them. */
#include "app/clock_internal.h"

#include "base/builder.h"
#include "format/json.h"

static dmn_value or_null(struct text text)
{
	return text.length != 0 ? store_text(text) : dmn_null();
}

enum status clock_log(struct clocks *clocks, const struct clock_cycle *cycle, enum use_case use,
		      const struct assembled_row *row, int64_t at, struct text how,
		      struct error *error)
{
	struct batch *batch = clocks->batch;
	struct builder detail = builder_new(batch->arena);
	builder_add_c(&detail, "{\"clock\":");
	json_write_string(&detail, cycle->clock->name);
	builder_add_format(&detail,
			   ",\"cycle\":%lld,\"record\":%lld,\"due\":\"%.*s\",\"at\":\"%.*s\"",
			   (long long)cycle->cycle, (long long)cycle->record_id,
			   TEXT_ARG(cycle->due_on.length != 0 ? cycle->due_on : cycle->due_at),
			   TEXT_ARG(clock_text(batch->arena, at)));
	if (how.length != 0) {
		builder_add_c(&detail, ",\"how\":");
		json_write_string(&detail, how);
	}
	builder_add_byte(&detail, '}');
	struct app_log log = { .use = use,
			       .purpose = cycle->clock->name,
			       .subject = TEXT("case_file"),
			       .subject_id = row->row.root,
			       .person_type = pack_root(clocks->caseload->pack)->name,
			       .person_id = row->row.root,
			       .secret = batch_secret(batch, row),
			       .detail = builder_text(&detail) };
	return app_log(clocks->caseload->app, &log, error);
}

enum status clock_move(struct clocks *clocks, struct clock_cycle *cycle,
		       const struct clock_plan *plan, struct text fired_at, struct error *error)
{
	if (text_equal(cycle->due_at, plan->due_at) && text_equal(cycle->due_on, plan->due_on) &&
	    text_equal(cycle->state, plan->state) && text_equal(cycle->next_at, plan->next_at) &&
	    text_equal(cycle->fired_at, fired_at) && cycle->warned == plan->warned &&
	    cycle->escalated == plan->escalated)
		return STATUS_OK;
	cycle->due_at = plan->due_at;
	cycle->due_on = plan->due_on;
	cycle->state = plan->state;
	cycle->next_at = plan->next_at;
	cycle->warned = plan->warned;
	cycle->fired_at = fired_at;
	cycle->escalated = plan->escalated;
	return store_do(clocks->caseload->app->store, SQL_clock_move,
			BIND(or_null(plan->due_at), or_null(plan->due_on), store_text(plan->state),
			     dmn_number(plan->warned), or_null(plan->next_at), or_null(fired_at),
			     dmn_number(plan->escalated), dmn_number(cycle->id)),
			error);
}

static enum status put(struct clocks *clocks, const struct assembled_row *row,
		       const struct clock_facts *facts, const struct clock_plan *plan,
		       struct clock_cycle *cycle, struct error *error)
{
	struct app *app = clocks->caseload->app;
	struct arena *arena = clocks->batch->arena;
	const struct pack_clock *clock = cycle->clock;
	bool ended = facts->has_stopped;
	char day[CLOCK_TEXT_SIZE] = "";
	if (facts->starts_on_day)
		clock_print_day(facts->start, day);
	return store_number(
		app->store, SQL_clock_put,
		BIND(store_text(clock->owner), store_text(clock->name), store_text(clock->of->name),
		     dmn_number(row->row.id), dmn_number(row->home), dmn_number(cycle->cycle),
		     store_text(clock_text(arena, facts->start_at)), or_null(text_from(day)),
		     or_null(plan->due_at), or_null(plan->due_on),
		     store_text(ended ? TEXT(CLOCK_ENDED) : plan->state),
		     or_null(ended ? TEXT("") : plan->next_at),
		     ended ? store_text(clock_text(arena, facts->stopped_at)) : dmn_null(),
		     ended ? store_text(TEXT(CLOCK_STOPPED)) : dmn_null(),
		     store_text(app_now(app))),
		&cycle->id, NULL, error);
}

enum status clock_begin(struct clocks *clocks, const struct pack_clock *clock,
			const struct assembled_row *row, const struct clock_facts *facts,
			int64_t number, struct error *error)
{
	struct clock_cycle cycle = { .clock = clock, .record_id = row->row.id, .cycle = number };
	struct clock_plan plan;
	clock_plan(clocks, facts, &cycle, &plan);
	TRY(put(clocks, row, facts, &plan, &cycle, error));
	cycle.due_at = plan.due_at;
	cycle.due_on = plan.due_on;
	cycle.state = plan.state;
	cycle.next_at = plan.next_at;
	cycle.warned = 0;
	return facts->has_stopped ? STATUS_OK : clock_go_on(clocks, &cycle, row, facts, error);
}
