/* SPDX-License-Identifier: Apache-2.0 */
/* remit audit prove, consistency, export: for who does not trust this machine. */
#include "app/log_proof.h"
#include "cli/audit_options.h"
#include "os/file.h"

/* To the file, or to the output. */
static enum status give(const struct session *session, const char *path, struct text proof,
			struct error *error)
{
	if (path != NULL)
		return file_write(path, proof, error);
	fprintf(session->call->out, "%.*s", TEXT_ARG(proof));
	return STATUS_OK;
}

struct proving {
	struct session session;
	struct audit_options options;
	struct checkpoint_list list;
	const char *size, *out;
	int64_t numbers[3]; /* the words, and --size; 0 when it is not given */
	struct text proof;
};

static enum status open_proving(struct proving *it, struct command_call *call, bool is_entry,
				size_t most, struct error *error)
{
	const struct option_spec specs[] = {
		SESSION_OPTIONS(it->session),
		AUDIT_OPTIONS(it->options),
		{ .name = "out", .value = &it->out },
		{ .name = "size", .value = &it->size },
	};
	TRY(session_read(&it->session, call, specs, SPEC_COUNT(specs) - !is_entry, 1, most, false,
			 error));
	for (size_t i = 0; i < it->session.words.count; i++)
		TRY(options_number("NUMBER", it->session.words.at[i], !is_entry, INT64_MAX,
				   &it->numbers[i], error));
	if (it->size != NULL)
		TRY(options_number("size", it->size, 1, INT64_MAX, &it->numbers[2], error));
	TRY(audit_options_read(call->arena, &it->options, &it->list, error));
	return app_open(call->arena, &it->session.how, &it->session.app, error);
}

enum status command_audit_prove(struct command_call *call, struct error *error)
{
	struct proving it = { 0 };
	TRY(open_proving(&it, call, true, 1, error));
	enum status status = log_prove_entry(&it.session.app, (uint64_t)it.numbers[0],
					     (uint64_t)it.numbers[2], &it.list, &it.proof, error);
	if (status == STATUS_OK)
		status = give(&it.session, it.out, it.proof, error);
	session_close(&it.session);
	return status;
}

enum status command_audit_consistency(struct command_call *call, struct error *error)
{
	struct proving it = { 0 };
	TRY(open_proving(&it, call, false, 2, error));
	enum status status = log_prove_growth(&it.session.app, (uint64_t)it.numbers[0],
					      (uint64_t)it.numbers[1], &it.list, &it.proof, error);
	if (status == STATUS_OK)
		status = give(&it.session, it.out, it.proof, error);
	session_close(&it.session);
	return status;
}

enum status command_audit_export(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct log_export_report report;
	const char *compartment = NULL;
	const struct option_spec specs[] = { SESSION_OPTIONS(session),
					     { .name = "compartment", .value = &compartment } };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	const char *path = session.words.at[0];
	enum status status = compartment == NULL
				     ? log_export(&session.app, path, &report, error)
				     : log_export_compartment(&session.app, text_from(compartment),
							      path, &report, error);
	if (status == STATUS_OK && !session.json)
		fprintf(call->out, "%llu entries are in %s.\n", (unsigned long long)report.size,
			path);
	if (status == STATUS_OK && session.json) {
		struct answer answer = answer_new(call->arena);
		char root[DIGEST_TEXT_SIZE];
		digest_print(&report.root, root);
		answer_object(&answer, NULL);
		answer_text(&answer, "file", text_from(path));
		answer_number(&answer, "entries", (int64_t)report.size);
		answer_text(&answer, "root", text_from(root));
		answer_end_object(&answer);
		answer_print(&answer, call->out);
	}
	session_close(&session);
	return status;
}
