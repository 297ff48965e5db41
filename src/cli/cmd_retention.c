/* SPDX-License-Identifier: Apache-2.0 */
/* remit retention due, erase, run, purge, certificate; remit hold put, lift. */
#include "app/retention.h"
#include "cli/session.h"
#include "exchange/pdf.h"
#include "os/file.h"

struct retention_words {
	const char *reason, *out;
};

typedef enum status retention_function(struct session *session, struct caseload *caseload,
				       const struct retention_words *words, struct error *error);

static enum status run(struct command_call *call, retention_function *function, size_t word_count,
		       const struct option_spec *own, const struct retention_words *words,
		       struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload = { 0 };
	struct option_spec specs[5] = { SESSION_OPTIONS(session) };
	if (own != NULL)
		specs[4] = *own;
	TRY(session_open(&session, call, specs, own != NULL ? 5 : 4, word_count, word_count, false,
			 error));
	enum status status =
		word_count == 0 ? STATUS_OK
				: session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = function(&session, &caseload, words, error);
	session_close(&session);
	return status;
}

static const char *keeper_of(const struct retention_case *it)
{
	return it->is_held     ? "a legal hold keeps it"
	       : it->is_merged ? "it is read with another record"
	       : it->is_open   ? "work on it is not done"
	       : it->asks      ? "waits for a person to confirm"
			       : "may be erased";
}

static enum status due(struct session *session, struct caseload *caseload,
		       const struct retention_words *words, struct error *error)
{
	struct retention_list list;
	struct answer answer = answer_new(session->call->arena);
	(void)words;
	TRY(retention_due(caseload, &list, error));
	answer_list(&answer, NULL);
	for (size_t i = 0; i < list.count; i++) {
		const struct retention_case *it = &list.at[i];
		char day[CLOCK_TEXT_SIZE];
		clock_print_day(it->kept_until, day);
		answer_object(&answer, NULL);
		answer_text(&answer, "reference", it->reference);
		answer_text(&answer, "kept_until", text_copy(caseload->arena, text_from(day)));
		answer_text(&answer, "state", text_from(keeper_of(it)));
		answer_end_object(&answer);
		if (!session->json)
			fprintf(session->call->out, "%.*s  kept until %s  %s\n",
				TEXT_ARG(it->reference), day, keeper_of(it));
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
	else if (list.count == 0)
		fputs("None.\n", session->call->out);
	return STATUS_OK;
}

static enum status erase(struct session *session, struct caseload *caseload,
			 const struct retention_words *words, struct error *error)
{
	int64_t root_id, id;
	TRY(session_case(session, caseload, session->words.at[1], &root_id, error));
	TRY(erase_case(caseload, root_id, text_trim(text_from(words->reason)), &id, error));
	fprintf(session->call->out,
		"What was held is erased: certificate %lld. Backups still hold it until they are "
		"gone.\n",
		(long long)id);
	return STATUS_OK;
}

static enum status erase_all(struct session *session, struct caseload *caseload,
			     const struct retention_words *words, struct error *error)
{
	int64_t count;
	(void)words;
	TRY(erase_due(caseload, &count, error));
	fprintf(session->call->out, "%lld case%s erased.\n", (long long)count,
		count == 1 ? "" : "s");
	return STATUS_OK;
}

static enum status purge(struct session *session, struct caseload *caseload,
			 const struct retention_words *words, struct error *error)
{
	(void)caseload, (void)words;
	TRY(erase_purge_again(&session->app, error));
	fputs("The database's files are rid of what was erased.\n", session->call->out);
	return STATUS_OK;
}

static enum status certificate(struct session *session, struct caseload *caseload,
			       const struct retention_words *words, struct error *error)
{
	struct certificate it;
	struct document document;
	int64_t id;
	TRY(options_number("the certificate", session->words.at[1], 1, INT64_MAX, &id, error));
	TRY(certificate_read(caseload, id, &it, error));
	struct text bytes = it.json;
	certificate_document(caseload, &it, &document);
	if (text_ends(text_from(words->out), TEXT(".pdf")))
		TRY(pdf_write(caseload->arena, &document, &bytes, error));
	return file_write(words->out, bytes, error);
}

static enum status put_hold(struct session *session, struct caseload *caseload,
			    const struct retention_words *words, struct error *error)
{
	int64_t root_id;
	TRY(session_case(session, caseload, session->words.at[1], &root_id, error));
	return hold_put(caseload, root_id, text_trim(text_from(words->reason)), error);
}

static enum status lift_hold(struct session *session, struct caseload *caseload,
			     const struct retention_words *words, struct error *error)
{
	int64_t root_id;
	TRY(session_case(session, caseload, session->words.at[1], &root_id, error));
	return hold_lift(caseload, root_id, text_trim(text_from(words->reason)), error);
}

enum status command_retention_due(struct command_call *call, struct error *error)
{
	return run(call, due, 1, NULL, NULL, error);
}

enum status command_retention_run(struct command_call *call, struct error *error)
{
	return run(call, erase_all, 1, NULL, NULL, error);
}

enum status command_retention_purge(struct command_call *call, struct error *error)
{
	return run(call, purge, 0, NULL, NULL, error);
}

static enum status with_reason(struct command_call *call, retention_function *function,
			       struct error *error)
{
	struct retention_words words = { 0 };
	const struct option_spec own = { .name = "reason", .value = &words.reason, .needed = true };
	return run(call, function, 2, &own, &words, error);
}

enum status command_retention_erase(struct command_call *call, struct error *error)
{
	return with_reason(call, erase, error);
}

enum status command_hold_put(struct command_call *call, struct error *error)
{
	return with_reason(call, put_hold, error);
}

enum status command_hold_lift(struct command_call *call, struct error *error)
{
	return with_reason(call, lift_hold, error);
}

enum status command_retention_certificate(struct command_call *call, struct error *error)
{
	struct retention_words words = { 0 };
	const struct option_spec own = { .name = "out", .value = &words.out, .needed = true };
	return run(call, certificate, 2, &own, &words, error);
}
