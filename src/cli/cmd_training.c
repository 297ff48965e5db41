/* SPDX-License-Identifier: Apache-2.0 */
/* remit training add, list. */
#include "app/training.h"
#include "cli/session.h"

enum status command_training_add(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	const char *done = NULL;
	const char *until = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "done", .value = &done, .needed = true },
		{ .name = "until", .value = &until, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 3, 3, false, error));
	const struct training it = { .account = text_from(session.words.at[1]),
				     .training = text_from(session.words.at[2]),
				     .done_on = text_from(done),
				     .until = text_from(until) };
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = training_record(&caseload, &it, error);
	if (status == STATUS_OK)
		fprintf(call->out, "The training of %.*s is on record.\n", TEXT_ARG(it.account));
	session_close(&session);
	return status;
}

static void print(struct session *session, const struct training_list *list)
{
	struct answer answer = answer_new(session->call->arena);
	answer_list(&answer, NULL);
	for (size_t i = 0; i < list->count; i++) {
		const struct training *it = &list->at[i];
		if (!session->json)
			fprintf(session->call->out, "%-32.*s %-20.*s %.*s until %.*s\n",
				TEXT_ARG(it->account), TEXT_ARG(it->training),
				TEXT_ARG(it->done_on), TEXT_ARG(it->until));
		answer_object(&answer, NULL);
		answer_text(&answer, "account", it->account);
		answer_text(&answer, "training", it->training);
		answer_text(&answer, "done", it->done_on);
		answer_text(&answer, "until", it->until);
		answer_text(&answer, "by", it->actor);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
	else if (list->count == 0)
		fputs("None.\n", session->call->out);
}

enum status command_training_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct training_list list;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = training_read(&caseload, &list, error);
	if (status == STATUS_OK)
		print(&session, &list);
	session_close(&session);
	return status;
}
