/* SPDX-License-Identifier: Apache-2.0 */
/* When a cycle is due, and when something is to be done about it next. */
#include "app/clock_internal.h"

/* The next warning that lies behind the start, or the due time itself. */
static int64_t next_time(const struct work_clock *work, const struct work_due *due,
			 const struct pack_clock *clock, struct clock_plan *plan)
{
	for (; plan->warned < (int64_t)clock->warn_count; plan->warned++) {
		int64_t at;
		if (work_clock_before(work, due, &clock->warns[plan->warned], &at) &&
		    at > work_clock_start(work))
			return at;
	}
	return due->at;
}

static void tell_due(struct clocks *clocks, const struct work_due *due, struct clock_plan *out)
{
	char day[CLOCK_TEXT_SIZE];
	struct arena *arena = clocks->batch->arena;
	out->due_at = clock_text(arena, due->at);
	clock_print_day(due->day, day);
	if (due->is_day)
		out->due_on = text_copy(arena, text_from(day));
}

void clock_plan_overdue(struct clocks *clocks, const struct clock_cycle *cycle,
			struct clock_plan *out)
{
	const struct pack_clock *clock = cycle->clock;
	const struct work_clock work = { .counts = clock->counts,
					 .calendar = clock->calendar,
					 .zone = &clocks->work_zone };
	struct work_due due = { .known = true,
				.is_day = cycle->due_on.length != 0,
				.at = clock_instant(cycle->due_at) };
	int64_t at;
	*out = (struct clock_plan){ .due_at = cycle->due_at,
				    .due_on = cycle->due_on,
				    .state = TEXT(CLOCK_OVERDUE),
				    .warned = cycle->warned,
				    .escalated = cycle->escalated };
	if (due.is_day && clock_parse_day(cycle->due_on, &due.day, NULL) != STATUS_OK)
		return;
	if (cycle->escalated < (int64_t)clock->escalate_count &&
	    work_clock_after(&work, &due, &clock->escalate_every, cycle->escalated + 1, &at))
		out->next_at = clock_text(clocks->batch->arena, at);
}

void clock_plan(struct clocks *clocks, const struct clock_facts *facts,
		const struct clock_cycle *cycle, struct clock_plan *out)
{
	const struct pack_clock *clock = cycle->clock;
	int64_t local = work_zone_local(&clocks->work_zone, facts->start_at);
	const struct work_period *period = work_period_on(clock->periods, clock->period_count,
							  local / 86400 - (local % 86400 < 0));
	struct work_due due = { 0 };
	*out = (struct clock_plan){ .warned = cycle->warned,
				    .escalated = cycle->escalated,
				    .state = TEXT(CLOCK_UNKNOWN) };
	if (period == NULL)
		return;
	struct work_clock work = { .counts = clock->counts,
				   .calendar = clock->calendar,
				   .zone = &clocks->work_zone,
				   .starts_on_day = facts->starts_on_day,
				   .start = facts->start,
				   .period = period->length,
				   .extensions = cycle->extensions.at,
				   .extension_count = cycle->extensions.count,
				   .pauses = cycle->pauses.at,
				   .pause_count = cycle->pauses.count };
	work_clock_due(&work, &due);
	if (due.paused)
		out->state = TEXT(CLOCK_PAUSED);
	if (due.paused || !due.known)
		return;
	out->state = TEXT(CLOCK_RUNNING);
	tell_due(clocks, &due, out);
	out->next_at = clock_text(clocks->batch->arena, next_time(&work, &due, clock, out));
}
