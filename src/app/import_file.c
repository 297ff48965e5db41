/* SPDX-License-Identifier: Apache-2.0 */
/* One file of an extract: known by its hash, read row by row, committed in batches. */
#include "app/import_internal.h"

#include <string.h>

static enum status hash_file(const char *path, struct arena *arena, struct digest *out,
			     struct error *error)
{
	struct file file;
	struct digest_stream stream;
	size_t got;
	enum { PIECE = 64 * 1024 };
	struct arena_mark mark = arena_mark(arena);
	char *piece = arena_alloc(arena, PIECE);
	TRY(file_open(&file, path, error));
	digest_begin(&stream);
	enum status status;
	while ((status = file_next(&file, piece, PIECE, &got, error)) == STATUS_OK && got != 0)
		digest_add(&stream, (struct text){ piece, got });
	file_close(&file);
	*out = digest_end(&stream);
	arena_rewind(arena, mark);
	return status;
}

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

static enum status read_header(struct loading *loading, struct row_reader *reader,
			       struct error *error)
{
	struct arena *arena = loading->caseload->arena;
	struct row_cells header;
	bool found;
	TRY(row_reader_next(reader, arena, &header, &found, error));
	if (!found)
		return missing_column(loading, reader->file.path, loading->file->key_column, error);
	loading->cell_count = header.count;
	loading->cell_of = arena_new_array(arena, size_t, loading->file->column_count);
	loading->mapped = arena_new_array(arena, bool, loading->shape->count);
	for (size_t i = 0; i < loading->file->column_count; i++) {
		const struct pack_column *column = &loading->file->columns[i];
		loading->cell_of[i] = find_cell(&header, column->column);
		if (loading->cell_of[i] == SIZE_MAX)
			return missing_column(loading, reader->file.path, column->column, error);
		if (column->field != NULL)
			loading->mapped[column->field->index] = true;
	}
	loading->key_cell = find_cell(&header, loading->file->key_column);
	if (loading->key_cell == SIZE_MAX)
		return missing_column(loading, reader->file.path, loading->file->key_column, error);
	return STATUS_OK;
}

static enum status put_reject(struct loading *loading, const struct row_cells *cells, unsigned line,
			      const struct error *why, struct error *error)
{
	return store_do(loading->caseload->app->store, SQL_reject_put,
			BIND(dmn_number(loading->out->origin), dmn_number(line),
			     store_text(text_from(why->field)), store_text(text_from(why->message)),
			     store_text(text_from(why->remedy)),
			     store_text(row_line(loading->row_arena, cells))),
			error);
}

static enum status one_row(struct loading *loading, const struct row_cells *cells, unsigned line,
			   struct error *error)
{
	struct incoming row;
	struct error why = { 0 };
	enum row_fate fate = ROW_REJECTED;
	struct import_file *out = loading->out;
	enum status status = import_convert(loading, cells, line, &row, &why);
	if (status == STATUS_OK)
		status = import_keep(loading, &row, &fate, &why);
	if (status == STATUS_INVALID) {
		fate = ROW_REJECTED;
		TRY(put_reject(loading, cells, line, &why, error));
	} else if (status != STATUS_OK) {
		*error = why;
		return status;
	}
	int64_t *const counters[] = { &out->rows_new, &out->rows_changed, &out->rows_unchanged,
				      &out->rows_duplicate, &out->rows_rejected };
	++*counters[fate];
	return STATUS_OK;
}

static enum status put_progress(struct loading *loading, unsigned line, bool complete,
				struct error *error)
{
	const struct import_file *out = loading->out;
	struct app *app = loading->caseload->app;
	TRY(store_do(app->store, SQL_origin_progress,
		     BIND(store_text(complete ? TEXT("complete") : TEXT("loading")), dmn_number(line),
			  dmn_number(out->rows_new), dmn_number(out->rows_changed),
			  dmn_number(out->rows_unchanged), dmn_number(out->rows_duplicate),
			  dmn_number(out->rows_rejected), dmn_number(out->origin)),
		     error));
	struct digest root = tree_root(&loading->batch);
	struct app_log log = { .use = USE_IMPORT,
			       .subject = TEXT("origin"),
			       .subject_id = out->origin,
			       .detail = text_format(loading->row_arena, "{\"rows\":[%lld,%u]}",
						     (long long)loading->batch_from, line),
			       .batch_count = loading->batch.size,
			       .batch_root = &root };
	TRY(app_log(app, &log, error));
	loading->batch = (struct tree){ 0 };
	loading->batch_from = line + 1;
	return STATUS_OK;
}

/* Rows up to the end of a batch, in the present transaction. *more is false at the file's end. */
static enum status one_batch(struct loading *loading, struct row_reader *reader, unsigned skip,
			     bool *more, struct error *error)
{
	struct row_cells cells;
	unsigned last = skip;
	for (int kept = 0; kept < IMPORT_BATCH;) {
		arena_reset(loading->row_arena);
		TRY(row_reader_next(reader, loading->row_arena, &cells, more, error));
		if (!*more)
			break;
		if (reader->line <= skip)
			continue;
		TRY(one_row(loading, &cells, reader->line, error));
		last = reader->line;
		kept++;
	}
	return put_progress(loading, last, !*more, error);
}

static enum status read_rows(struct loading *loading, const struct import_call *call,
			     struct row_reader *reader, unsigned skip, uint64_t done, uint64_t total,
			     struct error *error)
{
	struct app *app = loading->caseload->app;
	bool more = true;
	loading->batch_from = skip + 1;
	while (more) {
		TRY(app_begin(app, error));
		TRY(app_end(app, one_batch(loading, reader, skip, &more, error), error));
		if (call->progress != NULL)
			call->progress(call->user, done + reader->read, total);
	}
	return STATUS_OK;
}

/* Look the file up by its hash, or put it on record. */
static enum status know_origin(struct loading *loading, const struct digest *digest, bool *complete,
			       unsigned *skip, struct error *error)
{
	struct app *app = loading->caseload->app;
	struct import_file *out = loading->out;
	struct rows rows;
	bool found;
	const dmn_value pack = store_text(loading->caseload->pack->name);
	const dmn_value extract = store_text(loading->extract->name);
	const dmn_value file = store_text(loading->file->file);
	const dmn_value hash = store_text(digest_bytes(digest));
	TRY(store_query(app->store, SQL_origin_find, BIND(pack, extract, file, hash), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		out->origin = rows_int(&rows, 0);
		*complete = text_is(rows_text(&rows, 1), "complete");
		*skip = (unsigned)rows_int(&rows, 2);
		out->rows_new = rows_int(&rows, 3);
		out->rows_changed = rows_int(&rows, 4);
		out->rows_unchanged = rows_int(&rows, 5);
		out->rows_duplicate = rows_int(&rows, 6);
		out->rows_rejected = rows_int(&rows, 7);
	}
	rows_end(&rows);
	if (status != STATUS_OK || found)
		return status;
	*complete = false;
	*skip = 0;
	return store_number(app->store, SQL_origin_put,
			    BIND(pack, extract, file, hash, store_text(out->snapshot),
				 store_text(loading->now), store_text(app->actor)),
			    &out->origin, NULL, error);
}

/* The file was loaded before: all its rows that were kept are unchanged now. */
static void report_unchanged(struct import_file *out)
{
	out->seen_before = true;
	out->rows_unchanged += out->rows_new + out->rows_changed;
	out->rows_new = 0;
	out->rows_changed = 0;
}

enum status import_one_file(struct loading *loading, const struct import_call *call, uint64_t *done,
			    uint64_t total, struct error *error)
{
	struct arena *arena = loading->caseload->arena;
	const char *folder = file_join(arena, call->folder, text_c(arena, loading->extract->folder));
	const char *path = file_join(arena, folder, text_c(arena, loading->file->file));
	struct digest digest;
	struct row_reader reader;
	bool complete = false;
	unsigned skip = 0;
	TRY(hash_file(path, arena, &digest, error));
	TRY(know_origin(loading, &digest, &complete, &skip, error));
	struct import_file *out = loading->out;
	if (complete) {
		report_unchanged(out);
	} else {
		TRY(row_reader_open(&reader, arena, path, error));
		enum status status = read_header(loading, &reader, error);
		if (status == STATUS_OK)
			status = read_rows(loading, call, &reader, skip == 0 ? 1 : skip, *done, total, error);
		row_reader_close(&reader);
		TRY(status);
	}
	out->rows_in = out->rows_new + out->rows_changed + out->rows_unchanged + out->rows_duplicate +
		       out->rows_rejected;
	*done += file_size(path);
	return STATUS_OK;
}
