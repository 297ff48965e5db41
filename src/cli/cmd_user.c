/* SPDX-License-Identifier: Apache-2.0 */
/* remit user add, list, password, factor. */
#include "app/second_factor.h"
#include "cli/session.h"
#include "os/file.h"

#include <string.h>

enum status command_user_add(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *role = NULL;
	const char *grade = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "role", .value = &role, .needed = true },
		{ .name = "grade", .value = &grade },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	struct account account = { .name = text_from(session.words.at[0]),
				   .role = text_from(role),
				   .grade = text_from(grade) };
	enum status status = accounts_add(&session.app, &account, error);
	if (status == STATUS_OK)
		fprintf(call->out, "The account %.*s is there.\n", TEXT_ARG(account.name));
	session_close(&session);
	return status;
}

static void print(const struct session *session, const struct account_list *list)
{
	struct answer answer = answer_new(session->call->arena);
	answer_list(&answer, NULL);
	for (size_t i = 0; i < list->count; i++) {
		const struct account *it = &list->at[i];
		if (!session->json)
			fprintf(session->call->out, "%-32.*s %-24.*s %.*s\n", TEXT_ARG(it->name),
				TEXT_ARG(it->role), TEXT_ARG(it->grade));
		answer_object(&answer, NULL);
		answer_text(&answer, "name", it->name);
		answer_text(&answer, "role", it->role);
		answer_text(&answer, "grade", it->grade);
		answer_text(&answer, "created_at", it->created_at);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
}

enum status command_user_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct account_list list = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, false, error));
	enum status status = accounts_list(&session.app, &list, error);
	if (status == STATUS_OK)
		print(&session, &list);
	session_close(&session);
	return status;
}

/* The first line of the file. A password never stands among a command's words, which others see. */
static enum status read_password(struct session *session, const char *path, struct text *out,
				 struct error *error)
{
	struct arena *arena = session->call->arena;
	struct text rest;
	char line[1024];
	if (strcmp(path, "-") != 0) {
		TRY(file_read(arena, path, sizeof line, out, error));
	} else if (fgets(line, sizeof line, stdin) != NULL) {
		*out = text_copy(arena, text_from(line));
	} else {
		return error_set(error, STATUS_USAGE, "standard input holds no password");
	}
	*out = text_cut(*out, '\n', &rest);
	return STATUS_OK;
}

enum status command_user_password(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *path = NULL;
	struct text password = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "password-file", .value = &path, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	struct text name = text_from(session.words.at[0]);
	enum status status = read_password(&session, path, &password, error);
	if (status == STATUS_OK)
		status = password_set(&session.app, name, password, error);
	if (status == STATUS_OK)
		fprintf(call->out, "The account %.*s has a new password.\n", TEXT_ARG(name));
	session_close(&session);
	return status;
}

static enum status change_factor(struct session *session, struct error *error)
{
	struct text step = text_from(session->words.at[0]);
	struct text whom = text_from(session->words.at[1]);
	if (text_is(step, "require") || text_is(step, "waive"))
		TRY(second_factor_require(&session->app, whom, text_is(step, "require"), error));
	else if (text_is(step, "reset"))
		TRY(second_factor_reset(&session->app, whom, error));
	else {
		error_set(error, STATUS_USAGE, "'%.*s' is nothing that can be done here",
			  TEXT_ARG(step));
		return error_remedy(error, "say require, waive or reset");
	}
	fprintf(session->call->out, "It is so, and on record.\n");
	return STATUS_OK;
}

enum status command_user_factor(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = change_factor(&session, error);
	session_close(&session);
	return status;
}
