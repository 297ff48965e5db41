/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn explain: how a decision came about, and what would have changed it. */
#include "cli/engine_print.h"
#include "cli/model_file.h"

#include <dmn_explain.h>

struct explain_words {
	const char *decision;
	const char *inputs;
	const char *want;
	const char *member;
	const char *tries;
	struct option_words fixed;
	bool json;
	bool b_feel;
};

/* A path that begins with no input of the model is most often one misspelled. */
static void check_fixed(struct command_call *call, const struct dmn_model *model,
			const struct option_words *fixed)
{
	for (size_t i = 0; i < fixed->count; i++) {
		struct text path = text_from(fixed->at[i]);
		struct dmn_element element;
		bool is_found = false;
		for (size_t e = 0; dmn_model_element(model, e, &element) && !is_found; e++)
			is_found = text_starts(path, text_from(element.name));
		if (!is_found && text_find(path, TEXT("."), 0) == SIZE_MAX)
			fprintf(call->notes, "remit: warning: the model has no input '%s'\n",
				fixed->at[i]);
	}
}

static enum status read_options(struct command_call *call, const struct explain_words *words,
				struct dmn_explain_options *out, dmn_value *wanted,
				struct error *error)
{
	int64_t tries = 0;
	*out = (struct dmn_explain_options){ .size = sizeof *out,
					     .fixed = words->fixed.at,
					     .fixed_count = words->fixed.count,
					     .member = words->member };
	if (words->tries != NULL)
		TRY(options_number("--tries", words->tries, 0, 100 * 1000 * 1000, &tries, error));
	out->most_tried = (unsigned)tries;
	out->no_search = words->tries != NULL && tries == 0;
	if (words->want == NULL)
		return STATUS_OK;
	struct text json = text_from(words->want);
	if (!dmn_from_json(call->arena, json.at, json.length, wanted))
		*wanted = dmn_string(call->arena, json.at, json.length);
	out->wanted = wanted;
	return STATUS_OK;
}

static enum status print(struct command_call *call, struct dmn_evaluation *evaluation,
			 const struct dmn_explanation *explanation, bool json, struct error *error)
{
	struct arena *arena = dmn_evaluation_arena(evaluation);
	const char *text = dmn_explanation_print(
		arena, explanation, json ? DMN_EXPLANATION_JSON : DMN_EXPLANATION_TEXT, NULL);
	if (text[0] == '\0')
		return error_set(error, STATUS_LIMIT, "the explanation is too long");
	fprintf(call->out, json ? "%s\n" : "%s", text);
	return STATUS_OK;
}

static enum status explain(struct command_call *call, const struct dmn_model *model,
			   const struct explain_words *words, struct error *error)
{
	struct dmn_element element;
	struct dmn_explain_options options;
	dmn_value inputs, wanted;
	TRY(model_file_element(model, words->decision, &element, error));
	TRY(model_file_inputs(call, model, &element, words->inputs, &inputs, error));
	TRY(read_options(call, words, &options, &wanted, error));
	check_fixed(call, model, &words->fixed);
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	if (evaluation == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	const struct dmn_explanation *explanation =
		dmn_explain(evaluation, words->decision, inputs, &options);
	enum status status = explanation != NULL
				     ? print(call, evaluation, explanation, words->json, error)
				     : error_set(error, STATUS_NOT_FOUND,
						 "the model has no decision '%s'", words->decision);
	dmn_evaluation_free(evaluation);
	return status;
}

enum status command_dmn_explain(struct command_call *call, struct error *error)
{
	struct explain_words words = { 0 };
	const struct option_spec specs[] = {
		{ .name = "decision", .value = &words.decision, .needed = true },
		{ .name = "inputs", .value = &words.inputs },
		{ .name = "fixed", .words = &words.fixed },
		{ .name = "want", .value = &words.want },
		{ .name = "member", .value = &words.member },
		{ .name = "tries", .value = &words.tries },
		{ .name = "json", .flag = &words.json },
		{ .name = "b-feel", .flag = &words.b_feel },
	};
	struct option_words files = { 0 };
	struct dmn_model *model;
	struct engine_host engine;
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &files, 1, 64, error));
	engine_host_init(&engine, call->arena);
	engine.host.b_feel = words.b_feel;
	TRY(model_file_open(call, &engine, &files, &model, error));
	enum status status = explain(call, model, &words, error);
	dmn_model_free(model);
	return status;
}
