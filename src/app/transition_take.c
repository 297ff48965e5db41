/* SPDX-License-Identifier: Apache-2.0 */
/* A transition that a person takes. */
#include "app/letter.h"
#include "app/transition_internal.h"

struct taking {
	struct moving moving;
	const struct transition_call *call;
	struct move move;
	struct judgement judgement;
};

static bool find(struct taking *it)
{
	const struct pack *pack = it->moving.caseload.pack;
	for (size_t s = 0; s < pack->states_count; s++)
		for (size_t t = 0; t < pack->states[s].transition_count; t++) {
			const struct pack_transition *found = &pack->states[s].transitions[t];
			if (!text_equal(found->name, it->call->name) || found->by.grade == NULL)
				continue;
			it->move.states = &pack->states[s];
			it->move.transition = found;
			return true;
		}
	return false;
}

static enum status check_asked(struct taking *it, const struct pack_judgement *asked,
			       struct error *error)
{
	struct arena *arena = it->moving.caseload.arena;
	struct text value = item_set_value(&it->judgement, asked->name);
	const char *field = text_c(arena, asked->name);
	if (value.length == 0 && asked->required)
		return error_at_field(error, field, "an answer that is needed is missing",
				      "answer each question of the step");
	if (!item_is_answer(asked, value, clock_today(&it->moving.caseload.app->clock)))
		return error_at_field(error, field, "this is no answer to the question",
				      asked->is_date ? "write a day as 2026-03-31"
						     : "use one of the codes of its list");
	return STATUS_OK;
}

static bool is_asked(const struct pack_transition *transition, struct text name)
{
	for (size_t i = 0; i < transition->ask_count; i++)
		if (text_equal(transition->asks[i].name, name))
			return true;
	return false;
}

static enum status check_answers(struct taking *it, struct error *error)
{
	const struct pack_transition *transition = it->move.transition;
	if (work_word_count(it->call->reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say why in at least three words");
	for (size_t i = 0; i < it->call->set_count; i++) {
		struct text value;
		struct text name = text_cut(text_from(it->call->sets[i]), '=', &value);
		if (!is_asked(transition, name))
			return error_at_field(error, text_c(it->moving.caseload.arena, name),
					      "this step does not ask for that", "leave it out");
	}
	for (size_t i = 0; i < transition->ask_count; i++)
		TRY(check_asked(it, &transition->asks[i], error));
	return STATUS_OK;
}

static enum status check_state(const struct taking *it, struct error *error)
{
	const struct pack_code *now = moving_state(&it->moving, it->move.states);
	if (now != NULL && moving_leads(it->move.transition, now))
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "this step does not lead on from '%.*s'",
		  TEXT_ARG(now != NULL ? now->sentence : TEXT("where it is not known to be")));
	return error_remedy(error, "look at the item again: somebody may have taken a step");
}

/* Why the person may not: on record, as every refusal. */
static enum status refuse(struct taking *it, struct text why, struct error *error)
{
	TRY(item_refuse_because(it->moving.item, USE_TRANSITION, it->call->name, error));
	error_set(error, STATUS_REFUSED, "%.*s", TEXT_ARG(why));
	return error_remedy(error, "see what the pack says of this step: %.*s",
			    TEXT_ARG(it->move.transition->source));
}

static enum status record(struct taking *it, struct text *obstacle, struct error *error)
{
	struct item *item = it->moving.item;
	struct app *app = item->caseload.app;
	dmn_value form;
	TRY(app_turn(app, error));
	TRY(moving_open(&it->moving, item, error));
	if (!find(it))
		return error_at_field(error, "transition", "there is no such step of this item",
				      "see those there are with: remit transition list");
	TRY(check_state(it, error));
	TRY(check_answers(it, error));
	it->move.reason = it->call->reason;
	it->move.form = item_judgements(app->arena, &it->judgement);
	if (!dmn_from_json(app->arena, it->move.form.at, it->move.form.length, &form))
		form = dmn_null();
	TRY(moving_obstacle(&it->moving, it->move.transition, form, obstacle, error));
	if (obstacle->length != 0)
		return STATUS_REFUSED;
	TRY(transition_move(&it->moving, &it->move, error));
	return transition_settle(&it->moving, error);
}

static bool has_letter(const struct taking *it)
{
	if (it->move.states == NULL)
		return false;
	return pack_letter_on_step(it->moving.caseload.pack, it->move.states->name,
				   it->move.transition->name) != NULL;
}

enum status transition_take(struct app *app, int64_t item_id, const struct transition_call *call,
			    struct error *error)
{
	struct item item;
	struct text obstacle = TEXT("");
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_TRANSITION, item.caseload.pack, error));
	struct taking it = { .moving.item = &item,
			     .call = call,
			     .judgement = { .sets = call->sets, .set_count = call->set_count } };
	TRY(app_begin(app, error));
	enum status status = app_end(app, record(&it, &obstacle, error), error);
	if (status == STATUS_OK && has_letter(&it))
		letter_follow_step(app, it.moving.taken_id);
	if (obstacle.length != 0)
		status = refuse(&it, obstacle, error);
	moving_close(&it.moving);
	return status;
}
