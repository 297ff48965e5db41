/* SPDX-License-Identifier: Apache-2.0 */
/* How the record decided about moves: on the item's page, and the page of one transition. */
#include "app/transition.h"
#include "web/item_page.h"

static struct text state_words(const struct pack_states *states, struct text code)
{
	const struct pack_code *found = pack_find_code(states->field->codes, code);
	return found != NULL ? found->sentence : code;
}

static void show_states(struct visit *visit, const struct transition_view *view)
{
	struct govuk_summary_row *rows =
		arena_new_array(visit->arena, struct govuk_summary_row, view->states.count + 1);
	for (size_t i = 0; i < view->states.count; i++) {
		const struct transition_state *it = &view->states.at[i];
		rows[i].key.text = it->states->label;
		rows[i].value.text = it->code != NULL ? it->code->sentence : TEXT("Not known");
	}
	govuk_summary_list(&visit->html, &(struct govuk_summary_list){
						 .rows = rows, .row_count = view->states.count });
}

static void show_options(struct visit *visit, const struct item_page *page,
			 const struct transition_view *view)
{
	if (view->options.count == 0)
		return;
	struct govuk_task *tasks =
		arena_new_array(visit->arena, struct govuk_task, view->options.count);
	for (size_t i = 0; i < view->options.count; i++) {
		const struct transition_option *it = &view->options.at[i];
		tasks[i].title.text = it->transition->label;
		tasks[i].hint.text = it->obstacle;
		if (it->obstacle.length == 0)
			tasks[i].href =
				item_path(visit, page,
					  visit_format(visit, "/transitions/%zu", it->number).at);
		else
			tasks[i].status = (struct govuk_content){
				.text = TEXT("Not now"),
				.classes = TEXT("govuk-task-list__status--cannot-start-yet")
			};
	}
	govuk_task_list(&visit->html, &(struct govuk_task_list){
					      .items = tasks, .item_count = view->options.count });
}

/* Names are the present version's; what an older one called otherwise stands as it was. */
static const struct pack_transition *find_taken(const struct pack *pack,
						const struct transition_taken *it,
						const struct pack_states **states)
{
	for (size_t s = 0; s < pack->states_count; s++)
		for (size_t t = 0; t < pack->states[s].transition_count; t++)
			if (text_equal(pack->states[s].name, it->states) &&
			    text_equal(pack->states[s].transitions[t].name, it->name)) {
				*states = &pack->states[s];
				return &pack->states[s].transitions[t];
			}
	return NULL;
}

static void show_taken(struct visit *visit, const struct item_page *page,
		       const struct transition_view *view)
{
	const struct govuk_cell heads[] = { { .text = TEXT("When") },
					    { .text = TEXT("Who") },
					    { .text = TEXT("What") },
					    { .text = TEXT("Why") } };
	struct govuk_table table = { .caption = TEXT("What was done"),
				     .caption_classes = TEXT("govuk-table__caption--s"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 4 };
	if (view->taken.count == 0)
		return;
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < view->taken.count; i++) {
		const struct transition_taken *it = &view->taken.at[i];
		const struct pack_states *states;
		const struct pack_transition *known =
			find_taken(page->look.item.caseload.pack, it, &states);
		struct text what = it->name;
		if (known != NULL)
			what = visit_format(visit, "%.*s: from %.*s to %.*s",
					    TEXT_ARG(known->label),
					    TEXT_ARG(state_words(states, it->from)),
					    TEXT_ARG(state_words(states, it->to)));
		const struct govuk_cell cells[] = { { .text = words_instant(visit, it->made_at) },
						    { .text = it->actor },
						    { .text = what },
						    { .text = it->reason } };
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status item_transitions(struct visit *visit, struct item_page *page)
{
	struct transition_view view;
	TRY(transition_read(&visit->app, &page->look.item, &view, visit->error));
	if (view.states.count == 0)
		return STATUS_OK;
	govuk_heading(&visit->html, 2, "m", TEXT("Where it stands"));
	show_states(visit, &view);
	if (app_can(&visit->app, USE_TRANSITION, page->look.item.caseload.pack))
		show_options(visit, page, &view);
	show_taken(visit, page, &view);
	return STATUS_OK;
}

/* ---- one of them ----------------------------------------------------- */

static enum status find_option(struct visit *visit, struct item_page *page,
			       struct transition_option *out)
{
	struct transition_view view;
	TRY(item_page_open(visit, false, page));
	TRY(app_may(&visit->app, USE_TRANSITION, page->look.item.caseload.pack, visit->error));
	TRY(transition_read(&visit->app, &page->look.item, &view, visit->error));
	for (size_t i = 0; i < view.options.count; i++)
		if (view.options.at[i].number == (size_t)visit->numbers[1]) {
			*out = view.options.at[i];
			return STATUS_OK;
		}
	error_set(visit->error, STATUS_NOT_FOUND,
		  "this step does not lead on from where it stands");
	error_remedy(visit->error, "go back to the item: somebody may have taken a step");
	return STATUS_NOT_FOUND;
}

static enum status show(struct visit *visit, struct item_page *page,
			const struct transition_option *option)
{
	const struct pack_transition *it = option->transition;
	item_page_begin(visit, page, "A step", it->label);
	govuk_body(&visit->html, visit_format(visit, "%.*s becomes: %.*s. (%.*s)",
					      TEXT_ARG(option->states->label),
					      TEXT_ARG(it->to->sentence), TEXT_ARG(it->source)));
	if (option->obstacle.length != 0)
		govuk_warning_text(&visit->html,
				   &(struct govuk_warning_text){ .text = option->obstacle });
	item_form_begin(visit, page, visit_format(visit, "/transitions/%zu", option->number));
	for (size_t i = 0; i < it->ask_count; i++)
		item_judgement_input(visit, page, &it->asks[i]);
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){ .name = TEXT("reason"),
						 .label = { .text = TEXT("Reason"),
							    .classes = TEXT("govuk-label--m") },
						 .value = visit_field(visit, "reason"),
						 .error = visit_message(visit, "reason") });
	item_form_button(visit, text_c(visit->arena, it->label));
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_transition(struct visit *visit)
{
	struct item_page page;
	struct transition_option option;
	TRY(find_option(visit, &page, &option));
	return show(visit, &page, &option);
}

static struct transition_call call_of(struct visit *visit, const struct item_page *page,
				      const struct pack_transition *it)
{
	const char **sets = arena_new_array(visit->arena, const char *, it->ask_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < it->ask_count; i++) {
		struct text value = item_judgement_value(visit, page, &it->asks[i]);
		if (value.length != 0)
			sets[count++] = visit_format(visit, "%.*s=%.*s", TEXT_ARG(it->asks[i].name),
						     TEXT_ARG(value))
						.at;
	}
	return (struct transition_call){ .name = it->name,
					 .reason = text_trim(visit_field(visit, "reason")),
					 .sets = sets,
					 .set_count = count };
}

enum status page_transition_post(struct visit *visit)
{
	struct item_page page;
	struct transition_option option;
	TRY(find_option(visit, &page, &option));
	for (size_t i = 0; i < option.transition->ask_count; i++)
		item_judgement_check(visit, &page, &option.transition->asks[i]);
	if (!item_page_takes(visit, &page))
		return show(visit, &page, &option);
	struct transition_call call = call_of(visit, &page, option.transition);
	enum status status = transition_take(&visit->app, page.look.item.id, &call, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/items/%lld", (long long)page.look.item.id);
	TRY(visit_refused(visit, status, "reason"));
	return show(visit, &page, &option);
}
