/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping a row of a type that several sources feed: whom it is about, and what the source says. */
#include "app/import_internal.h"

#include "os/host.h"

static enum status get_record(struct loading *loading, int64_t id, struct typed_row *record,
			      struct error *error)
{
	bool found;
	TRY(typed_get(loading->typed, loading->row_arena, id, record, &found, error));
	if (!found)
		return error_set(error, STATUS_DATABASE, "record %lld is gone", (long long)id);
	return STATUS_OK;
}

/* Try the pack's rules in order; *id stays 0 when none finds exactly one record. */
static enum status match(struct loading *loading, const struct incoming *row, int64_t *id,
			 struct error *error)
{
	const struct pack_source_file *file = loading->file;
	const struct pack_field *by_key[] = { file->record->key };
	const struct pack_match key_alone = { .fields = by_key, .field_count = 1 };
	size_t rules = file->match_count != 0 ? file->match_count : 1;
	*id = 0;
	for (size_t m = 0; m < rules && *id == 0; m++) {
		const struct pack_match *rule =
			file->match_count != 0 ? &file->matches[m] : &key_alone;
		size_t columns[16];
		dmn_value values[16];
		bool whole = rule->field_count <= 16;
		for (size_t i = 0; whole && i < rule->field_count; i++) {
			columns[i] = rule->fields[i]->index;
			values[i] = row->values[columns[i]];
			whole = values[i].kind != DMN_NULL;
		}
		if (!whole)
			continue;
		int64_t ids[2];
		size_t count;
		const struct typed_row parent = { .id = row->parent, .root = row->root };
		TRY(typed_match(loading->typed, columns, values, rule->field_count,
				rule->parent ? &parent : NULL, ids, &count, error));
		if (count == 1)
			*id = ids[0];
	}
	return STATUS_OK;
}

static enum status add_record(struct loading *loading, const struct incoming *row,
			      struct typed_row *made, char secret[SECRET_SIZE], struct error *error)
{
	int64_t id;
	bool added;
	TRY(import_take_id(loading, &id, error));
	*made = (struct typed_row){ .id = id,
				    .parent = row->parent,
				    .root = row->root != 0 ? row->root : id,
				    .origin = loading->out->origin,
				    .origin_row = row->line,
				    .version = 1,
				    .values = row->values };
	if (loading->shape->parent == NULL) {
		host_random(secret, SECRET_SIZE);
		made->secret = (struct text){ secret, SECRET_SIZE };
	}
	return typed_add(loading->typed, made, &added, error);
}

/* What the source says of the record `made`. */
static enum status add_source(struct loading *loading, const struct incoming *row,
			      struct typed_row *made, struct error *error)
{
	bool added;
	struct typed_row source = *made;
	source.source = loading->source;
	source.key = row->key;
	source.origin = loading->out->origin;
	source.origin_row = row->line;
	source.version = 1;
	source.values = row->values;
	TRY(typed_source_add(loading->typed, &source, &added, error));
	return import_commitment(loading, &source, error);
}

static enum status keep_first(struct loading *loading, const struct incoming *row,
			      enum row_fate *fate, struct error *error)
{
	char secret[SECRET_SIZE];
	struct typed_row record;
	int64_t id;
	*fate = ROW_NEW;
	TRY(match(loading, row, &id, error));
	if (id != 0) {
		loading->joined++;
		TRY(get_record(loading, id, &record, error));
		TRY(add_source(loading, row, &record, error));
		return import_merge(loading, &record, error);
	}
	if (loading->file->unmatched == PACK_UNMATCHED_REJECT)
		return import_reject(
			loading, row->line, NULL, "no record matches the row",
			"load the record's own source first, or correct what it is matched by",
			error);
	TRY(add_record(loading, row, &record, secret, error));
	return add_source(loading, row, &record, error);
}

enum status import_keep_source(struct loading *loading, const struct incoming *row,
			       enum row_fate *fate, struct error *error)
{
	struct typed_row before;
	bool found;
	TRY(typed_find(loading->typed, loading->row_arena, loading->source, row->key, &before,
		       &found, error));
	if (!found)
		return keep_first(loading, row, fate, error);
	bool same = import_same_values(loading, before.values, row->values);
	if (before.origin == loading->out->origin)
		return import_twice(loading, row, same, fate, error);
	struct typed_row after = before;
	after.origin = loading->out->origin;
	after.origin_row = row->line;
	*fate = same ? ROW_UNCHANGED : ROW_CHANGED;
	if (same)
		return typed_source_touch(loading->typed, &after, error);
	after.version++;
	after.values = row->values;
	TRY(typed_source_replace(loading->typed, &after, error));
	TRY(import_commitment(loading, &after, error));
	struct typed_row record;
	TRY(get_record(loading, before.id, &record, error));
	return import_merge(loading, &record, error);
}
