/* SPDX-License-Identifier: Apache-2.0 */
/* One request to put something right: what it says, the answer, who had the old value. */
#include "app/rectify.h"
#include "exchange/pdf.h"
#include "web/words.h"

static void row(struct visit *visit, struct govuk_summary_row *rows, size_t *count, const char *key,
		struct text value)
{
	(void)visit;
	if (value.length != 0)
		rows[(*count)++] = (struct govuk_summary_row){ .key.text = text_from(key),
							       .value.text = value };
}

static void show_request(struct visit *visit, const struct rectification *it)
{
	struct govuk_summary_row rows[14];
	size_t count = 0;
	struct text none = TEXT("Nothing is held");
	row(visit, rows, &count, "Asked on", written_date(visit->arena, it->asked_on));
	row(visit, rows, &count, it->is_late ? "Was to be answered by" : "To be answered by",
	    written_date(visit->arena, it->due_on));
	row(visit, rows, &count, "About", it->label);
	row(visit, rows, &count, "Held",
	    it->held.length != 0 ? written_value(visit->arena, it->held) : none);
	row(visit, rows, &count, "Should be", written_value(visit->arena, it->wanted));
	row(visit, rows, &count, "The person says or shows", it->evidence);
	row(visit, rows, &count, "Entered by", it->entered_by);
	row(visit, rows, &count, "Taken down by", it->actor);
	row(visit, rows, &count, "Takes longer because", it->extend_reason);
	row(visit, rows, &count, "State", written_capital(visit->arena, it->state));
	row(visit, rows, &count, "Answer", it->answer);
	row(visit, rows, &count, "Answered by", it->answered_by);
	row(visit, rows, &count, "Answered", words_instant(visit, it->answered_at));
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows, .row_count = count });
}

static void begin_form(struct visit *visit, const char *step)
{
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/rectifications/%lld", (long long)visit->numbers[0]),
			 visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("step"), text_from(step));
}

static void end_form(struct visit *visit, const char *button)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(button),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static void answer_form(struct visit *visit, const struct rectification *it)
{
	const struct govuk_choice choices[] = {
		it->held.length != 0 ? (struct govuk_choice){ .text = TEXT("Put it right"),
							      .value = TEXT(RECTIFY_CORRECTED) }
				     : (struct govuk_choice){ .text = TEXT("Add what was missing"),
							      .value = TEXT(RECTIFY_COMPLETED) },
		{ .text = TEXT("Refuse it"), .value = TEXT(RECTIFY_REFUSED) }
	};
	struct govuk_fieldset fieldset = { .legend.text = TEXT("What becomes of it?") };
	govuk_heading(&visit->html, 2, "m", TEXT("Answer it"));
	begin_form(visit, "answer");
	govuk_radios(&visit->html,
		     &(struct govuk_choices){ .name = TEXT("verdict"),
					      .fieldset = &fieldset,
					      .value = visit_field(visit, "verdict"),
					      .error = visit_message(visit, "verdict"),
					      .items = choices,
					      .item_count = 2 });
	visit_line(visit, "answer", "The reason, as the person gets it", "It stands in the letter");
	end_form(visit, "Answer");
}

static void extend_form(struct visit *visit)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Take longer"));
	begin_form(visit, "extend");
	visit_line(visit, "reason", "Why does it take longer?", "The person is told");
	end_form(visit, "Lengthen the clock");
}

static void show_recipients(struct visit *visit, const struct rectify_look *look)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Who") },
					    { .text = TEXT("Had it") },
					    { .text = TEXT("Told") } };
	struct govuk_table table = { .caption = TEXT("Who had the old value"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < look->recipients.count; i++) {
		const struct rectify_recipient *it = &look->recipients.at[i];
		const struct govuk_cell cells[] = {
			{ .text = it->who },
			{ .text = words_instant(visit, it->at) },
			{ .text = it->told_on.length != 0 ? written_date(visit->arena, it->told_on)
							  : TEXT("Not yet") }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void told_form(struct visit *visit)
{
	begin_form(visit, "told");
	visit_line(visit, "who", "Who was told?", "As the table names them");
	visit_line(visit, "told_on", "On which day?", "As year, month and day: 2026-03-31");
	end_form(visit, "Record that they were told");
}

static void show_decisions(struct visit *visit, const struct pack *pack,
			   const struct rectify_look *look)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Decisions that rested on it"));
	if (look->decisions.count == 0)
		govuk_body(&visit->html, TEXT("None."));
	for (size_t i = 0; i < look->decisions.count; i++) {
		const struct rectify_decision *it = &look->decisions.at[i];
		const struct pack_outcome *outcome = pack_find_outcome(pack, it->outcome);
		visit_link(visit,
			   visit_format(visit, "Review item %lld: %.*s, %.*s%s",
					(long long)it->item_id,
					TEXT_ARG(outcome != NULL ? outcome->sentence : it->outcome),
					TEXT_ARG(it->state),
					it->cites ? "; it names the value as evidence" : "")
				   .at,
			   visit_format(visit, "/items/%lld", (long long)it->item_id));
	}
}

static void show_forms(struct visit *visit, const struct pack *pack, const struct rectification *it)
{
	struct app *app = &visit->app;
	if (it->is_open && app_can(app, USE_RECTIFY_ANSWER, pack))
		answer_form(visit, it);
	if (it->is_open && it->extended_at.length == 0 && !it->is_late &&
	    pack->rectification.extend.kind != DMN_NULL && app_can(app, USE_RECTIFY_EXTEND, pack))
		extend_form(visit);
	if (!it->is_open && app_can(app, USE_RECTIFY_LETTER, pack))
		visit_link(
			visit, "The answer as a letter (PDF)",
			visit_format(visit, "/rectifications/%lld/answer.pdf", (long long)it->id));
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct rectify_look look;
	TRY(rectify_read(caseload, visit->numbers[0], &look, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "A request to put something right",
						       .part = "/rectifications",
						       .back = TEXT("/rectifications"),
						       .back_text = "All requests" });
	govuk_caption(&visit->html, "l", look.of.reference);
	govuk_heading(&visit->html, 1, "l",
		      visit_format(visit, "Request %lld", (long long)look.of.id));
	visit_link(visit, "The case",
		   visit_format(visit, "/cases/%lld", (long long)look.of.case_id));
	show_request(visit, &look.of);
	show_forms(visit, caseload->pack, &look.of);
	if (look.recipients.count != 0)
		show_recipients(visit, &look);
	if (!look.of.is_open && app_can(&visit->app, USE_RECTIFY_TOLD, caseload->pack))
		told_form(visit);
	show_decisions(visit, caseload->pack, &look);
	return visit_page_end(visit);
}

enum status page_rectification(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

static enum status take(struct visit *visit, struct caseload *caseload)
{
	struct text step = visit_field(visit, "step");
	int64_t id = visit->numbers[0];
	if (text_is(step, "answer"))
		return rectify_answer(caseload, id, visit_field(visit, "verdict"),
				      visit_field(visit, "answer"), visit->error);
	if (text_is(step, "extend"))
		return rectify_extend(caseload, id, visit_field(visit, "reason"), visit->error);
	return rectify_told(caseload, id, visit_field(visit, "who"), visit_field(visit, "told_on"),
			    visit->error);
}

enum status page_rectification_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_RECTIFY_EXTEND, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	enum status status = take(visit, &caseload);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/rectifications/%lld", (long long)visit->numbers[0]);
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status,
			  status == STATUS_CONFLICT ? "main-content" : NULL));
	return show(visit, &caseload);
}

enum status page_rectification_pdf(struct visit *visit)
{
	struct caseload caseload;
	struct document document;
	TRY(visit_pack(visit, &caseload));
	visit->app.telling = APP_EXPORTS;
	TRY(rectify_letter(&caseload, visit->numbers[0], &document, visit->error));
	TRY(pdf_write(visit->arena, &document, &visit->response->body, visit->error));
	visit->response->status = 200;
	visit->response->type = "application/pdf";
	return STATUS_OK;
}
