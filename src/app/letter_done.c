/* SPDX-License-Identifier: Apache-2.0 */
/* That what a decision asks for was done. */
#include "app/letter_internal.h"

static enum status put_done(struct caseload *caseload, int64_t decision_id, struct text how,
			    struct text on, struct error *error)
{
	struct app *app = caseload->app;
	uint64_t changed;
	int64_t root_id;
	TRY(app_turn(app, error));
	TRY(letter_find(caseload, SQL_decision_done_of, decision_id, 1, &root_id, error));
	TRY(store_change(app->store, SQL_decision_done_put,
			 BIND(dmn_number(decision_id), store_text(on), store_text(how),
			      store_text(app->actor), store_text(app_now(app))),
			 &changed, error));
	if (changed != 1)
		return error_set(error, STATUS_CONFLICT, "that it was done is on record already");
	struct letter_entry entry = { USE_DECISION_DONE, "decision", decision_id, root_id,
				      letter_how(caseload->arena, how, on) };
	return letter_log(caseload, &entry, error);
}

enum status letter_may_do(struct caseload *caseload, int64_t decision_id, struct error *error)
{
	int64_t root_id;
	TRY(app_may(caseload->app, USE_DECISION_DONE, caseload->pack, error));
	return letter_find(caseload, SQL_decision_done_of, decision_id, 1, &root_id, error);
}

enum status letter_done(struct caseload *caseload, int64_t decision_id, struct text how,
			struct text on, struct error *error)
{
	struct app *app = caseload->app;
	TRY(letter_may_do(caseload, decision_id, error));
	TRY(letter_check_how(caseload, how, on, error));
	TRY(app_begin(app, error));
	return app_end(app, put_done(caseload, decision_id, text_trim(how), on, error), error);
}
