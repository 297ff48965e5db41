/* SPDX-License-Identifier: Apache-2.0 */
/* Second looks as they stand, and how often they differ. */
#include "app/access.h"
#include "app/sample_internal.h"

struct second_look sample_row(struct arena *arena, const struct rows *rows)
{
	return (struct second_look){ .id = rows_int(rows, 0),
				     .sample = text_copy(arena, rows_text(rows, 1)),
				     .item_id = rows_int(rows, 2),
				     .decision_id = rows_int(rows, 3),
				     .root_id = rows_int(rows, 4),
				     .actor = text_copy(arena, rows_text(rows, 5)),
				     .taken_at = text_copy(arena, rows_text(rows, 6)),
				     .outcome = text_copy(arena, rows_text(rows, 7)),
				     .reasons = text_copy(arena, rows_text(rows, 8)),
				     .evidence = text_copy(arena, rows_text(rows, 9)),
				     .differs = rows_int(rows, 10) != 0,
				     .done_at = text_copy(arena, rows_text(rows, 11)),
				     .answer = text_copy(arena, rows_text(rows, 12)),
				     .answer_reason = text_copy(arena, rows_text(rows, 13)),
				     .answered_by = text_copy(arena, rows_text(rows, 14)),
				     .answered_at = text_copy(arena, rows_text(rows, 15)),
				     .first_outcome = text_copy(arena, rows_text(rows, 16)),
				     .first_reasons = text_copy(arena, rows_text(rows, 17)),
				     .first_actor = text_copy(arena, rows_text(rows, 18)),
				     .first_made_at = text_copy(arena, rows_text(rows, 19)),
				     .drawn_at = text_copy(arena, rows_text(rows, 20)),
				     .done = rows_text(rows, 11).length != 0 };
}

/* Before it is done nobody is told here what was decided, nor of whom. */
static void blind(struct second_look *look)
{
	if (look->done)
		return;
	look->item_id = 0;
	look->decision_id = 0;
	look->root_id = 0;
	look->first_outcome = TEXT("");
	look->first_reasons = TEXT("");
	look->first_actor = TEXT("");
	look->first_made_at = TEXT("");
}

enum status sample_find(struct caseload *caseload, int64_t id, struct second_look *out,
			struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_look_get,
			BIND(dmn_number(id), store_text(caseload->pack->name)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		*out = sample_row(app->arena, &rows);
		out->mine = !out->done && text_equal(out->actor, app->actor);
	}
	rows_end(&rows);
	TRY(status);
	if (found && (out->mine || out->done))
		return STATUS_OK;
	if (found && out->actor.length == 0)
		return STATUS_OK;
	return error_set(error, STATUS_NOT_FOUND, "there is no second look %lld for you",
			 (long long)id);
}

enum status sample_read(struct caseload *caseload, int64_t id, struct second_look *out,
			struct sample_facts *facts, struct error *error)
{
	struct app *app = caseload->app;
	struct item item;
	*facts = (struct sample_facts){ 0 };
	TRY(app_may(app, USE_SAMPLE_LOOK, caseload->pack, error));
	TRY(sample_find(caseload, id, out, error));
	if (!out->mine && !out->done)
		return error_set(error, STATUS_NOT_FOUND, "there is no second look %lld for you",
				 (long long)id);
	TRY(out->mine ? item_open_hidden(app, out->item_id, &item, error)
		      : item_open(app, out->item_id, &item, error));
	if (out->mine)
		TRY(sample_facts_of(&item, facts, error));
	blind(out);
	struct app_log log = item_log_of(&item, USE_SAMPLE_LOOK);
	return app_look(app, &log, error);
}

enum status sample_of_item(const struct item *item, int64_t *id, struct error *error)
{
	bool found;
	TRY(store_number(item->caseload.app->store, SQL_look_of_item, BIND(dmn_number(item->id)),
			 id, &found, error));
	*id = found ? *id : 0;
	return STATUS_OK;
}

static enum status read_list(struct caseload *caseload, struct second_looks *out,
			     struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_look_list,
			BIND(store_text(caseload->pack->name), ACCESS_VIEWER(app),
			     dmn_number(SAMPLE_SHOWN)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct second_look look = sample_row(app->arena, &rows);
		blind(&look);
		list_push(app->arena, out, look);
	}
	rows_end(&rows);
	return status;
}

enum status sample_list(struct caseload *caseload, struct second_looks *out,
			struct sample_rates *rates, struct error *error)
{
	struct app *app = caseload->app;
	struct app_log log = { .use = USE_SAMPLE_LIST, .subject = TEXT("second_look") };
	*out = (struct second_looks){ 0 };
	TRY(app_may(app, USE_SAMPLE_LIST, caseload->pack, error));
	TRY(read_list(caseload, out, error));
	TRY(sample_rates_of(caseload, rates, error));
	log.detail = app_shown(app->arena, "second_looks", out->at, out->count, sizeof *out->at);
	return app_look(app, &log, error);
}
