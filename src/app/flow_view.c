/* SPDX-License-Identifier: Apache-2.0 */
/* Own view: outcome, reasons and evidence, before the recommendation is shown. */
#include "app/flow.h"

static enum status record(struct item *item, const struct judgement *judgement, struct error *error)
{
	struct app *app = item->caseload.app;
	struct item_view view = { .outcome = judgement->outcome,
				  .reasons = judgement->reasons,
				  .evidence = item_evidence(app->arena, judgement),
				  .made_at = app_now(app) };
	TRY(item_hold(item, error));
	TRY(store_number(app->store, SQL_view_put,
			 BIND(dmn_number(item->id), dmn_number(item->recommendation_id),
			      store_text(app->actor), store_text(judgement->outcome),
			      store_text(judgement->reasons), store_text(view.evidence),
			      store_text(view.made_at)),
			 &view.id, NULL, error));
	TRY(item_move(item, STEP_VIEW, error));
	return item_log(item, USE_VIEW,
			item_view_detail(app->arena, item->recommendation_id, app->actor, &view),
			error);
}

/* Sent twice: it stands as it is. */
static bool is_recorded(struct item *item, const struct judgement *judgement)
{
	const struct item_view *view = &item->view;
	struct arena *arena = item->caseload.app->arena;
	return view->found && !item->revealed && text_equal(view->outcome, judgement->outcome) &&
	       text_equal(view->reasons, judgement->reasons) &&
	       text_equal(view->evidence, item_evidence(arena, judgement));
}

enum status flow_view(struct app *app, int64_t item_id, const struct judgement *judgement,
		      struct error *error)
{
	struct item item;
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_VIEW, item.caseload.pack, error));
	if (is_recorded(&item, judgement))
		return STATUS_OK;
	struct work_attempt attempt = { .state = item.state,
					.step = STEP_VIEW,
					.sealed_first = item.caseload.pack->decision.sealed,
					.has_view = item.view.found,
					.has_reveal = item.revealed,
					.permitted = item.of_team,
					.barred = item.barred };
	TRY(item_judge(&item, judgement, &attempt, error));
	enum work_refusal refusal = work_check(&attempt);
	if (refusal != REFUSAL_NONE)
		return item_refuse(&item, USE_VIEW, refusal, error);
	TRY(app_begin(app, error));
	return app_end(app, record(&item, judgement, error), error);
}
