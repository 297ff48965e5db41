/* SPDX-License-Identifier: Apache-2.0 */
/* Which packs there are, and one of them. */
#include "app/caseload.h"

struct id_list {
	LIST_OF(int64_t);
};

static enum status read_ids(struct app *app, struct id_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(app->store, SQL_pack_newest, BIND_NONE, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out, rows_int(&rows, 0));
	rows_end(&rows);
	return status;
}

enum status caseload_count(struct app *app, size_t *out, struct error *error)
{
	struct id_list ids = { 0 };
	enum status status = read_ids(app, &ids, error);
	*out = ids.count;
	return status;
}

enum status caseload_newest(struct app *app, struct caseload_list *out, struct error *error)
{
	struct id_list ids = { 0 };
	TRY(read_ids(app, &ids, error));
	for (size_t i = 0; i < ids.count; i++) {
		struct caseload caseload;
		TRY(caseload_version(app, ids.at[i], &caseload, error));
		list_push(app->arena, out, caseload);
	}
	return STATUS_OK;
}

enum status caseload_chosen(struct app *app, struct text name, struct caseload *out,
			    struct error *error)
{
	int64_t pack_id = 0;
	bool found = false;
	if (name.length != 0)
		TRY(store_number(app->store, SQL_pack_latest, BIND(store_text(name)), &pack_id,
				 &found, error));
	if (!found)
		TRY(store_number(app->store, SQL_pack_first, BIND_NONE, &pack_id, &found, error));
	if (found)
		return caseload_version(app, pack_id, out, error);
	error_set(error, STATUS_NOT_FOUND, "the database has no pack yet");
	return error_remedy(error, "take one up: remit init --db URL --pack DIR");
}
