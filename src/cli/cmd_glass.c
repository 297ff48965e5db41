/* SPDX-License-Identifier: Apache-2.0 */
/* remit glass break, list, review. */
#include "app/glass.h"
#include "cli/session.h"

static void print(struct session *session, const struct glass_list *list)
{
	FILE *out = session->call->out;
	struct answer answer = answer_new(session->call->arena);
	answer_list(&answer, NULL);
	for (size_t i = 0; i < list->count; i++) {
		const struct glass *it = &list->at[i];
		if (!session->json)
			fprintf(out, "%lld  %.*s  %.*s  %.*s  %.*s: %.*s\n", (long long)it->id,
				TEXT_ARG(it->reference), TEXT_ARG(it->account),
				TEXT_ARG(it->made_at),
				TEXT_ARG(it->verdict.length != 0 ? it->verdict
								 : TEXT("to be reviewed")),
				TEXT_ARG(it->reason));
		answer_object(&answer, NULL);
		answer_number(&answer, "opening", it->id);
		answer_text(&answer, "case", it->reference);
		answer_text(&answer, "by", it->account);
		answer_text(&answer, "at", it->made_at);
		answer_text(&answer, "reason", it->reason);
		answer_text(&answer, "reviewed_by", it->reviewed_by);
		answer_text(&answer, "verdict", it->verdict);
		answer_text(&answer, "review_reason", it->review_reason);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, out);
	else if (list->count == 0)
		fputs("None.\n", out);
}

enum status command_glass_break(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	const char *reason = NULL;
	int64_t root_id;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "reason", .value = &reason, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = glass_break(&caseload, text_from(session.words.at[1]), text_from(reason),
				     &root_id, error);
	if (status == STATUS_OK)
		fprintf(call->out, "Case %s stands open to you for %lld minutes, on the record.\n",
			session.words.at[1],
			(long long)(caseload.pack->access.break_glass_seconds / 60));
	session_close(&session);
	return status;
}

enum status command_glass_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct glass_list list;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = glass_read(&caseload, &list, error);
	if (status == STATUS_OK)
		print(&session, &list);
	session_close(&session);
	return status;
}

static enum status review(struct session *session, const char *verdict, const char *reason,
			  struct error *error)
{
	struct caseload caseload;
	int64_t id;
	bool justified = text_is(text_from(verdict), "justified");
	if (!justified && !text_is(text_from(verdict), "unjustified")) {
		error_set(error, STATUS_USAGE, "'%s' is no verdict", verdict);
		return error_remedy(error, "say justified or unjustified");
	}
	TRY(options_number("the opening", session->words.at[1], 1, INT64_MAX, &id, error));
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(glass_review(&caseload, id, justified, text_from(reason), error));
	fprintf(session->call->out, "The review of opening %lld is on record.\n", (long long)id);
	return STATUS_OK;
}

enum status command_glass_review(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *verdict = NULL;
	const char *reason = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "verdict", .value = &verdict, .needed = true },
		{ .name = "reason", .value = &reason, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = review(&session, verdict, reason, error);
	session_close(&session);
	return status;
}
