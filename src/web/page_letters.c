/* SPDX-License-Identifier: Apache-2.0 */
/* Final decisions with their letters and acts, and that an act was done. */
#include "app/letter.h"
#include "web/words.h"

static struct html_part letter_cell(struct visit *visit, const struct letter *it)
{
	struct html part = html_part_begin(&visit->html);
	if (it->id != 0)
		govuk_link(&part, &(struct govuk_link){ .text = visit_format(visit, "Letter %lld",
									     (long long)it->id),
							.href = visit_format(visit, "/letters/%lld",
									     (long long)it->id) });
	else
		html_text(&part, it->lacks_letter ? TEXT("None yet") : TEXT("None is due"));
	return html_part_end(&part);
}

static struct text state_words(struct visit *visit, const struct letter *it)
{
	if (it->lacks_letter)
		return it->why.length != 0 ? written_capital(visit->arena, it->why)
					   : TEXT("Not made yet");
	if (it->lacks_sending)
		return visit_format(visit, "Made in %.*s%s, not sent", TEXT_ARG(it->language_label),
				    it->fell_back ? ", which is not the person's" : "");
	if (it->id == 0)
		return TEXT("");
	return visit_format(
		visit, "%s on %.*s: %.*s", text_is(it->state, LETTER_SENT) ? "Sent" : "Kept back",
		TEXT_ARG(written_date(visit->arena, it->ended_on)), TEXT_ARG(it->ended_how));
}

static struct html_part done_cell(struct visit *visit, const struct letter *it, bool may)
{
	struct html part = html_part_begin(&visit->html);
	if (it->done_on.length != 0)
		html_text(&part, visit_format(visit, "Done on %.*s: %.*s",
					      TEXT_ARG(written_date(visit->arena, it->done_on)),
					      TEXT_ARG(it->done_how)));
	else if (it->lacks_done && may)
		govuk_link(&part,
			   &(struct govuk_link){
				   .text = visit_format(visit, "To do: %.*s", TEXT_ARG(it->done)),
				   .href = visit_format(visit, "/decisions/%lld/done",
							(long long)it->decision_id) });
	else if (it->lacks_done)
		html_text(&part, visit_format(visit, "To do: %.*s", TEXT_ARG(it->done)));
	return html_part_end(&part);
}

static void show_table(struct visit *visit, const struct letter_list *list, const struct pack *pack)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Case") },
					    { .text = TEXT("On") },
					    { .text = TEXT("Decision, step or delay") },
					    { .text = TEXT("Letter") },
					    { .text = TEXT("State") },
					    { .text = TEXT("Act") } };
	struct govuk_table table = { .caption = TEXT("Decisions, steps and delays"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 6 };
	bool may = app_can(&visit->app, USE_DECISION_DONE, pack);
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct letter *it = &list->at[i];
		const struct govuk_cell cells[] = {
			{ .text = it->reference },
			{ .text = written_date(visit->arena, it->decided_on) },
			{ .text = it->outcome },
			{ .html = letter_cell(visit, it) },
			{ .text = state_words(visit, it) },
			{ .html = done_cell(visit, it, may) },
		};
		govuk_table_row(&visit->html, &table, cells, 6);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static bool lacks_any(const struct letter_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].lacks_letter)
			return true;
	return false;
}

static enum status show(struct visit *visit, struct caseload *caseload, bool all)
{
	struct letter_list list;
	TRY(letter_list(caseload, !all, &list, visit->error));
	visit_page_begin(visit, &(struct visit_title){
					.title = "Letters", .part = "/letters", .is_wide = true });
	govuk_caption(&visit->html, "l", caseload->pack->title);
	govuk_heading(&visit->html, 1, "l",
		      all ? TEXT("Letters of final decisions, steps and delays")
			  : TEXT("Letters and acts that are lacking"));
	govuk_body(
		&visit->html,
		TEXT("A letter is made when a decision is final, when a step was taken that "
		     "asks for one, and when we are late with what we owe. That it was sent, and "
		     "that what the decision asks for was done, is recorded here."));
	visit_link(visit, all ? "Only what is lacking" : "All decisions, steps and delays",
		   all ? TEXT("/letters") : TEXT("/letters?all=yes"));
	if (lacks_any(&list) && app_can(&visit->app, USE_LETTER_MAKE, caseload->pack)) {
		govuk_form_begin(&visit->html, TEXT("/letters"), visit->form_token);
		govuk_button(
			&visit->html,
			&(struct govuk_button){ .text = TEXT("Make the letters that are lacking"),
						.prevent_double_click = GOVUK_ON });
		html_end(&visit->html);
	}
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("There is none."));
	else
		show_table(visit, &list, caseload->pack);
	return visit_page_end(visit);
}

enum status page_letters(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload, visit_field(visit, "all").length != 0);
}

enum status page_letters_post(struct visit *visit)
{
	struct caseload caseload;
	struct letter_report report;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_LETTER_MAKE, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload, false);
	TRY(letter_reconcile(&caseload, &report, visit->error));
	return visit_redirect(visit, "/letters");
}

static enum status show_done(struct visit *visit)
{
	long long id = (long long)visit->numbers[0];
	visit_page_begin(visit, &(struct visit_title){ .title = "Done",
						       .part = "/letters",
						       .back = TEXT("/letters"),
						       .back_text = "Letters" });
	govuk_heading(&visit->html, 1, "l",
		      visit_format(visit, "What decision %lld asks for was done", id));
	govuk_form_begin(&visit->html, visit_format(visit, "/decisions/%lld/done", id),
			 visit->form_token);
	visit_line(visit, "how", "What was done, and how?", "An order's number, for instance");
	visit_line(visit, "on", "On which day?", "As year, month and day: 2026-03-31");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Record that it was done"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_done(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(letter_may_do(&caseload, visit->numbers[0], visit->error));
	return show_done(visit);
}

enum status page_done_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(letter_may_do(&caseload, visit->numbers[0], visit->error));
	if (!visit_takes(visit))
		return show_done(visit);
	enum status status = letter_done(&caseload, visit->numbers[0], visit_field(visit, "how"),
					 visit_field(visit, "on"), visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/letters");
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status,
			  status == STATUS_CONFLICT ? "how" : NULL));
	return show_done(visit);
}
