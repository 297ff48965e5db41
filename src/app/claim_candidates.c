/* SPDX-License-Identifier: Apache-2.0 */
/* Who can work on an item. */
#include "app/claim.h"

#include "app/access.h"
#include "app/challenge.h"
#include "app/team.h"

static bool can_work(struct app *app, const struct pack *pack, const struct account *account)
{
	struct app as = *app;
	as.role = account->role;
	return app_can(&as, USE_CLAIM, pack);
}

/* Those of the active accounts whose role has a step in the decision. */
static enum status read_workers(struct app *app, const struct pack *pack, struct account_list *out,
				struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_account_list, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct account account = { .name = text_copy(app->arena, rows_text(&rows, 0)),
					   .role = text_copy(app->arena, rows_text(&rows, 1)),
					   .grade = text_copy(app->arena, rows_text(&rows, 2)) };
		if (rows_int(&rows, 3) != 0 && can_work(app, pack, &account))
			list_push(app->arena, out, account);
	}
	rows_end(&rows);
	return status;
}

enum status claim_candidates(struct item *item, struct account_list *out, struct error *error)
{
	struct app *app = item->caseload.app;
	struct account_list workers = { 0 };
	TRY(read_workers(app, item->caseload.pack, &workers, error));
	for (size_t i = 0; i < workers.count; i++) {
		bool sees;
		bool takes;
		bool barred;
		TRY(access_sees(app, workers.at[i].name, item->root_id, &sees, error));
		TRY(team_takes(&item->caseload, workers.at[i].name, item->id, &takes, error));
		TRY(challenge_bars(app, workers.at[i].name, item->id, &barred, error));
		if (sees && takes && !barred)
			list_push(app->arena, out, workers.at[i]);
	}
	return STATUS_OK;
}
