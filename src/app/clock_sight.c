/* SPDX-License-Identifier: Apache-2.0 */
#include "app/clock_sight.h"

#include "app/clock_internal.h"

struct clock_sight {
	struct clocks clocks; /* without conditions of their own */
	uint64_t filling;     /* of the batch whose cycles are read */
	bool is_read;
};

enum status clock_sight_open(struct caseload *caseload, struct clock_sight **out,
			     struct error *error)
{
	struct clock_sight *sight = arena_new_one(caseload->arena, struct clock_sight);
	*sight = (struct clock_sight){ .clocks = { .caseload = caseload } };
	*out = sight;
	TRY(clock_zone_open(caseload, &sight->clocks.zone, error));
	sight->clocks.now = clock_zone_now(sight->clocks.zone, &caseload->app->clock);
	return STATUS_OK;
}

void clock_sight_close(struct clock_sight *sight)
{
	if (sight != NULL)
		clock_zone_close(sight->clocks.zone);
}

/* Once for the families that the batch now holds. What cannot be read cannot be told. */
static bool read_cycles(struct clock_sight *sight, struct batch *batch)
{
	if (sight->is_read && sight->clocks.batch == batch && sight->filling == batch->filling)
		return true;
	sight->clocks.batch = batch;
	sight->filling = batch->filling;
	sight->is_read = clock_read_cycles(&sight->clocks, NULL) == STATUS_OK;
	return sight->is_read;
}

static dmn_value due_of(struct arena *arena, const struct clock_cycle *cycle)
{
	if (cycle->due_at.length < 19)
		return dmn_null();
	struct text text = text_format(arena, "%.*sZ", 19, cycle->due_at.at);
	return dmn_temporal(arena, DMN_DATE_TIME, text.at, text.length);
}

static dmn_value over_of(struct arena *arena, int64_t seconds)
{
	struct text text = text_format(arena, "PT%lldS", seconds > 0 ? (long long)seconds : 0LL);
	return dmn_temporal(arena, DMN_DAYS_DURATION, text.at, text.length);
}

static dmn_value look_at(struct clock_sight *sight, const struct clock_cycle *cycle)
{
	static const char *const names[] = { "due", "passed", "paused", "over" };
	struct arena *arena = sight->clocks.batch->arena;
	bool runs = cycle != NULL && !cycle->has_ended;
	bool told = !runs || !text_is(cycle->state, CLOCK_UNKNOWN);
	bool paused = runs && text_is(cycle->state, CLOCK_PAUSED);
	bool is_due = runs && told && !paused;
	int64_t over = is_due ? sight->clocks.now - clock_instant(cycle->due_at) : -1;
	const dmn_value values[] = { is_due ? due_of(arena, cycle) : dmn_null(),
				     told ? dmn_boolean(over >= 0) : dmn_null(),
				     told ? dmn_boolean(paused) : dmn_null(),
				     told ? over_of(arena, over) : dmn_null() };
	return dmn_context(arena, names, values, 4);
}

dmn_value clock_sight_add(struct clock_sight *sight, struct batch *batch,
			  const struct pack_record *record, const struct assembled_row *row,
			  dmn_value fields)
{
	const struct pack *pack = batch->caseload->pack;
	size_t count = dmn_context_count(fields);
	const char **names = arena_new_array(batch->arena, const char *, count + pack->clock_count);
	dmn_value *values = arena_new_array(batch->arena, dmn_value, count + pack->clock_count);
	bool is_read = read_cycles(sight, batch);
	for (size_t i = 0; i < count; i++) {
		size_t size;
		const char *name;
		values[i] = dmn_context_at(fields, i, &name, &size);
		names[i] = text_c(batch->arena, (struct text){ name, size });
	}
	for (size_t i = 0; i < pack->clock_count; i++) {
		const struct pack_clock *clock = &pack->clocks[i];
		if (clock->of != record)
			continue;
		names[count] = text_c(batch->arena, clock->name);
		values[count++] = is_read ? look_at(sight, clock_find_cycle(&sight->clocks, clock,
									    row->row.id))
					  : dmn_null();
	}
	return dmn_context(batch->arena, names, values, count);
}
