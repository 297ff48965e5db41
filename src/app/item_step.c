/* SPDX-License-Identifier: Apache-2.0 */
/* Steps of an item: moved, logged, refused; and who may. */
#include "app/item.h"

struct app_log item_log_of(const struct item *item, enum use_case use)
{
	return (struct app_log){ .use = use,
				 .subject = TEXT("work_item"),
				 .subject_id = item->id,
				 .person_type =
					 caseload_root(item->caseload.pack->decision.about)->name,
				 .person_id = item->root_id,
				 .secret = item->secret };
}

enum status item_log(struct item *item, enum use_case use, struct text detail, struct error *error)
{
	struct app_log log = item_log_of(item, use);
	log.detail = detail;
	return app_log(item->caseload.app, &log, error);
}

enum status item_refuse_because(struct item *item, enum use_case use, struct text why,
				struct error *error)
{
	struct app_log log = item_log_of(item, use);
	log.purpose = why;
	log.refused = true;
	return app_look(item->caseload.app, &log, error);
}

enum status item_refuse(struct item *item, enum use_case use, enum work_refusal refusal,
			struct error *error)
{
	TRY(item_refuse_because(item, use, text_from(work_refusal_code(refusal)), error));
	return work_refuse(refusal, error);
}

static enum status moved_on(struct error *error)
{
	error_set(error, STATUS_CONFLICT, "somebody else has just moved this item on");
	return error_remedy(error, "look at it again");
}

/* The database is told, by whoever writes first. */
static enum status keep_lapse(struct item *item, struct error *error)
{
	struct app *app = item->caseload.app;
	item->state = WORK_DECIDED;
	TRY(item_move(item, STEP_LAPSE, error));
	TRY(store_do(app->store, SQL_decision_lapse, BIND(dmn_number(item->id)), error));
	item->lapsed = false;
	return item_log(item, USE_LAPSE, TEXT(""), error);
}

enum status item_hold(struct item *item, struct error *error)
{
	struct item now;
	TRY(app_turn(item->caseload.app, error));
	TRY(item_open(item->caseload.app, item->id, &now, error));
	bool same = now.state == item->state && now.recommendation_id == item->recommendation_id &&
		    now.view.id == item->view.id && now.revealed == item->revealed &&
		    now.barred == item->barred && now.decision.id == item->decision.id &&
		    text_equal(now.decision.state, item->decision.state);
	if (!same)
		return moved_on(error);
	return item->lapsed ? keep_lapse(item, error) : STATUS_OK;
}

enum status item_move(struct item *item, enum work_step step, struct error *error)
{
	struct app *app = item->caseload.app;
	enum work_state to;
	uint64_t changed;
	if (!work_move(item->state, step, &to))
		return work_refuse(REFUSAL_WRONG_STATE, error);
	TRY(store_change(app->store, SQL_item_move,
			 BIND(store_text(text_from(work_state_word(to))), store_text(app_now(app)),
			      dmn_number(item->id),
			      store_text(text_from(work_state_word(item->state))),
			      dmn_number(item->recommendation_id)),
			 &changed, error));
	if (changed != 1)
		return moved_on(error);
	item->state = to;
	return STATUS_OK;
}

enum status item_record_reveal(struct item *item, struct error *error)
{
	struct app *app = item->caseload.app;
	TRY(item_hold(item, error));
	if (!item->revealed)
		TRY(store_do(app->store, SQL_reveal_put,
			     BIND(dmn_number(item->id), dmn_number(item->recommendation_id),
				  store_text(app->actor), store_text(app_now(app))),
			     error));
	item->revealed = true;
	enum work_state to;
	bool moves = work_move(item->state, STEP_REVEAL, &to) && to != item->state;
	return moves ? item_move(item, STEP_REVEAL, error) : STATUS_OK;
}

const struct pack_authority *item_authority(const struct item *item, struct text outcome)
{
	const struct pack_outcome *found = pack_find_outcome(item->caseload.pack, outcome);
	enum pack_direction direction = found != NULL ? found->direction : PACK_DIRECTION_RAISE;
	return &item->caseload.pack->authority[direction];
}

bool item_may(const struct item *item, const struct pack_step *step)
{
	return item->of_team && app_may_step(item->caseload.app, item->caseload.pack, step);
}

const struct pack_step *item_signer(const struct item *item, struct text outcome)
{
	const struct pack *pack = item->caseload.pack;
	const struct pack_step *sign = &item_authority(item, outcome)->sign;
	for (size_t i = 0; sign->grade == NULL && i < pack->sample_count; i++)
		if (!pack->samples[i].blind && pack_sample_takes(pack, &pack->samples[i], outcome))
			sign = &pack->samples[i].by;
	return sign;
}
