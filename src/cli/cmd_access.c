/* SPDX-License-Identifier: Apache-2.0 */
/* remit access show, change. */
#include "app/access.h"
#include "app/case_file.h"
#include "cli/session.h"

static enum status find_case(struct session *session, struct caseload *caseload, int64_t *root_id,
			     struct error *error)
{
	bool found;
	TRY(session_caseload(session, session->words.at[0], caseload, error));
	TRY(case_file_find(&session->app, caseload->pack->name, text_from(session->words.at[1]),
			   root_id, &found, error));
	if (found)
		return STATUS_OK;
	error_set(error, STATUS_NOT_FOUND, "there is no case '%s'", session->words.at[1]);
	return error_remedy(error, "give the whole reference, as the case file shows it");
}

static void print_people(FILE *out, const char *heading, const struct access_people *people)
{
	if (people->count != 0)
		fprintf(out, "%s\n", heading);
	for (size_t i = 0; i < people->count; i++)
		fprintf(out, "  %.*s  %.*s%.*s  (by %.*s, %.*s)\n", TEXT_ARG(people->at[i].account),
			TEXT_ARG(people->at[i].role), TEXT_ARG(people->at[i].reason),
			TEXT_ARG(people->at[i].actor), TEXT_ARG(people->at[i].made_at));
}

static void answer_people(struct answer *answer, const char *name,
			  const struct access_people *people)
{
	answer_list(answer, name);
	for (size_t i = 0; i < people->count; i++) {
		answer_object(answer, NULL);
		answer_text(answer, "account", people->at[i].account);
		answer_text(answer, "reason", people->at[i].reason);
		answer_text(answer, "by", people->at[i].actor);
		answer_text(answer, "at", people->at[i].made_at);
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void print(struct session *session, const struct case_access *it)
{
	FILE *out = session->call->out;
	struct answer answer = answer_new(session->call->arena);
	if (!session->json) {
		if (it->restricted)
			fprintf(out, "Restricted by %.*s, %.*s: %.*s\n", TEXT_ARG(it->actor),
				TEXT_ARG(it->made_at), TEXT_ARG(it->reason));
		else
			fputs("Not restricted.\n", out);
		print_people(out, "Only they see it:", &it->named);
		print_people(out, "Excluded:", &it->excluded);
		return;
	}
	answer_object(&answer, NULL);
	answer_text(&answer, "case", it->reference);
	answer_text(&answer, "restricted", it->restricted ? it->reason : TEXT(""));
	answer_people(&answer, "named", &it->named);
	answer_people(&answer, "excluded", &it->excluded);
	answer_end_object(&answer);
	answer_print(&answer, out);
}

enum status command_access_show(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct case_access it;
	int64_t root_id = 0;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = find_case(&session, &caseload, &root_id, error);
	if (status == STATUS_OK)
		status = case_access_read(&caseload, root_id, &it, error);
	if (status == STATUS_OK)
		print(&session, &it);
	session_close(&session);
	return status;
}

static enum status change(struct session *session, const char *user, const char *reason,
			  struct error *error)
{
	struct caseload caseload;
	int64_t root_id = 0;
	struct access_change it = { .account = user != NULL ? text_from(user) : TEXT(""),
				    .reason = reason != NULL ? text_from(reason) : TEXT("") };
	if (!access_step_parse(text_from(session->words.at[2]), &it.step)) {
		error_set(error, STATUS_USAGE,
			  "'%s' is nothing that can be done to a case's access",
			  session->words.at[2]);
		return error_remedy(error, "say restrict, name, unname, lift, exclude, readmit or "
					   "declare");
	}
	TRY(find_case(session, &caseload, &root_id, error));
	TRY(access_change(&caseload, root_id, &it, error));
	fprintf(session->call->out, "It is so, and on record.\n");
	return STATUS_OK;
}

enum status command_access_change(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *user = NULL;
	const char *reason = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "user", .value = &user },
		{ .name = "reason", .value = &reason },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 3, 3, false, error));
	enum status status = change(&session, user, reason, error);
	session_close(&session);
	return status;
}
