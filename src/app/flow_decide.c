/* SPDX-License-Identifier: Apache-2.0 */
/* Decide: the same fields, checks and steps whether one agrees or differs. */
#include "app/flow.h"

#include "app/letter.h"
#include "app/referral.h"
#include "app/sample.h"
#include "app/training.h"
#include "app/transition.h"

static struct item_decision decision_of(struct item *item, const struct judgement *judgement)
{
	struct app *app = item->caseload.app;
	return (struct item_decision){ .recommendation_id = item->recommendation_id,
				       .actor = app->actor,
				       .outcome = judgement->outcome,
				       .reasons = judgement->reasons,
				       .evidence = item_evidence(app->arena, judgement),
				       .judgements = item_judgements(app->arena, judgement),
				       .switch_reason = judgement->switch_reason,
				       .made_at = app_now(app) };
}

static enum status put(struct item *item, struct item_decision *made, const char *state,
		       struct error *error)
{
	struct app *app = item->caseload.app;
	struct digest reasons = digest_of(work_plain(app->arena, made->reasons));
	return store_number(app->store, SQL_decision_put,
			    BIND(dmn_number(item->id), dmn_number(item->recommendation_id),
				 item->view.found ? dmn_number(item->view.id) : dmn_null(),
				 store_text(made->actor), store_text(made->outcome),
				 store_text(made->reasons), store_text(digest_bytes(&reasons)),
				 store_text(made->evidence), store_text(made->judgements),
				 store_text(made->switch_reason),
				 store_text(digest_bytes(&made->payload)),
				 store_text(text_from(state)), store_text(made->made_at)),
			    &made->id, NULL, error);
}

static enum status record(struct item *item, const struct judgement *judgement,
			  struct flow_decided *out, struct error *error)
{
	struct app *app = item->caseload.app;
	struct item_decision made = decision_of(item, judgement);
	TRY(item_hold(item, error));
	made.payload = item_payload(app->arena, item, &made);
	out->payload = made.payload;
	bool sampled = false;
	TRY(sample_before(item, &made, &sampled, error));
	out->needs_second = out->needs_second || sampled;
	const char *state = out->needs_second ? "open" : "signed";
	TRY(put(item, &made, state, error));
	TRY(item_move(item, STEP_DECIDE, error));
	if (!out->needs_second) {
		TRY(item_move(item, STEP_SIGN, error));
		TRY(store_do(app->store, SQL_draft_drop, BIND(dmn_number(item->id)), error));
	}
	TRY(item_log(item, USE_DECIDE,
		     item_decide_detail(app->arena, &made.payload, text_from(state)), error));
	if (out->needs_second)
		return STATUS_OK;
	TRY(sample_after(item, &made, error));
	TRY(referral_follow(item, &made, error));
	return transition_follow(item, &made, error);
}

enum status flow_decide(struct app *app, int64_t item_id, const struct judgement *judgement,
			struct flow_decided *out, struct error *error)
{
	struct item item;
	struct text lacks;
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_DECIDE, item.caseload.pack, error));
	const struct pack_step *step = &item_authority(&item, judgement->outcome)->decide;
	TRY(training_lacks(&item, step, &lacks, error));
	struct work_attempt attempt = {
		.state = item.state,
		.step = STEP_DECIDE,
		.sealed_first = item.caseload.pack->decision.sealed,
		.has_view = item.view.found,
		.has_reveal = item.revealed,
		.permitted = item_may(&item, step),
		.barred = item.barred,
		.untrained = lacks.length != 0,
	};
	TRY(item_judge(&item, judgement, &attempt, error));
	enum work_refusal refusal = work_check(&attempt);
	if (refusal != REFUSAL_NONE)
		return training_refuse(&item, USE_DECIDE, refusal, lacks, error);
	TRY(item_guard(&item, USE_DECIDE, judgement->outcome, error));
	TRY(item_needs_second(&item, judgement->outcome, &out->needs_second, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, record(&item, judgement, out, error), error));
	if (!out->needs_second)
		letter_follow(app, item_id);
	return STATUS_OK;
}
