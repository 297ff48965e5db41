/* SPDX-License-Identifier: Apache-2.0 */
/* Setting up a team, and who belongs to it: each change with who asked for it, and why. */
#include "app/team.h"

static const char *const words[] = {
#define TEAM_STEP(name, word, account) word,
#include "app/team_step.def"
};

bool team_step_parse(struct text word, enum team_step *out)
{
	for (unsigned i = 0; i < TEAM_STEP_COUNT; i++) {
		if (!text_is(word, words[i]))
			continue;
		*out = (enum team_step)i;
		return true;
	}
	return false;
}

static struct text detail_of(struct arena *arena, const struct team_change *it)
{
	const struct text members[][2] = { { TEXT("step"), text_from(words[it->step]) },
					   { TEXT("team"), it->team },
					   { TEXT("account"), it->account },
					   { TEXT("asked_by"), it->asked_by },
					   { TEXT("reason"), it->reason } };
	return app_detail(arena, members, sizeof members / sizeof *members);
}

static enum status is_so(const char *sentence, struct error *error)
{
	error_set(error, STATUS_CONFLICT, "%s", sentence);
	error_remedy(error, "look at the teams again");
	return STATUS_CONFLICT;
}

static enum status add(struct caseload *caseload, const struct team_change *it, int64_t *id,
		       struct error *error)
{
	struct store *store = caseload->app->store;
	if (*id != 0)
		return is_so("there is a team of this name already", error);
	TRY(store_number(store, SQL_team_put,
			 BIND(store_text(caseload->pack->name), store_text(it->team),
			      store_text(it->label), store_text(it->asked_by),
			      store_text(it->reason), store_text(caseload->app->actor),
			      store_text(app_now(caseload->app))),
			 id, NULL, error));
	for (size_t i = 0; i < it->tray_count; i++)
		TRY(store_do(store, SQL_team_tray_put,
			     BIND(dmn_number(*id), store_text(text_from(it->trays[i]))), error));
	return STATUS_OK;
}

static enum status move(struct app *app, const struct team_change *it, int64_t id,
			struct error *error)
{
	const dmn_value team = dmn_number(id);
	const dmn_value who = store_text(it->account);
	const dmn_value asked = store_text(it->asked_by);
	const dmn_value why = store_text(it->reason);
	const dmn_value by = store_text(app->actor);
	const dmn_value at = store_text(app_now(app));
	uint64_t changed;
	if (it->step == TEAM_JOIN)
		TRY(store_change(app->store, SQL_team_join, BIND(team, who, asked, why, by, at),
				 &changed, error));
	else
		TRY(store_change(app->store, SQL_team_leave, BIND(at, by, asked, why, team, who),
				 &changed, error));
	if (changed != 0)
		return STATUS_OK;
	return is_so(it->step == TEAM_JOIN ? "the account is in the team already"
					   : "the account is not in the team",
		     error);
}

static enum status record(struct caseload *caseload, const struct team_change *it,
			  struct error *error)
{
	struct app *app = caseload->app;
	int64_t id = 0;
	bool found;
	TRY(store_number(app->store, SQL_team_find,
			 BIND(store_text(caseload->pack->name), store_text(it->team)), &id, &found,
			 error));
	if (!found)
		id = 0;
	if (it->step == TEAM_ADD)
		TRY(add(caseload, it, &id, error));
	else if (!found)
		return error_at_field(error, "team", "there is no such team",
				      "they are listed by: remit team list");
	else
		TRY(move(app, it, id, error));
	struct app_log log = { .use = USE_TEAM_CHANGE,
			       .subject = TEXT("team"),
			       .subject_id = id,
			       .detail = detail_of(app->arena, it) };
	return app_log(app, &log, error);
}

enum status team_change(struct caseload *caseload, const struct team_change *wanted,
			struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_TEAM_CHANGE, caseload->pack, error));
	TRY(team_check(caseload, wanted, error));
	TRY(app_begin(app, error));
	return app_end(app, record(caseload, wanted, error), error);
}
