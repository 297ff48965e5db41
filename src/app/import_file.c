/* SPDX-License-Identifier: Apache-2.0 */
/* One file of an extract: known by its hash, read row by row, committed in batches. */
#include "app/import_internal.h"

#include <string.h>

/* Of the bytes and the day that they speak of: the same bytes of a later day say something new. */
static enum status hash_file(const char *path, struct arena *arena, struct text snapshot,
			     struct digest *out, struct error *error)
{
	struct file file;
	struct digest_stream stream;
	size_t got;
	enum {
		PIECE = 64 * 1024
	};
	struct arena_mark mark = arena_mark(arena);
	char *piece = arena_alloc(arena, PIECE);
	TRY(file_open(&file, path, error));
	digest_begin(&stream);
	enum status status;
	while ((status = file_next(&file, piece, PIECE, &got, error)) == STATUS_OK && got != 0)
		digest_add(&stream, (struct text){ piece, got });
	file_close(&file);
	digest_add(&stream, snapshot);
	*out = digest_end(&stream);
	arena_rewind(arena, mark);
	return status;
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
	TRY(store_query(app->store, SQL_origin_find, BIND(pack, extract, file, hash), &rows,
			error));
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

/* Another file of that name was loaded since: that all of this one is there would be untrue. */
static enum status check_latest(const struct loading *loading, const char *path,
				struct error *error)
{
	int64_t later;
	TRY(store_number(loading->caseload->app->store, SQL_origin_later,
			 BIND(store_text(loading->caseload->pack->name),
			      store_text(loading->extract->name), store_text(loading->file->file),
			      dmn_number(loading->out->origin)),
			 &later, NULL, error));
	if (later == 0)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT,
		  "this file was loaded before, and another one of its name since");
	error_remedy(error, "load the present extract; if this one is it, give it its own day in "
			    "manifest.csv");
	return error_place(error, path, 0, NULL);
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
	const char *folder =
		file_join(arena, call->folder, text_c(arena, loading->extract->folder));
	const char *path = file_join(arena, folder, text_c(arena, loading->file->file));
	struct digest digest;
	bool complete = false;
	unsigned skip = 0;
	TRY(hash_file(path, arena, loading->out->snapshot, &digest, error));
	TRY(know_origin(loading, &digest, &complete, &skip, error));
	struct import_file *out = loading->out;
	if (complete)
		TRY(check_latest(loading, path, error));
	if (complete)
		report_unchanged(out);
	else
		TRY(import_read_file(loading, call, path, skip == 0 ? 1 : skip, *done, total,
				     error));
	out->rows_in = out->rows_new + out->rows_changed + out->rows_unchanged +
		       out->rows_duplicate + out->rows_rejected;
	*done += file_size(path);
	return STATUS_OK;
}
