/* SPDX-License-Identifier: Apache-2.0 */
/* remit law: what the law does when a day has passed. */
#include "app/law.h"
#include "cli/session.h"

static void print_json(const struct session *session, const struct law_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	char day[CLOCK_TEXT_SIZE];
	clock_print_day(report->as_of, day);
	answer_object(&answer, NULL);
	answer_text(&answer, "as_of", text_from(day));
	answer_number(&answer, "done", report->done);
	answer_number(&answer, "disputed", report->disputed);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status apply(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct law_report report;
	FILE *out = session->call->out;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(law_apply(&caseload, &report, error));
	if (session->json) {
		print_json(session, &report);
		return STATUS_OK;
	}
	fprintf(out, "%lld effect%s of law put down.\n", (long long)report.done,
		report.done == 1 ? "" : "s");
	if (report.disputed != 0)
		fprintf(out, "%lld left to people: what they rest on is disputed.\n",
			(long long)report.disputed);
	return STATUS_OK;
}

enum status command_law(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, sizeof specs / sizeof specs[0], 1, 1, false,
			 error));
	enum status status = apply(&session, error);
	session_close(&session);
	return status;
}
