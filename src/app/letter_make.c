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
	if (pack_letter_on(item->caseload.pack, item->decision.outcome) != NULL)
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
	TRY(app_turn(app, error));
	TRY(store_query(
		app->store, SQL_letter_find,
		BIND(dmn_number(it->item.decision.id), store_text(it->filling.letter->name)), &rows,
		error));
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

enum status letter_make(struct app *app, int64_t item_id, int64_t *id, struct error *error)
{
	struct letter_making it = { 0 };
	TRY(item_open(app, item_id, &it.item, error));
	TRY(app_may(app, USE_LETTER_MAKE, it.item.caseload.pack, error));
	TRY(check(&it, error));
	TRY(compose(&it, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, keep(&it, error), error));
	*id = it.id;
	return it.why.length != 0 ? STATUS_INVALID : STATUS_OK;
}

void letter_follow(struct app *app, int64_t item_id)
{
	struct error error = { 0 };
	int64_t id;
	if (letter_make(app, item_id, &id, &error) != STATUS_OK)
		return; /* letter_reconcile comes by */
}
