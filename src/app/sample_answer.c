/* SPDX-License-Identifier: Apache-2.0 */
/* What follows where a second look differs: somebody who had no part in either says so. */
#include "app/sample_internal.h"

static enum status had_part(const struct second_look *look, struct text actor, struct app *app,
			    bool *part, struct error *error)
{
	int64_t signed_by;
	TRY(store_number(app->store, SQL_look_signed,
			 BIND(dmn_number(look->decision_id), store_text(actor)), &signed_by, NULL,
			 error));
	*part = signed_by != 0 || text_equal(look->actor, actor) ||
		text_equal(look->first_actor, actor);
	return STATUS_OK;
}

static enum status check(struct item *item, const struct second_look *look, struct error *error)
{
	struct app *app = item->caseload.app;
	const struct pack_sample *sample = sample_named(item, look->sample);
	bool part;
	if (!look->done || !look->differs || look->answer.length != 0)
		return error_set(error, STATUS_CONFLICT, "this second look waits for no answer");
	TRY(had_part(look, app->actor, app, &part, error));
	if (!part && sample != NULL && item_may(item, &sample->by))
		return STATUS_OK;
	TRY(item_refuse_because(item, USE_SAMPLE_ANSWER, part ? TEXT("same-person") : TEXT("role"),
				error));
	error_set(error, STATUS_REFUSED, "you may not say what follows from this second look");
	error_remedy(error,
		     "somebody does who had no part in either, of a role and grade that takes "
		     "second looks");
	return STATUS_REFUSED;
}

static enum status moved_on(struct error *error)
{
	error_set(error, STATUS_CONFLICT,
		  "the record has moved on: as it stands now, no decision is asked for");
	error_remedy(error, "lead it back by a step of its states, and it is decided anew; or say "
			    "that the first stands, and why");
	return STATUS_CONFLICT;
}

/* Another cycle of the item; where one is open already, it is decided in that. */
static enum status open_again(struct item *item, struct error *error)
{
	struct app *app = item->caseload.app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_look_newest, BIND(dmn_number(item->id)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	bool gone = status == STATUS_OK && found &&
		    text_is(rows_text(&rows, 0), work_state_word(WORK_OUT_OF_SCOPE));
	rows_end(&rows);
	TRY(status);
	if (gone)
		return moved_on(error);
	return store_do(app->store, SQL_look_again,
			BIND(store_text(app_now(app)), dmn_number(item->id)), error);
}

static enum status put(struct item *item, int64_t id, bool anew, struct text reason,
		       struct error *error)
{
	struct app *app = item->caseload.app;
	const struct text members[][2] = { { TEXT("answer"), anew ? TEXT("anew") : TEXT("stands") },
					   { TEXT("reason"), reason } };
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_look_answer,
			 BIND(store_text(members[0][1]), store_text(reason), store_text(app->actor),
			      store_text(app_now(app)), dmn_number(id)),
			 &changed, error));
	if (changed != 1)
		return error_set(error, STATUS_CONFLICT, "somebody else has just answered this");
	if (anew)
		TRY(open_again(item, error));
	return item_log(item, USE_SAMPLE_ANSWER, app_detail(app->arena, members, 2), error);
}

enum status sample_answer(struct caseload *caseload, int64_t id, bool anew, struct text reason,
			  struct error *error)
{
	struct app *app = caseload->app;
	struct second_look look;
	struct item item;
	TRY(app_may(app, USE_SAMPLE_ANSWER, caseload->pack, error));
	TRY(sample_find(caseload, id, &look, error));
	TRY(item_open(app, look.item_id, &item, error));
	TRY(check(&item, &look, error));
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, put(&item, id, anew, text_trim(reason), error), error);
}
