/* SPDX-License-Identifier: Apache-2.0 */
/* A CSV file through the reader, and a row back to its line. */
#include "app/import_internal.h"

#include "base/builder.h"

enum status import_read_csv(struct arena *arena, const char *path, csv_row_function *on_row,
			    void *user, uint64_t *bytes, struct error *error)
{
	struct file file;
	size_t got = 0;
	char *piece = arena_alloc(arena, READ_PIECE);
	struct csv_reader *reader = csv_reader_new(arena, path, on_row, user);
	TRY(file_open(&file, path, error));
	enum status status;
	while ((status = file_next(&file, piece, READ_PIECE, &got, error)) == STATUS_OK &&
	       got != 0) {
		if (bytes != NULL)
			*bytes += got;
		if ((status = csv_read(reader, (struct text){ piece, got }, error)) != STATUS_OK)
			break;
	}
	file_close(&file);
	return status == STATUS_OK ? csv_end(reader, error) : status;
}

struct text import_line(struct arena *arena, const struct row_cells *cells)
{
	if (cells->raw.length != 0)
		return cells->raw;
	struct builder line = builder_new(arena);
	csv_write_row(&line, cells->at, cells->count);
	return text_trim(builder_text(&line));
}
