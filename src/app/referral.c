/* SPDX-License-Identifier: Apache-2.0 */
/* Referrals: put down with the decision, read by both sides. */
#include "app/referral.h"

#include "app/access.h"

enum {
	LIST_MOST = 500
};

enum status referral_follow(const struct item *item, const struct item_decision *decision,
			    struct error *error)
{
	struct app *app = item->caseload.app;
	const struct pack_outcome *outcome =
		pack_find_outcome(item->caseload.pack, decision->outcome);
	if (outcome == NULL || outcome->refers.length == 0)
		return STATUS_OK;
	return store_do(app->store, SQL_referral_put,
			BIND(dmn_number(decision->id), dmn_number(item->id),
			     dmn_number(item->root_id), store_text(outcome->refers),
			     store_text(app_now(app))),
			error);
}

static struct referral read_row(struct arena *arena, const struct rows *rows)
{
	struct referral out = { .id = rows_int(rows, 0),
				.item_id = rows_int(rows, 1),
				.case_id = rows_int(rows, 2),
				.from = text_copy(arena, rows_text(rows, 3)),
				.outcome = text_copy(arena, rows_text(rows, 4)),
				.reasons = text_copy(arena, rows_text(rows, 5)),
				.made_at = text_copy(arena, rows_text(rows, 6)),
				.answered_at = text_copy(arena, rows_text(rows, 7)),
				.to = text_copy(arena, rows_text(rows, 8)) };
	out.is_open = out.answered_at.length == 0;
	return out;
}

static enum status name_case(struct caseload *caseload, struct referral *it, struct error *error)
{
	struct text secret;
	TRY(caseload_kept(caseload, it->case_id, &it->case_id, error));
	return caseload_case(caseload, it->case_id, &it->reference, &secret, error);
}

enum status referral_list(struct caseload *caseload, struct referral_list *out, struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	*out = (struct referral_list){ 0 };
	TRY(app_may(app, USE_REFERRALS, caseload->pack, error));
	TRY(store_query(
		app->store, SQL_referral_list,
		BIND(store_text(caseload->pack->name), ACCESS_VIEWER(app), dmn_number(LIST_MOST)),
		&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(caseload->arena, out, read_row(caseload->arena, &rows));
	rows_end(&rows);
	for (size_t i = 0; status == STATUS_OK && i < out->count; i++)
		status = name_case(caseload, &out->at[i], error);
	TRY(status);
	struct app_log log = { .use = USE_REFERRALS, .subject = TEXT("referral") };
	log.detail = app_shown(caseload->arena, "referrals", out->at, out->count, sizeof *out->at);
	return app_look(app, &log, error);
}
