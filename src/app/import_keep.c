/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping a row of a type that one source feeds; commitments and history for all. */
#include "app/import_internal.h"

#include "base/builder.h"
#include "os/host.h"

#include <string.h>

enum { ID_BLOCK = 10000 };

enum status import_take_id(struct loading *loading, int64_t *id, struct error *error)
{
	if (loading->next_id == loading->end_id) {
		int64_t end;
		TRY(store_number(loading->caseload->app->store, SQL_counter_take,
				 BIND(store_text(TEXT("record")), dmn_number(ID_BLOCK)), &end, NULL, error));
		loading->end_id = end;
		loading->next_id = end - ID_BLOCK;
	}
	*id = loading->next_id++;
	return STATUS_OK;
}

bool import_same_values(const struct loading *loading, const dmn_value *a, const dmn_value *b)
{
	for (size_t i = 0; i < loading->shape->count; i++)
		if (loading->mapped[i] && !record_same(a[i], b[i]))
			return false;
	return true;
}

/* The values as one JSON object. */
static struct text values_text(struct loading *loading, const dmn_value *values)
{
	struct arena *arena = loading->row_arena;
	const char **names = arena_new_array(arena, const char *, loading->shape->count);
	for (size_t i = 0; i < loading->shape->count; i++)
		names[i] = text_c(arena, loading->shape->columns[i].name);
	size_t size;
	const char *json = dmn_to_json(arena, dmn_context(arena, names, values, loading->shape->count),
				       &size);
	return (struct text){ json, size };
}

enum status import_history(struct loading *loading, const struct typed_row *before,
			   struct error *error)
{
	return store_do(loading->caseload->app->store, SQL_history_put,
			BIND(store_text(loading->shape->name), dmn_number(before->id),
			     dmn_number(before->version), dmn_number(before->origin),
			     dmn_number(before->origin_row), store_text(loading->now),
			     store_text(values_text(loading, before->values))),
			error);
}

static enum status find_secret(struct loading *loading, const struct typed_row *row,
			       struct text *secret, struct error *error)
{
	if (row->secret.length == SECRET_SIZE) {
		*secret = row->secret;
		return STATUS_OK;
	}
	if (loading->secret_root != row->root) {
		TRY(caseload_secret(loading->caseload, caseload_root(loading->file->record), row->root,
				    loading->row_arena, secret, error));
		if (secret->length != SECRET_SIZE)
			return error_set(error, STATUS_DATABASE, "record %lld has no secret",
					 (long long)row->root);
		memcpy(loading->secret, secret->at, SECRET_SIZE);
		loading->secret_root = row->root;
	}
	*secret = (struct text){ (const char *)loading->secret, SECRET_SIZE };
	return STATUS_OK;
}

static void add_member(struct builder *out, struct text member)
{
	builder_add_format(out, "%zu:", member.length);
	builder_add(out, member);
}

enum status import_commitment(struct loading *loading, const struct typed_row *row,
			      struct error *error)
{
	struct text secret;
	TRY(find_secret(loading, row, &secret, error));
	struct builder out = builder_new(loading->row_arena);
	add_member(&out, loading->shape->name);
	builder_add_format(&out, "%lld/%lld/%lld/%lld;", (long long)row->id, (long long)row->version,
			   (long long)row->origin, (long long)row->origin_row);
	for (size_t i = 0; i < loading->shape->count; i++) {
		if (row->values[i].kind == DMN_NULL) {
			builder_add_byte(&out, '-');
			continue;
		}
		size_t size;
		const char *text = dmn_text(loading->row_arena, row->values[i], &size);
		add_member(&out, (struct text){ text, size });
	}
	struct digest commitment = digest_commit(secret, builder_text(&out));
	struct digest leaf = tree_leaf_hash(digest_bytes(&commitment));
	tree_add(&loading->batch, &leaf, NULL, NULL);
	return STATUS_OK;
}

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

static enum status keep_again(struct loading *loading, const struct incoming *row,
			      enum row_fate *fate, struct error *error)
{
	struct typed_row before;
	bool found;
	TRY(typed_find(loading->typed, loading->row_arena, loading->source, row->key, &before, &found,
		       error));
	if (!found)
		return import_reject(loading, row->line, NULL, "its reference belongs to another record",
				     "correct the reference", error);
	bool same = before.parent == row->parent &&
		    import_same_values(loading, before.values, row->values);
	if (before.origin == loading->out->origin) {
		*fate = ROW_DUPLICATE;
		return same ? STATUS_OK
			    : import_reject(loading, row->line, NULL,
					    "its key stands twice in the file, with other values",
					    "keep the row that is right", error);
	}
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
