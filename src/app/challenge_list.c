/* SPDX-License-Identifier: Apache-2.0 */
/* Reading challenges, and who may not answer one. */
#include "app/access.h"
#include "app/challenge.h"

enum {
	LIST_MOST = 500
};

enum status challenge_bars(struct app *app, struct text account, int64_t item_id, bool *barred,
			   struct error *error)
{
	int64_t count = 0;
	TRY(store_number(app->store, SQL_challenge_bars,
			 BIND(dmn_number(item_id), store_text(account)), &count, NULL, error));
	*barred = count != 0;
	return STATUS_OK;
}

static struct challenge read_row(struct caseload *caseload, const struct rows *rows)
{
	struct text texts[14];
	int64_t received;
	int64_t until;
	for (unsigned i = 4; i < 14; i++)
		texts[i] = text_copy(caseload->arena, rows_text(rows, i));
	struct challenge out = { .id = rows_int(rows, 0),
				 .item_id = rows_int(rows, 1),
				 .answer_item_id = rows_int(rows, 2),
				 .root_id = rows_int(rows, 3),
				 .outcome = texts[4],
				 .decided_at = texts[5],
				 .grounds = texts[6],
				 .through = texts[7],
				 .received_on = texts[8],
				 .until = texts[9],
				 .actor = texts[10],
				 .recorded_at = texts[11],
				 .answer = texts[12],
				 .answered_at = texts[13] };
	out.is_open = out.answer.length == 0;
	out.stood = text_equal(out.answer, out.outcome);
	out.is_late = clock_parse_day(out.until, &until, NULL) == STATUS_OK &&
		      clock_parse_day(out.received_on, &received, NULL) == STATUS_OK &&
		      received > until;
	return out;
}

static enum status name_case(struct caseload *caseload, struct challenge *it, struct error *error)
{
	struct text secret;
	int64_t case_id;
	TRY(caseload_kept(caseload, it->root_id, &case_id, error));
	return caseload_case(caseload, case_id, &it->reference, &secret, error);
}

enum status challenge_list(struct caseload *caseload, struct challenge_list *out,
			   struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	*out = (struct challenge_list){ 0 };
	TRY(app_may(app, USE_CHALLENGES, caseload->pack, error));
	TRY(store_query(
		app->store, SQL_challenge_list,
		BIND(store_text(caseload->pack->name), ACCESS_VIEWER(app), dmn_number(LIST_MOST)),
		&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(caseload->arena, out, read_row(caseload, &rows));
	rows_end(&rows);
	for (size_t i = 0; status == STATUS_OK && i < out->count; i++)
		status = name_case(caseload, &out->at[i], error);
	TRY(status);
	struct app_log log = { .use = USE_CHALLENGES, .subject = TEXT("challenge") };
	log.detail = app_shown(caseload->arena, "challenges", out->at, out->count, sizeof *out->at);
	return app_look(app, &log, error);
}
