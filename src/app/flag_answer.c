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
			 BIND(store_text(flag_verdict_word(it->verdict)), store_text(it->answer),
			      dmn_number(it->show), store_text(app->actor),
			      store_text(app_now(app)), dmn_number(id),
			      store_text(caseload->pack->name)),
			 &changed, error));
	if (changed == 0) {
		error_set(error, STATUS_CONFLICT, "no flag of number %lld waits for an answer",
			  (long long)id);
		error_remedy(error, "look at the flags again: remit flag list PACK");
		return STATUS_CONFLICT;
	}
	const struct text detail[][2] = { { TEXT("verdict"), flag_verdict_word(it->verdict) } };
	struct app_log log = { .use = USE_FLAG_ANSWER,
			       .subject = TEXT("rule_flag"),
			       .subject_id = id,
			       .detail = app_detail(app->arena, detail, 1) };
	return app_log(app, &log, error);
}

enum status flag_answer(struct caseload *caseload, int64_t id, const struct flag_answer *answer,
			struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_FLAG_ANSWER, NULL, error));
	if (work_word_count(answer->answer) < 3)
		return error_at_field(error, "answer", "it is not said why",
				      "say it in at least three words; everybody reads it");
	TRY(app_begin(app, error));
	return app_end(app, put(caseload, id, answer, error), error);
}
