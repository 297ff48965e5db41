/* SPDX-License-Identifier: Apache-2.0 */
/* remit backup, restore, fsck. */
#include "app/backup.h"
#include "cli/session.h"
#include "os/file.h"

enum status command_backup(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	const char *path = session.words.at[0];
	enum status status = backup_make(&session.app, path, error);
	if (status == STATUS_OK && !session.json)
		fprintf(call->out, "The backup is in %s (%.1f MB).\n", path,
			(double)file_size(path) / 1e6);
	if (status == STATUS_OK && session.json) {
		struct answer answer = answer_new(call->arena);
		answer_object(&answer, NULL);
		answer_text(&answer, "file", text_from(path));
		answer_number(&answer, "bytes", (int64_t)file_size(path));
		answer_end_object(&answer);
		answer_print(&answer, call->out);
	}
	session_close(&session);
	return status;
}

enum status command_restore(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct verify_report report = { 0 };
	bool replace = false;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "replace", .flag = &replace },
	};
	TRY(session_read(&session, call, specs, SPEC_COUNT(specs), 1, 1, true, error));
	TRY(backup_restore(call->arena, &session.how, session.words.at[0], replace, &report,
			   error));
	fprintf(call->out, "Restored; the log verifies: %llu entries.\n",
		(unsigned long long)report.entries);
	return STATUS_OK;
}

static void print_fsck(const struct session *session, const struct fsck_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	FILE *out = session->call->out;
	answer_object(&answer, NULL);
	answer_truth(&answer, "whole", report->findings.count == 0 && report->log.good);
	answer_number(&answer, "entries", (int64_t)report->log.entries);
	answer_list(&answer, "findings");
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct fsck_finding *it = &report->findings.at[i];
		if (!session->json)
			fprintf(out, "%lld %.*s\n", (long long)it->count, TEXT_ARG(it->what));
		answer_object(&answer, NULL);
		answer_text(&answer, "what", it->what);
		answer_number(&answer, "count", it->count);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	if (session->json)
		answer_print(&answer, out);
	else if (report->findings.count == 0 && report->log.good)
		fprintf(out, "The database is whole; the log verifies: %llu entries.\n",
			(unsigned long long)report->log.entries);
}

enum status command_fsck(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct fsck_report report = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, false, error));
	enum status status = fsck(&session.app, &report, error);
	print_fsck(&session, &report);
	session_close(&session);
	return status;
}
