/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a file one by one, of whichever form. */
#include "app/import_internal.h"

/* A mended row that is in already stays as it is. */
static enum status take_mended(struct loading *loading, const struct row_cells *cells,
			       unsigned line, struct error *error)
{
	bool waits;
	TRY(import_find_reject(loading, cells, line, &waits, error));
	if (!waits) {
		loading->out->rows_already++;
		return STATUS_OK;
	}
	TRY(import_take_row(loading, cells, line, error));
	return import_end_chunk(loading, error);
}

static enum status take_row(struct reading *reading, const struct row_cells *cells, unsigned line,
			    struct error *error)
{
	if (!reading->loading->out->continues && line <= reading->skip)
		return STATUS_OK;
	TRY(reading->loading->out->continues
		    ? take_mended(reading->loading, cells, line, error)
		    : import_take_row(reading->loading, cells, line, error));
	reading->last = line;
	bool asks = ++reading->kept % IMPORT_LOOK == 0;
	if (reading->kept == IMPORT_BATCH)
		return import_fill_batch(reading, error);
	bool ends = asks && store_is_wanted(reading->loading->casework->app->store);
	return ends ? import_end_batch(reading, false, error) : STATUS_OK;
}

static enum status on_row(void *user, const struct text *at, size_t count, unsigned line,
			  struct error *error)
{
	struct reading *reading = user;
	struct row_cells cells = { .at = at, .count = count };
	bool mended = reading->loading->out->continues;
	if (reading->has_header) {
		if (mended)
			TRY(import_unwrap_row(reading->loading, &cells, reading->path, &line,
					      error));
		return take_row(reading, &cells, line, error);
	}
	reading->has_header = true;
	if (mended)
		TRY(import_unwrap_header(&cells, reading->path, error));
	return import_read_header(reading->loading, &cells, reading->path, error);
}

static enum status on_line(void *user, struct text line, unsigned number, struct error *error)
{
	struct reading *reading = user;
	struct row_cells cells = { .raw = line };
	if (reading->loading->out->continues)
		TRY(import_unwrap_line(reading->loading, &cells, reading->path, &number, error));
	return take_row(reading, &cells, number, error);
}

static enum status no_header(const char *path, struct error *error)
{
	error_set(error, STATUS_INVALID, "the file is empty");
	error_remedy(error, "it needs a header at least");
	return error_place(error, path, 1, NULL);
}

static enum status read_rows(struct reading *reading, struct error *error)
{
	struct arena *arena = reading->loading->caseload->arena;
	if (reading->loading->file->format == PACK_FORMAT_JSONL) {
		import_map_paths(reading->loading);
		return import_read_lines(arena, reading->path, on_line, reading, &reading->bytes,
					 error);
	}
	TRY(import_read_csv(arena, reading->path, on_row, reading, &reading->bytes, error));
	return reading->has_header ? STATUS_OK : no_header(reading->path, error);
}

enum status import_read_file(struct loading *loading, const struct import_call *call,
			     const char *path, uint64_t done, uint64_t total, struct error *error)
{
	unsigned lines_done = loading->out->continues ? 0 : loading->lines_done;
	bool header = lines_done == 0 && loading->file->format == PACK_FORMAT_CSV;
	struct reading reading = { .loading = loading,
				   .call = call,
				   .path = path,
				   .skip = lines_done + header,
				   .last = lines_done + header,
				   .done = done,
				   .total = total };
	loading->batch_from = reading.skip + 1;
	loading->others_new = -1;
	enum status status = import_begin_batch(&reading, lines_done, error);
	if (status == STATUS_OK)
		status = read_rows(&reading, error);
	if (status == STATUS_OK) {
		status = import_end_batch(&reading, true, error);
	} else {
		loading->chunk_count = 0;
		if (!loading->dry_run)
			import_undo_batch(loading);
	}
	typed_shared(loading->typed);
	return status;
}
