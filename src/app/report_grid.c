/* SPDX-License-Identifier: Apache-2.0 */
/* Counting into cells. */
#include "app/report_internal.h"

#include <stdlib.h>

static size_t width(const struct reporting *it)
{
	return it->columns.count + 1;
}

struct report_cell *report_cell_at(const struct reporting *it, const struct report_grid *grid,
				   size_t row, size_t column)
{
	return &grid->cells[row * width(it) + column];
}

void report_grids_make(struct reporting *it)
{
	const struct pack_measures *measures = &it->out->table->measures;
	size_t cells = (it->rows.count + 1) * width(it);
	size_t groups = it->rows.count + it->columns.count + 1;
	it->grids = arena_new_array(it->arena, struct report_grid, measures->count);
	for (size_t i = 0; i < measures->count; i++)
		it->grids[i] = (struct report_grid){
			.measure = measures->at[i],
			.cells = arena_new_array(it->arena, struct report_cell, cells),
			.withheld = arena_new_array(it->arena, bool, groups)
		};
}

static void count_in(struct reporting *it, struct report_grid *grid, size_t row, size_t column,
		     const struct report_entry *entry)
{
	struct report_cell *cell = report_cell_at(it, grid, row, column);
	cell->count++;
	cell->people += cell->people == 0 || cell->last_root != entry->root;
	cell->last_root = entry->root;
	if (entry->has_length)
		list_push(it->arena, &cell->days, (int32_t)entry->length);
}

void report_count(struct reporting *it, struct report_grid *grid, const struct report_entry *entry)
{
	size_t row = entry->row, column = entry->column;
	size_t rows = it->rows.count, columns = it->columns.count;
	count_in(it, grid, row, column, entry);
	if (columns != 0)
		count_in(it, grid, row, columns, entry);
	if (rows == 0)
		return;
	count_in(it, grid, rows, column, entry);
	if (columns != 0)
		count_in(it, grid, rows, columns, entry);
}

static int by_size(const void *a, const void *b)
{
	int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
	return (left > right) - (left < right);
}

/* Rounded half away from nought. */
static int64_t divided(int64_t of, int64_t by)
{
	return (2 * of + (of < 0 ? -by : by)) / (2 * by);
}

void report_lengths(struct report_cell *cell, int64_t tenths[3])
{
	size_t count = cell->days.count;
	int64_t sum = 0;
	if (count == 0)
		return;
	qsort(cell->days.at, count, sizeof *cell->days.at, by_size);
	for (size_t i = 0; i < count; i++)
		sum += cell->days.at[i];
	tenths[0] = 5 * ((int64_t)cell->days.at[(count - 1) / 2] + cell->days.at[count / 2]);
	tenths[1] = divided(10 * sum, (int64_t)count);
	tenths[2] = 10 * (int64_t)cell->days.at[(count * 9 + 9) / 10 - 1];
}
