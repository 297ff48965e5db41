/* SPDX-License-Identifier: Apache-2.0 */
/* The second person: another one, of the pack's grade, on the hash of the exact payload. */
#include "app/flow.h"

#include "app/letter.h"
#include "app/referral.h"
#include "app/sample.h"
#include "app/training.h"
#include "app/transition.h"

static enum status record(struct item *item, const struct flow_signing *signing,
			  struct error *error)
{
	struct app *app = item->caseload.app;
	struct item_sign made = { .actor = app->actor,
				  .payload = item->decision.payload,
				  .verdict = signing->returned ? TEXT("returned") : TEXT("signed"),
				  .reason = signing->reason,
				  .made_at = app_now(app) };
	uint64_t changed;
	TRY(item_hold(item, error));
	TRY(store_change(app->store, SQL_decision_move,
			 BIND(store_text(made.verdict), dmn_number(item->decision.id),
			      store_text(TEXT("open"))),
			 &changed, error));
	if (changed != 1)
		return work_refuse(REFUSAL_CHANGED, error);
	TRY(store_do(app->store, SQL_sign_put,
		     BIND(dmn_number(item->decision.id), store_text(app->actor),
			  store_text(digest_bytes(&made.payload)), store_text(made.verdict),
			  store_text(made.reason), store_text(made.made_at)),
		     error));
	TRY(item_move(item, signing->returned ? STEP_RETURN : STEP_SIGN, error));
	/* What was returned is mended from its draft; what is final needs none. */
	if (!signing->returned)
		TRY(store_do(app->store, SQL_draft_drop, BIND(dmn_number(item->id)), error));
	TRY(item_log(item, USE_SIGN, item_sign_detail(app->arena, item->decision.id, &made),
		     error));
	if (signing->returned)
		return STATUS_OK;
	TRY(sample_after(item, &item->decision, error));
	TRY(referral_follow(item, &item->decision, error));
	return transition_follow(item, &item->decision, error);
}

/* Is what would be approved what was decided, and what the signer names? */
static bool payload_same(struct item *item, const struct flow_signing *signing)
{
	struct digest given;
	struct digest present = item_payload(item->caseload.app->arena, item, &item->decision);
	return item->decision.found && text_is(item->decision.state, "open") &&
	       item->decision.recommendation_id == item->recommendation_id &&
	       digest_equal(&present, &item->decision.payload) &&
	       digest_parse(signing->hash, &given) && digest_equal(&given, &present);
}

enum status flow_sign(struct app *app, int64_t item_id, const struct flow_signing *signing,
		      struct error *error)
{
	struct item item;
	struct text lacks;
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_SIGN, item.caseload.pack, error));
	const struct pack_step *step = item_signer(&item, item.decision.outcome);
	TRY(training_lacks(&item, step, &lacks, error));
	struct work_attempt attempt = {
		.state = item.state,
		.step = signing->returned ? STEP_RETURN : STEP_SIGN,
		.permitted = item_may(&item, step),
		.barred = item.barred,
		.untrained = lacks.length != 0,
		.lapsed = item.lapsed,
		.reasons = signing->reason,
		.same_person = item.decision.found && text_equal(item.decision.actor, app->actor),
		.payload_same = payload_same(&item, signing),
	};
	enum work_refusal refusal = work_check(&attempt);
	if (refusal != REFUSAL_NONE)
		return training_refuse(&item, USE_SIGN, refusal, lacks, error);
	if (!signing->returned)
		TRY(item_guard(&item, USE_SIGN, item.decision.outcome, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, record(&item, signing, error), error));
	if (!signing->returned)
		letter_follow(app, item_id);
	return STATUS_OK;
}
