/* SPDX-License-Identifier: Apache-2.0 */
/* remit run. */
#include "app/job.h"
#include "app/run.h"
#include "cli/session.h"

static void print(const struct session *session, const struct run_report *report)
{
	FILE *out = session->call->out;
	char as_of[CLOCK_TEXT_SIZE];
	clock_print_day(report->as_of, as_of);
	fprintf(out,
		"Run %lld as of %s: %lld records, %lld in scope, %lld abstained, %lld results new "
		"or changed.\n",
		(long long)report->run_id, as_of, (long long)report->cases,
		(long long)report->in_scope, (long long)report->abstained,
		(long long)report->written);
	if (report->rounds != 0)
		fprintf(out, "  %lld rounds begun: what has changed calls for them\n",
			(long long)report->rounds);
	if (report->problems != 0)
		fprintf(out, "  For %lld records the rules met an error; the first: %.*s\n",
			(long long)report->problems, TEXT_ARG(report->first_problem));
	for (size_t i = 0; i < report->outcomes.count; i++)
		fprintf(out, "  %8lld  %.*s\n", (long long)report->outcomes.at[i].count,
			TEXT_ARG(report->outcomes.at[i].outcome));
}

static void print_json(const struct session *session, const struct run_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	char as_of[CLOCK_TEXT_SIZE];
	clock_print_day(report->as_of, as_of);
	answer_object(&answer, NULL);
	answer_number(&answer, "run", report->run_id);
	answer_text(&answer, "as_of", text_from(as_of));
	answer_number(&answer, "cases", report->cases);
	answer_number(&answer, "in_scope", report->in_scope);
	answer_number(&answer, "abstained", report->abstained);
	answer_number(&answer, "written", report->written);
	answer_number(&answer, "rounds", report->rounds);
	answer_number(&answer, "problems", report->problems);
	answer_text(&answer, "first_problem", report->first_problem);
	answer_list(&answer, "outcomes");
	for (size_t i = 0; i < report->outcomes.count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "outcome", report->outcomes.at[i].outcome);
		answer_number(&answer, "count", report->outcomes.at[i].count);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status work(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct run_report report;
	struct progress bar = progress_start("run", 0);
	struct run_call call = { .progress = session_progress, .user = &bar };
	struct job_mark waits;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(job_mark(&session->app, JOB_RUN, caseload.pack->name, &waits, error));
	enum status status = run_decision(&caseload, &call, &report, error);
	progress_end(&bar);
	TRY(status);
	TRY(job_settle(&session->app, &waits, error));
	if (session->json)
		print_json(session, &report);
	else
		print(session, &report);
	return STATUS_OK;
}

enum status command_run(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "pack", .value = &session.pack },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = work(&session, error);
	session_close(&session);
	return status;
}
