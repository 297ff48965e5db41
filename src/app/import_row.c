/* SPDX-License-Identifier: Apache-2.0 */
/* From the cells of a row to checked values. */
#include "app/import_internal.h"

#include <string.h>

enum status import_reject(struct loading *loading, unsigned line, const char *field,
			  const char *message, const char *remedy, struct error *error)
{
	error_set(error, STATUS_INVALID, "%s", message);
	error_remedy(error, "%s", remedy);
	error_place(error, text_c(loading->row_arena, loading->file->file), line, field);
	return STATUS_INVALID;
}

static struct text cell_at(const struct row_cells *cells, size_t at)
{
	return at < cells->count ? text_trim(cells->at[at]) : TEXT("");
}

static enum status name_parent(struct loading *loading, struct text key, struct incoming *row,
			       const struct pack_column *column, struct error *error)
{
	if (key.length == 0)
		return import_reject(loading, row->line, text_c(loading->row_arena, column->column),
				     "the row names no parent record",
				     "fill the cell with the parent's key", error);
	row->parent_key = key;
	row->parent_column = column;
	return STATUS_OK;
}

static enum status convert_cell(struct loading *loading, size_t column, struct incoming *row,
				struct error *error)
{
	const struct pack_column *mapping = &loading->file->columns[column];
	struct text cell = cell_at(&row->cells, loading->cell_of[column]);
	if (mapping->parent)
		return name_parent(loading, cell, row, mapping, error);
	enum status status = pack_read_cell(loading->row_arena, mapping, cell,
					    &row->values[mapping->field->index], error);
	if (status == STATUS_INVALID) {
		error->field[0] = '\0';
		error_place(error, text_c(loading->row_arena, loading->file->file), row->line,
			    text_c(loading->row_arena, mapping->column));
	}
	return status;
}

enum status import_convert(struct loading *loading, struct incoming *row, struct error *error)
{
	struct row_cells *cells = &row->cells;
	unsigned line = row->line;
	if (loading->file->format == PACK_FORMAT_JSONL)
		TRY(import_read_object(loading, cells, line, error));
	row->values = arena_new_array(loading->row_arena, dmn_value, loading->shape->count);
	if (cells->count != loading->cell_count) {
		error_set(error, STATUS_INVALID, "the row has %zu cells, the header %zu",
			  cells->count, loading->cell_count);
		error_remedy(error, "check the commas and quotes of the row");
		error_place(error, text_c(loading->row_arena, loading->file->file), line, NULL);
		return STATUS_INVALID;
	}
	row->key = cell_at(cells, loading->key_cell);
	if (row->key.length == 0)
		return import_reject(
			loading, line, text_c(loading->row_arena, loading->file->key_column),
			"the row has no key", "fill the cell that names the row", error);
	for (size_t i = 0; i < loading->file->column_count; i++)
		TRY(convert_cell(loading, i, row, error));
	return STATUS_OK;
}
