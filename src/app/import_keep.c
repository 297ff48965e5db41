/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping a row of a type that one source feeds. */
#include "app/import_internal.h"

#include "os/host.h"

enum {
	ID_BLOCK = 10000
};

static struct typed_row row_of(struct loading *loading, const struct incoming *row, int64_t id,
			       char secret[SECRET_SIZE])
{
	struct typed_row made = { .id = id,
				  .parent = row->parent,
				  .root = row->root != 0 ? row->root : id,
				  .source = loading->source,
				  .origin = loading->out->origin,
				  .origin_row = row->line,
				  .version = 1,
				  .key = row->key,
				  .values = row->values };
	if (loading->shape->parent == NULL) {
		host_random(secret, SECRET_SIZE);
		made.secret = (struct text){ secret, SECRET_SIZE };
	}
	return made;
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

static enum status keep_again(struct loading *loading, const struct incoming *row,
			      enum row_fate *fate, struct error *error)
{
	struct typed_row before;
	bool found;
	TRY(typed_find(loading->typed, loading->row_arena, loading->source, row->key, &before,
		       &found, error));
	if (!found)
		return import_reject(loading, row->line, NULL,
				     "its reference belongs to another record",
				     "correct the reference", error);
	bool same = before.parent == row->parent &&
		    import_same_values(loading, before.values, row->values);
	if (before.origin == loading->out->origin)
		return import_twice(loading, row, same, fate, error);
	struct typed_row after = before;
	after.origin = loading->out->origin;
	after.origin_row = row->line;
	*fate = same ? ROW_UNCHANGED : ROW_CHANGED;
	if (same)
		return typed_touch(loading->typed, &after, error);
	after.version++;
	after.values = row->values;
	TRY(import_history(loading, &before, error));
	TRY(typed_replace(loading->typed, &after, error));
	return import_commitment(loading, &after, error);
}

enum status import_keep(struct loading *loading, const struct incoming *row, enum row_fate *fate,
			struct error *error)
{
	char secret[SECRET_SIZE];
	int64_t id;
	bool added;
	if (loading->shape->several)
		return import_keep_source(loading, row, fate, error);
	TRY(import_take_id(loading, &id, error));
	struct typed_row made = row_of(loading, row, id, secret);
	TRY(typed_add(loading->typed, &made, &added, error));
	if (!added) {
		loading->next_id--;
		return keep_again(loading, row, fate, error);
	}
	*fate = ROW_NEW;
	return import_commitment(loading, &made, error);
}
