/* SPDX-License-Identifier: Apache-2.0 */
/* The table that the cells make. */
#include "app/report_internal.h"

static void add_lengths(struct report_cell *cell, bool withheld, struct report_figure *figures)
{
	int64_t tenths[3] = { 0 };
	bool known = cell->days.count != 0;
	if (known)
		report_lengths(cell, tenths);
	for (size_t i = 0; i < 3; i++)
		figures[i] = (struct report_figure){ known, withheld, withheld ? 0 : tenths[i] };
}

static struct report_figure number(const struct report_grid *grid, const struct report_cell *cell,
				   bool withheld)
{
	bool people = grid->measure->counts == PACK_COUNTS_PEOPLE;
	int64_t count = people ? cell->people : cell->count;
	return (struct report_figure){ true, withheld, withheld ? 0 : 10 * count };
}

static bool is_withheld(const struct reporting *it, const struct report_grid *grid, size_t row,
			size_t column)
{
	return grid->withheld[it->by_column ? column : row];
}

/* Is anything counted under the row, or the column? */
static bool has_any(const struct reporting *it, bool of_rows, size_t place)
{
	for (size_t i = 0; i < it->out->table->measures.count; i++) {
		const struct report_grid *grid = &it->grids[i];
		size_t row = of_rows ? place : it->rows.count;
		size_t column = of_rows ? it->columns.count : place;
		if (report_cell_at(it, grid, row, column)->count != 0)
			return true;
	}
	return false;
}

/* That everything is told of is no group of its own. */
static void leave_out_untold(struct reporting *it, struct report_axis *axis, bool of_rows)
{
	size_t last = axis->count - 1;
	axis->left_out =
		axis->count != 0 && !pack_axis_is_period(axis->of) && !has_any(it, of_rows, last);
}

static void lay_line(struct reporting *it, size_t row, struct text label)
{
	struct report_line line = { label, arena_new_array(it->arena, struct report_figure,
							   it->out->columns.count) };
	size_t at = 0;
	for (size_t i = 0; i < it->out->table->measures.count; i++) {
		struct report_grid *grid = &it->grids[i];
		for (size_t c = 0; c < it->columns.count + 1; c++) {
			struct report_cell *cell = report_cell_at(it, grid, row, c);
			bool withheld = is_withheld(it, grid, row, c);
			if (report_is_left_out(&it->columns, c))
				continue;
			line.figures[at++] = number(grid, cell, withheld);
			if (grid->measure->counts != PACK_COUNTS_DAYS)
				continue;
			add_lengths(cell, withheld, &line.figures[at]);
			at += 3;
		}
	}
	list_push(it->arena, &it->out->lines, line);
}

static void add_column(struct reporting *it, struct text label, bool has_tenths)
{
	list_push(it->arena, &it->out->columns, (struct report_column){ label, has_tenths });
}

static void lay_columns(struct reporting *it)
{
	const struct pack_measures *measures = &it->out->table->measures;
	for (size_t c = 0; c < it->columns.count - it->columns.left_out; c++)
		add_column(it, it->columns.labels[c], false);
	if (it->columns.count != 0) {
		add_column(it, TEXT("All"), false);
		return;
	}
	for (size_t i = 0; i < measures->count; i++) {
		add_column(it, measures->at[i]->label, false);
		if (measures->at[i]->counts != PACK_COUNTS_DAYS)
			continue;
		add_column(it, TEXT("Median days"), true);
		add_column(it, TEXT("Mean days"), true);
		add_column(it, TEXT("90th percentile, days"), true);
	}
}

void report_lay_out(struct reporting *it)
{
	leave_out_untold(it, &it->rows, true);
	leave_out_untold(it, &it->columns, false);
	for (size_t i = 0; i < it->out->table->measures.count; i++)
		report_withhold(it, &it->grids[i]);
	lay_columns(it);
	for (size_t r = 0; r < it->rows.count - it->rows.left_out; r++)
		lay_line(it, r, it->rows.labels[r]);
	lay_line(it, it->rows.count, TEXT("All"));
}
