/* SPDX-License-Identifier: Apache-2.0 */
/* What the facts of a case say of a clock: from when it runs, whether it has stopped, whether it
 * stands still. */
#include "app/clock_internal.h"

struct moment_of_fact {
	bool is_day;
	int64_t day; /* of one that is */
	int64_t at;
};

/* A value that a person typed was recorded when they did, another with its extract. */
static bool recorded_day(struct batch *batch, const struct pack_fact *fact,
			 struct assembled_row *row, int64_t *day)
{
	struct assembled_origin origin = batch_origin(batch, fact->record, row, fact->field);
	if (origin.typed == NULL && origin.origin == NULL)
		return false;
	*day = origin.typed != NULL ? origin.typed->noted_day : origin.origin->recorded_day;
	return true;
}

static bool read_moment(struct clocks *clocks, const struct pack_fact *fact,
			struct assembled_row *row, bool recorded, struct moment_of_fact *out)
{
	dmn_value value = row->row.values[fact->field->index];
	int64_t day;
	if (value.kind == DMN_NULL)
		return false;
	if (recorded && recorded_day(clocks->batch, fact, row, &day))
		value = dmn_date(day);
	out->is_day = value.kind == DMN_DATE;
	out->day = out->is_day ? dmn_date_days(value) : 0;
	return clock_zone_instant(clocks->zone, value, &out->at);
}

static void read_start(struct clocks *clocks, const struct pack_clock *clock,
		       struct assembled_row *row, struct clock_facts *out)
{
	out->applies = false;
	for (size_t i = 0; i < clock->starts.count; i++) {
		const struct pack_fact *fact = &clock->starts.at[i];
		struct assembled_list seen;
		struct moment_of_fact moment;
		batch_seen(clocks->batch, clock->of, row, fact->record, &seen);
		for (size_t s = 0; s < seen.count; s++) {
			if (!read_moment(clocks, fact, seen.at[s], clock->recorded, &moment) ||
			    (out->applies && moment.at <= out->start_at))
				continue;
			out->applies = true;
			out->starts_on_day = moment.is_day;
			out->start = moment.is_day ? moment.day : moment.at;
			out->start_at = moment.at;
		}
	}
}

/* The first from the start on; of a day that is the start's, too. */
static void read_stop(struct clocks *clocks, const struct pack_clock *clock,
		      struct assembled_row *row, struct clock_facts *out)
{
	int64_t local = work_zone_local(&clocks->work_zone, out->start_at);
	int64_t first_day = local / 86400 - (local % 86400 < 0);
	for (size_t i = 0; i < clock->stops.count; i++) {
		const struct pack_fact *fact = &clock->stops.at[i];
		struct assembled_list seen;
		struct moment_of_fact moment;
		batch_seen(clocks->batch, clock->of, row, fact->record, &seen);
		for (size_t s = 0; s < seen.count; s++) {
			if (!read_moment(clocks, fact, seen.at[s], false, &moment) ||
			    (moment.is_day ? moment.day < first_day : moment.at < out->start_at))
				continue;
			int64_t at = moment.at > out->start_at ? moment.at : out->start_at;
			if (!out->has_stopped || at < out->stopped_at)
				out->stopped_at = at;
			out->has_stopped = true;
		}
	}
}

static bool is_paused(struct clocks *clocks, const struct pack_clock *clock,
		      struct assembled_row *row)
{
	for (size_t i = 0; i < clock->pause_count; i++)
		if (condition_holds(&clocks->conditions, clock->pauses[i], clocks->batch, row,
				    dmn_null()))
			return true;
	return false;
}

void clock_read_facts(struct clocks *clocks, const struct pack_clock *clock,
		      struct assembled_row *row, struct clock_facts *out)
{
	*out = (struct clock_facts){ 0 };
	if (!condition_holds(&clocks->conditions, clock->where, clocks->batch, row, dmn_null()))
		return;
	read_start(clocks, clock, row, out);
	if (!out->applies)
		return;
	read_stop(clocks, clock, row, out);
	out->is_paused = !out->has_stopped && is_paused(clocks, clock, row);
}
