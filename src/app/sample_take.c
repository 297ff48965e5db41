/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a second look in hand, and giving it back. */
#include "app/access.h"
#include "app/log_sequence.h"
#include "app/sample_internal.h"
#include "app/training.h"

struct waiting {
	int64_t id, item_id;
};
struct waiting_list {
	LIST_OF(struct waiting);
};

static enum status read_waiting(struct caseload *caseload, struct waiting_list *out,
				struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_look_waiting,
			BIND(store_text(caseload->pack->name), ACCESS_VIEWER(app)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out,
			  (struct waiting){ rows_int(&rows, 0), rows_int(&rows, 1) });
	rows_end(&rows);
	return status;
}

/* Has the actor looked at the case since it was decided? The log knows. */
static enum status has_looked(const struct item *item, bool *looked, struct error *error)
{
	struct app *app = item->caseload.app;
	const struct app_log log = item_log_of(item, USE_SAMPLE_TAKE);
	const int64_t roots[] = { item->root_id, item->case_id };
	int64_t since, one;
	TRY(clock_parse(item->decision.made_at, &since, error));
	*looked = false;
	for (size_t i = 0; i < 2 && !*looked; i++)
		TRY(store_number(app->store, SQL_look_known,
				 BIND(dmn_number(roots[i]), store_text(log.person_type),
				      store_text(app->actor), dmn_number(since)),
				 &one, looked, error));
	return STATUS_OK;
}

static enum status may_take(struct item *item, struct text sample, bool *may, struct error *error)
{
	const struct pack_sample *it = sample_named(item, sample);
	struct text lacks;
	bool looked;
	*may = it != NULL && item_may(item, &it->by);
	if (!*may)
		return STATUS_OK;
	TRY(training_lacks(item, &it->by, &lacks, error));
	TRY(has_looked(item, &looked, error));
	*may = lacks.length == 0 && !looked;
	return STATUS_OK;
}

static enum status put(struct item *item, int64_t id, bool *taken, struct error *error)
{
	struct app *app = item->caseload.app;
	struct app_log log = item_log_of(item, USE_SAMPLE_TAKE);
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_look_take,
			 BIND(store_text(app->actor), store_text(app_now(app)), dmn_number(id)),
			 &changed, error));
	*taken = changed == 1;
	return *taken ? app_log(app, &log, error) : STATUS_OK;
}

static enum status try_one(struct caseload *caseload, const struct waiting *one, bool *taken,
			   struct error *error)
{
	struct app *app = caseload->app;
	struct second_look look;
	struct item item;
	bool may;
	TRY(sample_find(caseload, one->id, &look, error));
	TRY(item_open(app, one->item_id, &item, error));
	TRY(may_take(&item, look.sample, &may, error));
	*taken = false;
	if (!may)
		return STATUS_OK;
	TRY(app_begin(app, error));
	return app_end(app, put(&item, one->id, taken, error), error);
}

enum status sample_take(struct caseload *caseload, int64_t *id, struct error *error)
{
	struct app *app = caseload->app;
	struct waiting_list list = { 0 };
	bool found;
	TRY(app_may(app, USE_SAMPLE_TAKE, caseload->pack, error));
	TRY(store_number(app->store, SQL_look_in_hand,
			 BIND(store_text(caseload->pack->name), store_text(app->actor)), id, &found,
			 error));
	if (found)
		return STATUS_OK;
	TRY(log_settle(app, error));
	TRY(read_waiting(caseload, &list, error));
	for (size_t i = 0; i < list.count; i++) {
		*id = list.at[i].id;
		TRY(try_one(caseload, &list.at[i], &found, error));
		if (found)
			return STATUS_OK;
	}
	error_set(error, STATUS_NOT_FOUND, "no second look waits that you could take");
	return error_remedy(error, "whoever has worked on a case, or looked at it since it was "
				   "decided, takes no second look at it");
}

static enum status give(struct item *item, int64_t id, struct text reason, struct error *error)
{
	struct app *app = item->caseload.app;
	const struct text members[][2] = { { TEXT("reason"), reason } };
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_look_give, BIND(dmn_number(id), store_text(app->actor)),
			 &changed, error));
	if (changed != 1)
		return error_set(error, STATUS_CONFLICT, "you have not this second look in hand");
	return item_log(item, USE_SAMPLE_GIVE, app_detail(app->arena, members, 1), error);
}

enum status sample_give(struct caseload *caseload, int64_t id, struct text reason,
			struct error *error)
{
	struct app *app = caseload->app;
	struct second_look look;
	struct item item;
	TRY(app_may(app, USE_SAMPLE_GIVE, caseload->pack, error));
	TRY(sample_find(caseload, id, &look, error));
	if (!look.mine)
		return error_set(error, STATUS_CONFLICT, "you have not this second look in hand");
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(item_open_hidden(app, look.item_id, &item, error));
	TRY(app_begin(app, error));
	return app_end(app, give(&item, id, text_trim(reason), error), error);
}
