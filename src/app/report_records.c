/* SPDX-License-Identifier: Apache-2.0 */
/* Counting records, family by family. */
#include "app/report_internal.h"
#include "app/run.h"

enum {
	ROOTS = 1000
};

static void want(bool *only, const struct pack_record *record)
{
	for (; record != NULL; record = record->parent)
		only[record->index] = true;
}

static bool is_recorded(const struct reporting *it)
{
	const struct pack_measures *measures = &it->out->table->measures;
	for (size_t i = 0; i < measures->count; i++)
		if (measures->at[i]->recorded)
			return true;
	return false;
}

/* The types that the measures read: what is counted, what is above it, what a condition names. When
 * a value was recorded, only all that is there tells. */
static void want_types(struct report_counting *counting)
{
	struct reporting *it = counting->it;
	const struct pack *pack = it->caseload->pack;
	const struct pack_measures *measures = &it->out->table->measures;
	bool *only = arena_new_array(it->arena, bool, pack->record_count);
	want(only, pack_root(pack));
	for (size_t i = 0; i < measures->count; i++) {
		const struct pack_measure *measure = measures->at[i];
		const struct pack_record *record;
		struct text member;
		size_t at = 0;
		want(only, measure->of);
		while (measure->where != NULL &&
		       pack_condition_next(pack, measure->where->text, &at, &record, &member))
			want(only, record);
	}
	if (!is_recorded(it))
		counting->batch->only = only;
}

/* False: in none of the periods. */
static bool place(struct report_counting *counting, const struct pack_measure *measure,
		  struct assembled_row *row, const struct report_axis *axis,
		  struct report_entry *entry, size_t *out)
{
	*out = 0;
	if (axis->of->kind == PACK_AXIS_NONE)
		return true;
	if (!pack_axis_is_period(axis->of))
		return report_axis_value(axis, report_key(counting, measure, row, &axis->of->fact),
					 out);
	if (!entry->has_day)
		counting->it->out->undated++;
	return entry->has_day && report_axis_day(axis, entry->day, out);
}

static void count_row(struct report_counting *counting, struct report_grid *grid,
		      struct assembled_row *row)
{
	struct reporting *it = counting->it;
	const struct pack_measure *measure = grid->measure;
	struct report_entry entry = { .root = row->row.root };
	if (!condition_holds(&counting->conditions, measure->where, counting->batch, row,
			     dmn_null()))
		return;
	if (measure->at.field != NULL &&
	    report_told_day(counting, measure, row, &measure->at, &entry.day))
		entry.has_day = !measure->recorded ||
				report_recorded_day(counting, measure, row, &entry.day);
	if (entry.has_day && entry.day > it->as_of)
		return;
	report_read_length(counting, measure, row, &entry);
	if (measure->counts == PACK_COUNTS_DAYS && !entry.has_length)
		return;
	if (place(counting, measure, row, &it->rows, &entry, &entry.row) &&
	    place(counting, measure, row, &it->columns, &entry, &entry.column))
		report_count(it, grid, &entry);
}

static void count_batch(struct report_counting *counting)
{
	struct reporting *it = counting->it;
	for (size_t m = 0; m < it->out->table->measures.count; m++) {
		struct report_grid *grid = &it->grids[m];
		struct assembled_rows *rows = &counting->batch->rows[grid->measure->of->index];
		for (size_t i = 0; i < rows->count; i++)
			if (!report_is_restricted(it, rows->at[i].row.root))
				count_row(counting, grid, &rows->at[i]);
	}
}

static enum status every_batch(struct report_counting *counting, struct error *error)
{
	bool found = true;
	want_types(counting);
	while (found) {
		TRY(batch_next(counting->batch, ROOTS, &found, error));
		if (found)
			count_batch(counting);
	}
	return STATUS_OK;
}

enum status report_count_records(struct reporting *it, struct error *error)
{
	struct report_counting counting = { .it = it };
	enum status status = conditions_open(&counting.conditions, it->caseload, error);
	if (status == STATUS_OK)
		status = batch_new(it->caseload, it->as_of, &counting.batch, error);
	if (status == STATUS_OK)
		status = every_batch(&counting, error);
	conditions_close(&counting.conditions);
	if (counting.batch != NULL)
		batch_free(counting.batch);
	return status;
}
