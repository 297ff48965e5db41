/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn diff: what changed between two versions of a model, in sentences. */
#include "base/list.h"
#include "cli/answer.h"
#include "cli/inputs_file.h"
#include "cli/model_file.h"

#include <dmn_check.h>

#include <string.h>

enum {
	WITNESSES_MOST = 1000
};

static const char *const kinds[] = { "words", "effect", "unsure" };

struct diff_options {
	const char *inputs;
	const char *witnesses;
	bool json;
};

struct values {
	struct arena *arena;
	LIST_OF(dmn_value);
};

static void print_changes(struct command_call *call, const struct dmn_diff *diff)
{
	const char *decision = "";
	for (size_t i = 0; i < diff->change_count; i++) {
		const struct dmn_change *change = &diff->changes[i];
		if (i == 0 || strcmp(change->decision, decision) != 0)
			fprintf(call->out, "%s\n",
				change->decision[0] != '\0' ? change->decision : "The model");
		decision = change->decision;
		fprintf(call->out, "  %s\n", change->message);
	}
}

static void answer_value(struct command_call *call, struct answer *answer, const char *key,
			 dmn_value value)
{
	struct text json;
	json.at = dmn_to_json(call->arena, value, &json.length);
	answer_raw(answer, key, json);
}

static void answer_change(struct command_call *call, struct answer *answer,
			  const struct dmn_change *change)
{
	answer_object(answer, NULL);
	answer_text(answer, "kind", text_from(kinds[change->kind]));
	answer_text(answer, "decision", text_from(change->decision));
	answer_text(answer, "message", text_from(change->message));
	if (change->rule_before != 0)
		answer_number(answer, "rule_before", change->rule_before);
	if (change->rule_after != 0)
		answer_number(answer, "rule_after", change->rule_after);
	if (change->column != 0)
		answer_number(answer, "column", change->column);
	if (change->column_name[0] != '\0')
		answer_text(answer, "column_name", text_from(change->column_name));
	if (change->witness.kind == DMN_CONTEXT)
		answer_value(call, answer, "witness", change->witness);
	if (change->kind == DMN_CHANGE_EFFECT) {
		answer_value(call, answer, "before", change->before);
		answer_value(call, answer, "after", change->after);
	}
	answer_end_object(answer);
}

static void print_json(struct command_call *call, const struct dmn_diff *diff)
{
	struct answer answer = answer_new(call->arena);
	answer_object(&answer, NULL);
	answer_truth(&answer, "equal", diff->is_equal);
	answer_number(&answer, "inputs", (int64_t)diff->inputs_tried);
	answer_number(&answer, "inputs_that_differ", (int64_t)diff->inputs_that_differ);
	answer_list(&answer, "changes");
	for (size_t i = 0; i < diff->change_count; i++)
		answer_change(call, &answer, &diff->changes[i]);
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, call->out);
}

static enum status keep_inputs(void *user, dmn_value inputs, unsigned line, struct error *error)
{
	struct values *values = user;
	(void)line;
	(void)error;
	list_push(values->arena, values, inputs);
	return STATUS_OK;
}

static bool has_effect(const struct dmn_diff *diff)
{
	for (size_t i = 0; i < diff->change_count; i++)
		if (diff->changes[i].kind == DMN_CHANGE_EFFECT)
			return true;
	return false;
}

static enum status verdict(struct command_call *call, const struct dmn_diff *diff, bool json,
			   struct error *error)
{
	if (!json && diff->inputs_tried != 0)
		fprintf(call->out, "Of %zu inputs %zu come out differently.\n", diff->inputs_tried,
			diff->inputs_that_differ);
	if (!json && diff->is_equal)
		fprintf(call->out, "The two give the same for every input.\n");
	else if (!json && !has_effect(diff))
		fprintf(call->out,
			"Whether the two give the same for every input could not be decided.\n");
	if (diff->is_equal)
		return STATUS_OK;
	return error_set(error, STATUS_DIFFERS,
			 has_effect(diff) ? "the two models give other results"
					  : "the two models may give other results");
}

static enum status compare(struct command_call *call, const struct diff_options *given,
			   struct dmn_model *before, struct dmn_model *after, struct error *error)
{
	struct dmn_check_options options = { .size = sizeof options };
	struct values inputs = { .arena = call->arena };
	int64_t witnesses = 0;
	if (given->witnesses != NULL)
		TRY(options_number("witnesses", given->witnesses, 1, WITNESSES_MOST, &witnesses,
				   error));
	options.most_witnesses = (unsigned)witnesses;
	if (given->inputs != NULL)
		TRY(inputs_file_read(call, given->inputs, keep_inputs, &inputs, error));
	const struct dmn_diff *diff =
		dmn_diff_models(before, after, dmn_list(call->arena, inputs.at, inputs.count),
				&options, call->arena);
	if (diff == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	if (given->json)
		print_json(call, diff);
	else
		print_changes(call, diff);
	return verdict(call, diff, given->json, error);
}

static enum status open_both(struct command_call *call, const struct diff_options *given,
			     const struct option_words *files, struct error *error)
{
	struct engine_host engine;
	struct dmn_model *before, *after;
	struct option_words old = { .at = files->at, .count = 1 };
	struct option_words new = { .at = files->at + 1, .count = 1 };
	engine_host_init(&engine, call->arena);
	TRY(model_file_load(call, &engine, &old, &before, error));
	enum status status = model_file_load(call, &engine, &new, &after, error);
	if (status == STATUS_OK) {
		status = compare(call, given, before, after, error);
		dmn_model_free(after);
	}
	dmn_model_free(before);
	return status;
}

enum status command_dmn_diff(struct command_call *call, struct error *error)
{
	struct diff_options given = { 0 };
	const struct option_spec specs[] = {
		{ .name = "json", .flag = &given.json },
		{ .name = "inputs", .value = &given.inputs },
		{ .name = "witnesses", .value = &given.witnesses },
	};
	struct option_words files = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &files, 2, 2, error));
	return open_both(call, &given, &files, error);
}
