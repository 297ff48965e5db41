/* SPDX-License-Identifier: Apache-2.0 */
/* A row of a clock, as it is looked at. */
#include "app/clock_internal.h"

enum {
	COLUMNS = 14 /* texts */
};

static bool is_for_actor(const struct clock_listing *it, const struct pack_clock *clock,
			 int64_t escalated)
{
	int64_t least = clock_escalation_of(it->caseload->app, clock);
	return least != 0 && escalated >= least;
}

void clock_take(struct clock_listing *it, const struct rows *rows)
{
	struct arena *arena = it->caseload->arena;
	struct text texts[COLUMNS];
	int64_t escalated = rows_int(rows, COLUMNS);
	for (unsigned i = 0; i < COLUMNS; i++)
		texts[i] = text_copy(arena, rows_text(rows, i));
	struct clock_look look = { .id = rows_int(rows, 0),
				   .clock = pack_find_clock(it->caseload->pack, texts[2]),
				   .name = texts[2],
				   .root_id = rows_int(rows, 3),
				   .record_id = rows_int(rows, 4),
				   .cycle = rows_int(rows, 5),
				   .started_at = texts[6],
				   .started_on = texts[7],
				   .due_at = texts[8],
				   .due_on = texts[9],
				   .state = texts[10],
				   .fired_at = texts[11],
				   .ended_at = texts[12],
				   .ended_by = texts[13] };
	if (look.clock == NULL || !text_equal(look.clock->owner, texts[1]) ||
	    !clock_is_told(it->caseload, look.clock) ||
	    (it->which == CLOCK_ESCALATED && !is_for_actor(it, look.clock, escalated)))
		return;
	if (escalated > 0 && escalated <= (int64_t)look.clock->escalate_count)
		look.escalated_to = look.clock->escalates[escalated - 1]->label;
	look.began = look.started_on.length != 0
			     ? look.started_on
			     : clock_zone_text(it->zone, arena, look.started_at);
	look.due = look.due_on.length != 0 ? look.due_on
					   : clock_zone_text(it->zone, arena, look.due_at);
	look.ended = clock_zone_text(it->zone, arena, look.ended_at);
	int64_t until = look.ended_at.length != 0 ? clock_instant(look.ended_at) : it->now;
	if (look.due_at.length != 0 && !text_is(look.state, CLOCK_PAUSED)) {
		look.left = clock_instant(look.due_at) - until;
		look.is_overdue = look.left < 0 || (look.left == 0 && look.ended_at.length == 0);
	}
	list_push(arena, it->out, look);
}
