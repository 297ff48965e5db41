/* SPDX-License-Identifier: Apache-2.0 */
/* A letter as it was made, and what becomes of it. */
#include "app/letter.h"
#include "web/paper.h"
#include "web/words.h"

static void begin_form(struct visit *visit, const char *step)
{
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/letters/%lld", (long long)visit->numbers[0]),
			 visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("step"), text_from(step));
}

static void end_form(struct visit *visit, const char *button)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(button),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static void show_forms(struct visit *visit, const struct pack *pack, const struct letter *it)
{
	bool ended = it->ended_on.length != 0;
	if (it->lacks_sending && app_can(&visit->app, USE_LETTER_SENT, pack)) {
		govuk_heading(&visit->html, 2, "m", TEXT("It was sent"));
		begin_form(visit, "sent");
		visit_line(visit, "how", "How was it sent?", "First class post, for instance");
		visit_line(visit, "on", "On which day?", "As year, month and day: 2026-03-31");
		end_form(visit, "Record that it was sent");
	}
	if (!ended && app_can(&visit->app, USE_LETTER_WITHHOLD, pack)) {
		govuk_heading(&visit->html, 2, "m", TEXT("It is kept back"));
		begin_form(visit, "withhold");
		visit_line(visit, "reason", "Why is it not sent?", "");
		end_form(visit, "Keep it back");
	}
}

static struct text state_words(struct visit *visit, const struct letter *it)
{
	if (it->ended_on.length != 0)
		return visit_format(visit, "%s on %.*s by %.*s: %.*s",
				    text_is(it->state, LETTER_SENT) ? "Sent" : "Kept back",
				    TEXT_ARG(written_date(visit->arena, it->ended_on)),
				    TEXT_ARG(it->ended_by), TEXT_ARG(it->ended_how));
	return it->document_id != 0 ? TEXT("Made, not sent")
				    : written_capital(visit->arena, it->why);
}

static void show_state(struct visit *visit, const struct letter *it)
{
	const struct govuk_summary_row rows[] = {
		{ .key.text = TEXT("Case"), .value.text = it->reference },
		{ .key.text = TEXT("Decision, step or delay"), .value.text = it->outcome },
		{ .key.text = TEXT("Made"), .value.text = words_instant(visit, it->made_at) },
		{ .key.text = TEXT("Language"),
		  .value.text =
			  it->fell_back
				  ? visit_format(visit, "%.*s: the person reads another (%.*s)",
						 TEXT_ARG(it->language_label), TEXT_ARG(it->asked))
				  : it->language_label },
		{ .key.text = TEXT("State"), .value.text = state_words(visit, it) },
	};
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows, .row_count = 5 });
	visit_link(visit, "The case", visit_format(visit, "/cases/%lld", (long long)it->case_id));
	if (it->document_id != 0)
		visit_link(visit, "The letter as it was made (PDF)",
			   visit_format(visit, "/documents/%lld/download",
					(long long)it->document_id));
}

/* In its own language and direction. */
static void show_words(struct visit *visit, const struct document *document)
{
	struct html *html = &visit->html;
	html_begin(html, "div");
	html_class(html, "govuk-inset-text", TEXT(""));
	html_attribute(html, "lang", document->language);
	html_attribute(html, "dir",
		       document_is_right_to_left(document) ? TEXT("rtl") : TEXT("ltr"));
	govuk_heading(html, 2, "l", document->title);
	paper_show(visit, document);
	html_end(html);
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct letter letter;
	struct document document;
	TRY(letter_read(caseload, visit->numbers[0], &letter, &document, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "A letter",
						       .part = "/letters",
						       .back = TEXT("/letters"),
						       .back_text = "Letters" });
	govuk_caption(&visit->html, "l", letter.label);
	govuk_heading(&visit->html, 1, "l",
		      visit_format(visit, "Letter %lld", (long long)letter.id));
	show_state(visit, &letter);
	if (letter.document_id != 0)
		show_words(visit, &document);
	show_forms(visit, caseload->pack, &letter);
	return visit_page_end(visit);
}

enum status page_letter(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

enum status page_letter_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_LETTER_SENT, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	bool sent = text_is(visit_field(visit, "step"), "sent");
	enum status status =
		sent ? letter_sent(&caseload, visit->numbers[0], visit_field(visit, "how"),
				   visit_field(visit, "on"), visit->error)
		     : letter_withhold(&caseload, visit->numbers[0], visit_field(visit, "reason"),
				       visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/letters/%lld", (long long)visit->numbers[0]);
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status,
			  status == STATUS_CONFLICT ? "main-content" : NULL));
	return show(visit, &caseload);
}
