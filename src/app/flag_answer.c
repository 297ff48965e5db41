/* SPDX-License-Identifier: Apache-2.0 */
/* The answer to a flag on a rule. */
#include "app/flag.h"

#include "work/flow.h"

static enum status put(struct caseload *caseload, int64_t id, const struct flag_answer *it,
		       struct error *error)
{
	struct app *app = caseload->app;
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_flag_answer,
			 BIND(store_text(it->verdict), store_text(it->answer), dmn_number(it->show),
			      store_text(app->actor), store_text(app_now(app)), dmn_number(id),
			      store_text(caseload->pack->name)),
			 &changed, error));
	if (changed == 0) {
		error_set(error, STATUS_CONFLICT, "flag %lld is answered", (long long)id);
		error_remedy(error, "read the answer: remit flag list PACK");
		return STATUS_CONFLICT;
	}
	const struct text detail[][2] = { { TEXT("verdict"), it->verdict } };
	struct app_log log = { .use = USE_FLAG_ANSWER,
			       .subject = TEXT("rule_flag"),
			       .subject_id = id,
			       .detail = app_detail(app->arena, detail, 1) };
	return app_log(app, &log, error);
}

static enum status check_there(struct caseload *caseload, int64_t id, struct error *error)
{
	int64_t found_id;
	bool found;
	TRY(store_number(caseload->app->store, SQL_flag_find,
			 BIND(dmn_number(id), store_text(caseload->pack->name)), &found_id, &found,
			 error));
	if (found)
		return STATUS_OK;
	error_set(error, STATUS_NOT_FOUND, "there is no flag %lld", (long long)id);
	error_remedy(error, "they are listed by: remit flag list PACK");
	return STATUS_NOT_FOUND;
}

static enum status check(const struct flag_answer *it, struct error *error)
{
	enum flag_verdict verdict;
	if (!flag_verdict_parse(it->verdict, &verdict))
		return error_at_field(error, "verdict", "no answer is chosen",
				      "choose stands, to-change, changed or elsewhere");
	if (work_word_count(it->answer) < 3)
		return error_at_field(error, "answer", "it is not said why",
				      "say it in at least three words; everybody reads it");
	return STATUS_OK;
}

enum status flag_answer(struct caseload *caseload, int64_t id, const struct flag_answer *answer,
			struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_FLAG_ANSWER, NULL, error));
	TRY(check_there(caseload, id, error));
	TRY(check(answer, error));
	TRY(app_begin(app, error));
	return app_end(app, put(caseload, id, answer, error), error);
}
