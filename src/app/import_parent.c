/* SPDX-License-Identifier: Apache-2.0 */
/* The parents of a chunk's rows, asked for together. Rows often share the parent of the row before.
 */
#include "app/import_internal.h"

#include <string.h>

/* By this extract's own key where it has the parents, else by the parent's reference. */
static bool has_parents(const struct loading *loading)
{
	for (size_t i = 0; i < loading->extract->file_count; i++)
		if (loading->extract->files[i].record == loading->file->record->parent)
			return true;
	return false;
}

static enum status find_by_reference(struct loading *loading, struct typed *typed, struct text key,
				     struct typed_row *parent, struct error *error)
{
	const size_t column = loading->file->record->parent->key->index;
	const dmn_value value = store_text(key);
	int64_t ids[2];
	size_t count;
	bool found = false;
	TRY(typed_match(typed, &column, &value, 1, NULL, ids, &count, error));
	if (count == 1)
		TRY(typed_get(typed, loading->row_arena, ids[0], parent, &found, error));
	if (!found)
		*parent = (struct typed_row){ 0 };
	return STATUS_OK;
}

static struct caseload *home_of_parents(const struct loading *loading)
{
	return caseload_has(loading->caseload, loading->file->record->parent) ? loading->caseload
									      : loading->casework;
}

static enum status find_in(struct loading *loading, struct typed *typed, const struct text *keys,
			   size_t count, struct typed_row *parents, struct error *error)
{
	const struct caseload *there = home_of_parents(loading);
	int64_t source = there->sources[loading->extract - there->pack->extracts];
	if (has_parents(loading))
		return typed_locate_many(typed, loading->row_arena, source, keys, count, parents,
					 error);
	for (size_t i = 0; i < count; i++)
		TRY(find_by_reference(loading, typed, keys[i], &parents[i], error));
	return STATUS_OK;
}

static enum status find_parents(struct loading *loading, const struct text *keys, size_t count,
				struct typed_row *parents, struct error *error)
{
	struct error ignored = { 0 };
	if (loading->asking.store != NULL) {
		if (find_in(loading, loading->asking.parent, keys, count, parents, &ignored) ==
		    STATUS_OK)
			return STATUS_OK;
		import_asking_end(loading);
	}
	return find_in(loading,
		       caseload_typed(home_of_parents(loading), loading->file->record->parent),
		       keys, count, parents, error);
}

static enum status no_parent(struct loading *loading, const struct incoming *row,
			     struct error *error)
{
	struct error why = { 0 };
	error_set(&why, STATUS_INVALID, "there is no %.*s '%.*s'",
		  TEXT_ARG(loading->file->record->parent->name), TEXT_ARG(row->parent_key));
	error_remedy(&why, "load that record first, or correct the key");
	error_place(&why, text_c(loading->row_arena, loading->file->file), row->line,
		    text_c(loading->row_arena, row->parent_column->column));
	return import_settle(loading, row, ROW_REJECTED, &why, error);
}

/* The parent of the last row, for the first of the next chunk. */
static void remember(struct loading *loading, struct text key, const struct typed_row *parent)
{
	loading->parent_key_length = 0;
	if (key.length >= sizeof loading->parent_key || parent->id == 0)
		return;
	memcpy(loading->parent_key, key.at, key.length);
	loading->parent_key_length = key.length;
	loading->parent_id = parent->id;
	loading->parent_root = parent->root;
}

/* Each key once where it follows itself; place[row] is where it stands in `keys`. The first is the
 * one that is remembered. */
static size_t list_keys(const struct loading *loading, struct text *keys, size_t *place)
{
	size_t count = 1;
	keys[0] = (struct text){ loading->parent_key, loading->parent_key_length };
	for (size_t i = 0; i < loading->chunk_count; i++) {
		struct text key = loading->chunk[i].parent_key;
		if (!text_equal(key, keys[count - 1]))
			keys[count++] = key;
		place[i] = count - 1;
	}
	return count;
}

enum status import_find_parents(struct loading *loading, struct error *error)
{
	struct arena *arena = loading->row_arena;
	size_t rows = loading->chunk_count;
	if (loading->file->record->parent == NULL || rows == 0)
		return STATUS_OK;
	struct text *keys = arena_new_array(arena, struct text, rows + 1);
	size_t *place = arena_new_array(arena, size_t, rows);
	size_t count = list_keys(loading, keys, place);
	struct typed_row *parents = arena_new_array(arena, struct typed_row, count);
	parents[0] = (struct typed_row){ .id = loading->parent_id, .root = loading->parent_root };
	TRY(find_parents(loading, keys + 1, count - 1, parents + 1, error));
	loading->chunk_count = 0;
	for (size_t i = 0; i < rows; i++) {
		struct incoming row = loading->chunk[i];
		row.parent = parents[place[i]].id;
		row.root = parents[place[i]].root;
		if (row.parent == 0 && row.parent_key.length != 0)
			TRY(no_parent(loading, &row, error));
		else
			loading->chunk[loading->chunk_count++] = row;
	}
	remember(loading, keys[count - 1], &parents[count - 1]);
	return STATUS_OK;
}
