/* SPDX-License-Identifier: Apache-2.0 */
/* Counting what the platform has on record itself: a row of a statement each. */
#include "app/report_internal.h"

static bool read_row(struct reporting *it, const struct rows *rows, enum pack_measured of,
		     struct report_own_row *row)
{
	struct text day = rows_text(rows, 1);
	*row = (struct report_own_row){ .entry.root = rows_int(rows, 0) };
	for (unsigned i = 0; i < REPORT_OWN_VALUES && REPORT_OWN_FIRST + i < rows_width(rows); i++)
		row->values[i] = rows_text(rows, REPORT_OWN_FIRST + i);
	row->entry.has_day = day.length != 0;
	if (day.length == 10)
		row->entry.has_day = clock_parse_day(day, &row->entry.day, NULL) == STATUS_OK;
	else if (day.length != 0)
		row->entry.day = clock_day_of(day);
	if (of == PACK_MEASURED_DECISIONS)
		report_own_decision(it->caseload->pack, row);
	return of != PACK_MEASURED_CLOCKS || report_own_clock(it, rows, row);
}

static bool is_chosen(const struct pack_measure *measure, struct report_own_row *row)
{
	for (size_t i = 0; i < measure->only_count; i++) {
		const struct pack_selector *only = &measure->only[i];
		struct text value = *report_own_value(row, only->own);
		bool found = false;
		for (size_t v = 0; v < only->value_count; v++)
			found = found || text_equal(only->values[v], value);
		if (!found)
			return false;
	}
	return true;
}

static bool place(struct reporting *it, const struct report_axis *axis, struct report_own_row *row,
		  size_t *out)
{
	*out = 0;
	if (axis->of->kind == PACK_AXIS_NONE)
		return true;
	if (!pack_axis_is_period(axis->of))
		return report_axis_value(axis, *report_own_value(row, axis->of->own), out);
	if (!row->entry.has_day)
		it->out->undated++;
	return row->entry.has_day && report_axis_day(axis, row->entry.day, out);
}

static enum status start(struct reporting *it, enum pack_measured of, struct rows *rows,
			 struct error *error)
{
	static const enum statement_name statements[PACK_MEASURED_COUNT] = {
		[PACK_MEASURED_DECISIONS] = SQL_report_decisions,
		[PACK_MEASURED_ITEMS] = SQL_report_items,
		[PACK_MEASURED_CLOCKS] = SQL_report_clocks,
		[PACK_MEASURED_LETTERS] = SQL_report_letters,
	};
	struct store *store = it->caseload->app->store;
	if (of == PACK_MEASURED_CLOCKS)
		return store_query(store, statements[of], BIND_NONE, rows, error);
	return store_query(store, statements[of],
			   BIND(store_text(it->caseload->pack->decision.name)), rows, error);
}

enum status report_count_own(struct reporting *it, struct report_grid *grid, struct error *error)
{
	const struct pack_measure *measure = grid->measure;
	struct rows rows;
	bool found;
	enum status status;
	TRY(start(it, measure->measured, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct report_own_row row;
		if (read_row(it, &rows, measure->measured, &row) &&
		    !report_is_restricted(it, row.entry.root) && is_chosen(measure, &row) &&
		    place(it, &it->rows, &row, &row.entry.row) &&
		    place(it, &it->columns, &row, &row.entry.column))
			report_count(it, grid, &row.entry);
	}
	rows_end(&rows);
	return status;
}
