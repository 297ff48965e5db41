/* SPDX-License-Identifier: Apache-2.0 */
/* The header of a file: where each column of the mapping stands. */
#include "app/import_internal.h"

static enum status missing_column(const struct loading *loading, const char *path,
				  struct text column, struct error *error)
{
	error_set(error, STATUS_INVALID, "the file has no column '%.*s'", TEXT_ARG(column));
	error_remedy(error, "the mapping of '%.*s' names it: add it to the header",
		     TEXT_ARG(loading->extract->name));
	return error_place(error, path, 1, NULL);
}

static size_t find_cell(const struct row_cells *header, struct text name)
{
	for (size_t i = 0; i < header->count; i++)
		if (text_equal(text_trim(header->at[i]), name))
			return i;
	return SIZE_MAX;
}

/* The place of a column, which stands in the header once. */
static enum status find_column(const struct loading *loading, const struct row_cells *header,
			       const char *path, struct text name, size_t *cell,
			       struct error *error)
{
	*cell = find_cell(header, name);
	if (*cell == SIZE_MAX)
		return missing_column(loading, path, name, error);
	for (size_t i = *cell + 1; i < header->count; i++) {
		if (!text_equal(text_trim(header->at[i]), name))
			continue;
		error_set(error, STATUS_INVALID, "the column '%.*s' stands twice in the header",
			  TEXT_ARG(name));
		error_remedy(error, "keep the one that is right");
		return error_place(error, path, 1, NULL);
	}
	return STATUS_OK;
}

enum status import_read_header(struct loading *loading, const struct row_cells *header,
			       const char *path, struct error *error)
{
	struct arena *arena = loading->caseload->arena;
	loading->out->header = import_line(arena, header);
	loading->cell_count = header->count;
	loading->cell_of = arena_new_array(arena, size_t, loading->file->column_count);
	loading->mapped = arena_new_array(arena, bool, loading->shape->count);
	for (size_t i = 0; i < loading->file->column_count; i++) {
		const struct pack_column *column = &loading->file->columns[i];
		TRY(find_column(loading, header, path, column->column, &loading->cell_of[i],
				error));
		if (column->field != NULL)
			loading->mapped[column->field->index] = true;
	}
	return find_column(loading, header, path, loading->file->key_column, &loading->key_cell,
			   error);
}
