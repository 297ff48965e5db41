/* SPDX-License-Identifier: Apache-2.0 */
#include "app/claim.h"

#include "app/access.h"

#include "base/builder.h"
#include "format/json.h"

enum status claim_read(struct app *app, int64_t item_id, struct text *who, struct error *error)
{
	struct rows rows;
	bool found;
	*who = TEXT("");
	TRY(store_query(app->store, SQL_claim_get, BIND(dmn_number(item_id)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*who = text_copy(app->arena, rows_text(&rows, 0));
	rows_end(&rows);
	return status;
}

static enum status taken(struct text who, struct error *error)
{
	error_set(error, STATUS_CONFLICT, "this item is claimed by %.*s", TEXT_ARG(who));
	return error_remedy(error, "ask them, or a manager, to hand it over");
}

static enum status log_to(struct item *item, enum use_case use, struct text to, struct error *error)
{
	struct builder detail = builder_new(item->caseload.app->arena);
	builder_add_c(&detail, "{\"to\":");
	json_write_string(&detail, to);
	builder_add_byte(&detail, '}');
	return item_log(item, use, builder_text(&detail), error);
}

static enum status take(struct item *item, struct error *error)
{
	struct app *app = item->caseload.app;
	struct text who;
	TRY(store_do(app->store, SQL_claim_put,
		     BIND(dmn_number(item->id), store_text(app->actor), store_text(app_now(app))),
		     error));
	TRY(claim_read(app, item->id, &who, error));
	return text_equal(who, app->actor) ? log_to(item, USE_CLAIM, who, error)
					   : taken(who, error);
}

enum status claim_take(struct app *app, int64_t item_id, struct error *error)
{
	struct item item;
	struct text who;
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_CLAIM, item.caseload.pack, error));
	if (!item.of_team)
		return item_refuse(&item, USE_CLAIM, REFUSAL_NOT_PERMITTED, error);
	if (item.barred)
		return item_refuse(&item, USE_CLAIM, REFUSAL_NOT_FRESH, error);
	TRY(claim_read(app, item_id, &who, error));
	if (who.length != 0)
		return text_equal(who, app->actor) ? STATUS_OK : taken(who, error);
	TRY(app_begin(app, error));
	return app_end(app, take(&item, error), error);
}

static enum status check_candidate(struct item *item, struct text to, struct error *error)
{
	struct account_list list = { 0 };
	TRY(claim_candidates(item, &list, error));
	for (size_t i = 0; i < list.count; i++)
		if (text_equal(list.at[i].name, to))
			return STATUS_OK;
	error_set(error, STATUS_INVALID, "'%.*s' cannot work on this item", TEXT_ARG(to));
	error_remedy(error, "name an account whose role has a step in this decision");
	return error_place(error, NULL, 0, "to");
}

static enum status move(struct item *item, struct text before, struct text to, struct error *error)
{
	struct app *app = item->caseload.app;
	const dmn_value id = dmn_number(item->id);
	uint64_t changed;
	if (to.length == 0)
		TRY(store_change(app->store, SQL_claim_drop, BIND(id, store_text(before)), &changed,
				 error));
	else if (before.length == 0)
		TRY(store_change(app->store, SQL_claim_put,
				 BIND(id, store_text(to), store_text(app_now(app))), &changed,
				 error));
	else
		TRY(store_change(
			app->store, SQL_claim_move,
			BIND(store_text(to), store_text(app_now(app)), id, store_text(before)),
			&changed, error));
	if (changed == 0) {
		error_set(error, STATUS_CONFLICT, "somebody else has just moved this item");
		return error_remedy(error, "look at it again");
	}
	return log_to(item, USE_HAND_OVER, to, error);
}

enum status claim_hand_over(struct app *app, int64_t item_id, struct text before, struct text to,
			    struct error *error)
{
	struct item item;
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_HAND_OVER, item.caseload.pack, error));
	if (!text_equal(before, app->actor) && !text_is(app->role, APP_ROLE_MANAGER))
		return item_refuse(&item, USE_HAND_OVER, REFUSAL_NOT_PERMITTED, error);
	if (to.length != 0)
		TRY(check_candidate(&item, to, error));
	TRY(app_begin(app, error));
	return app_end(app, move(&item, before, to, error), error);
}

enum status claim_read_loads(struct app *app, struct claim_loads *out, struct error *error)
{
	struct rows rows;
	bool found;
	struct app_log log = { .use = USE_LOAD, .subject = TEXT("claim") };
	TRY(app_may(app, USE_LOAD, NULL, error));
	TRY(app_look(app, &log, error));
	TRY(store_query(app->store, SQL_claim_load, BIND(ACCESS_VIEWER(app)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out,
			  (struct claim_load){ text_copy(app->arena, rows_text(&rows, 0)),
					       rows_int(&rows, 1) });
	rows_end(&rows);
	return status;
}
