/* SPDX-License-Identifier: Apache-2.0 */
/* remit report: the figures of a pack. */
#include "app/report.h"
#include "cli/session.h"

static void print_list(const struct session *session, const struct pack *pack)
{
	FILE *out = session->call->out;
	for (size_t i = 0; i < pack->report_count; i++)
		fprintf(out, "%.*s  %.*s\n", TEXT_ARG(pack->reports[i].name),
			TEXT_ARG(pack->reports[i].title));
	if (pack->report_count == 0)
		fputs("The pack has no reports.\n", out);
}

static void answer_reports(const struct session *session, const struct pack *pack)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "reports");
	for (size_t i = 0; i < pack->report_count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "report", pack->reports[i].name);
		answer_text(&answer, "title", pack->reports[i].title);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

enum status command_report_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = report_list(&caseload, error);
	if (status == STATUS_OK && session.json)
		answer_reports(&session, caseload.pack);
	else if (status == STATUS_OK)
		print_list(&session, caseload.pack);
	session_close(&session);
	return status;
}

static void print_csv(const struct session *session, const struct report *report)
{
	struct text csv = report_csv(session->call->arena, report);
	fprintf(session->call->out, "%.*s", TEXT_ARG(csv));
}

/* A number; "withheld", or null where there is none. */
static void answer_figure(struct answer *answer, struct text text,
			  const struct report_figure *figure)
{
	if (figure->withheld)
		answer_text(answer, NULL, text);
	else
		answer_raw(answer, NULL, figure->known ? text : TEXT("null"));
}

static void answer_line(struct answer *answer, const struct report *report,
			const struct report_line *line, struct arena *arena)
{
	answer_object(answer, NULL);
	answer_text(answer, "row", line->label);
	answer_list(answer, "figures");
	for (size_t c = 0; c < report->columns.count; c++)
		answer_figure(answer,
			      report_figure_text(arena, &report->columns.at[c], &line->figures[c]),
			      &line->figures[c]);
	answer_end_list(answer);
	answer_end_object(answer);
}

static void answer_definitions(struct answer *answer, const struct report *report)
{
	answer_list(answer, "measures");
	for (size_t i = 0; i < report->definitions.count; i++) {
		const struct report_definition *it = &report->definitions.at[i];
		answer_object(answer, NULL);
		answer_text(answer, "measure", it->measure->name);
		answer_text(answer, "means", it->measure->means);
		answer_text(answer, "counted_by", it->day);
		answer_text(answer, "source", it->measure->source);
		answer_text(answer, "estimate", it->measure->estimate);
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void answer_report(const struct session *session, const struct pack *pack,
			  const struct report *report)
{
	struct arena *arena = session->call->arena;
	struct answer answer = answer_new(arena);
	answer_object(&answer, NULL);
	answer_text(&answer, "report", report->table->name);
	answer_text(&answer, "title", report->table->title);
	answer_text(&answer, "pack", pack->name);
	answer_text(&answer, "version", pack->version);
	answer_text(&answer, "as_of", report->as_of);
	answer_text(&answer, "made_at", report->made_at);
	answer_number(&answer, "least", report->least);
	answer_number(&answer, "withheld", report->withheld);
	answer_number(&answer, "without_a_day", report->undated);
	answer_text(&answer, "rows_are", report->rows_label);
	answer_list(&answer, "columns");
	for (size_t c = 0; c < report->columns.count; c++)
		answer_text(&answer, NULL, report->columns.at[c].label);
	answer_end_list(&answer);
	answer_list(&answer, "lines");
	for (size_t i = 0; i < report->lines.count; i++)
		answer_line(&answer, report, &report->lines.at[i], arena);
	answer_end_list(&answer);
	answer_definitions(&answer, report);
	answer_texts(&answer, "caveats", report->caveats.at, report->caveats.count);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static void print_notes(const struct session *session, const struct pack *pack,
			const struct report *report)
{
	FILE *out = session->call->out;
	struct text notes[REPORT_NOTES_MOST];
	size_t count = report_notes(session->call->arena, pack, report, notes);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "%.*s\n", TEXT_ARG(notes[i]));
	for (size_t i = 0; i < report->definitions.count; i++) {
		const struct report_definition *it = &report->definitions.at[i];
		fprintf(out, "%.*s: %.*s Counted by: %.*s. Source: %.*s.\n",
			TEXT_ARG(it->measure->label), TEXT_ARG(it->measure->means),
			TEXT_ARG(it->day), TEXT_ARG(it->measure->source));
		if (it->measure->estimate.length != 0)
			fprintf(out, "  An estimate: %.*s\n", TEXT_ARG(it->measure->estimate));
	}
	if (report->caveats.count != 0)
		fprintf(out, "Known of the quality of these fields, as of %.*s:\n",
			TEXT_ARG(report->caveats.as_of));
	for (size_t i = 0; i < report->caveats.count; i++)
		fprintf(out, "  %.*s\n", TEXT_ARG(report->caveats.at[i]));
}

static void print_report(const struct session *session, const struct pack *pack,
			 const struct report *report)
{
	FILE *out = session->call->out;
	fprintf(out, "%.*s\n", TEXT_ARG(report->table->title));
	for (size_t i = 0; i < report->lines.count; i++) {
		const struct report_line *line = &report->lines.at[i];
		fprintf(out, "%.*s\n", TEXT_ARG(line->label));
		for (size_t c = 0; c < report->columns.count; c++) {
			const struct report_column *column = &report->columns.at[c];
			struct text figure =
				report_figure_text(session->call->arena, column, &line->figures[c]);
			fprintf(out, "    %.*s: %.*s\n", TEXT_ARG(column->label), TEXT_ARG(figure));
		}
	}
	print_notes(session, pack, report);
}

static enum status show(struct session *session, bool csv, struct error *error)
{
	struct caseload caseload;
	struct report report;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(report_read(&caseload, text_from(session->words.at[1]), &report, error));
	if (csv)
		print_csv(session, &report);
	else if (session->json)
		answer_report(session, caseload.pack, &report);
	else
		print_report(session, caseload.pack, &report);
	return STATUS_OK;
}

enum status command_report_show(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	bool csv = false;
	const struct option_spec specs[] = { SESSION_OPTIONS(session),
					     { .name = "csv", .flag = &csv } };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = show(&session, csv, error);
	session_close(&session);
	return status;
}
