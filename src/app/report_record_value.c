/* SPDX-License-Identifier: Apache-2.0 */
/* What a measure reads of a record: its day, its length, what it is laid out by. */
#include "app/evaluate.h"
#include "app/instant.h"
#include "app/report_internal.h"

static struct assembled_row *row_of(struct report_counting *counting,
				    const struct pack_measure *measure, struct assembled_row *row,
				    const struct pack_fact *fact)
{
	return batch_above(counting->batch, measure->of, row, fact->record);
}

static bool day_of(struct arena *arena, dmn_value value, int64_t *day)
{
	int64_t micros;
	if (value.kind == DMN_DATE) {
		*day = dmn_date_days(value);
		return true;
	}
	if (value.kind != DMN_DATE_TIME || !instant_of(arena, value, &micros))
		return false;
	*day = clock_day(micros);
	return true;
}

bool report_told_day(struct report_counting *counting, const struct pack_measure *measure,
		     struct assembled_row *row, const struct pack_fact *fact, int64_t *day)
{
	struct assembled_row *at =
		fact->field == NULL ? NULL : row_of(counting, measure, row, fact);
	return at != NULL &&
	       day_of(counting->batch->arena, at->row.values[fact->field->index], day);
}

bool report_recorded_day(struct report_counting *counting, const struct pack_measure *measure,
			 struct assembled_row *row, int64_t *day)
{
	struct assembled_row *at = row_of(counting, measure, row, &measure->at);
	struct assembled_origin origin =
		batch_origin(counting->batch, measure->at.record, at, measure->at.field);
	if (origin.typed == NULL && origin.origin == NULL)
		return false;
	*day = origin.typed != NULL ? origin.typed->noted_day : origin.origin->recorded_day;
	return true;
}

struct text report_key(struct report_counting *counting, const struct pack_measure *measure,
		       struct assembled_row *row, const struct pack_fact *fact)
{
	struct assembled_row *at = row_of(counting, measure, row, fact);
	dmn_value value = at == NULL ? dmn_null() : at->row.values[fact->field->index];
	if (value.kind == DMN_BOOLEAN)
		return dmn_is_true(value) ? TEXT("yes") : TEXT("no");
	return evaluate_text(value);
}

void report_read_length(struct report_counting *counting, const struct pack_measure *measure,
			struct assembled_row *row, struct report_entry *entry)
{
	int64_t from, until = counting->it->as_of;
	if (measure->counts != PACK_COUNTS_DAYS ||
	    !report_told_day(counting, measure, row, &measure->from, &from))
		return;
	report_told_day(counting, measure, row, &measure->until, &until);
	entry->length = until - from;
	entry->has_length = entry->length >= 0 && entry->length <= INT32_MAX;
}
