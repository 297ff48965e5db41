/* SPDX-License-Identifier: Apache-2.0 */
/* Publishing a record, and those that were published. */
#include "app/transparency.h"

enum {
	PUBLISHED_MOST = 200
};

enum status transparency_list(struct caseload *caseload, struct transparency_list *out,
			      struct error *error)
{
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	*out = (struct transparency_list){ 0 };
	TRY(store_query(caseload->app->store, SQL_transparency_published,
			BIND(store_text(caseload->pack->name), dmn_number(PUBLISHED_MOST)), &rows,
			error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct transparency_published one = {
			.id = rows_int(&rows, 0),
			.version = text_copy(arena, rows_text(&rows, 1)),
			.published_at = text_copy(arena, rows_text(&rows, 2))
		};
		struct text body = text_copy(arena, rows_text(&rows, 3));
		if (dmn_from_json(arena, body.at, body.length, &one.fields))
			list_push(arena, out, one);
	}
	rows_end(&rows);
	return status;
}

static enum status put(struct caseload *caseload, struct text body, int64_t *id,
		       struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_turn(app, error));
	TRY(store_number(app->store, SQL_transparency_put,
			 BIND(store_text(caseload->pack->name), dmn_number(caseload->pack_id),
			      store_text(body), store_text(app->actor), store_text(app_now(app))),
			 id, NULL, error));
	const struct text detail[][2] = { { TEXT("pack"), caseload->pack->name },
					  { TEXT("version"), caseload->pack->version } };
	struct app_log log = { .use = USE_RECORD_PUBLISH,
			       .subject = TEXT("transparency_record"),
			       .subject_id = *id,
			       .detail = app_detail(app->arena, detail, 2) };
	return app_log(app, &log, error);
}

enum status transparency_publish(struct caseload *caseload, int64_t *id, struct error *error)
{
	struct transparency record;
	struct transparency_list list;
	struct transparency_changes changes;
	struct app *app = caseload->app;
	TRY(app_may(app, USE_RECORD_PUBLISH, caseload->pack, error));
	TRY(transparency_make(caseload, &record, error));
	TRY(transparency_list(caseload, &list, error));
	if (list.count != 0) {
		transparency_compare(caseload->arena, &list.at[0], &record, &changes);
		if (changes.count == 0) {
			error_set(error, STATUS_CONFLICT,
				  "the record is as it was when it was last published");
			return error_remedy(error, "there is nothing more to do");
		}
	}
	TRY(app_begin(app, error));
	return app_end(app, put(caseload, transparency_json(caseload->arena, &record), id, error),
		       error);
}
