/* SPDX-License-Identifier: Apache-2.0 */
/* remit document add, list, file, save. */
#include "app/case_document.h"
#include "app/case_file.h"
#include "cli/session.h"
#include "os/file.h"

enum {
	FILE_MOST = 64 * 1024 * 1024 /* more is never read; the pack says what is taken */
};

static void answer_document(const struct session *session, struct caseload *caseload,
			    const struct case_document *it, struct answer *answer)
{
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&it->hash, hash);
	if (!session->json) {
		fprintf(session->call->out, "%6lld  %.*s (%.*s)%s%.*s\n", (long long)it->id,
			TEXT_ARG(it->title), TEXT_ARG(case_document_words(caseload, it)),
			it->sender.length != 0 ? ", from " : "", TEXT_ARG(it->sender));
		return;
	}
	answer_object(answer, NULL);
	answer_number(answer, "document", it->id);
	answer_text(answer, "type", it->type);
	answer_text(answer, "title", it->title);
	answer_text(answer, "from", it->sender);
	answer_text(answer, "file", it->file_name);
	answer_text(answer, "kind", it->media_type);
	answer_number(answer, "bytes", it->size);
	answer_text(answer, "sha256", text_copy(caseload->arena, text_from(hash)));
	answer_text(answer, "received_on", it->received_on);
	answer_text(answer, "received_at", it->received_at);
	answer_text(answer, "by", it->actor);
	answer_end_object(answer);
}

static enum status print_list(struct session *session, struct caseload *caseload,
			      const struct case_document_list *list)
{
	struct answer answer = answer_new(session->call->arena);
	answer_list(&answer, NULL);
	for (size_t i = 0; i < list->count; i++)
		answer_document(session, caseload, &list->at[i], &answer);
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
	else if (list->count == 0)
		fputs("None.\n", session->call->out);
	return STATUS_OK;
}

struct document_words {
	const char *type, *title, *sender, *on, *reason, *out;
};

static enum status add(struct session *session, const struct document_words *words,
		       struct error *error)
{
	struct caseload caseload;
	struct case_document it;
	struct case_document_new wanted = { .file_name = text_from(session->words.at[1]),
					    .type = text_from(words->type) };
	int64_t id;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(file_read(caseload.arena, session->words.at[1], FILE_MOST, &wanted.body, error));
	if (words->title != NULL)
		wanted.title = text_from(words->title);
	if (words->sender != NULL)
		wanted.sender = text_from(words->sender);
	if (words->on != NULL)
		TRY(session_case(session, &caseload, words->on, &wanted.root_id, error));
	TRY(case_document_add(&caseload, &wanted, &id, error));
	TRY(case_document_find(&caseload, id, &it, error));
	return print_list(session, &caseload,
			  &(struct case_document_list){ .at = &it, .count = 1 });
}

static enum status list(struct session *session, const struct document_words *words,
			struct error *error)
{
	struct caseload caseload;
	struct case_document_list found;
	struct case_file file;
	int64_t root_id;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	if (words->on == NULL) {
		TRY(case_document_waiting(&caseload, &found, error));
		return print_list(session, &caseload, &found);
	}
	TRY(session_case(session, &caseload, words->on, &root_id, error));
	TRY(case_file_read(&session->app, caseload.pack->name, root_id, &file, error));
	return print_list(session, &caseload, &file.documents);
}

static enum status read_number(struct session *session, int64_t *id, struct error *error)
{
	return options_number("the document", session->words.at[1], 1, INT64_MAX, id, error);
}

static enum status put(struct session *session, const struct document_words *words,
		       struct error *error)
{
	struct caseload caseload;
	int64_t id, root_id;
	TRY(read_number(session, &id, error));
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(session_case(session, &caseload, words->on, &root_id, error));
	TRY(case_document_file(&caseload, id, root_id, text_from(words->reason), error));
	fprintf(session->call->out, "Document %lld lies on case %s.\n", (long long)id, words->on);
	return STATUS_OK;
}

static enum status save(struct session *session, const struct document_words *words,
			struct error *error)
{
	struct caseload caseload;
	struct case_document it;
	struct text body;
	int64_t id;
	TRY(read_number(session, &id, error));
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(case_document_read(&caseload, id, &it, &body, error));
	TRY(file_write(words->out, body, error));
	fprintf(session->call->out, "%.*s is in %s.\n",
		TEXT_ARG(case_document_name(&caseload, &it)), words->out);
	return STATUS_OK;
}

typedef enum status document_function(struct session *session, const struct document_words *words,
				      struct error *error);

/* Which of the options each command takes, and which it needs. */
static enum status run(struct command_call *call, document_function *function, size_t word_count,
		       const struct option_spec *own, size_t own_count,
		       const struct document_words *words, struct error *error)
{
	struct session session = { 0 };
	struct option_spec specs[16] = { SESSION_OPTIONS(session) };
	for (size_t i = 0; i < own_count; i++)
		specs[4 + i] = own[i];
	TRY(session_open(&session, call, specs, 4 + own_count, word_count, word_count, false,
			 error));
	enum status status = function(&session, words, error);
	session_close(&session);
	return status;
}

enum status command_document_add(struct command_call *call, struct error *error)
{
	struct document_words words = { 0 };
	const struct option_spec own[] = { { .name = "type", .value = &words.type, .needed = true },
					   { .name = "title", .value = &words.title },
					   { .name = "from", .value = &words.sender },
					   { .name = "case", .value = &words.on } };
	return run(call, add, 2, own, SPEC_COUNT(own), &words, error);
}

enum status command_document_list(struct command_call *call, struct error *error)
{
	struct document_words words = { 0 };
	const struct option_spec own[] = { { .name = "case", .value = &words.on } };
	return run(call, list, 1, own, SPEC_COUNT(own), &words, error);
}

enum status command_document_file(struct command_call *call, struct error *error)
{
	struct document_words words = { 0 };
	const struct option_spec own[] = {
		{ .name = "case", .value = &words.on, .needed = true },
		{ .name = "reason", .value = &words.reason, .needed = true }
	};
	return run(call, put, 2, own, SPEC_COUNT(own), &words, error);
}

enum status command_document_save(struct command_call *call, struct error *error)
{
	struct document_words words = { 0 };
	const struct option_spec own[] = { { .name = "out", .value = &words.out, .needed = true } };
	return run(call, save, 2, own, SPEC_COUNT(own), &words, error);
}
