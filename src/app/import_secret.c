/* SPDX-License-Identifier: Apache-2.0 */
/* The secrets that salt the commitments: each case has one, in its root record. */
#include "app/import_internal.h"

#include <string.h>

static struct text name_of(const int64_t *root)
{
	return (struct text){ (const char *)root, sizeof *root };
}

/* The roots of the chunk's rows; one that follows itself once. */
static size_t list_roots(const struct loading *loading, int64_t *roots)
{
	size_t count = 0;
	for (size_t i = 0; i < loading->chunk_count; i++) {
		int64_t root = loading->chunk[i].root;
		if (root != 0 && (count == 0 || roots[count - 1] != root))
			roots[count++] = root;
	}
	return count;
}

static enum status read_roots(struct loading *loading, const int64_t *roots, struct typed_row *rows,
			      size_t *count, struct error *error)
{
	struct caseload *caseload = loading->caseload;
	struct error ignored = { 0 };
	size_t asked = *count;
	if (loading->asking.store != NULL) {
		if (typed_get_many(loading->asking.root, loading->row_arena, roots, asked, rows,
				   count, &ignored) == STATUS_OK)
			return STATUS_OK;
		import_asking_end(loading);
	}
	return typed_get_many(caseload_typed(caseload, caseload_root(loading->file->record)),
			      loading->row_arena, roots, asked, rows, count, error);
}

enum status import_find_secrets(struct loading *loading, struct error *error)
{
	struct arena *arena = loading->row_arena;
	loading->secrets = map_new(arena);
	const struct pack_record *of = caseload_root(loading->file->record);
	if (loading->dry_run || !store_is_far(loading->caseload->app->store) ||
	    !caseload_has(loading->caseload, of))
		return STATUS_OK;
	int64_t *roots = arena_new_array(arena, int64_t, loading->chunk_count);
	size_t count = list_roots(loading, roots);
	if (count == 0)
		return STATUS_OK;
	struct typed_row *rows = arena_new_array(arena, struct typed_row, count);
	TRY(read_roots(loading, roots, rows, &count, error));
	for (size_t i = 0; i < count; i++)
		map_put(&loading->secrets, name_of(&rows[i].id), &rows[i].secret);
	return STATUS_OK;
}

/* Of a root that none of the chunk's rows brought, or where nobody asked ahead. */
static enum status ask(struct loading *loading, int64_t root, struct text *secret,
		       struct error *error)
{
	return caseload_make_secret(loading->caseload, caseload_root(loading->file->record), root,
				    loading->row_arena, secret, error);
}

enum status import_secret(struct loading *loading, const struct typed_row *row, struct text *secret,
			  struct error *error)
{
	*secret = row->secret;
	if (secret->length == SECRET_SIZE)
		return STATUS_OK;
	if (loading->secret_root != row->root) {
		const struct text *known = map_get(&loading->secrets, name_of(&row->root));
		if (known != NULL)
			*secret = *known;
		else
			TRY(ask(loading, row->root, secret, error));
		if (secret->length != SECRET_SIZE)
			return error_set(error, STATUS_DATABASE, "record %lld has no secret",
					 (long long)row->root);
		memcpy(loading->secret, secret->at, SECRET_SIZE);
		loading->secret_root = row->root;
	}
	*secret = (struct text){ (const char *)loading->secret, SECRET_SIZE };
	return STATUS_OK;
}
