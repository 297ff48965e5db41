/* SPDX-License-Identifier: Apache-2.0 */
/* The cycles of the families in a batch, as they are stored: of each clock of a record the latest.
 */
#include "app/clock_internal.h"

#include <stdlib.h>

static const struct pack_clock *clock_called(const struct pack *pack, struct text owner,
					     struct text name)
{
	const struct pack_clock *clock = pack_find_clock(pack, name);
	return clock != NULL && text_equal(clock->owner, owner) ? clock : NULL;
}

static void take_cycle(struct clocks *clocks, const struct rows *rows)
{
	struct arena *arena = clocks->batch->arena;
	const struct pack_clock *clock =
		clock_called(clocks->caseload->pack, rows_text(rows, 1), rows_text(rows, 2));
	if (clock == NULL)
		return;
	struct clock_cycle cycle = {
		.id = rows_int(rows, 0),
		.clock = clock,
		.record_id = rows_int(rows, 3),
		.cycle = rows_int(rows, 4),
		.started_at = clock_instant(rows_text(rows, 5)),
		.starts_on_day = rows_text(rows, 6).length != 0,
		.due_at = text_copy(arena, rows_text(rows, 7)),
		.due_on = text_copy(arena, rows_text(rows, 8)),
		.state = text_copy(arena, rows_text(rows, 9)),
		.warned = rows_int(rows, 10),
		.next_at = text_copy(arena, rows_text(rows, 11)),
		.fired_at = text_copy(arena, rows_text(rows, 12)),
		.has_ended = rows_text(rows, 13).length != 0,
		.escalated = rows_int(rows, 14),
	};
	list_push(arena, &clocks->cycles, cycle);
}

static int by_id(const void *a, const void *b)
{
	const struct clock_cycle *left = a;
	const struct clock_cycle *right = b;
	return (left->id > right->id) - (left->id < right->id);
}

static struct clock_cycle *cycle_of(struct clocks *clocks, int64_t id)
{
	const struct clock_cycle key = { .id = id };
	return clocks->cycles.count == 0
		       ? NULL
		       : bsearch(&key, clocks->cycles.at, clocks->cycles.count, sizeof key, by_id);
}

static void take_pause(struct clocks *clocks, const struct rows *rows)
{
	struct clock_cycle *cycle = cycle_of(clocks, rows_int(rows, 0));
	struct text until = rows_text(rows, 3);
	const struct work_pause pause = { clock_instant(rows_text(rows, 2)),
					  until.length != 0 ? clock_instant(until)
							    : WORK_PAUSE_OPEN };
	if (cycle != NULL)
		list_push(clocks->batch->arena, &cycle->pauses, pause);
}

static void take_extension(struct clocks *clocks, const struct rows *rows)
{
	struct clock_cycle *cycle = cycle_of(clocks, rows_int(rows, 0));
	struct arena *arena = clocks->batch->arena;
	struct text text = rows_text(rows, 1);
	dmn_value value = dmn_temporal(arena, DMN_MONTHS_DURATION, text.at, text.length);
	if (value.kind == DMN_NULL)
		value = dmn_temporal(arena, DMN_DAYS_DURATION, text.at, text.length);
	if (cycle != NULL)
		list_push(arena, &cycle->extensions, work_length_of(arena, value));
}

static enum status read_range(struct clocks *clocks, enum statement_name name,
			      const struct assembled_range *range,
			      void take(struct clocks *, const struct rows *), struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(clocks->caseload->app->store, name,
			BIND(dmn_number(range->low), dmn_number(range->high)), &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		take(clocks, &rows);
	rows_end(&rows);
	return status;
}

enum status clock_read_cycles(struct clocks *clocks, struct error *error)
{
	const struct batch *batch = clocks->batch;
	clocks->cycles = (struct clock_cycles){ 0 };
	for (size_t i = 0; i < batch->range_count; i++)
		TRY(read_range(clocks, SQL_clock_range, &batch->ranges[i], take_cycle, error));
	if (clocks->cycles.count > 1)
		qsort(clocks->cycles.at, clocks->cycles.count, sizeof *clocks->cycles.at, by_id);
	for (size_t i = 0; clocks->cycles.count != 0 && i < batch->range_count; i++) {
		TRY(read_range(clocks, SQL_clock_pause_range, &batch->ranges[i], take_pause,
			       error));
		TRY(read_range(clocks, SQL_clock_extension_range, &batch->ranges[i], take_extension,
			       error));
	}
	return STATUS_OK;
}

struct clock_cycle *clock_find_cycle(struct clocks *clocks, const struct pack_clock *clock,
				     int64_t record_id)
{
	for (size_t i = 0; i < clocks->cycles.count; i++)
		if (clocks->cycles.at[i].clock == clock &&
		    clocks->cycles.at[i].record_id == record_id)
			return &clocks->cycles.at[i];
	return NULL;
}
