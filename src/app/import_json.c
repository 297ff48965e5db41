/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines: a line as the cells of a mapping, each column's one value found at its path. A line
 * that cannot be read so is a row to reject; what is torn as text ends the reading
 * (format/lines.h). */
#include "app/import_internal.h"

#include "format/json_pick.h"

enum status import_read_object(struct loading *loading, struct row_cells *cells, unsigned line,
			       struct error *error)
{
	struct arena *arena = loading->row_arena;
	size_t count = loading->file->column_count;
	struct text *out = arena_new_array(arena, struct text, count);
	struct json_fault fault;
	if (json_pick(arena, cells->raw, loading->paths, count, out, &fault)) {
		cells->at = out;
		cells->count = count;
		return STATUS_OK;
	}
	struct text field = fault.pointer == SIZE_MAX
				    ? fault.path
				    : loading->file->columns[fault.pointer].column;
	return import_reject(loading, line, field.length == 0 ? NULL : text_c(arena, field),
			     fault.message, fault.remedy, error);
}

void import_map_paths(struct loading *loading)
{
	struct arena *arena = loading->caseload->arena;
	const struct pack_source_file *file = loading->file;
	loading->cell_count = file->column_count;
	loading->cell_of = arena_new_array(arena, size_t, file->column_count);
	loading->paths = arena_new_array(arena, struct text, file->column_count);
	loading->mapped = arena_new_array(arena, bool, loading->shape->count);
	for (size_t i = 0; i < file->column_count; i++) {
		const struct pack_column *column = &file->columns[i];
		loading->cell_of[i] = i;
		loading->paths[i] = column->path;
		if (text_equal(column->column, file->key_column))
			loading->key_cell = i;
		if (column->field != NULL)
			loading->mapped[column->field->index] = true;
	}
}

enum status import_read_lines(struct arena *arena, const char *path, line_function *on_line,
			      void *user, uint64_t *bytes, struct error *error)
{
	struct file file;
	size_t got = 0;
	char *piece = arena_alloc(arena, READ_PIECE);
	struct lines_reader *reader = lines_reader_new(arena, path, on_line, user);
	TRY(file_open(&file, path, error));
	enum status status;
	while ((status = file_next(&file, piece, READ_PIECE, &got, error)) == STATUS_OK &&
	       got != 0) {
		*bytes += got;
		status = lines_read(reader, (struct text){ piece, got }, error);
		if (status != STATUS_OK)
			break;
	}
	file_close(&file);
	return status == STATUS_OK ? lines_end(reader, error) : status;
}
