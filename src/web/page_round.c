/* SPDX-License-Identifier: Apache-2.0 */
/* A case's round: each record that is decided apart, and the end of it all. */
#include "app/round.h"
#include "web/words.h"

static struct govuk_task task_of(struct visit *visit, const struct round_view *view,
				 const struct round_item *it)
{
	const struct pack *pack = view->caseload->pack;
	const struct pack_outcome *outcome = pack_find_outcome(pack, it->outcome);
	struct govuk_task task = { .title.text = it->label, .hint.text = it->key };
	struct html part = html_part_begin(&visit->html);
	if (work_state_is_open(it->state))
		words_state(&part, it->state);
	else
		html_text(&part, outcome != NULL ? outcome->sentence : TEXT("Final"));
	task.status.html = html_part_end(&part);
	task.href =
		visit_format(visit, "/items/%lld",
			     (long long)(it->decided_in_id != 0 ? it->decided_in_id : it->item_id));
	return task;
}

static void show_items(struct visit *visit, const struct round_view *view)
{
	struct govuk_task *tasks =
		arena_new_array(visit->arena, struct govuk_task, view->items.count + 1);
	for (size_t i = 0; i < view->items.count; i++)
		tasks[i] = task_of(visit, view, &view->items.at[i]);
	govuk_task_list(&visit->html, &(struct govuk_task_list){ .items = tasks,
								 .item_count = view->items.count });
}

static void show_past(struct visit *visit, const struct round_view *view)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Begun") },
					    { .text = TEXT("What called for it") },
					    { .text = TEXT("Ended") },
					    { .text = TEXT("By") },
					    { .text = TEXT("What came out") } };
	struct govuk_table table = { .caption = TEXT("Earlier ones"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	size_t first = view->is_open ? 1 : 0;
	if (view->rounds.count == first)
		return;
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = first; i < view->rounds.count; i++) {
		const struct round *it = &view->rounds.at[i];
		const struct govuk_cell cells[] = {
			{ .text = written_date(visit->arena, it->opened_on) },
			{ .text = pack_trigger_label(view->caseload->pack, it->called_by) },
			{ .text = written_date(visit->arena, it->ended_on) },
			{ .text = it->ended_by },
			{ .text = it->ended_why }
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void form_begin(struct visit *visit, const struct round_view *view)
{
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/cases/%lld/round", (long long)view->root_id),
			 visit->form_token);
}

static void form_end(struct visit *visit, const char *button)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(button),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static void show_begin(struct visit *visit, const struct round_view *view)
{
	const struct pack_round *round = &view->caseload->pack->round;
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("What calls for it?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	struct govuk_choice *choices =
		arena_new_array(visit->arena, struct govuk_choice, round->trigger_count);
	for (size_t i = 0; i < round->trigger_count; i++)
		choices[i] = (struct govuk_choice){ .value = round->triggers[i].name,
						    .text = round->triggers[i].label,
						    .hint = round->triggers[i].source };
	form_begin(visit, view);
	govuk_radios(&visit->html,
		     &(struct govuk_choices){ .name = TEXT("because"),
					      .fieldset = &fieldset,
					      .value = visit_field(visit, "because"),
					      .error = visit_message(visit, "because"),
					      .items = choices,
					      .item_count = round->trigger_count });
	visit_area(visit, "reason", "Why now?");
	form_end(visit, "Begin");
}

static void show_open(struct visit *visit, const struct round_view *view, bool may)
{
	const struct round *it = &view->rounds.at[0];
	govuk_body(&visit->html,
		   visit_format(visit, "Begun on %.*s: %.*s. %.*s",
				TEXT_ARG(written_date(visit->arena, it->opened_on)),
				TEXT_ARG(pack_trigger_label(view->caseload->pack, it->called_by)),
				TEXT_ARG(it->reason)));
	show_items(visit, view);
	if (view->undecided != 0) {
		govuk_inset_text(
			&visit->html,
			&(struct govuk_inset_text){
				.text = visit_format(visit,
						     "%zu of %zu undecided. It ends when "
						     "each is decided, and not before.",
						     view->undecided, view->items.count) });
		return;
	}
	if (!may)
		return;
	form_begin(visit, view);
	visit_area(visit, "reason", "Each is decided. What came out?");
	form_end(visit, "End it");
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct round_view view;
	TRY(round_read(caseload, visit->numbers[0], &view, visit->error));
	const struct pack_round *round = &caseload->pack->round;
	bool may = app_can(&visit->app, USE_ROUND_OPEN, caseload->pack) &&
		   view.obstacle.length == 0 && round->label.length != 0;
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "All decided together",
						.part = "/worklist",
						.back = visit_format(visit, "/cases/%lld",
								     (long long)view.root_id),
						.back_text = "Case" });
	govuk_caption(&visit->html, "l", view.reference);
	govuk_heading(&visit->html, 1, "l",
		      round->label.length != 0 ? round->label : TEXT("All decided together"));
	govuk_body(&visit->html,
		   visit_format(visit,
				"Each is decided apart, with a view, reasons and a decision of "
				"its own%s%.*s%s.",
				round->source.length != 0 ? " (" : "", TEXT_ARG(round->source),
				round->source.length != 0 ? ")" : ""));
	if (view.is_open)
		show_open(visit, &view, may);
	else if (may)
		show_begin(visit, &view);
	else
		govuk_body(&visit->html, TEXT("None is open."));
	show_past(visit, &view);
	return visit_page_end(visit);
}

enum status page_round(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

/* What is filled in tells which: only a beginning says what calls for it. */
enum status page_round_post(struct visit *visit)
{
	struct caseload caseload;
	struct round_view view;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_ROUND_OPEN, caseload.pack, visit->error));
	TRY(round_read(&caseload, visit->numbers[0], &view, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	enum status status =
		view.is_open ? round_end(&caseload, view.root_id, visit_field(visit, "reason"),
					 visit->error)
			     : round_open(&caseload, view.root_id, visit_field(visit, "because"),
					  visit_field(visit, "reason"), visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/cases/%lld/round", (long long)view.root_id);
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &caseload);
}
