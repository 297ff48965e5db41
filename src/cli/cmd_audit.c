/* SPDX-License-Identifier: Apache-2.0 */
/* remit audit verify, key, checkpoint. Proofs are in cmd_audit_proof.c. */
#include "app/checkpoint.h"
#include "app/verify.h"
#include "cli/audit_options.h"

enum status audit_options_read(struct arena *arena, const struct audit_options *options,
			       struct checkpoint_list *out, struct error *error)
{
	struct note_key *keys = arena_new_array(arena, struct note_key, options->keys.count + 1);
	*out = (struct checkpoint_list){ 0 };
	if ((options->keys.count == 0) != (options->files.count == 0)) {
		error_set(error, STATUS_USAGE, "--checkpoint and --key belong together");
		return error_remedy(
			error, "give the file of checkpoints, and the public key that signed it");
	}
	for (size_t i = 0; i < options->keys.count; i++)
		TRY(checkpoint_key_parse(arena, options->keys.at[i], &keys[i], error));
	for (size_t i = 0; i < options->files.count; i++)
		TRY(checkpoint_file_read(arena, options->files.at[i], keys, options->keys.count,
					 out, error));
	return STATUS_OK;
}

static void print_compartments(FILE *out, const struct verify_report *report)
{
	for (size_t i = 0; i < report->compartments.count; i++) {
		const struct verify_compartment *it = &report->compartments.at[i];
		if (it->why.length != 0)
			fprintf(out, "The compartment '%.*s' was not opened: %.*s.\n",
				TEXT_ARG(it->name), TEXT_ARG(it->why));
		else
			fprintf(out,
				"The compartment '%.*s' verifies: %llu entries; %zu anchors hold, "
				"the last of %llu entries.\n",
				TEXT_ARG(it->name), (unsigned long long)it->entries, it->anchors,
				(unsigned long long)it->anchored);
	}
}

static void answer_compartments(struct answer *answer, const struct verify_report *report)
{
	answer_list(answer, "compartments");
	for (size_t i = 0; i < report->compartments.count; i++) {
		const struct verify_compartment *it = &report->compartments.at[i];
		answer_object(answer, NULL);
		answer_text(answer, "name", it->name);
		answer_truth(answer, "opened", it->why.length == 0);
		answer_text(answer, "why_not", it->why);
		answer_number(answer, "entries", (int64_t)it->entries);
		answer_number(answer, "anchors", (int64_t)it->anchors);
		answer_number(answer, "anchored", (int64_t)it->anchored);
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void print_verified(const struct session *session, const struct verify_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	FILE *out = session->call->out;
	char root[DIGEST_TEXT_SIZE];
	digest_print(&report->root, root);
	if (!session->json) {
		fprintf(out, "The log verifies: %llu entries, %llu roots.\n  root %s\n",
			(unsigned long long)report->entries, (unsigned long long)report->roots,
			root);
		if (report->checkpoints != 0)
			fprintf(out,
				"  %zu checkpoints hold: the first %llu entries are as they were "
				"signed.\n",
				report->checkpoints, (unsigned long long)report->anchored);
		print_compartments(out, report);
		return;
	}
	answer_object(&answer, NULL);
	answer_truth(&answer, "verifies", report->good);
	answer_number(&answer, "entries", (int64_t)report->entries);
	answer_number(&answer, "roots", (int64_t)report->roots);
	answer_number(&answer, "details_opened", (int64_t)report->details);
	answer_text(&answer, "root", text_from(root));
	answer_number(&answer, "checkpoints", (int64_t)report->checkpoints);
	answer_number(&answer, "anchored", (int64_t)report->anchored);
	answer_compartments(&answer, report);
	answer_end_object(&answer);
	answer_print(&answer, out);
}

static enum status read_root(const char *kept, struct digest *root, struct error *error)
{
	if (kept == NULL || digest_parse(text_from(kept), root))
		return STATUS_OK;
	error_set(error, STATUS_USAGE, "'%s' is no root", kept);
	return error_remedy(error, "give the 64 digits that an earlier audit verify printed");
}

enum status command_audit_verify(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct verify_report report;
	struct audit_options options = { 0 };
	struct checkpoint_list list = { 0 };
	const char *kept = NULL;
	struct digest root;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "root", .value = &kept },
		AUDIT_OPTIONS(options),
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, false, error));
	enum status status = read_root(kept, &root, error);
	if (status == STATUS_OK)
		status = audit_options_read(call->arena, &options, &list, error);
	const struct verify_call how = { kept != NULL ? &root : NULL, list.at, list.count };
	if (status == STATUS_OK)
		status = verify_log(&session.app, &how, &report, error);
	if (status == STATUS_OK)
		print_verified(&session, &report);
	session_close(&session);
	return status;
}

enum status command_audit_key(struct command_call *call, struct error *error)
{
	struct option_words words = { 0 };
	const char *name = NULL;
	struct text line;
	const struct option_spec specs[] = { { .name = "name", .value = &name } };
	TRY(options_read(call, specs, SPEC_COUNT(specs), &words, 1, 1, error));
	if (name != NULL)
		TRY(checkpoint_key_make(call->arena, words.at[0], text_from(name), &line, error));
	else
		TRY(checkpoint_key_tell(call->arena, words.at[0], &line, error));
	fprintf(call->out, "%.*s\n", TEXT_ARG(line));
	return STATUS_OK;
}

static void print_checkpoint(const struct session *session, const struct checkpoint_report *report)
{
	struct answer answer = answer_new(session->call->arena);
	char root[DIGEST_TEXT_SIZE];
	if (!session->json) {
		fprintf(session->call->out, "%.*s", TEXT_ARG(report->checkpoint.note.whole));
		return;
	}
	digest_print(&report->checkpoint.root, root);
	answer_object(&answer, NULL);
	answer_text(&answer, "origin", report->checkpoint.origin);
	answer_number(&answer, "size", (int64_t)report->checkpoint.size);
	answer_text(&answer, "root", text_from(root));
	answer_number(&answer, "sent", (int64_t)report->sent);
	answer_text(&answer, "checkpoint", report->checkpoint.note.whole);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

enum status command_audit_checkpoint(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct checkpoint_report report = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = checkpoint_make(&session.app, session.words.at[0], &report, error);
	if (report.checkpoint.note.whole.length != 0)
		print_checkpoint(&session, &report);
	session_close(&session);
	return status;
}
