/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing an issue of quality. */
#include "app/quality.h"
#include "web/words.h"

/* The measure that the issue is about, by its place in the last report. */
static enum status find_count(struct visit *visit, struct caseload *caseload,
			      struct quality_count *out)
{
	struct quality_report report;
	int64_t at = visit_number(visit, "count");
	TRY(quality_read(caseload, &report, visit->error));
	if (at < 0 || (uint64_t)at >= report.counts.count) {
		error_set(visit->error, STATUS_NOT_FOUND, "the report has no such measure");
		error_remedy(visit->error, "go back to the report and choose one");
		return STATUS_NOT_FOUND;
	}
	*out = report.counts.at[at];
	return STATUS_OK;
}

static void text_field(struct visit *visit, const char *name, const char *label, const char *hint)
{
	govuk_input(&visit->html,
		    &(struct govuk_input){ .name = text_from(name),
					   .label = { .text = text_from(label),
						      .classes = TEXT("govuk-label--m") },
					   .hint.text = text_from(hint),
					   .classes = TEXT("govuk-input--width-20"),
					   .value = visit_field(visit, name),
					   .error = visit_message(visit, name) });
}

static void begin(struct visit *visit, const char *title, struct text about)
{
	visit_page_begin(visit, &(struct visit_title){ .title = title,
						       .part = "/quality",
						       .back = TEXT("/quality"),
						       .back_text = "Quality of the data" });
	govuk_caption(&visit->html, "l", about);
	govuk_heading(&visit->html, 1, "l", text_from(title));
}

static void button(struct visit *visit, const char *text)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(text),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show(struct visit *visit, const struct quality_count *count)
{
	begin(visit, "Open an issue",
	      visit_format(visit, "%.*s: %.*s, %.*s, %s: %lld of %lld",
			   TEXT_ARG(count->record->label), TEXT_ARG(count->field->label),
			   TEXT_ARG(count->source), quality_dimension_word(count->dimension),
			   (long long)count->wrong, (long long)count->of));
	govuk_form_begin(&visit->html, TEXT("/quality/issue"), visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("count"), visit_field(visit, "count"));
	visit_area(visit, "what", "What is to be done?");
	text_field(visit, "owner", "Who is to do it?", "The name of their account");
	text_field(visit, "due", "By when?", "As year, month and day: 2022-03-31");
	button(visit, "Open the issue");
	return visit_page_end(visit);
}

enum status page_quality_issue(struct visit *visit)
{
	struct caseload caseload;
	struct quality_count count;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_QUALITY_ISSUE, caseload.pack, visit->error));
	TRY(find_count(visit, &caseload, &count));
	return show(visit, &count);
}

enum status page_quality_issue_post(struct visit *visit)
{
	struct caseload caseload;
	struct quality_count count;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_QUALITY_ISSUE, caseload.pack, visit->error));
	TRY(find_count(visit, &caseload, &count));
	if (!visit_takes(visit))
		return show(visit, &count);
	const struct quality_issue issue = {
		.name = visit_format(visit, "%.*s.%.*s", TEXT_ARG(count.record->name),
				     TEXT_ARG(count.field->name)),
		.source = count.source,
		.dimension = text_from(quality_dimension_word(count.dimension)),
		.owner = visit_field(visit, "owner"),
		.due = visit_field(visit, "due"),
		.what = visit_field(visit, "what")
	};
	enum status status = quality_issue_open(&caseload, &issue, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/quality");
	TRY(visit_refused(visit, status, visit->error->field));
	return show(visit, &count);
}

static enum status show_close(struct visit *visit, struct caseload *caseload)
{
	struct quality_issues issues;
	const struct quality_issue *found = NULL;
	TRY(quality_issues(caseload, &issues, visit->error));
	for (size_t i = 0; i < issues.count; i++)
		if (issues.at[i].id == visit->numbers[0] && issues.at[i].closed_at.length == 0)
			found = &issues.at[i];
	if (found == NULL)
		return error_set(visit->error, STATUS_NOT_FOUND, "there is no such open issue");
	begin(visit, "Close an issue",
	      visit_format(visit, "%.*s, %.*s, %.*s", TEXT_ARG(found->name),
			   TEXT_ARG(found->source), TEXT_ARG(found->dimension)));
	govuk_body(&visit->html,
		   visit_format(visit, "%.*s, due on %.*s: %.*s", TEXT_ARG(found->owner),
				TEXT_ARG(written_date(visit->arena, found->due)),
				TEXT_ARG(found->what)));
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/quality/issues/%lld", (long long)found->id),
			 visit->form_token);
	visit_area(visit, "ended", "What came of it?");
	button(visit, "Close the issue");
	return visit_page_end(visit);
}

enum status page_quality_close(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_QUALITY_ISSUE, caseload.pack, visit->error));
	return show_close(visit, &caseload);
}

enum status page_quality_close_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_QUALITY_ISSUE, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show_close(visit, &caseload);
	enum status status = quality_issue_close(&caseload, visit->numbers[0],
						 visit_field(visit, "ended"), visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/quality");
	TRY(visit_refused(visit, status, "ended"));
	return show_close(visit, &caseload);
}
