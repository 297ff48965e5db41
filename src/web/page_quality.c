/* SPDX-License-Identifier: Apache-2.0 */
/* The quality of the data: what falls short, by field and source; who lacks a value. */
#include "app/job.h"
#include "app/quality.h"
#include "web/words.h"

enum {
	ROWS_A_PAGE = 60
};

static double share(int64_t wrong, int64_t of)
{
	return of != 0 ? 100.0 * (double)wrong / (double)of : 0;
}

static struct text change(struct visit *visit, const struct quality_count *it)
{
	if (!it->known_before)
		return TEXT("New");
	double moved = share(it->wrong, it->of) - share(it->wrong_before, it->of_before);
	if (moved < 0.005 && moved > -0.005)
		return TEXT("No change");
	return visit_format(visit, "%.2f points %s", moved < 0 ? -moved : moved,
			    moved < 0 ? "better" : "worse");
}

static void show_dimensions(struct visit *visit, const struct quality_report *report)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Dimension") },
					    { .text = TEXT("What counts as wrong") },
					    { .text = TEXT("Measures with something wrong"),
					      .is_numeric = true } };
	struct govuk_table table = { .caption = TEXT("The six dimensions"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (enum quality_dimension d = 0; d < DIMENSION_COUNT; d++) {
		size_t wrong = 0;
		size_t all = 0;
		for (size_t i = 0; i < report->counts.count; i++) {
			all += report->counts.at[i].dimension == d;
			wrong += report->counts.at[i].dimension == d &&
				 report->counts.at[i].wrong != 0;
		}
		const struct govuk_cell cells[] = {
			{ .text = written_capital(visit->arena,
						  text_from(quality_dimension_word(d))) },
			{ .text = written_capital(visit->arena,
						  text_from(quality_dimension_meaning(d))) },
			{ .text = visit_format(visit, "%zu of %zu", wrong, all),
			  .is_numeric = true }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

static struct text name_of(struct visit *visit, const struct quality_count *it)
{
	return visit_format(visit, "%.*s.%.*s", TEXT_ARG(it->record->name),
			    TEXT_ARG(it->field->name));
}

static struct html_part lacking(struct visit *visit, const struct quality_count *it)
{
	struct html part = html_part_begin(&visit->html);
	if (it->dimension == DIMENSION_COMPLETENESS)
		govuk_link(&part, &(struct govuk_link){
					  .text = TEXT("Who lacks it"),
					  .visually_hidden_text = it->field->label,
					  .href = visit_format(visit, "/quality/missing?field=%.*s",
							       TEXT_ARG(name_of(visit, it))) });
	return html_part_end(&part);
}

static struct html_part opening(struct visit *visit, const struct quality_count *it, size_t at,
				bool may_open)
{
	struct html part = html_part_begin(&visit->html);
	if (may_open)
		govuk_link(&part,
			   &(struct govuk_link){
				   .text = TEXT("Open an issue"),
				   .visually_hidden_text = visit_format(
					   visit, "%.*s, %s", TEXT_ARG(it->field->label),
					   quality_dimension_word(it->dimension)),
				   .href = visit_format(visit, "/quality/issue?count=%zu", at) });
	return html_part_end(&part);
}

static void show_row(struct visit *visit, const struct govuk_table *table,
		     const struct quality_count *it, size_t at, bool may_open)
{
	const struct govuk_cell cells[] = {
		{ .text = visit_format(visit, "%.*s: %.*s", TEXT_ARG(it->record->label),
				       TEXT_ARG(it->field->label)) },
		{ .text = it->source },
		{ .text = written_capital(visit->arena,
					  text_from(quality_dimension_word(it->dimension))) },
		{ .text = visit_format(visit, "%lld of %lld", (long long)it->wrong,
				       (long long)it->of),
		  .is_numeric = true },
		{ .text = visit_format(visit, "%.2f %%", share(it->wrong, it->of)),
		  .is_numeric = true },
		{ .text = change(visit, it) },
		{ .html = lacking(visit, it) },
		{ .html = opening(visit, it, at, may_open) }
	};
	govuk_table_row(&visit->html, table, cells, may_open ? 8 : 7);
}

/* Those with something wrong, from the `skip`th on; how many there are. */
static size_t show_counts(struct visit *visit, const struct quality_report *report, size_t skip,
			  bool may_open)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Field") },
					    { .text = TEXT("Source") },
					    { .text = TEXT("Dimension") },
					    { .text = TEXT("Wrong"), .is_numeric = true },
					    { .text = TEXT("Share"), .is_numeric = true },
					    { .text = TEXT("Since the last time") },
					    { .text = TEXT("Records") },
					    { .text = TEXT("Issue") } };
	struct govuk_table table = { .caption = TEXT("What falls short"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = may_open ? 8 : 7 };
	size_t wrong = 0;
	govuk_scroll_begin(&visit->html, TEXT("What falls short"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < report->counts.count; i++) {
		if (report->counts.at[i].wrong == 0)
			continue;
		if (wrong >= skip && wrong < skip + ROWS_A_PAGE)
			show_row(visit, &table, &report->counts.at[i], i, may_open);
		wrong++;
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	return wrong;
}

static void show_report(struct visit *visit, const struct quality_report *report, bool may_open)
{
	int64_t from = visit_number(visit, "from");
	size_t skip = from > 0 && from < 100000 ? (size_t)from : 0;
	govuk_body(&visit->html,
		   visit_format(visit, "As of %.*s, measured on %.*s.%s%.*s%s",
				TEXT_ARG(written_date(visit->arena, report->as_of)),
				TEXT_ARG(words_instant(visit, report->measured_at)),
				report->as_of_before.length != 0 ? " Compared with as of " : "",
				TEXT_ARG(written_date(visit->arena, report->as_of_before)),
				report->as_of_before.length != 0 ? "." : ""));
	if (skip == 0)
		show_dimensions(visit, report);
	govuk_body(&visit->html,
		   TEXT("A value that a record need not have counts as missing too."));
	size_t count = show_counts(visit, report, skip, may_open);
	if (count > skip + ROWS_A_PAGE)
		govuk_pagination(&visit->html,
				 &(struct govuk_pagination){
					 .label = TEXT("More of what falls short"),
					 .next.text = TEXT("More"),
					 .next.href = visit_format(visit, "/quality?from=%zu",
								   skip + ROWS_A_PAGE) });
}

static void show_issues(struct visit *visit, const struct quality_issues *issues, bool may_close)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Issue") },
					    { .text = TEXT("What is to be done") },
					    { .text = TEXT("Owner") },
					    { .text = TEXT("Due") },
					    { .text = TEXT("State") } };
	struct govuk_table table = { .caption = TEXT("Issues"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, TEXT("Issues"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < issues->count && i < ROWS_A_PAGE; i++) {
		const struct quality_issue *it = &issues->at[i];
		struct html part = html_part_begin(&visit->html);
		if (it->closed_at.length == 0 && may_close)
			govuk_link(&part,
				   &(struct govuk_link){
					   .text = TEXT("Close"),
					   .visually_hidden_text = it->what,
					   .href = visit_format(visit, "/quality/issues/%lld",
								(long long)it->id) });
		else
			html_text(&part, it->closed_at.length == 0
						 ? TEXT("Open")
						 : visit_format(visit, "Closed by %.*s: %.*s",
								TEXT_ARG(it->closed_by),
								TEXT_ARG(it->ended)));
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%.*s, %.*s, %.*s", TEXT_ARG(it->name),
					       TEXT_ARG(it->source), TEXT_ARG(it->dimension)) },
			{ .text = it->what },
			{ .text = it->owner },
			{ .text = written_date(visit->arena, it->due) },
			{ .html = html_part_end(&part) }
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void measure_button(struct visit *visit, bool is_waiting)
{
	if (is_waiting) {
		govuk_body(&visit->html, TEXT("A new measure was asked for and is on its way."));
		return;
	}
	govuk_form_begin(&visit->html, TEXT("/quality"), visit->form_token);
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Measure now"),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

/* A measure is left to a worker where one lives. */
static enum status is_left_to_worker(struct visit *visit, const struct caseload *caseload,
				     bool *is_left)
{
	bool lives;
	TRY(job_is_open(&visit->app, JOB_QUALITY, caseload->pack->name, is_left, visit->error));
	if (!*is_left)
		return STATUS_OK;
	TRY(job_has_worker(&visit->app, &lives, visit->error));
	*is_left = lives;
	return STATUS_OK;
}

static void link_line(struct visit *visit, const char *text, const char *href)
{
	html_begin(&visit->html, "p");
	html_attribute(&visit->html, "class", TEXT("govuk-body"));
	govuk_link(&visit->html,
		   &(struct govuk_link){ .text = text_from(text), .href = text_from(href) });
	html_end(&visit->html);
}

enum status page_quality(struct visit *visit)
{
	struct caseload caseload;
	struct quality_report report;
	struct quality_issues issues;
	bool is_waiting;
	TRY(visit_pack(visit, &caseload));
	TRY(quality_read(&caseload, &report, visit->error));
	TRY(quality_issues(&caseload, &issues, visit->error));
	TRY(is_left_to_worker(visit, &caseload, &is_waiting));
	bool may_open = app_can(&visit->app, USE_QUALITY_ISSUE, caseload.pack);
	visit_page_begin(visit, &(struct visit_title){ .title = "Quality of the data",
						       .part = "/quality",
						       .is_wide = true });
	govuk_heading(&visit->html, 1, "l", TEXT("Quality of the data"));
	link_line(visit, "What the sources say, and where two of them differ", "/extracts");
	if (app_can(&visit->app, USE_MERGES, caseload.pack))
		link_line(visit, "Records that may be one person", "/duplicates");
	if (report.as_of_before.length != 0)
		link_line(visit, "Quality over time", "/quality/trend");
	if (report.as_of.length == 0)
		govuk_body(&visit->html, TEXT("It has not been measured yet."));
	else
		show_report(visit, &report, may_open);
	if (issues.count != 0)
		show_issues(visit, &issues, may_open);
	if (app_can(&visit->app, USE_QUALITY_MEASURE, caseload.pack))
		measure_button(visit, is_waiting);
	return visit_page_end(visit);
}

static enum status measure(struct visit *visit, struct caseload *caseload)
{
	struct quality_report report;
	struct job_mark waits;
	bool lives;
	TRY(job_has_worker(&visit->app, &lives, visit->error));
	if (lives) {
		int64_t id;
		return job_ask(
			&visit->app,
			&(struct job_call){ .kind = JOB_QUALITY, .about = caseload->pack->name },
			&id, visit->error);
	}
	TRY(job_mark(&visit->app, JOB_QUALITY, caseload->pack->name, &waits, visit->error));
	TRY(quality_measure(caseload, &report, visit->error));
	return job_settle(&visit->app, &waits, visit->error);
}

enum status page_quality_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	if (visit_takes(visit))
		TRY(measure(visit, &caseload));
	return visit_redirect(visit, "/quality");
}

static void show_gaps(struct visit *visit, const struct quality_gaps *gaps)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Case") },
					    { .text = TEXT("Record") },
					    { .text = TEXT("Last told by") } };
	struct govuk_table table = { .caption = TEXT("Records without it"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < gaps->at.count; i++) {
		const struct quality_gap *it = &gaps->at.at[i];
		struct html part = html_part_begin(&visit->html);
		govuk_link(&part,
			   &(struct govuk_link){ .text = it->reference,
						 .href = visit_format(visit, "/cases/%lld",
								      (long long)it->root_id) });
		const struct govuk_cell cells[] = {
			{ .html = html_part_end(&part) },
			{ .text = it->record },
			{ .text = visit_format(visit, "%.*s%s%.*s", TEXT_ARG(it->source),
					       it->told.length != 0 ? ", " : "",
					       TEXT_ARG(written_date(visit->arena, it->told))) }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

enum status page_quality_missing(struct visit *visit)
{
	struct caseload caseload;
	struct quality_gaps gaps;
	struct text name = visit_field(visit, "field");
	TRY(visit_pack(visit, &caseload));
	TRY(quality_missing(&caseload, name, visit_number(visit, "after"), &gaps, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Values to ask for",
						       .part = "/quality",
						       .back = TEXT("/quality"),
						       .back_text = "Quality of the data" });
	govuk_caption(&visit->html, "l", TEXT("To be asked for"));
	govuk_heading(&visit->html, 1, "l",
		      visit_format(visit, "%.*s: %.*s", TEXT_ARG(gaps.record->label),
				   TEXT_ARG(gaps.field->label)));
	if (gaps.at.count == 0)
		govuk_body(&visit->html, TEXT("Every record has it."));
	else
		show_gaps(visit, &gaps);
	if (gaps.more)
		govuk_pagination(
			&visit->html,
			&(struct govuk_pagination){
				.label = TEXT("More records"),
				.next.text = TEXT("More records"),
				.next.href = visit_format(
					visit, "/quality/missing?field=%.*s&after=%lld",
					TEXT_ARG(name),
					(long long)gaps.at.at[gaps.at.count - 1].root_id) });
	return visit_page_end(visit);
}
