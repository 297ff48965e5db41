/* SPDX-License-Identifier: Apache-2.0 */
/* The letter of a clock that has run out. */
#include "app/letter_internal.h"

/* The cycle that is overdue, and the item of its record. */
static enum status find_clock(struct caseload *caseload, struct letter_making *it,
			      struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_letter_clock,
			BIND(store_text(caseload->pack->name), dmn_number(it->clock_id)), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	found = status == STATUS_OK && found;
	int64_t item_id = found ? rows_int(&rows, 0) : 0;
	struct text name = found ? text_copy(app->arena, rows_text(&rows, 1)) : TEXT("");
	struct text due = found ? text_copy(app->arena, rows_text(&rows, 2)) : TEXT("");
	rows_end(&rows);
	TRY(status);
	if (!found)
		return error_set(error, STATUS_CONFLICT, "clock %lld is not overdue on any item",
				 (long long)it->clock_id);
	TRY(item_open(app, item_id, &it->item, error));
	it->item.caseload = *caseload;
	it->item.as_of = clock_today(&app->clock);
	it->filling.due = letter_day(due);
	it->filling.letter = pack_letter_on_clock(caseload->pack, name);
	return STATUS_OK;
}

enum status letter_make_clock(struct caseload *caseload, int64_t clock_id, int64_t *id,
			      struct error *error)
{
	struct letter_making it = { .clock_id = clock_id };
	TRY(find_clock(caseload, &it, error));
	TRY(app_may(caseload->app, USE_LETTER_MAKE, caseload->pack, error));
	if (it.filling.letter == NULL)
		return error_set(error, STATUS_CONFLICT, "the pack makes no letter of this clock");
	return letter_make_one(&it, id, error);
}

void letter_follow_clock(struct caseload *caseload, int64_t clock_id)
{
	struct error error = { 0 };
	int64_t id;
	if (letter_make_clock(caseload, clock_id, &id, &error) != STATUS_OK)
		return; /* letter_reconcile comes by */
}
