/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of a pack: which reports there are, and one of them. */
#include "app/report.h"
#include "html/bar.h"
#include "web/words.h"

enum {
	FIXED_MOST = 2 /* cells beside the figures: the row, and its bar */
};

static void begin(struct visit *visit, const char *title, bool one)
{
	struct visit_title page = { .title = title, .part = "/reports", .is_wide = one };
	if (one) {
		page.back = TEXT("/reports");
		page.back_text = "Reports";
	}
	visit_page_begin(visit, &page);
}

enum status page_reports(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(report_list(&caseload, visit->error));
	begin(visit, "Reports", false);
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Reports"));
	if (caseload.pack->report_count == 0)
		govuk_body(&visit->html, TEXT("This work has no reports."));
	html_begin(&visit->html, "ul");
	html_attribute(&visit->html, "class", TEXT("govuk-list govuk-list--spaced"));
	for (size_t i = 0; i < caseload.pack->report_count; i++) {
		const struct pack_table *it = &caseload.pack->reports[i];
		html_begin(&visit->html, "li");
		visit_link(visit, text_c(visit->arena, it->title),
			   visit_format(visit, "/reports/figures?report=%.*s", TEXT_ARG(it->name)));
		html_end(&visit->html);
	}
	html_end(&visit->html);
	return visit_page_end(visit);
}

/* What the bars show: the total of a row that has columns, else its first figure. */
static size_t bar_column(const struct report *report)
{
	return report->table->columns.kind != PACK_AXIS_NONE ? report->columns.count - 1 : 0;
}

/* Of the longest bar; the last line is the total. */
static int64_t longest(const struct report *report)
{
	int64_t most = 0;
	for (size_t i = 0; i + 1 < report->lines.count; i++) {
		int64_t tenths = report->lines.at[i].figures[bar_column(report)].tenths;
		most = tenths > most ? tenths : most;
	}
	return most;
}

static struct text row_label(const struct report *report, const struct report_line *line)
{
	return line->label.length != 0 ? line->label : report->rows_label;
}

static void show_line(struct visit *visit, const struct govuk_table *table,
		      const struct report *report, size_t at)
{
	const struct report_line *line = &report->lines.at[at];
	struct govuk_cell *cells = arena_new_array(visit->arena, struct govuk_cell,
						   report->columns.count + FIXED_MOST);
	size_t count = 0;
	cells[count++].text = row_label(report, line);
	for (size_t c = 0; c < report->columns.count; c++) {
		cells[count].text =
			report_figure_text(visit->arena, &report->columns.at[c], &line->figures[c]);
		cells[count++].is_numeric = true;
	}
	if (report->table->chart && at + 1 < report->lines.count)
		cells[count++].html = html_bar(
			&visit->html, line->figures[bar_column(report)].tenths, longest(report));
	else if (report->table->chart)
		count++;
	govuk_table_row(&visit->html, table, cells, count);
}

static void show_table(struct visit *visit, const struct report *report)
{
	struct govuk_cell *heads = arena_new_array(visit->arena, struct govuk_cell,
						   report->columns.count + FIXED_MOST);
	size_t count = 0;
	heads[count++].text = report->rows_label.length != 0 ? report->rows_label : TEXT("Of");
	for (size_t c = 0; c < report->columns.count; c++) {
		heads[count].text = report->columns.at[c].label;
		heads[count++].is_numeric = true;
	}
	if (report->table->chart)
		heads[count++].text =
			visit_format(visit, "%.*s, as bars",
				     TEXT_ARG(report->columns.at[bar_column(report)].label));
	struct govuk_table table = { .caption = report->table->title,
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .first_cell_is_header = true,
				     .heads = heads,
				     .head_count = count };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < report->lines.count; i++)
		show_line(visit, &table, report, i);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_definitions(struct visit *visit, const struct report *report)
{
	struct govuk_summary_row *rows =
		arena_new_array(visit->arena, struct govuk_summary_row, report->definitions.count);
	for (size_t i = 0; i < report->definitions.count; i++) {
		const struct pack_measure *measure = report->definitions.at[i].measure;
		bool estimated = measure->estimate.length != 0;
		rows[i].key.text = measure->label;
		rows[i].value.text = visit_format(
			visit, "%.*s Counted by: %.*s. Source: %.*s.%s%.*s",
			TEXT_ARG(measure->means), TEXT_ARG(report->definitions.at[i].day),
			TEXT_ARG(measure->source), estimated ? " This is an estimate: " : "",
			TEXT_ARG(measure->estimate));
	}
	govuk_heading(&visit->html, 2, "m", TEXT("What is counted"));
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows,
							 .row_count = report->definitions.count });
}

static enum status read(struct visit *visit, struct caseload *caseload, struct report *report)
{
	TRY(visit_pack(visit, caseload));
	return report_read(caseload, visit_field(visit, "report"), report, visit->error);
}

enum status page_report(struct visit *visit)
{
	struct caseload caseload;
	struct report report;
	struct text notes[REPORT_NOTES_MOST];
	TRY(read(visit, &caseload, &report));
	size_t count = report_notes(visit->arena, caseload.pack, &report, notes);
	begin(visit, "Report", true);
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", report.table->title);
	for (size_t i = 0; i < count; i++)
		govuk_body(&visit->html, notes[i]);
	show_table(visit, &report);
	html_begin(&visit->html, "p");
	html_attribute(&visit->html, "class", TEXT("govuk-body"));
	visit_link(visit, "Take these figures as a CSV file",
		   visit_format(visit, "/reports/figures.csv?report=%.*s",
				TEXT_ARG(report.table->name)));
	html_end(&visit->html);
	show_definitions(visit, &report);
	words_caveats(visit, "The quality of these fields", &report.caveats);
	return visit_page_end(visit);
}

enum status page_report_csv(struct visit *visit)
{
	struct caseload caseload;
	struct report report;
	TRY(read(visit, &caseload, &report));
	visit->response->body = report_csv(visit->arena, &report);
	visit->response->status = 200;
	visit->response->type = "text/csv; charset=utf-8";
	http_add_header(visit->response, "Content-Disposition",
			visit_format(visit, "attachment; filename=%.*s-%.*s.csv",
				     TEXT_ARG(report.table->name), TEXT_ARG(report.as_of)));
	return STATUS_OK;
}
