/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping the rows of a type that one source feeds. */
#include "app/import_internal.h"

#include "base/map.h"
#include "os/host.h"

/* The record that each row of the chunk makes, if its key is not taken. */
static enum status make_rows(struct loading *loading, struct typed_row *out, struct error *error)
{
	bool root = loading->shape->parent == NULL;
	char *secrets = arena_alloc(loading->row_arena, loading->chunk_count * SECRET_SIZE);
	if (root)
		host_random(secrets, loading->chunk_count * SECRET_SIZE);
	for (size_t i = 0; i < loading->chunk_count; i++) {
		const struct incoming *row = &loading->chunk[i];
		int64_t id;
		TRY(import_take_id(loading, &id, error));
		out[i] = (struct typed_row){ .id = id,
					     .parent = row->parent,
					     .root = row->root != 0 ? row->root : id,
					     .source = loading->source,
					     .origin = loading->out->origin,
					     .origin_row = row->line,
					     .version = 1,
					     .key = row->key,
					     .values = row->values };
		if (root)
			out[i].secret = (struct text){ secrets + i * SECRET_SIZE, SECRET_SIZE };
	}
	return STATUS_OK;
}

enum status import_twice(struct loading *loading, const struct incoming *row, bool same,
			 enum row_fate *fate, struct error *error)
{
	*fate = ROW_DUPLICATE;
	return same ? STATUS_OK
		    : import_reject(loading, row->line, NULL,
				    "its key stands twice in the file, with other values",
				    "keep the row that is right", error);
}

/* Its key is taken by `before`, which becomes what the row says. */
static enum status keep_again(struct loading *loading, const struct incoming *row,
			      struct typed_row *before, enum row_fate *fate, struct error *error)
{
	if (before->id == TYPED_ID_UNKNOWN)
		return import_reject(loading, row->line, NULL,
				     "its reference belongs to another record",
				     "correct the reference", error);
	bool same = before->parent == row->parent &&
		    import_same_values(loading, before->values, row->values);
	if (before->origin == loading->out->origin)
		return import_twice(loading, row, same, fate, error);
	struct typed_row after = *before;
	after.origin = loading->out->origin;
	after.origin_row = row->line;
	*fate = same ? ROW_UNCHANGED : ROW_CHANGED;
	if (!same) {
		after.version++;
		after.values = row->values;
		TRY(import_history(loading, before, error));
		TRY(typed_replace(loading->typed, &after, error));
		TRY(import_commitment(loading, &after, error));
	}
	*before = after;
	return STATUS_OK;
}

/* What an earlier row of the chunk has made of the record, or as it was. */
static struct typed_row *met(struct map *records, struct typed_row *before)
{
	const struct text id = { (const char *)&before->id, sizeof before->id };
	struct typed_row *known = map_get(records, id);
	if (known == NULL)
		map_put(records, id, before);
	return known != NULL ? known : before;
}

struct keeping {
	struct typed_row *made;	  /* [row of the chunk]: what is added if its key is free */
	struct typed_row *before; /* [row]: what has the key; id 0: nothing had */
	struct map records;
	struct typed_row *touched;
	size_t touched_count;
};

static enum status keep_row(struct loading *loading, struct keeping *keeping, size_t at,
			    struct error *error)
{
	const struct incoming *row = &loading->chunk[at];
	enum row_fate fate = ROW_NEW;
	struct error why = { 0 };
	if (keeping->before[at].id == 0) {
		TRY(import_commitment(loading, &keeping->made[at], error));
		return import_settle(loading, row, fate, NULL, error);
	}
	struct typed_row *before = met(&keeping->records, &keeping->before[at]);
	enum status status = keep_again(loading, row, before, &fate, &why);
	if (status == STATUS_INVALID) {
		fate = ROW_REJECTED;
	} else if (status != STATUS_OK) {
		*error = why;
		return status;
	}
	if (fate == ROW_UNCHANGED)
		keeping->touched[keeping->touched_count++] = *before;
	return import_settle(loading, row, fate, &why, error);
}

enum status import_keep_chunk(struct loading *loading, struct error *error)
{
	struct arena *arena = loading->row_arena;
	size_t count = loading->chunk_count;
	struct keeping keeping = { .made = arena_new_array(arena, struct typed_row, count),
				   .before = arena_new_array(arena, struct typed_row, count),
				   .records = map_new(arena),
				   .touched = arena_new_array(arena, struct typed_row, count) };
	TRY(make_rows(loading, keeping.made, error));
	TRY(typed_add_many(loading->typed, arena, keeping.made, count, keeping.before, error));
	for (size_t i = 0; i < count; i++)
		TRY(keep_row(loading, &keeping, i, error));
	return typed_touch_many(loading->typed, keeping.touched, keeping.touched_count, error);
}
