/* SPDX-License-Identifier: Apache-2.0 */
/* Reading what was opened by break-glass. */
#include "app/glass.h"

static enum status read_list(struct app *app, enum statement_name name, const dmn_value *values,
			     size_t count, struct glass_list *out, struct error *error)
{
	struct arena *arena = app->arena;
	struct rows rows;
	bool found;
	*out = (struct glass_list){ 0 };
	TRY(store_query(app->store, name, values, count, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(arena, out,
			  (struct glass){ .id = rows_int(&rows, 0),
					  .root_id = rows_int(&rows, 1),
					  .account = text_copy(arena, rows_text(&rows, 2)),
					  .reason = text_copy(arena, rows_text(&rows, 3)),
					  .made_at = text_copy(arena, rows_text(&rows, 4)),
					  .until = rows_int(&rows, 5),
					  .reviewed_by = text_copy(arena, rows_text(&rows, 6)),
					  .reviewed_at = text_copy(arena, rows_text(&rows, 7)),
					  .verdict = text_copy(arena, rows_text(&rows, 8)),
					  .review_reason = text_copy(arena, rows_text(&rows, 9)) });
	rows_end(&rows);
	return status;
}

static enum status name_case(struct caseload *caseload, struct glass *it, struct error *error)
{
	struct text secret;
	return caseload_case(caseload, it->root_id, &it->reference, &secret, error);
}

enum status glass_read(struct caseload *caseload, struct glass_list *out, struct error *error)
{
	struct app *app = caseload->app;
	struct app_log log = { .use = USE_GLASS_LIST, .subject = TEXT("break_glass") };
	TRY(app_may(app, USE_GLASS_LIST, caseload->pack, error));
	TRY(read_list(app, SQL_glass_list, BIND(ACCESS_VIEWER(app), dmn_number(GLASS_SHOWN)), out,
		      error));
	for (size_t i = 0; i < out->count; i++)
		TRY(name_case(caseload, &out->at[i], error));
	return app_look(app, &log, error);
}

enum status glass_find(struct caseload *caseload, int64_t id, struct glass *out,
		       struct error *error)
{
	struct glass_list list;
	TRY(read_list(caseload->app, SQL_glass_get,
		      BIND(dmn_number(id), ACCESS_VIEWER(caseload->app)), &list, error));
	if (list.count == 0)
		return error_set(error, STATUS_NOT_FOUND, "there is no opening %lld",
				 (long long)id);
	*out = list.at[0];
	return name_case(caseload, out, error);
}

enum status glass_waiting(struct app *app, int64_t *count, struct error *error)
{
	return store_number(app->store, SQL_glass_waiting_count, BIND(ACCESS_VIEWER(app)), count,
			    NULL, error);
}
