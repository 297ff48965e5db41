/* SPDX-License-Identifier: Apache-2.0 */
/* Rows from casework's database into a compartment's. */
#include "app/compartment_internal.h"
#include "app/import_internal.h"

enum {
	COLUMNS_MOST = 16,
	ROOTS_EACH = 10000
};

static int64_t file_now(const struct moving *it, int64_t old)
{
	for (size_t i = 0; i < it->old_files.count; i++)
		if (it->old_files.at[i] == old)
			return it->new_files.at[i];
	return old;
}

enum status compartment_copy(struct moving *it, enum statement_name from, enum statement_name into,
			     const dmn_value *key, size_t key_count, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	dmn_value values[COLUMNS_MOST] = { 0 };
	TRY(store_query(it->casework->app->store, from, key, key_count, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		unsigned count = rows_width(&rows);
		for (unsigned i = 0; i < count && i < COLUMNS_MOST; i++)
			values[i] = rows_at(&rows, i);
		if (values[0].kind != DMN_NULL)
			values[0] = dmn_number(file_now(it, rows_int(&rows, 0)));
		status = store_do(it->to->app.store, into, values, count, error);
		if (status != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

enum status compartment_copy_files(struct moving *it, const dmn_value key[3], struct error *error)
{
	struct arena *arena = it->casework->arena;
	struct rows rows;
	bool found;
	enum status status;
	dmn_value values[COLUMNS_MOST] = { 0 };
	TRY(store_query(it->casework->app->store, SQL_moved_origins, key, 3, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		unsigned last = rows_width(&rows) - 1;
		int64_t now;
		for (unsigned i = 0; i < last; i++)
			values[i] = rows_at(&rows, i);
		status = store_number(it->to->app.store, SQL_moved_origin_put, values, last, &now,
				      NULL, error);
		if (status != STATUS_OK)
			break;
		list_push(arena, &it->old_files, rows_int(&rows, last));
		list_push(arena, &it->new_files, now);
	}
	rows_end(&rows);
	return status;
}

static enum status put_record(struct moving *it, size_t record, struct arena *arena,
			      struct typed_row *row, struct error *error)
{
	struct caseload *to = &it->to->caseload;
	const struct pack_record *root = caseload_root(&to->pack->records[record]);
	struct text secret = row->secret;
	bool added;
	row->origin = file_now(it, row->origin);
	TRY(typed_add(to->typed[record], row, &added, error));
	if (!added)
		return STATUS_OK;
	if (secret.length == 0)
		TRY(caseload_make_secret(to, root, row->root, arena, &secret, error));
	struct digest commitment =
		digest_commit(secret, import_payload(arena, &to->shapes[record], row));
	struct digest leaf = tree_leaf_hash(digest_bytes(&commitment));
	tree_add(&it->leaves, &leaf, NULL, NULL);
	return STATUS_OK;
}

static enum status put_side(struct moving *it, size_t record, struct arena *arena,
			    struct typed_row *row, struct error *error)
{
	struct caseload *to = &it->to->caseload;
	size_t extract = caseload_extract(it->casework, row->source);
	bool added;
	(void)arena;
	row->origin = file_now(it, row->origin);
	if (extract == to->pack->extract_count)
		return STATUS_OK; /* an extract that the pack no longer has */
	row->source = to->sources[extract];
	return typed_source_add(to->typed[record], row, &added, error);
}

/* The families of `low` and the roots after it. */
static enum status copy_range(struct moving *it, struct typed *from, size_t record, bool sides,
			      int64_t low, struct error *error)
{
	struct rows rows = { 0 };
	struct typed_row row;
	bool found;
	enum status status;
	struct arena *arena = arena_new(0);
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "no memory to move records");
	status = (sides ? typed_source_range : typed_range)(from, low, low + ROOTS_EACH - 1, &rows,
							    error);
	while (status == STATUS_OK && (status = rows_next(&rows, &found, error)) == STATUS_OK &&
	       found) {
		typed_read(from, arena, &rows, sides, &row);
		status = (sides ? put_side : put_record)(it, record, arena, &row, error);
	}
	rows_end(&rows);
	arena_free(arena);
	return status;
}

enum status compartment_copy_records(struct moving *it, size_t record, struct error *error)
{
	const struct record_shape *shape = &it->casework->shapes[record];
	struct store *store = it->casework->app->store;
	struct typed *from;
	int64_t end;
	TRY(store_number(store, SQL_counter_take, BIND(store_text(TEXT("record")), dmn_number(0)),
			 &end, NULL, error));
	TRY(typed_open(store, shape, &from, error));
	it->types++;
	for (int64_t low = 0; low < end; low += ROOTS_EACH) {
		TRY(copy_range(it, from, record, false, low, error));
		if (shape->several)
			TRY(copy_range(it, from, record, true, low, error));
	}
	return STATUS_OK;
}
