/* SPDX-License-Identifier: Apache-2.0 */
/* Break-glass: opening a restricted case, and reviewing that. */
#include "app/glass.h"
#include "web/words.h"

static struct text period_words(struct visit *visit, int64_t seconds)
{
	long long hours = (long long)(seconds / 3600);
	return seconds % 3600 == 0
		       ? visit_format(visit, "%lld hour%s", hours, hours == 1 ? "" : "s")
		       : visit_format(visit, "%lld minutes", (long long)(seconds / 60));
}

static void show_form(struct visit *visit, int64_t seconds)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Open a restricted case"));
	if (seconds == 0) {
		govuk_body(&visit->html, TEXT("This work has no break-glass."));
		return;
	}
	govuk_warning_text(&visit->html,
			   &(struct govuk_warning_text){
				   .text = visit_format(
					   visit,
					   "The case stands open to you for %.*s. Who is named to "
					   "it is told, and a manager reviews whether it was "
					   "justified.",
					   TEXT_ARG(period_words(visit, seconds))) });
	govuk_form_begin(&visit->html, TEXT("/break-glass"), visit->form_token);
	govuk_input(&visit->html,
		    &(struct govuk_input){ .name = TEXT("reference"),
					   .label = { .text = TEXT("Reference of the case"),
						      .classes = TEXT("govuk-label--m") },
					   .classes = TEXT("govuk-input--width-20"),
					   .spellcheck = GOVUK_OFF,
					   .value = visit_field(visit, "reference"),
					   .error = visit_message(visit, "reference") });
	visit_area(visit, "reason", "Why can it not wait for somebody who is named to the case?");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Break the glass"),
							   .classes = TEXT("govuk-button--warning"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static struct html_part case_link(struct visit *visit, const struct glass *it)
{
	struct html part = html_part_begin(&visit->html);
	govuk_link(&part, &(struct govuk_link){ .text = it->reference,
						.href = visit_format(visit, "/cases/%lld",
								     (long long)it->root_id) });
	return html_part_end(&part);
}

static struct html_part review_cell(struct visit *visit, const struct glass *it, bool reviews)
{
	struct html part = html_part_begin(&visit->html);
	if (it->reviewed_by.length != 0)
		html_text(&part,
			  visit_format(visit, "%.*s, says %.*s: %.*s",
				       TEXT_ARG(written_capital(visit->arena, it->verdict)),
				       TEXT_ARG(it->reviewed_by), TEXT_ARG(it->review_reason)));
	else if (reviews && !text_equal(it->account, visit->app.actor))
		govuk_link(&part, &(struct govuk_link){
					  .text = TEXT("Review"),
					  .visually_hidden_text = visit_format(
						  visit, "of opening %lld", (long long)it->id),
					  .href = visit_format(visit, "/break-glass/%lld",
							       (long long)it->id) });
	else
		html_text(&part, TEXT("Not yet reviewed"));
	return html_part_end(&part);
}

static void show_list(struct visit *visit, const struct glass_list *list, bool reviews)
{
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Case") }, { .text = TEXT("Opened by") },
		{ .text = TEXT("When") }, { .text = TEXT("Until") },
		{ .text = TEXT("Why") },  { .text = TEXT("Was it justified?") }
	};
	struct govuk_table table = { .caption = TEXT("Cases that were opened, of those you see"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 6 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct glass *it = &list->at[i];
		const struct govuk_cell cells[] = { { .html = case_link(visit, it) },
						    { .text = it->account },
						    { .text = words_instant(visit, it->made_at) },
						    { .text = words_micros(visit, it->until) },
						    { .text = it->reason },
						    { .html = review_cell(visit, it, reviews) } };
		govuk_table_row(&visit->html, &table, cells, 6);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct glass_list list;
	TRY(glass_read(caseload, &list, visit->error));
	visit_page_begin(visit, &(struct visit_title){
					.title = "Break-glass", .part = "/", .is_wide = true });
	govuk_caption(&visit->html, "l", caseload->pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Break-glass"));
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("No case that you see was opened by break-glass."));
	else
		show_list(visit, &list, app_can(&visit->app, USE_GLASS_REVIEW, caseload->pack));
	show_form(visit, caseload->pack->access.break_glass_seconds);
	return visit_page_end(visit);
}

enum status page_glass(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

enum status page_glass_post(struct visit *visit)
{
	struct caseload caseload;
	int64_t root_id = 0;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_BREAK_GLASS, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	enum status status = glass_break(&caseload, visit_field(visit, "reference"),
					 visit_field(visit, "reason"), &root_id, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/cases/%lld", (long long)root_id);
	bool of_form = status == STATUS_NOT_FOUND || status == STATUS_CONFLICT;
	TRY(visit_refused(visit, of_form ? STATUS_INVALID : status, NULL));
	return show(visit, &caseload);
}

static enum status show_review(struct visit *visit, struct caseload *caseload)
{
	struct glass it;
	const struct govuk_choice items[] = {
		{ .text = TEXT("It was justified"), .value = TEXT("justified") },
		{ .text = TEXT("It was not justified"), .value = TEXT("unjustified") },
	};
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("Was it justified?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	TRY(glass_find(caseload, visit->numbers[0], &it, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Review an opening",
						       .part = "/",
						       .back = TEXT("/break-glass"),
						       .back_text = "Break-glass" });
	govuk_caption(&visit->html, "l", it.reference);
	govuk_heading(&visit->html, 1, "l", TEXT("Review an opening by break-glass"));
	govuk_body(&visit->html,
		   visit_format(visit, "%.*s opened the case on %.*s, until %.*s: %.*s",
				TEXT_ARG(it.account), TEXT_ARG(words_instant(visit, it.made_at)),
				TEXT_ARG(words_micros(visit, it.until)), TEXT_ARG(it.reason)));
	govuk_form_begin(&visit->html, visit_format(visit, "/break-glass/%lld", (long long)it.id),
			 visit->form_token);
	govuk_radios(&visit->html,
		     &(struct govuk_choices){ .name = TEXT("verdict"),
					      .fieldset = &fieldset,
					      .value = visit_field(visit, "verdict"),
					      .error = visit_message(visit, "verdict"),
					      .items = items,
					      .item_count = 2 });
	visit_area(visit, "reason", "Why?");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Record the review"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_glass_review(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_GLASS_REVIEW, caseload.pack, visit->error));
	return show_review(visit, &caseload);
}

enum status page_glass_review_post(struct visit *visit)
{
	struct caseload caseload;
	struct glass it;
	struct text verdict = visit_field(visit, "verdict");
	bool justified = text_is(verdict, "justified");
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_GLASS_REVIEW, caseload.pack, visit->error));
	TRY(glass_find(&caseload, visit->numbers[0], &it, visit->error));
	if (!justified && !text_is(verdict, "unjustified"))
		visit_problem(visit, "verdict", TEXT("Choose whether it was justified"));
	if (!visit_takes(visit))
		return show_review(visit, &caseload);
	enum status status = glass_review(&caseload, it.id, justified, visit_field(visit, "reason"),
					  visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/break-glass");
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status, "reason"));
	return show_review(visit, &caseload);
}
