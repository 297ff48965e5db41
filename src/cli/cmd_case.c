/* SPDX-License-Identifier: Apache-2.0 */
/* remit case: all that is held on a case. */
#include "app/case_file.h"
#include "cli/session.h"

static void print_row(FILE *out, const struct case_block *block, const struct case_row *row)
{
	for (size_t i = 0; i < block->head_count; i++) {
		const struct explain_fact *fact = &row->facts[i];
		if (fact->value.length == 0)
			continue;
		fprintf(out, "  %.*s: %.*s", TEXT_ARG(block->heads[i]), TEXT_ARG(fact->value));
		if (fact->source.length != 0)
			fprintf(out, "  [%.*s%s%.*s]", TEXT_ARG(fact->source),
				fact->told.length != 0 ? ", " : "", TEXT_ARG(fact->told));
		if (fact->quality.length != 0)
			fprintf(out, "  ** %.*s **", TEXT_ARG(fact->quality));
		fputc('\n', out);
	}
}

static void print_section(FILE *out, const struct case_section *section)
{
	fprintf(out, "\n%.*s\n", TEXT_ARG(section->title));
	for (size_t b = 0; b < section->blocks.count; b++) {
		const struct case_block *block = &section->blocks.at[b];
		for (size_t r = 0; r < block->rows.count; r++) {
			if (r != 0)
				fputs("  --\n", out);
			print_row(out, block, &block->rows.at[r]);
		}
		if (block->rows.count == 0)
			fprintf(out, "  %.*s: none\n", TEXT_ARG(block->caption));
	}
}

static void print_rest(FILE *out, const struct case_file *file)
{
	fputs("\nWork items\n", out);
	for (size_t i = 0; i < file->items.count; i++) {
		const struct case_item *it = &file->items.at[i];
		fprintf(out, "  %lld  %s  %.*s%s%.*s\n", (long long)it->id,
			work_state_word(it->state), TEXT_ARG(it->label),
			it->claimed_by.length != 0 ? ", with " : "", TEXT_ARG(it->claimed_by));
	}
	for (size_t i = 0; i < file->clocks.count; i++) {
		const struct clock_look *it = &file->clocks.at[i];
		fprintf(out, "%s  %.*s: due %.*s, %.*s\n", i == 0 ? "\nClocks\n" : "",
			TEXT_ARG(it->clock != NULL ? it->clock->label : it->name),
			TEXT_ARG(it->due), TEXT_ARG(it->state));
	}
	for (size_t i = 0; i < file->documents.count; i++) {
		const struct case_document *it = &file->documents.at[i];
		fprintf(out, "%s  %lld  %.*s, received on %.*s: %.*s\n",
			i == 0 ? "\nDocuments\n" : "", (long long)it->id, TEXT_ARG(it->type),
			TEXT_ARG(it->received_on), TEXT_ARG(it->title));
	}
}

static void answer_items(struct answer *answer, const struct case_file *file)
{
	answer_list(answer, "items");
	for (size_t i = 0; i < file->items.count; i++) {
		const struct case_item *it = &file->items.at[i];
		answer_object(answer, NULL);
		answer_number(answer, "item", it->id);
		answer_text(answer, "key", it->key);
		answer_number(answer, "record", it->record_id);
		answer_text(answer, "state", text_from(work_state_word(it->state)));
		answer_number(answer, "cycle", it->cycle);
		answer_text(answer, "claimed_by", it->claimed_by);
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void answer_rest(struct answer *answer, const struct case_file *file)
{
	answer_list(answer, "clocks");
	for (size_t i = 0; i < file->clocks.count; i++) {
		const struct clock_look *it = &file->clocks.at[i];
		answer_object(answer, NULL);
		answer_number(answer, "clock", it->id);
		answer_text(answer, "name", it->name);
		answer_text(answer, "record", it->record);
		answer_number(answer, "cycle", it->cycle);
		answer_text(answer, "due", it->due);
		answer_text(answer, "state", it->state);
		answer_truth(answer, "overdue", it->is_overdue);
		answer_text(answer, "escalated_to", it->escalated_to);
		answer_text(answer, "fired_at", it->fired_at);
		answer_end_object(answer);
	}
	answer_end_list(answer);
	answer_list(answer, "documents");
	for (size_t i = 0; i < file->documents.count; i++) {
		const struct case_document *it = &file->documents.at[i];
		answer_object(answer, NULL);
		answer_number(answer, "document", it->id);
		answer_text(answer, "type", it->type);
		answer_text(answer, "title", it->title);
		answer_text(answer, "received_on", it->received_on);
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void print_json(const struct session *session, const struct case_file *file)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_text(&answer, "reference", file->reference);
	answer_raw(&answer, "records", file->records);
	answer_items(&answer, file);
	answer_rest(&answer, file);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status show(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct case_file file;
	int64_t root;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(session_case(session, &caseload, session->words.at[1], &root, error));
	TRY(case_file_read(&session->app, caseload.pack->name, root, &file, error));
	if (session->json) {
		print_json(session, &file);
		return STATUS_OK;
	}
	fprintf(session->call->out, "%.*s\n", TEXT_ARG(file.reference));
	for (size_t i = 0; i < caseload.pack->overview.section_count; i++)
		print_section(session->call->out, &file.sections[i]);
	print_rest(session->call->out, &file);
	return STATUS_OK;
}

enum status command_case(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = show(&session, error);
	session_close(&session);
	return status;
}
