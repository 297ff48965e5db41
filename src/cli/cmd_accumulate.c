/* SPDX-License-Identifier: Apache-2.0 */
/* remit accumulate: what many records make together, and how one came to be. */
#include "cli/accumulated.h"
#include "cli/session.h"

void accumulated_answer(struct answer *answer, const char *key,
			const struct accumulate_report *report)
{
	char day[CLOCK_TEXT_SIZE];
	clock_print_day(report->as_of, day);
	answer_object(answer, key);
	answer_text(answer, "as_of", text_from(day));
	answer_number(answer, "stretches", report->stretches);
	answer_number(answer, "unknown", report->unknown);
	answer_number(answer, "stands", report->stands);
	answer_number(answer, "made", report->made);
	answer_number(answer, "changed", report->changed);
	answer_number(answer, "withdrawn", report->withdrawn);
	answer_end_object(answer);
}

void accumulated_print(FILE *out, const struct accumulate_report *report)
{
	fprintf(out,
		"Of %lld record%s taken together: %lld made, %lld changed, %lld withdrawn, %lld as "
		"before.\n",
		(long long)report->stretches, report->stretches == 1 ? "" : "s",
		(long long)report->made, (long long)report->changed, (long long)report->withdrawn,
		(long long)report->stands);
	if (report->unknown != 0)
		fprintf(out,
			"%lld left out: it is not told when they begin, or in which time zone.\n",
			(long long)report->unknown);
}

static enum status compute(struct session *session, struct caseload *caseload, struct error *error)
{
	struct accumulate_report report;
	TRY(accumulate_all(caseload, &report, error));
	if (session->json) {
		struct answer answer = answer_new(session->call->arena);
		accumulated_answer(&answer, NULL, &report);
		answer_print(&answer, session->call->out);
	} else {
		accumulated_print(session->call->out, &report);
	}
	return STATUS_OK;
}

static void explain_json(const struct session *session, const struct accumulate_story *story)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_text(&answer, "rule", story->rule->name);
	answer_text(&answer, "label", story->rule->label);
	answer_text(&answer, "source", story->rule->source);
	answer_text(&answer, "reached_at", story->reached_at);
	answer_text(&answer, "made_at", story->made_at);
	answer_truth(&answer, "stands", story->stands);
	answer_list(&answer, "of");
	for (size_t i = 0; i < story->parts.count; i++) {
		const struct accumulate_part *part = &story->parts.at[i];
		answer_object(&answer, NULL);
		answer_number(&answer, "record", part->id);
		answer_text(&answer, "reference", part->reference);
		answer_text(&answer, "from", part->from);
		answer_text(&answer, "until", part->until);
		answer_number(&answer, "seconds", part->seconds);
		answer_number(&answer, "number", part->number);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static void explain_text(FILE *out, const struct accumulate_story *story)
{
	fprintf(out, "%.*s (%.*s): reached at %.*s%s\n", TEXT_ARG(story->rule->label),
		TEXT_ARG(story->rule->source), TEXT_ARG(story->reached_at),
		story->stands ? "" : "; withdrawn since");
	for (size_t i = 0; i < story->parts.count; i++) {
		const struct accumulate_part *part = &story->parts.at[i];
		long long seconds = (long long)part->seconds;
		fprintf(out, "  %.*s  %.*s to %.*s", TEXT_ARG(part->reference),
			TEXT_ARG(part->from),
			TEXT_ARG(part->until.length != 0 ? part->until : TEXT("now")));
		if (story->rule->total != 0)
			fprintf(out, "  sum %lld:%02lld:%02lld\n", seconds / 3600,
				seconds / 60 % 60, seconds % 60);
		else
			fprintf(out, "  number %lld\n", (long long)part->number);
	}
}

static enum status explain(struct session *session, struct caseload *caseload, const char *record,
			   struct error *error)
{
	struct accumulate_story story;
	int64_t id;
	TRY(options_number("explain", record, 1, INT64_MAX, &id, error));
	TRY(accumulate_explain(caseload, id, &story, error));
	if (session->json)
		explain_json(session, &story);
	else
		explain_text(session->call->out, &story);
	return STATUS_OK;
}

enum status command_accumulate(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *record = NULL;
	struct caseload caseload;
	const struct option_spec specs[] = { SESSION_OPTIONS(session),
					     { .name = "explain", .value = &record } };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = record != NULL ? explain(&session, &caseload, record, error)
					: compute(&session, &caseload, error);
	session_close(&session);
	return status;
}
