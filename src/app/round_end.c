/* SPDX-License-Identifier: Apache-2.0 */
/* Ending a round: none is undecided. */
#include "app/condition.h"
#include "app/fact_keep.h"
#include "app/round_internal.h"
#include "app/run.h"

#include "base/builder.h"
#include "format/json.h"

struct ending {
	struct caseload *caseload;
	struct batch *batch;
	struct conditions conditions;
	struct round_view view;
	int64_t root_id;
	struct text why;
};

static enum status check(const struct ending *it, struct error *error)
{
	const struct round_view *view = &it->view;
	if (!view->is_open) {
		error_set(error, STATUS_CONFLICT, "no round of this case is open");
		return error_remedy(error, "begin one with: remit round open");
	}
	for (size_t i = 0; i < view->items.count; i++) {
		const struct round_item *item = &view->items.at[i];
		if (!work_state_is_open(item->state))
			continue;
		error_set(error, STATUS_CONFLICT, "%zu of %zu %s undecided: %.*s (%.*s)",
			  view->undecided, view->items.count, view->undecided == 1 ? "is" : "are",
			  TEXT_ARG(item->label), TEXT_ARG(item->key));
		return error_remedy(error, "decide it: item %lld", (long long)item->item_id);
	}
	return STATUS_OK;
}

static enum status set(struct ending *it, const struct pack_setting *setting,
		       struct assembled_row *row, struct error *error)
{
	struct caseload *caseload = it->caseload;
	struct arena *arena = caseload->arena;
	size_t size;
	struct fact_place place = { .record = caseload->pack->decision.about,
				    .field = setting->field,
				    .record_id = row->row.id };
	dmn_value value =
		condition_ask(&it->conditions, setting->value, it->batch, row, dmn_null());
	if (value.kind == DMN_NULL)
		return error_at_field(error, text_c(arena, setting->field->name),
				      "what it becomes cannot be told",
				      "have the pack's owner mend it: round.sets");
	const char *text = dmn_text(arena, value, &size);
	struct text kept = text_copy(arena, (struct text){ text, size });
	TRY(pack_read_value(arena, setting->field, kept, &value, error));
	TRY(fact_find_row(it->batch, row, &place, error));
	return fact_keep(caseload->app, &place, kept,
			 text_format(arena, "%.*s: %.*s", TEXT_ARG(caseload->pack->round.label),
				     TEXT_ARG(it->why)),
			 error);
}

static enum status set_all(struct ending *it, struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	for (size_t i = 0; i < it->view.items.count; i++) {
		const struct round_item *item = &it->view.items.at[i];
		struct assembled_row *row =
			batch_find(it->batch, pack->decision.about, item->record_id);
		for (size_t s = 0;
		     row != NULL && item->outcome.length != 0 && s < pack->round.set_count; s++)
			TRY(set(it, &pack->round.sets[s], row, error));
	}
	return STATUS_OK;
}

static struct text decided_of(const struct ending *it)
{
	struct builder out = builder_new(it->caseload->arena);
	for (size_t i = 0; i < it->view.items.count; i++) {
		const struct round_item *item = &it->view.items.at[i];
		if (item->outcome.length == 0)
			continue;
		builder_add_format(&out, "%s{\"item\":%lld,\"record\":%lld,\"key\":",
				   out.length == 0 ? "[" : ",", (long long)item->decided_in_id,
				   (long long)item->record_id);
		json_write_string(&out, item->key);
		builder_add_c(&out, ",\"outcome\":");
		json_write_string(&out, item->outcome);
		builder_add_byte(&out, '}');
	}
	builder_add_c(&out, out.length == 0 ? "[]" : "]");
	return builder_text(&out);
}

static enum status record(struct ending *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct run_report report;
	char today[CLOCK_TEXT_SIZE];
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(round_fill(it->caseload, it->batch, it->root_id, &it->view, error));
	TRY(check(it, error));
	struct text decided = decided_of(it);
	clock_print_day(clock_today(&app->clock), today);
	TRY(set_all(it, error));
	TRY(store_change(app->store, SQL_round_end,
			 BIND(store_text(app->actor), store_text(text_from(today)),
			      store_text(app_now(app)), store_text(it->why), store_text(decided),
			      dmn_number(it->view.rounds.at[0].id)),
			 &changed, error));
	TRY(round_log(&it->view, USE_ROUND_END, it->view.rounds.at[0].called_by, decided, error));
	return run_family(it->caseload, it->view.root_id, &report, error);
}

static enum status end(struct ending *it, struct error *error)
{
	struct app *app = it->caseload->app;
	TRY(round_fill(it->caseload, it->batch, it->root_id, &it->view, error));
	TRY(round_guard(&it->view, USE_ROUND_END, error));
	TRY(conditions_open(&it->conditions, it->caseload, error));
	TRY(app_begin(app, error));
	return app_end(app, record(it, error), error);
}

enum status round_end(struct caseload *caseload, int64_t root_id, struct text why,
		      struct error *error)
{
	struct app *app = caseload->app;
	struct ending it = { .caseload = caseload, .root_id = root_id, .why = why };
	TRY(app_may(app, USE_ROUND_END, caseload->pack, error));
	if (work_word_count(why) < 3)
		return error_at_field(error, "reason", "it is not said what came out",
				      "say it in at least three words");
	TRY(batch_new(caseload, clock_today(&app->clock), &it.batch, error));
	enum status status = end(&it, error);
	conditions_close(&it.conditions);
	batch_free(it.batch);
	return status;
}
