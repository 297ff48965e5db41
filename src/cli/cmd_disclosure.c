/* SPDX-License-Identifier: Apache-2.0 */
/* remit compartment disclose, disclosures, settle. */
#include "app/compartment_disclosure.h"
#include "cli/session.h"

static void answer_one(struct answer *answer, const struct disclosure *it)
{
	answer_object(answer, NULL);
	answer_number(answer, "disclosure", it->id);
	answer_text(answer, "case", it->reference);
	answer_text(answer, "to", it->recipient);
	answer_text(answer, "ground", it->ground);
	answer_text(answer, "reason", it->reason);
	answer_raw(answer, "given", it->body);
	answer_text(answer, "by", it->actor);
	answer_text(answer, "on", it->made_on);
	answer_text(answer, "tell_by", it->told_due);
	answer_text(answer, "told", it->told);
	answer_text(answer, "told_on", it->told_on);
	answer_text(answer, "told_why", it->told_why);
	answer_truth(answer, "tell_overdue", it->tell_overdue);
	answer_text(answer, "delete_by", it->deleted_due);
	answer_text(answer, "deleted_on", it->deleted_on);
	answer_text(answer, "deleted_why", it->deleted_why);
	answer_truth(answer, "delete_overdue", it->delete_overdue);
	answer_end_object(answer);
}

static void print_answer(const struct session *session, const struct disclosure *at, size_t count,
			 bool list)
{
	struct answer answer = answer_new(session->call->arena);
	if (list)
		answer_list(&answer, NULL);
	for (size_t i = 0; i < count; i++)
		answer_one(&answer, &at[i]);
	if (list)
		answer_end_list(&answer);
	answer_print(&answer, session->call->out);
}

static void print_one(FILE *out, const struct disclosure *it)
{
	fprintf(out, "Disclosure %lld of %.*s, on %.*s by %.*s to %.*s (%.*s): %.*s\n",
		(long long)it->id, TEXT_ARG(it->reference), TEXT_ARG(it->made_on),
		TEXT_ARG(it->actor), TEXT_ARG(it->recipient), TEXT_ARG(it->ground),
		TEXT_ARG(it->reason));
	if (it->told.length != 0)
		fprintf(out, "  the person: %.*s on %.*s: %.*s\n", TEXT_ARG(it->told),
			TEXT_ARG(it->told_on), TEXT_ARG(it->told_why));
	else
		fprintf(out, "  the person is to be told by %.*s%s\n", TEXT_ARG(it->told_due),
			it->tell_overdue ? ", which has passed" : "");
	if (it->deleted_on.length != 0)
		fprintf(out, "  deleted there on %.*s: %.*s\n", TEXT_ARG(it->deleted_on),
			TEXT_ARG(it->deleted_why));
	else
		fprintf(out, "  to be deleted there by %.*s%s\n", TEXT_ARG(it->deleted_due),
			it->delete_overdue ? ", which has passed" : "");
}

static enum status disclose(struct session *session, struct disclosure_request *wanted,
			    struct error *error)
{
	const char *const *words = session->words.at;
	struct caseload caseload;
	struct disclosure made;
	TRY(session_caseload(session, words[0], &caseload, error));
	TRY(session_case(session, &caseload, words[2], &wanted->root_id, error));
	wanted->compartment = text_from(words[1]);
	TRY(disclosure_make(&caseload, wanted, &made, error));
	if (session->json) {
		print_answer(session, &made, 1, false);
		return STATUS_OK;
	}
	print_one(session->call->out, &made);
	fprintf(session->call->out, "  given: %.*s\n", TEXT_ARG(made.body));
	return STATUS_OK;
}

enum status command_compartment_disclose(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *to = NULL, *ground = NULL, *reason = NULL;
	struct option_words names = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "to", .value = &to, .needed = true },
		{ .name = "ground", .value = &ground, .needed = true },
		{ .name = "reason", .value = &reason, .needed = true },
		{ .name = "field", .words = &names, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 3, 3, false, error));
	session.app.telling = APP_EXPORTS;
	struct disclosure_request wanted = { .recipient = text_from(to),
					     .ground = text_from(ground),
					     .reason = text_from(reason),
					     .names = names.at,
					     .name_count = names.count };
	enum status status = disclose(&session, &wanted, error);
	session_close(&session);
	return status;
}

static enum status list(struct session *session, bool open, struct error *error)
{
	struct caseload caseload;
	struct disclosure_list all;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(disclosure_read(&caseload, text_from(session->words.at[1]), open, &all, error));
	if (session->json)
		print_answer(session, all.at, all.count, true);
	for (size_t i = 0; !session->json && i < all.count; i++)
		print_one(session->call->out, &all.at[i]);
	if (!session->json && all.count == 0)
		fputs(open ? "No disclosure is open.\n" : "Nothing was disclosed.\n",
		      session->call->out);
	return STATUS_OK;
}

enum status command_compartment_disclosures(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	bool open = false;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "open", .flag = &open },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = list(&session, open, error);
	session_close(&session);
	return status;
}

static enum status settle(struct session *session, const char *on, const char *reason,
			  struct error *error)
{
	const char *const *words = session->words.at;
	struct caseload caseload;
	enum disclosure_end end;
	int64_t id;
	TRY(options_number("NUMBER", words[2], 1, INT64_MAX, &id, error));
	if (!disclosure_end_parse(text_from(words[3]), &end)) {
		error_set(error, STATUS_USAGE, "'%s' is nothing that becomes of a disclosure",
			  words[3]);
		return error_remedy(error, "write told, withheld or deleted");
	}
	TRY(session_caseload(session, words[0], &caseload, error));
	TRY(disclosure_settle(&caseload, text_from(words[1]), id, end, text_from(on),
			      text_from(reason), error));
	fprintf(session->call->out, "Recorded of disclosure %lld: %s on %s.\n", (long long)id,
		words[3], on);
	return STATUS_OK;
}

enum status command_compartment_settle(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *on = NULL, *reason = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "on", .value = &on, .needed = true },
		{ .name = "reason", .value = &reason, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 4, 4, false, error));
	enum status status = settle(&session, on, reason, error);
	session_close(&session);
	return status;
}
