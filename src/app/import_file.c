/* SPDX-License-Identifier: Apache-2.0 */
/* One file of an extract: known by its hash, read row by row, committed in batches. */
#include "app/import_internal.h"

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

/* The file was loaded before: all its rows that were kept are unchanged now. */
static void report_unchanged(struct import_file *out)
{
	out->seen_before = true;
	out->rows_unchanged += out->rows_new + out->rows_changed;
	out->rows_new = 0;
	out->rows_changed = 0;
}

/* The first line of a file that need not be read again: its rejects may have to be written. */
static enum status on_first_row(void *user, const struct text *cells, size_t count, unsigned line,
				struct error *error)
{
	struct loading *loading = user;
	const struct row_cells header = { .at = cells, .count = count };
	(void)line;
	loading->out->header = import_line(loading->caseload->arena, &header);
	return error_set(error, STATUS_CONFLICT, "the header is all that is wanted");
}

static enum status read_header_alone(struct loading *loading, const char *path, struct error *error)
{
	if (loading->file->format != PACK_FORMAT_CSV || loading->out->rows_rejected == 0)
		return STATUS_OK;
	enum status status =
		import_read_csv(loading->caseload->arena, path, on_first_row, loading, NULL, error);
	return loading->out->header.length != 0 ? STATUS_OK : status;
}

static enum status load_rows(struct loading *loading, const struct import_call *call,
			     const char *path, uint64_t done, uint64_t total, struct error *error)
{
	struct import_file *out = loading->out;
	bool complete = false;
	if (out->continues) {
		TRY(import_know_continued(loading, path, error));
		TRY(import_check_latest(loading, path, error));
		return import_read_file(loading, call, path, done, total, error);
	}
	TRY(hash_file(path, loading->caseload->arena, out->snapshot, &loading->hash, error));
	TRY(import_know_origin(loading, &complete, error));
	if (!complete)
		return import_read_file(loading, call, path, done, total, error);
	TRY(import_check_latest(loading, path, error));
	report_unchanged(out);
	return read_header_alone(loading, path, error);
}

enum status import_one_file(struct loading *loading, const struct import_call *call, uint64_t *done,
			    uint64_t total, struct error *error)
{
	struct arena *arena = loading->caseload->arena;
	struct import_file *out = loading->out;
	const char *folder =
		file_join(arena, call->folder, text_c(arena, loading->extract->folder));
	const char *path = file_join(arena, folder, text_c(arena, loading->file->file));
	char hash[DIGEST_TEXT_SIZE];
	TRY(load_rows(loading, call, path, *done, total, error));
	digest_print(&loading->hash, hash);
	out->hash = text_copy(arena, text_from(hash));
	out->rows_in = out->rows_new + out->rows_changed + out->rows_unchanged +
		       out->rows_duplicate + out->rows_rejected;
	*done += file_size(path);
	return STATUS_OK;
}
