/* SPDX-License-Identifier: Apache-2.0 */
/* Reviewing what was opened by break-glass. */
#include "app/glass.h"

#include "app/access_internal.h"
#include "work/flow.h"

static enum status keep_review(struct caseload *caseload, const struct glass *it, bool justified,
			       struct text reason, struct error *error)
{
	struct app *app = caseload->app;
	struct text verdict = justified ? TEXT("justified") : TEXT("unjustified");
	struct text reference;
	struct app_log log = access_log(caseload, USE_GLASS_REVIEW, it->root_id);
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(caseload_case(caseload, it->root_id, &reference, &log.secret, error));
	TRY(store_change(app->store, SQL_glass_review,
			 BIND(store_text(app->actor), store_text(app_now(app)), store_text(verdict),
			      store_text(reason), dmn_number(it->id)),
			 &changed, error));
	if (changed != 1) {
		error_set(error, STATUS_CONFLICT, "somebody else has just reviewed this");
		return error_remedy(error, "look at it again");
	}
	log.purpose = verdict;
	log.detail = glass_detail(app->arena, it->id, "verdict", verdict, reason);
	return app_log(app, &log, error);
}

enum status glass_review(struct caseload *caseload, int64_t id, bool justified, struct text reason,
			 struct error *error)
{
	struct app *app = caseload->app;
	struct glass it;
	struct case_access now = { 0 };
	TRY(app_may(app, USE_GLASS_REVIEW, caseload->pack, error));
	TRY(glass_find(caseload, id, &it, error));
	now.root_id = it.root_id;
	TRY(access_load(app, &now, error));
	if (text_equal(it.account, app->actor) || !access_may_change(app, &now)) {
		struct app_log log = access_log(caseload, USE_GLASS_REVIEW, it.root_id);
		log.refused = true;
		TRY(app_look(app, &log, error));
		error_set(error, STATUS_REFUSED, "you cannot review this opening");
		return error_remedy(error, "another manager who is named to the case has to");
	}
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, keep_review(caseload, &it, justified, text_trim(reason), error), error);
}
