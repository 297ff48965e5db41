/* SPDX-License-Identifier: Apache-2.0 */
/* remit user link, unlink, identities. */
#include "app/identity.h"
#include "cli/session.h"

enum status command_user_link(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *issuer = NULL;
	const char *subject = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "issuer", .value = &issuer, .needed = true },
		{ .name = "subject", .value = &subject, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	const struct identity it = { .account = text_from(session.words.at[0]),
				     .issuer = text_from(issuer),
				     .subject = text_from(subject) };
	enum status status = identity_link(&session.app, &it, error);
	if (status == STATUS_OK)
		fprintf(call->out, "The account %.*s is theirs.\n", TEXT_ARG(it.account));
	session_close(&session);
	return status;
}

enum status command_user_unlink(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *issuer = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "issuer", .value = &issuer, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	struct text account = text_from(session.words.at[0]);
	enum status status = identity_unlink(&session.app, account, text_from(issuer), error);
	if (status == STATUS_OK)
		fprintf(call->out, "The account %.*s is nobody's at that provider.\n",
			TEXT_ARG(account));
	session_close(&session);
	return status;
}

static void print(const struct session *session, const struct identity_list *list)
{
	struct answer answer = answer_new(session->call->arena);
	answer_list(&answer, NULL);
	for (size_t i = 0; i < list->count; i++) {
		const struct identity *it = &list->at[i];
		if (!session->json)
			fprintf(session->call->out, "%-32.*s %.*s %.*s\n", TEXT_ARG(it->account),
				TEXT_ARG(it->issuer), TEXT_ARG(it->subject));
		answer_object(&answer, NULL);
		answer_text(&answer, "account", it->account);
		answer_text(&answer, "issuer", it->issuer);
		answer_text(&answer, "subject", it->subject);
		answer_text(&answer, "linked_at", it->linked_at);
		answer_text(&answer, "linked_by", it->linked_by);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
}

enum status command_user_identities(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct identity_list list = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, false, error));
	enum status status = identity_list(&session.app, &list, error);
	if (status == STATUS_OK)
		print(&session, &list);
	session_close(&session);
	return status;
}
