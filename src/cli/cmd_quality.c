/* SPDX-License-Identifier: Apache-2.0 */
/* remit quality: measure, and show beside the last time. */
#include "app/job.h"
#include "app/quality.h"
#include "cli/session.h"

static double share(int64_t wrong, int64_t of)
{
	return of != 0 ? 100.0 * (double)wrong / (double)of : 0;
}

static void print_line(FILE *out, const struct quality_count *it)
{
	fprintf(out, "%-14.*s %-34.*s %-40.*s %-12s %9lld of %9lld  %6.2f %%",
		TEXT_ARG(it->record->label), TEXT_ARG(it->field->label), TEXT_ARG(it->source),
		quality_dimension_word(it->dimension), (long long)it->wrong, (long long)it->of,
		share(it->wrong, it->of));
	if (it->known_before)
		fprintf(out, "  %+.2f",
			share(it->wrong, it->of) - share(it->wrong_before, it->of_before));
	fputc('\n', out);
}

static void print_json(const struct session *session, const struct quality_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_text(&answer, "as_of", report->as_of);
	answer_text(&answer, "measured_at", report->measured_at);
	answer_list(&answer, "counts");
	for (size_t i = 0; i < report->counts.count; i++) {
		const struct quality_count *it = &report->counts.at[i];
		answer_object(&answer, NULL);
		answer_text(&answer, "record", it->record->name);
		answer_text(&answer, "field", it->field->name);
		answer_text(&answer, "source", it->source);
		answer_text(&answer, "dimension", text_from(quality_dimension_word(it->dimension)));
		answer_number(&answer, "wrong", it->wrong);
		answer_number(&answer, "of", it->of);
		if (it->known_before) {
			answer_number(&answer, "wrong_before", it->wrong_before);
			answer_number(&answer, "of_before", it->of_before);
		}
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status measure(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct quality_report report;
	struct job_mark waits;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(job_mark(&session->app, JOB_QUALITY, caseload.pack->name, &waits, error));
	TRY(quality_measure(&caseload, &report, error));
	TRY(job_settle(&session->app, &waits, error));
	if (session->json) {
		print_json(session, &report);
		return STATUS_OK;
	}
	size_t whole = 0;
	for (size_t i = 0; i < report.counts.count; i++) {
		const struct quality_count *it = &report.counts.at[i];
		whole += it->wrong == 0;
		if (it->wrong != 0 || (it->known_before && it->wrong_before != 0))
			print_line(session->call->out, it);
	}
	fprintf(session->call->out, "%zu of %zu measures have nothing wrong.\n", whole,
		report.counts.count);
	return STATUS_OK;
}

/* "12.1 %  11.0 %  -" */
static void print_points(FILE *out, const struct quality_series *it, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (it->points[i].known)
			fprintf(out, "  %6.2f %%", share(it->points[i].wrong, it->points[i].of));
		else
			fprintf(out, "  %8s", "-");
	fputc('\n', out);
}

static bool is_ever_wrong(const struct quality_series *it)
{
	for (size_t i = 0; i < QUALITY_TREND_MOST; i++)
		if (it->points[i].wrong != 0)
			return true;
	return false;
}

static void print_trend(FILE *out, const struct quality_trend *trend)
{
	fprintf(out, "%-14s %-34s %-40s %-12s", "", "", "as of", "");
	for (size_t i = 0; i < trend->count; i++)
		fprintf(out, "%10.*s", TEXT_ARG(trend->as_of[i]));
	fputc('\n', out);
	for (size_t i = 0; i < trend->series.count; i++) {
		const struct quality_series *it = &trend->series.at[i];
		if (!is_ever_wrong(it))
			continue;
		fprintf(out, "%-14.*s %-34.*s %-40.*s %-12s", TEXT_ARG(it->record->label),
			TEXT_ARG(it->field->label), TEXT_ARG(it->source),
			quality_dimension_word(it->dimension));
		print_points(out, it, trend->count);
	}
}

static void answer_points(struct answer *answer, const struct quality_series *it, size_t count)
{
	answer_list(answer, "points");
	for (size_t i = 0; i < count; i++) {
		answer_object(answer, NULL);
		if (it->points[i].known) {
			answer_number(answer, "wrong", it->points[i].wrong);
			answer_number(answer, "of", it->points[i].of);
		}
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void answer_trend(const struct session *session, const struct quality_trend *trend)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "as_of");
	for (size_t i = 0; i < trend->count; i++)
		answer_text(&answer, NULL, trend->as_of[i]);
	answer_end_list(&answer);
	answer_list(&answer, "series");
	for (size_t i = 0; i < trend->series.count; i++) {
		const struct quality_series *it = &trend->series.at[i];
		answer_object(&answer, NULL);
		answer_text(&answer, "record", it->record->name);
		answer_text(&answer, "field", it->field->name);
		answer_text(&answer, "source", it->source);
		answer_text(&answer, "dimension", text_from(quality_dimension_word(it->dimension)));
		answer_points(&answer, it, trend->count);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

/* Nothing is measured anew. */
static enum status show_trend(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct quality_trend trend;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(quality_trend(&caseload, &trend, error));
	if (session->json)
		answer_trend(session, &trend);
	else
		print_trend(session->call->out, &trend);
	return STATUS_OK;
}

enum status command_quality(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	bool trend = false;
	const struct option_spec specs[] = { SESSION_OPTIONS(session),
					     { .name = "trend", .flag = &trend } };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = trend ? show_trend(&session, error) : measure(&session, error);
	session_close(&session);
	return status;
}
