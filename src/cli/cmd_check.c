/* SPDX-License-Identifier: Apache-2.0 */
/* remit replay, status: what there is, and that it holds. */
#include "app/replay.h"
#include "app/status_report.h"
#include "cli/session.h"

static void print_replay(const struct session *session, const struct replay_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	if (!session->json) {
		fprintf(session->call->out, "%lld replayed, %lld the same, %lld different\n",
			(long long)report->total, (long long)report->same,
			(long long)report->differ);
		return;
	}
	answer_object(&answer, NULL);
	answer_number(&answer, "replayed", report->total);
	answer_number(&answer, "same", report->same);
	answer_number(&answer, "different", report->differ);
	answer_list(&answer, "recommendations");
	for (size_t i = 0; i < report->differing.count; i++)
		answer_number(&answer, NULL, report->differing.at[i]);
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status replay(struct session *session, int64_t run_id, struct error *error)
{
	struct replay_report report;
	struct progress bar = progress_start("replay", 0);
	enum status status =
		replay_run(&session->app, run_id, session_progress, &bar, &report, error);
	progress_end(&bar);
	TRY(status);
	print_replay(session, &report);
	if (report.differ == 0)
		return STATUS_OK;
	error_set(error, STATUS_DIFFERS, "%lld recommendations give another result (first: %lld)",
		  (long long)report.differ, (long long)report.differing.at[0]);
	return error_remedy(error, "compare the engine's version with that of the run");
}

enum status command_replay(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	bool all = false;
	const char *run = NULL;
	int64_t run_id = 0;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "all", .flag = &all },
		{ .name = "run", .value = &run },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, false, error));
	enum status status = STATUS_OK;
	if (run != NULL)
		status = options_number("--run", run, 1, INT64_MAX, &run_id, error);
	else if (!all)
		status = error_set(error, STATUS_USAGE, "say which: --all, or --run NUMBER");
	if (status == STATUS_OK)
		status = replay(&session, run_id, error);
	session_close(&session);
	return status;
}

static void print_status(const struct session *session, const struct status_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	FILE *out = session->call->out;
	answer_object(&answer, NULL);
	answer_number(&answer, "bytes", (int64_t)report->size);
	answer_list(&answer, "counts");
	for (size_t i = 0; i < report->count; i++) {
		const struct status_count *it = &report->at[i];
		if (!session->json)
			fprintf(out, "%-8.*s %-16.*s %10lld\n", TEXT_ARG(it->group),
				TEXT_ARG(it->name), (long long)it->count);
		answer_object(&answer, NULL);
		answer_text(&answer, "group", it->group);
		answer_text(&answer, "name", it->name);
		answer_number(&answer, "count", it->count);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	if (session->json)
		answer_print(&answer, out);
	else
		fprintf(out, "%.1f MB on the disk\n", (double)report->size / 1e6);
}

enum status command_status(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct status_report report = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 1, false, error));
	struct text decision = session.words.count != 0 ? text_from(session.words.at[0]) : TEXT("");
	enum status status = status_read(&session.app, decision, &report, error);
	if (status == STATUS_OK)
		print_status(&session, &report);
	session_close(&session);
	return status;
}
