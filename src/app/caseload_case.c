/* SPDX-License-Identifier: Apache-2.0 */
/* A case by the number of its root record. */
#include "app/access.h"

enum status caseload_case(struct caseload *caseload, int64_t root_id, struct text *reference,
			  struct text *secret, struct error *error)
{
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	struct typed_row row;
	bool found;
	size_t size;
	enum status seen = access_guard(caseload, root_id, error);
	if (seen != STATUS_OK && seen != STATUS_NOT_FOUND)
		return seen;
	TRY(typed_get(caseload_typed(caseload, root), caseload->arena, root_id, &row, &found,
		      error));
	if (!found || seen == STATUS_NOT_FOUND)
		return error_set(error, STATUS_NOT_FOUND, "there is no such case");
	dmn_value key = row.values[root->key->index];
	const char *text = key.kind != DMN_NULL ? dmn_text(caseload->arena, key, &size) : NULL;
	*reference = text != NULL ? (struct text){ text, size } : TEXT("no reference");
	*secret = row.secret;
	return STATUS_OK;
}

enum status caseload_kept(struct caseload *caseload, int64_t root_id, int64_t *kept_id,
			  struct error *error)
{
	int64_t kept;
	bool found;
	TRY(store_number(caseload->app->store, SQL_merged_kept, BIND(dmn_number(root_id)), &kept,
			 &found, error));
	*kept_id = found ? kept : root_id;
	return STATUS_OK;
}

enum status caseload_roots(struct caseload *caseload, int64_t kept_id, struct caseload_roots *out,
			   struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct caseload_roots){ 0 };
	list_push(caseload->arena, out, kept_id);
	TRY(store_query(caseload->app->store, SQL_merged_range,
			BIND(dmn_number(kept_id), dmn_number(kept_id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		if (rows_int(&rows, 1) == kept_id)
			list_push(caseload->arena, out, rows_int(&rows, 0));
	rows_end(&rows);
	return status;
}
