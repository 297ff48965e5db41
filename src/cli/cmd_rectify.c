/* SPDX-License-Identifier: Apache-2.0 */
/* remit rectify: a person's request to put something right. */
#include "app/rectify.h"
#include "cli/session.h"
#include "exchange/pdf.h"
#include "os/file.h"

struct rectify_words {
	const char *fact, *record, *wanted, *evidence, *on, *verdict, *answer, *reason, *who, *out;
};

static struct text given(const char *word)
{
	return word != NULL ? text_from(word) : TEXT("");
}

static void answer_one(struct answer *answer, const struct rectification *it)
{
	answer_number(answer, "number", it->id);
	answer_text(answer, "case", it->reference);
	answer_text(answer, "fact", it->name);
	answer_text(answer, "held", it->held);
	answer_text(answer, "wanted", it->wanted);
	answer_text(answer, "evidence", it->evidence);
	answer_text(answer, "asked_on", it->asked_on);
	answer_text(answer, "due_on", it->due_on);
	answer_truth(answer, "late", it->is_late);
	answer_text(answer, "state", it->state);
	answer_text(answer, "answer", it->answer);
	answer_text(answer, "answered_by", it->answered_by);
}

static void print_one(FILE *out, const struct rectification *it)
{
	fprintf(out, "%6lld  %-16.*s %-40.*s by %.*s%s  %.*s\n", (long long)it->id,
		TEXT_ARG(it->reference), TEXT_ARG(it->label), TEXT_ARG(it->due_on),
		it->is_late ? " (late)" : "", TEXT_ARG(it->state));
}

static enum status list(struct session *session, struct caseload *caseload,
			const struct rectify_words *words, struct error *error)
{
	struct rectification_list found;
	struct answer answer = answer_new(session->call->arena);
	(void)words;
	TRY(rectify_list(caseload, &found, error));
	answer_list(&answer, NULL);
	for (size_t i = 0; i < found.count; i++) {
		if (!session->json)
			print_one(session->call->out, &found.at[i]);
		answer_object(&answer, NULL);
		answer_one(&answer, &found.at[i]);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
	else if (found.count == 0)
		fputs("None.\n", session->call->out);
	return STATUS_OK;
}

static enum status number_of(struct session *session, int64_t *id, struct error *error)
{
	return options_number("the request", session->words.at[1], 1, INT64_MAX, id, error);
}

static void answer_look(struct session *session, const struct rectify_look *look)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_one(&answer, &look->of);
	answer_list(&answer, "recipients");
	for (size_t i = 0; i < look->recipients.count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "who", look->recipients.at[i].who);
		answer_text(&answer, "at", look->recipients.at[i].at);
		answer_text(&answer, "told_on", look->recipients.at[i].told_on);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_list(&answer, "decisions");
	for (size_t i = 0; i < look->decisions.count; i++) {
		answer_object(&answer, NULL);
		answer_number(&answer, "decision", look->decisions.at[i].id);
		answer_number(&answer, "item", look->decisions.at[i].item_id);
		answer_text(&answer, "outcome", look->decisions.at[i].outcome);
		answer_text(&answer, "state", look->decisions.at[i].state);
		answer_truth(&answer, "cites_it", look->decisions.at[i].cites);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status show(struct session *session, struct caseload *caseload,
			const struct rectify_words *words, struct error *error)
{
	FILE *out = session->call->out;
	struct rectify_look look;
	int64_t id;
	(void)words;
	TRY(number_of(session, &id, error));
	TRY(rectify_read(caseload, id, &look, error));
	if (session->json) {
		answer_look(session, &look);
		return STATUS_OK;
	}
	print_one(out, &look.of);
	fprintf(out, "  held: %.*s\n  should be: %.*s\n  because: %.*s\n", TEXT_ARG(look.of.held),
		TEXT_ARG(look.of.wanted), TEXT_ARG(look.of.evidence));
	for (size_t i = 0; i < look.recipients.count; i++)
		fprintf(out, "  had the old value: %.*s%s%.*s\n",
			TEXT_ARG(look.recipients.at[i].who),
			look.recipients.at[i].told_on.length != 0 ? ", told " : "",
			TEXT_ARG(look.recipients.at[i].told_on));
	for (size_t i = 0; i < look.decisions.count; i++)
		fprintf(out, "  decision %lld of item %lld rested on it\n",
			(long long)look.decisions.at[i].id,
			(long long)look.decisions.at[i].item_id);
	return STATUS_OK;
}

static enum status ask(struct session *session, struct caseload *caseload,
		       const struct rectify_words *words, struct error *error)
{
	struct rectify_request it = { .name = given(words->fact),
				      .wanted = given(words->wanted),
				      .evidence = given(words->evidence),
				      .asked_on = given(words->on) };
	int64_t id;
	TRY(session_case(session, caseload, session->words.at[1], &it.root_id, error));
	if (words->record != NULL)
		TRY(options_number("--record", words->record, 1, INT64_MAX, &it.record_id, error));
	TRY(rectify_ask(caseload, &it, &id, error));
	fprintf(session->call->out, "Request %lld is taken down, and its clock runs.\n",
		(long long)id);
	return STATUS_OK;
}

static enum status answer_it(struct session *session, struct caseload *caseload,
			     const struct rectify_words *words, struct error *error)
{
	int64_t id;
	TRY(number_of(session, &id, error));
	TRY(rectify_answer(caseload, id, given(words->verdict), given(words->answer), error));
	fprintf(session->call->out, "It is answered. Make the letter: remit rectify letter.\n");
	return STATUS_OK;
}

static enum status extend(struct session *session, struct caseload *caseload,
			  const struct rectify_words *words, struct error *error)
{
	int64_t id;
	TRY(number_of(session, &id, error));
	TRY(rectify_extend(caseload, id, given(words->reason), error));
	fprintf(session->call->out, "Its clock is longer. Tell the person why.\n");
	return STATUS_OK;
}

static enum status told(struct session *session, struct caseload *caseload,
			const struct rectify_words *words, struct error *error)
{
	int64_t id;
	TRY(number_of(session, &id, error));
	TRY(rectify_told(caseload, id, given(words->who), given(words->on), error));
	fprintf(session->call->out, "That they were told is on record.\n");
	return STATUS_OK;
}

static enum status letter(struct session *session, struct caseload *caseload,
			  const struct rectify_words *words, struct error *error)
{
	struct document document;
	struct text bytes;
	int64_t id;
	TRY(number_of(session, &id, error));
	TRY(rectify_letter(caseload, id, &document, error));
	if (text_ends(given(words->out), TEXT(".pdf")))
		TRY(pdf_write(session->app.arena, &document, &bytes, error));
	else
		bytes = document_html(&document);
	TRY(file_write(words->out, bytes, error));
	fprintf(session->call->out, "The letter is in %s.\n", words->out);
	return STATUS_OK;
}

typedef enum status rectify_work(struct session *session, struct caseload *caseload,
				 const struct rectify_words *words, struct error *error);

static enum status run(struct command_call *call, size_t words_wanted, rectify_work *work,
		       struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct rectify_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "fact", .value = &words.fact, .needed = work == ask },
		{ .name = "record", .value = &words.record },
		{ .name = "wanted", .value = &words.wanted, .needed = work == ask },
		{ .name = "evidence", .value = &words.evidence, .needed = work == ask },
		{ .name = "on", .value = &words.on, .needed = work == ask || work == told },
		{ .name = "verdict", .value = &words.verdict, .needed = work == answer_it },
		{ .name = "answer", .value = &words.answer, .needed = work == answer_it },
		{ .name = "reason", .value = &words.reason, .needed = work == extend },
		{ .name = "who", .value = &words.who, .needed = work == told },
		{ .name = "out", .value = &words.out, .needed = work == letter },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), words_wanted, words_wanted,
			 false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = work(&session, &caseload, &words, error);
	session_close(&session);
	return status;
}

enum status command_rectify_list(struct command_call *call, struct error *error)
{
	return run(call, 1, list, error);
}

enum status command_rectify_show(struct command_call *call, struct error *error)
{
	return run(call, 2, show, error);
}

enum status command_rectify_ask(struct command_call *call, struct error *error)
{
	return run(call, 2, ask, error);
}

enum status command_rectify_answer(struct command_call *call, struct error *error)
{
	return run(call, 2, answer_it, error);
}

enum status command_rectify_extend(struct command_call *call, struct error *error)
{
	return run(call, 2, extend, error);
}

enum status command_rectify_told(struct command_call *call, struct error *error)
{
	return run(call, 2, told, error);
}

enum status command_rectify_letter(struct command_call *call, struct error *error)
{
	return run(call, 2, letter, error);
}
