/* SPDX-License-Identifier: Apache-2.0 */
/* Rows are read and converted one by one, and put where they belong a chunk at a time: what a
 * database far away costs is its round trips. */
#include "app/import_internal.h"

#include <string.h>

enum status import_settle(struct loading *loading, const struct incoming *row, enum row_fate fate,
			  const struct error *why, struct error *error)
{
	struct import_file *out = loading->out;
	int64_t *const counters[] = { &out->rows_new, &out->rows_changed, &out->rows_unchanged,
				      &out->rows_duplicate, &out->rows_rejected };
	++*counters[fate];
	if (out->continues) { /* it was counted among the rejected */
		out->rows_rejected--;
		out->rows_mended += fate != ROW_REJECTED;
		return import_mended(loading, &row->cells, row->line,
				     fate == ROW_REJECTED ? why : NULL, error);
	}
	return fate == ROW_REJECTED ? import_put_reject(loading, &row->cells, row->line, why, error)
				    : STATUS_OK;
}

/* The reader's cells live no longer than its call. */
static struct row_cells keep_cells(struct loading *loading, const struct row_cells *cells)
{
	struct arena *arena = loading->row_arena;
	struct row_cells kept = { .raw = text_copy(arena, cells->raw) };
	size_t size = 0;
	for (size_t i = 0; i < cells->count; i++)
		size += cells->at[i].length;
	struct text *at = arena_alloc(arena, cells->count * sizeof *at);
	char *bytes = arena_alloc(arena, size);
	for (size_t i = 0; i < cells->count; i++) {
		at[i] = (struct text){ bytes, cells->at[i].length };
		memcpy(bytes, cells->at[i].at, cells->at[i].length);
		bytes += cells->at[i].length;
	}
	kept.at = at;
	kept.count = cells->count;
	loading->chunk_bytes += size + cells->raw.length;
	return kept;
}

enum status import_take_row(struct loading *loading, const struct row_cells *cells, unsigned line,
			    struct error *error)
{
	struct error why = { 0 };
	if (loading->chunk == NULL)
		loading->chunk =
			arena_new_array(loading->caseload->arena, struct incoming, CHUNK_ROWS);
	struct incoming *row = &loading->chunk[loading->chunk_count];
	*row = (struct incoming){ .line = line, .cells = keep_cells(loading, cells) };
	enum status status = import_convert(loading, row, &why);
	if (status == STATUS_INVALID) {
		TRY(import_end_due(loading, error));
		TRY(import_settle(loading, row, ROW_REJECTED, &why, error));
	} else if (status != STATUS_OK) {
		*error = why;
		return status;
	} else {
		loading->chunk_count++;
	}
	bool full = loading->chunk_count == CHUNK_ROWS || loading->chunk_bytes >= CHUNK_BYTES;
	return full ? import_end_chunk(loading, error) : STATUS_OK;
}

static enum status keep_each(struct loading *loading, struct error *error)
{
	for (size_t i = 0; i < loading->chunk_count; i++) {
		const struct incoming *row = &loading->chunk[i];
		struct error why = { 0 };
		enum row_fate fate = ROW_REJECTED;
		enum status status = import_keep_source(loading, row, &fate, &why);
		if (status != STATUS_OK && status != STATUS_INVALID) {
			*error = why;
			return status;
		}
		fate = status == STATUS_INVALID ? ROW_REJECTED : fate;
		TRY(import_settle(loading, row, fate, &why, error));
	}
	return STATUS_OK;
}

enum status import_end_chunk(struct loading *loading, struct error *error)
{
	TRY(import_end_due(loading, error));
	TRY(import_find_parents(loading, error));
	TRY(import_find_secrets(loading, error));
	TRY(loading->shape->several ? keep_each(loading, error)
				    : import_keep_chunk(loading, error));
	import_hash_hand_over(loading);
	loading->chunk_count = 0;
	loading->chunk_bytes = 0;
	arena_reset(loading->row_arena);
	return STATUS_OK;
}
