/* SPDX-License-Identifier: Apache-2.0 */
/* remit merges, merge compare, ask, distinct, separate, answer. */
#include "app/case_file.h"
#include "app/merge.h"
#include "cli/session.h"

struct merge_options {
	const char *reason;
	bool agree, refuse;
};

static enum status find_record(struct caseload *caseload, const char *key, int64_t *id,
			       struct error *error)
{
	bool found;
	TRY(case_file_find(caseload->app, caseload->pack->name, text_from(key), id, &found, error));
	if (found)
		return STATUS_OK;
	error_set(error, STATUS_NOT_FOUND, "there is no record '%s'", key);
	return error_remedy(error, "give the whole reference, as the case file shows it");
}

static void print_step(FILE *out, const struct merge_step *it)
{
	fprintf(out, "%6lld  %.*s and %.*s: %.*s, %.*s%s\n        %.*s: %.*s\n", (long long)it->id,
		TEXT_ARG(it->kept), TEXT_ARG(it->merged), TEXT_ARG(it->kind), TEXT_ARG(it->state),
		it->holds ? ", holds" : "", TEXT_ARG(it->asked_by), TEXT_ARG(it->reason));
	if (it->answered_by.length != 0)
		fprintf(out, "        %.*s: %.*s\n", TEXT_ARG(it->answered_by),
			TEXT_ARG(it->answer));
}

static void answer_step(struct answer *answer, const struct merge_step *it)
{
	answer_object(answer, NULL);
	answer_number(answer, "merge", it->id);
	answer_text(answer, "kept", it->kept);
	answer_text(answer, "merged", it->merged);
	answer_text(answer, "kind", it->kind);
	answer_text(answer, "state", it->state);
	answer_truth(answer, "holds", it->holds);
	answer_text(answer, "alike", it->alike);
	answer_text(answer, "asked_by", it->asked_by);
	answer_text(answer, "asked_at", it->asked_at);
	answer_text(answer, "reason", it->reason);
	answer_text(answer, "answered_by", it->answered_by);
	answer_text(answer, "answered_at", it->answered_at);
	answer_text(answer, "answer", it->answer);
	answer_end_object(answer);
}

static void print_all(const struct session *session, const struct duplicate_list *proposed,
		      const struct merge_list *steps)
{
	FILE *out = session->call->out;
	for (size_t i = 0; i < proposed->count; i++)
		fprintf(out, "        %.*s and %.*s: %.*s\n", TEXT_ARG(proposed->at[i].one),
			TEXT_ARG(proposed->at[i].other), TEXT_ARG(proposed->at[i].alike));
	if (proposed->more)
		fputs("        and more, which follow as these are answered\n", out);
	for (size_t i = 0; i < steps->count; i++)
		print_step(out, &steps->at[i]);
	if (proposed->count == 0 && steps->count == 0)
		fprintf(out, "None of %zu records waits to be compared.\n", proposed->compared);
}

static void answer_all(const struct session *session, const struct duplicate_list *proposed,
		       const struct merge_list *steps)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "proposed");
	for (size_t i = 0; i < proposed->count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "one", proposed->at[i].one);
		answer_text(&answer, "other", proposed->at[i].other);
		answer_text(&answer, "alike", proposed->at[i].alike);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_truth(&answer, "more", proposed->more);
	answer_list(&answer, "merges");
	for (size_t i = 0; i < steps->count; i++)
		answer_step(&answer, &steps->at[i]);
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status list(struct session *session, const struct merge_options *options,
			struct caseload *caseload, struct error *error)
{
	struct duplicate_list proposed;
	struct merge_list steps;
	(void)options;
	TRY(merge_read_all(caseload, &steps, error));
	TRY(duplicates_find(caseload, &proposed, error));
	(session->json ? answer_all : print_all)(session, &proposed, &steps);
	return STATUS_OK;
}

static void answer_pair(const struct session *session, const struct merge_comparison *it)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_text(&answer, "one", it->one);
	answer_text(&answer, "other", it->other);
	answer_text(&answer, "alike", it->alike);
	answer_list(&answer, "fields");
	for (size_t i = 0; i < it->fields.count; i++) {
		const struct merge_field *field = &it->fields.at[i];
		answer_object(&answer, NULL);
		answer_text(&answer, "field", field->label);
		answer_text(&answer, "one", field->one);
		answer_text(&answer, "other", field->other);
		if (!field->withheld)
			answer_truth(&answer, "same", field->same);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status compare(struct session *session, const struct merge_options *options,
			   struct caseload *caseload, struct error *error)
{
	struct merge_comparison it;
	int64_t one;
	int64_t other;
	FILE *out = session->call->out;
	(void)options;
	TRY(find_record(caseload, session->words.at[1], &one, error));
	TRY(find_record(caseload, session->words.at[2], &other, error));
	TRY(merge_compare(caseload, one, other, &it, error));
	if (session->json) {
		answer_pair(session, &it);
		return STATUS_OK;
	}
	fprintf(out, "Alike: %.*s\n",
		TEXT_ARG(it.alike.length != 0 ? it.alike : TEXT("none of the pack's keys")));
	for (size_t i = 0; i < it.fields.count; i++) {
		const struct merge_field *field = &it.fields.at[i];
		fprintf(out, "%s %-28.*s %-28.*s %.*s\n",
			field->same || field->withheld ? " " : "*", TEXT_ARG(field->label),
			TEXT_ARG(field->one), TEXT_ARG(field->other));
	}
	return STATUS_OK;
}

static enum status ask_pair(struct session *session, const struct merge_options *options,
			    struct caseload *caseload, const char *kind, struct error *error)
{
	int64_t kept;
	int64_t merged;
	int64_t id;
	TRY(find_record(caseload, session->words.at[1], &kept, error));
	TRY(find_record(caseload, session->words.at[2], &merged, error));
	TRY(merge_ask(caseload, kind, kept, merged, text_from(options->reason), &id, error));
	fprintf(session->call->out, "Merge %lld: %s.\n", (long long)id,
		kind[0] == 'd' ? "they are two people" : "it waits for another person's answer");
	return STATUS_OK;
}

static enum status ask(struct session *session, const struct merge_options *options,
		       struct caseload *caseload, struct error *error)
{
	return ask_pair(session, options, caseload, MERGE_MERGE, error);
}

static enum status distinct(struct session *session, const struct merge_options *options,
			    struct caseload *caseload, struct error *error)
{
	return ask_pair(session, options, caseload, MERGE_DISTINCT, error);
}

static enum status read_step(struct session *session, struct caseload *caseload,
			     struct merge_step *out, struct error *error)
{
	int64_t id;
	TRY(options_number("MERGE", session->words.at[1], 1, INT64_MAX, &id, error));
	return merge_read(caseload, id, out, error);
}

static enum status separate(struct session *session, const struct merge_options *options,
			    struct caseload *caseload, struct error *error)
{
	struct merge_step step;
	int64_t id;
	TRY(read_step(session, caseload, &step, error));
	TRY(merge_ask(caseload, MERGE_SEPARATE, step.kept_id, step.merged_id,
		      text_from(options->reason), &id, error));
	fprintf(session->call->out, "Merge %lld: it waits for another person's answer.\n",
		(long long)id);
	return STATUS_OK;
}

static enum status answer(struct session *session, const struct merge_options *options,
			  struct caseload *caseload, struct error *error)
{
	struct merge_step step;
	if (options->agree == options->refuse) {
		error_set(error, STATUS_USAGE, "it takes one of --agree and --refuse");
		return error_remedy(error, "remit help merge answer");
	}
	TRY(read_step(session, caseload, &step, error));
	TRY(merge_answer(caseload, step.id, options->agree, text_from(options->reason), error));
	fprintf(session->call->out, "Merge %lld is %s.\n", (long long)step.id,
		options->agree ? "done" : "refused");
	return STATUS_OK;
}

typedef enum status merge_function(struct session *session, const struct merge_options *options,
				   struct caseload *caseload, struct error *error);

static enum status run(struct command_call *call, merge_function *function, size_t word_count,
		       bool reasoned, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct merge_options options = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "reason", .value = &options.reason, .needed = true },
		{ .name = "agree", .flag = &options.agree },
		{ .name = "refuse", .flag = &options.refuse },
	};
	const size_t plain = SPEC_COUNT(specs) - 3;
	size_t spec_count = !reasoned ? plain : function == answer ? plain + 3 : plain + 1;
	TRY(session_open(&session, call, specs, spec_count, word_count, word_count, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = function(&session, &options, &caseload, error);
	session_close(&session);
	return status;
}

enum status command_merges(struct command_call *call, struct error *error)
{
	return run(call, list, 1, false, error);
}

enum status command_merge_compare(struct command_call *call, struct error *error)
{
	return run(call, compare, 3, false, error);
}

enum status command_merge_ask(struct command_call *call, struct error *error)
{
	return run(call, ask, 3, true, error);
}

enum status command_merge_distinct(struct command_call *call, struct error *error)
{
	return run(call, distinct, 3, true, error);
}

enum status command_merge_separate(struct command_call *call, struct error *error)
{
	return run(call, separate, 2, true, error);
}

enum status command_merge_answer(struct command_call *call, struct error *error)
{
	return run(call, answer, 2, true, error);
}
