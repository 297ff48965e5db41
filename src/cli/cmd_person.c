/* SPDX-License-Identifier: Apache-2.0 */
/* remit person file, looks: what is held on a person, and who looked at it. */
#include "app/person_file.h"
#include "app/person_page.h"
#include "cli/session.h"
#include "exchange/pdf.h"
#include "os/file.h"

#include <string.h>

struct person_words {
	const char *to, *why, *out;
	bool names;
};

/* By its number and kind: what the sender called it may be no name for a file. */
static const char *document_name(struct arena *arena, const struct case_document *it)
{
	struct text kind;
	text_cut(it->media_type, '/', &kind);
	for (size_t i = 0; i < kind.length; i++)
		if (!(kind.at[i] >= 'a' && kind.at[i] <= 'z'))
			kind = TEXT("bin");
	return text_format(arena, "%lld.%.*s", (long long)it->id, TEXT_ARG(kind)).at;
}

static enum status write_documents(struct session *session, struct person_file *file,
				   const char *folder, struct error *error)
{
	struct arena *arena = session->app.arena;
	const char *inner = file_join(arena, folder, "documents");
	if (file->documents.count != 0)
		TRY(file_make_folder(inner, error));
	for (size_t i = 0; i < file->documents.count; i++) {
		struct case_document it;
		struct text body;
		TRY(case_document_read(&file->caseload, file->documents.at[i].id, &it, &body,
				       error));
		TRY(file_write(file_join(arena, inner, document_name(arena, &it)), body, error));
	}
	return STATUS_OK;
}

static enum status write_all(struct session *session, struct person_file *file, const char *folder,
			     struct error *error)
{
	struct arena *arena = session->app.arena;
	struct document document;
	struct text pdf;
	person_file_document(file, &document);
	TRY(pdf_write(arena, &document, &pdf, error));
	TRY(file_make_folder(folder, error));
	TRY(file_write(file_join(arena, folder, "person.json"), file->json, error));
	TRY(file_write(file_join(arena, folder, "person.pdf"), pdf, error));
	TRY(write_documents(session, file, folder, error));
	fprintf(session->call->out,
		"What is held on %.*s is in %s: person.json, person.pdf, %zu document%s.\n"
		"Read it before it goes out: what staff wrote may name other people.\n",
		TEXT_ARG(file->reference), folder, file->documents.count,
		file->documents.count == 1 ? "" : "s");
	return STATUS_OK;
}

static enum status export_person(struct session *session, const struct person_words *words,
				 struct error *error)
{
	struct caseload caseload;
	struct person_file file;
	int64_t root_id;
	struct person_file_call call = { .names = words->names };
	if (words->to != NULL)
		call.to = text_trim(text_from(words->to));
	if (words->why != NULL)
		call.why = text_trim(text_from(words->why));
	if (file_exists(words->out)) {
		error_set(error, STATUS_CONFLICT, "'%s' is there already", words->out);
		return error_remedy(error, "name a new folder: nothing is written over");
	}
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(session_case(session, &caseload, session->words.at[1], &root_id, error));
	TRY(person_file_make(&session->app, caseload.pack->name, root_id, &call, &file, error));
	return write_all(session, &file, words->out, error);
}

enum status command_person_file(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct person_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "out", .value = &words.out, .needed = true },
		{ .name = "to", .value = &words.to, .needed = true },
		{ .name = "why", .value = &words.why, .needed = true },
		{ .name = "names", .flag = &words.names },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = export_person(&session, &words, error);
	session_close(&session);
	return status;
}

static void print_look(struct session *session, dmn_value look)
{
	struct arena *arena = session->app.arena;
	static const char *const members[] = { "at", "actor", "action", "purpose" };
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		size_t size;
		const char *text = dmn_text(arena, dmn_context_get(look, members[i]), &size);
		fprintf(session->call->out, "%s%.*s", i == 0 ? "" : "  ", (int)size, text);
	}
	fputc('\n', session->call->out);
}

static enum status print_looks(struct session *session, struct error *error)
{
	struct caseload caseload;
	dmn_value looks;
	int64_t root_id;
	size_t size;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(session_case(session, &caseload, session->words.at[1], &root_id, error));
	TRY(person_looks(&session->app, caseload.pack->name, root_id, &looks, error));
	if (session->json) {
		const char *json = dmn_to_json(session->app.arena, looks, &size);
		fprintf(session->call->out, "%s\n", json);
		return STATUS_OK;
	}
	for (size_t i = 0; i < looks.count; i++)
		print_look(session, dmn_list_at(looks, i));
	return STATUS_OK;
}

enum status command_person_looks(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = print_looks(&session, error);
	session_close(&session);
	return status;
}

static enum status print_code(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct person_code code;
	int64_t root_id;
	struct answer answer = answer_new(session->call->arena);
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(session_case(session, &caseload, session->words.at[1], &root_id, error));
	TRY(person_code_make(&caseload, root_id, &code, error));
	if (!session->json) {
		fprintf(session->call->out, "%.*s\nIt opens /you once, until %.*s.\n",
			TEXT_ARG(code.text), TEXT_ARG(code.until_on));
		return STATUS_OK;
	}
	answer_object(&answer, NULL);
	answer_text(&answer, "code", code.text);
	answer_text(&answer, "until", code.until_on);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
	return STATUS_OK;
}

enum status command_person_code(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = print_code(&session, error);
	session_close(&session);
	return status;
}
