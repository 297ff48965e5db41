/* SPDX-License-Identifier: Apache-2.0 */
/* Making a letter and keeping it. */
#include "app/letter_internal.h"

#include "exchange/pdf.h"

static enum status check(struct letter_making *it, struct error *error)
{
	const struct item *item = &it->item;
	if (!item->decision.found || !text_is(item->decision.state, "signed")) {
		error_set(error, STATUS_CONFLICT, "no decision on item %lld is final",
			  (long long)item->id);
		return error_remedy(error, "a letter is made when one is");
	}
	it->filling.letter = pack_letter_on(item->caseload.pack, item->decision.outcome);
	if (it->filling.letter != NULL)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "the pack makes no letter of the outcome %.*s",
		  TEXT_ARG(item->decision.outcome));
	return error_remedy(error, "its owner declares which outcomes make one: letters");
}

/* One that is there already is the one. */
static enum status keep(struct letter_making *it, struct error *error)
{
	struct app *app = it->item.caseload.app;
	struct rows rows;
	bool found;
	bool of_decision = it->transition_id == 0 && it->clock_id == 0;
	TRY(app_turn(app, error));
	TRY(store_query(app->store, SQL_letter_find,
			BIND(dmn_number(of_decision ? it->item.decision.id : 0),
			     store_text(it->filling.letter->name), dmn_number(it->transition_id),
			     dmn_number(it->clock_id)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	found = status == STATUS_OK && found;
	it->id = found ? rows_int(&rows, 0) : 0;
	bool lacks = found && text_is(rows_text(&rows, 1), LETTER_NOT_MADE);
	rows_end(&rows);
	TRY(status);
	if (found && (!lacks || it->pdf.length == 0))
		return STATUS_OK;
	TRY(item_hold(&it->item, error));
	return letter_put(it, error);
}

/* What it lacks is kept, and given back. */
static enum status compose(struct letter_making *it, struct error *error)
{
	enum status status = letter_compose(&it->item, &it->filling, &it->document, error);
	if (status == STATUS_INVALID && it->filling.lacks.length != 0) {
		it->why = text_copy(it->filling.arena, text_from(error->message));
		return STATUS_OK;
	}
	TRY(status);
	it->words = letter_keep_words(it->filling.arena, &it->document);
	return pdf_write(it->filling.arena, &it->document, &it->pdf, error);
}

enum status letter_make_one(struct letter_making *it, int64_t *id, struct error *error)
{
	struct app *app = it->item.caseload.app;
	TRY(compose(it, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, keep(it, error), error));
	*id = it->id;
	return it->why.length != 0 ? STATUS_INVALID : STATUS_OK;
}

enum status letter_make(struct app *app, int64_t item_id, int64_t *id, struct error *error)
{
	struct letter_making it = { 0 };
	TRY(item_open(app, item_id, &it.item, error));
	TRY(app_may(app, USE_LETTER_MAKE, it.item.caseload.pack, error));
	TRY(check(&it, error));
	return letter_make_one(&it, id, error);
}

/* The step, its item and the version of the pack that it was taken under. */
static enum status find_step(struct app *app, struct letter_making *it, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_letter_step, BIND(dmn_number(it->transition_id)), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	found = status == STATUS_OK && found;
	int64_t item_id = found ? rows_int(&rows, 0) : 0;
	int64_t pack_id = found ? rows_int(&rows, 1) : 0;
	struct text states = found ? text_copy(app->arena, rows_text(&rows, 2)) : TEXT("");
	struct text name = found ? text_copy(app->arena, rows_text(&rows, 3)) : TEXT("");
	rows_end(&rows);
	TRY(status);
	if (!found)
		return error_set(error, STATUS_NOT_FOUND, "there is no step %lld",
				 (long long)it->transition_id);
	TRY(item_open(app, item_id, &it->item, error));
	TRY(caseload_version(app, pack_id, &it->item.caseload, error));
	it->item.as_of = clock_today(&app->clock);
	it->filling.letter = pack_letter_on_step(it->item.caseload.pack, states, name);
	return STATUS_OK;
}

enum status letter_make_step(struct app *app, int64_t transition_id, int64_t *id,
			     struct error *error)
{
	struct letter_making it = { .transition_id = transition_id };
	TRY(find_step(app, &it, error));
	TRY(app_may(app, USE_LETTER_MAKE, it.item.caseload.pack, error));
	if (it.filling.letter == NULL)
		return error_set(error, STATUS_CONFLICT, "the pack makes no letter of this step");
	return letter_make_one(&it, id, error);
}

void letter_follow(struct app *app, int64_t item_id)
{
	struct error error = { 0 };
	int64_t id;
	if (letter_make(app, item_id, &id, &error) != STATUS_OK)
		return; /* letter_reconcile comes by */
}

void letter_follow_step(struct app *app, int64_t transition_id)
{
	struct error error = { 0 };
	int64_t id;
	if (letter_make_step(app, transition_id, &id, &error) != STATUS_OK)
		return; /* letter_reconcile comes by */
}
