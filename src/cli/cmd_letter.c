/* SPDX-License-Identifier: Apache-2.0 */
/* remit letters, remit letter: what people are told of decisions and of steps towards them. */
#include "app/case_document.h"
#include "app/letter.h"
#include "cli/session.h"
#include "os/file.h"

struct letter_words {
	const char *how, *on, *reason, *out;
	bool waiting, make;
};

static struct text given(const char *word)
{
	return word != NULL ? text_from(word) : TEXT("");
}

static void answer_one(struct answer *answer, const struct letter *it)
{
	answer_object(answer, NULL);
	answer_number(answer, "letter", it->id);
	answer_number(answer, "decision", it->decision_id);
	answer_number(answer, "step", it->transition_id);
	answer_number(answer, "clock", it->clock_id);
	answer_number(answer, "item", it->item_id);
	answer_text(answer, "case", it->reference);
	answer_text(answer, "name", it->name);
	answer_text(answer, "language", it->language);
	answer_truth(answer, "fell_back", it->fell_back);
	answer_number(answer, "document", it->document_id);
	answer_text(answer, "outcome", it->outcome);
	answer_text(answer, "decided_on", it->decided_on);
	answer_text(answer, "state", it->state);
	answer_text(answer, "why", it->why);
	answer_text(answer, "ended_on", it->ended_on);
	answer_text(answer, "ended_how", it->ended_how);
	answer_text(answer, "ended_by", it->ended_by);
	answer_text(answer, "to_do", it->done);
	answer_text(answer, "done_on", it->done_on);
	answer_text(answer, "done_how", it->done_how);
	answer_truth(answer, "lacks_letter", it->lacks_letter);
	answer_truth(answer, "lacks_sending", it->lacks_sending);
	answer_truth(answer, "lacks_done", it->lacks_done);
	answer_end_object(answer);
}

static void print_one(FILE *out, const struct letter *it)
{
	if (it->id != 0)
		fprintf(out, "%6lld", (long long)it->id);
	else
		fputs("     -", out);
	fprintf(out, "  %s %lld of %.*s, %.*s: %.*s",
		it->transition_id != 0 ? "step"
		: it->clock_id != 0    ? "clock"
				       : "decision",
		(long long)(it->transition_id + it->decision_id + it->clock_id),
		TEXT_ARG(it->decided_on), TEXT_ARG(it->reference), TEXT_ARG(it->outcome));
	if (it->state.length != 0)
		fprintf(out, "; letter %.*s (%.*s%s)", TEXT_ARG(it->state), TEXT_ARG(it->language),
			it->fell_back ? ", not the person's" : "");
	fputs(it->lacks_letter ? "; lacks its letter" : "", out);
	fputs(it->lacks_sending ? "; not sent" : "", out);
	if (it->lacks_done)
		fprintf(out, "; not done: %.*s", TEXT_ARG(it->done));
	fputc('\n', out);
	if (it->why.length != 0)
		fprintf(out, "        %.*s\n", TEXT_ARG(it->why));
}

static enum status make_all(struct session *session, struct caseload *caseload, struct error *error)
{
	struct letter_report report;
	struct answer answer = answer_new(session->call->arena);
	TRY(letter_reconcile(caseload, &report, error));
	if (!session->json) {
		fprintf(session->call->out,
			"%lld made, %lld could not be made, %lld not sent, %lld not done.\n",
			(long long)report.made, (long long)report.not_made,
			(long long)report.waiting, (long long)report.not_done);
		return STATUS_OK;
	}
	answer_object(&answer, NULL);
	answer_number(&answer, "made", report.made);
	answer_number(&answer, "not_made", report.not_made);
	answer_number(&answer, "waiting", report.waiting);
	answer_number(&answer, "not_done", report.not_done);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
	return STATUS_OK;
}

static enum status list(struct session *session, struct caseload *caseload,
			const struct letter_words *words, struct error *error)
{
	struct letter_list found;
	struct answer answer = answer_new(session->call->arena);
	if (words->make)
		return make_all(session, caseload, error);
	TRY(letter_list(caseload, words->waiting, &found, error));
	answer_list(&answer, NULL);
	for (size_t i = 0; i < found.count; i++) {
		if (!session->json)
			print_one(session->call->out, &found.at[i]);
		answer_one(&answer, &found.at[i]);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
	else if (found.count == 0)
		fputs("None.\n", session->call->out);
	return STATUS_OK;
}

static enum status number_of(struct session *session, const char *what, int64_t *id,
			     struct error *error)
{
	return options_number(what, session->words.at[1], 1, INT64_MAX, id, error);
}

static enum status make(struct session *session, struct caseload *caseload,
			const struct letter_words *words, struct error *error)
{
	int64_t item, id;
	(void)caseload;
	(void)words;
	TRY(number_of(session, "the item", &item, error));
	TRY(letter_make(&session->app, item, &id, error));
	fprintf(session->call->out, "It is letter %lld.\n", (long long)id);
	return STATUS_OK;
}

/* The PDF as it was made, or the page of its words. */
static enum status save(struct session *session, struct caseload *caseload,
			const struct letter_words *words, struct error *error)
{
	struct letter letter;
	struct document document;
	struct case_document file;
	struct text bytes;
	int64_t id;
	TRY(number_of(session, "the letter", &id, error));
	TRY(letter_read(caseload, id, &letter, &document, error));
	TRY(letter_is_made(&letter, error));
	if (text_ends(given(words->out), TEXT(".pdf")))
		TRY(case_document_read(caseload, letter.document_id, &file, &bytes, error));
	else
		bytes = document_html(&document);
	TRY(file_write(words->out, bytes, error));
	fprintf(session->call->out, "The letter is in %s.\n", words->out);
	return STATUS_OK;
}

static enum status sent(struct session *session, struct caseload *caseload,
			const struct letter_words *words, struct error *error)
{
	int64_t id;
	TRY(number_of(session, "the letter", &id, error));
	TRY(letter_sent(caseload, id, given(words->how), given(words->on), error));
	fprintf(session->call->out, "That it was sent is on record.\n");
	return STATUS_OK;
}

static enum status withhold(struct session *session, struct caseload *caseload,
			    const struct letter_words *words, struct error *error)
{
	int64_t id;
	TRY(number_of(session, "the letter", &id, error));
	TRY(letter_withhold(caseload, id, given(words->reason), error));
	fprintf(session->call->out, "It is kept back, and why is on record.\n");
	return STATUS_OK;
}

static enum status done(struct session *session, struct caseload *caseload,
			const struct letter_words *words, struct error *error)
{
	int64_t id;
	TRY(number_of(session, "the decision", &id, error));
	TRY(letter_done(caseload, id, given(words->how), given(words->on), error));
	fprintf(session->call->out, "That it was done is on record.\n");
	return STATUS_OK;
}

typedef enum status letter_work(struct session *session, struct caseload *caseload,
				const struct letter_words *words, struct error *error);

static enum status run(struct command_call *call, size_t words_wanted, letter_work *work,
		       struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct letter_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "waiting", .flag = &words.waiting },
		{ .name = "make", .flag = &words.make },
		{ .name = "how", .value = &words.how, .needed = work == sent || work == done },
		{ .name = "on", .value = &words.on, .needed = work == sent || work == done },
		{ .name = "reason", .value = &words.reason, .needed = work == withhold },
		{ .name = "out", .value = &words.out, .needed = work == save },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), words_wanted, words_wanted,
			 false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = work(&session, &caseload, &words, error);
	session_close(&session);
	return status;
}

enum status command_letters(struct command_call *call, struct error *error)
{
	return run(call, 1, list, error);
}

enum status command_letter_make(struct command_call *call, struct error *error)
{
	return run(call, 2, make, error);
}

enum status command_letter_save(struct command_call *call, struct error *error)
{
	return run(call, 2, save, error);
}

enum status command_letter_sent(struct command_call *call, struct error *error)
{
	return run(call, 2, sent, error);
}

enum status command_letter_withhold(struct command_call *call, struct error *error)
{
	return run(call, 2, withhold, error);
}

enum status command_letter_done(struct command_call *call, struct error *error)
{
	return run(call, 2, done, error);
}
