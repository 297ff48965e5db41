/* SPDX-License-Identifier: Apache-2.0 */
#include "app/draft.h"

enum status draft_read(struct app *app, const struct item *item, struct draft *out,
		       struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct draft){ 0 };
	TRY(store_query(app->store, SQL_draft_get,
			BIND(dmn_number(item->id), store_text(app->actor)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		struct text body = text_copy(app->arena, rows_text(&rows, 1));
		out->superseded = rows_int(&rows, 0) != item->recommendation_id;
		out->saved_at = text_copy(app->arena, rows_text(&rows, 2));
		if (!fields_read(app->arena, body, &out->fields))
			status = error_set(error, STATUS_DATABASE, "a draft cannot be read");
	}
	rows_end(&rows);
	return status;
}

static bool is_named(const char *const *names, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(name, names[i]))
			return true;
	return false;
}

/* Read and written in one transaction: two parts that are sent at once are both kept. */
static enum status save(struct app *app, const struct item *item, const char *const *names,
			size_t name_count, const struct fields *fields, struct error *error)
{
	struct draft draft;
	struct fields merged = { 0 };
	TRY(app_turn(app, error));
	TRY(draft_read(app, item, &draft, error));
	for (size_t i = 0; i < draft.fields.count; i++)
		if (!is_named(names, name_count, draft.fields.at[i].name))
			list_push(app->arena, &merged, draft.fields.at[i]);
	for (size_t i = 0; i < fields->count; i++)
		if (is_named(names, name_count, fields->at[i].name))
			list_push(app->arena, &merged, fields->at[i]);
	struct text body = fields_write(app->arena, &merged);
	return store_do(app->store, SQL_draft_put,
			BIND(dmn_number(item->id), store_text(app->actor),
			     dmn_number(item->recommendation_id), store_text(body),
			     store_text(app_now(app))),
			error);
}

enum status draft_save(struct app *app, const struct item *item, const char *const *names,
		       size_t name_count, const struct fields *fields, struct error *error)
{
	TRY(app_begin(app, error));
	return app_end(app, save(app, item, names, name_count, fields, error), error);
}
