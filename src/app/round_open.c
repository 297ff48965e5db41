/* SPDX-License-Identifier: Apache-2.0 */
/* Beginning a round. */
#include "app/round_internal.h"
#include "app/run.h"

enum status round_log(const struct round_view *view, enum use_case use, struct text purpose,
		      struct text detail, struct error *error)
{
	struct caseload *caseload = view->caseload;
	struct app_log log = { .use = use,
			       .purpose = purpose,
			       .subject = TEXT("case_file"),
			       .subject_id = view->root_id,
			       .person_type = caseload_root(caseload->pack->decision.about)->name,
			       .person_id = view->root_id,
			       .secret = view->secret,
			       .detail = detail };
	return app_log(caseload->app, &log, error);
}

enum status round_guard(const struct round_view *view, enum use_case use, struct error *error)
{
	struct app *app = view->caseload->app;
	if (view->obstacle.length == 0)
		return STATUS_OK;
	struct app_log log = { .use = use,
			       .purpose = TEXT("step"),
			       .subject = TEXT("case_file"),
			       .subject_id = view->root_id,
			       .refused = true };
	TRY(app_look(app, &log, error));
	error_set(error, STATUS_REFUSED, "%.*s", TEXT_ARG(view->obstacle));
	return error_remedy(error, "see whom the pack lets do this: round.by");
}

static enum status begin(struct round_view *view, enum use_case use,
			 const struct pack_trigger *trigger, struct text reason,
			 struct error *error)
{
	struct app *app = view->caseload->app;
	char today[CLOCK_TEXT_SIZE];
	uint64_t changed;
	int64_t ignored;
	clock_print_day(clock_today(&app->clock), today);
	TRY(store_change(app->store, SQL_round_put,
			 BIND(store_text(view->caseload->pack->name), dmn_number(view->root_id),
			      store_text(trigger->name), store_text(reason), store_text(app->actor),
			      store_text(text_from(today)), store_text(app_now(app))),
			 &changed, error));
	if (changed != 1) {
		error_set(error, STATUS_CONFLICT, "a round of this case is open already");
		return error_remedy(error, "decide what it has left undecided, and end it");
	}
	for (size_t i = 0; i < view->items.count; i++)
		if (view->items.at[i].state == WORK_SIGNED)
			TRY(store_number(app->store, SQL_item_cycle,
					 BIND(store_text(app_now(app)),
					      dmn_number(view->items.at[i].item_id)),
					 &ignored, NULL, error));
	const struct text detail[][2] = { { TEXT("called_by"), trigger->name },
					  { TEXT("reason"), reason } };
	return round_log(view, use, trigger->name, app_detail(app->arena, detail, 2), error);
}

enum status round_begin(struct round_view *view, enum use_case use,
			const struct pack_trigger *trigger, struct text reason, bool *waits,
			struct error *error)
{
	*waits = false;
	for (size_t i = 0; i < view->items.count; i++)
		*waits = *waits || view->items.at[i].state == WORK_DECIDED;
	return *waits ? STATUS_OK : begin(view, use, trigger, reason, error);
}

struct opening {
	struct caseload *caseload;
	struct batch *batch;
	struct round_view view;
	int64_t root_id;
	const struct pack_trigger *trigger;
	struct text reason;
};

static enum status check(struct opening *it, struct text called_by, struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	it->trigger = pack_find_trigger(pack, called_by);
	if (pack->round.label.length == 0)
		return error_at_field(error, "pack", "the pack has no rounds",
				      "its owner declares them: round");
	if (it->trigger == NULL)
		return error_at_field(error, "because", "nothing of that name calls for a round",
				      "use a name that stands under `round: triggers:`");
	if (work_word_count(it->reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say why in at least three words");
	return STATUS_OK;
}

static enum status record(struct opening *it, struct error *error)
{
	struct run_report report;
	bool waits;
	TRY(app_turn(it->caseload->app, error));
	TRY(round_fill(it->caseload, it->batch, it->root_id, &it->view, error));
	if (it->view.items.count == 0)
		return error_at_field(error, "case", "the rules decide about nothing of this case",
				      "apply the rules first, or take another case");
	TRY(round_begin(&it->view, USE_ROUND_OPEN, it->trigger, it->reason, &waits, error));
	if (waits) {
		error_set(error, STATUS_CONFLICT, "a decision waits for its second person");
		return error_remedy(error, "have it signed or returned first");
	}
	return run_family(it->caseload, it->view.root_id, &report, error);
}

enum status round_open(struct caseload *caseload, int64_t root_id, struct text called_by,
		       struct text reason, struct error *error)
{
	struct app *app = caseload->app;
	struct opening it = { .caseload = caseload, .root_id = root_id, .reason = reason };
	TRY(app_may(app, USE_ROUND_OPEN, caseload->pack, error));
	TRY(check(&it, called_by, error));
	TRY(batch_new(caseload, clock_today(&app->clock), &it.batch, error));
	enum status status = round_fill(caseload, it.batch, root_id, &it.view, error);
	if (status == STATUS_OK)
		status = round_guard(&it.view, USE_ROUND_OPEN, error);
	if (status == STATUS_OK)
		status = app_begin(app, error);
	if (status == STATUS_OK)
		status = app_end(app, record(&it, error), error);
	batch_free(it.batch);
	return status;
}
