/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn eval: a decision of a model. */
#include "app/engine_host.h"
#include "cli/engine_print.h"
#include "cli/options.h"
#include "os/file.h"

#include <string.h>

enum {
	MODEL_SIZE_MOST = 64 * 1024 * 1024
};

struct dmn_options {
	const char *decision;
	const char *input;
	bool json;
	bool trace;
	bool b_feel;
};

static enum status load(struct command_call *call, struct dmn_model *model,
			const struct option_words *files, struct error *error)
{
	for (size_t i = 0; i < files->count; i++) {
		struct text xml;
		TRY(file_read(call->arena, files->at[i], MODEL_SIZE_MOST, &xml, error));
		if (!dmn_model_add(model, files->at[i], xml.at, xml.length))
			return problem_error(dmn_model_problem(model, 0), error);
	}
	if (!dmn_model_compile(model))
		return error_set(error, STATUS_LIMIT, "the model is too large to compile");
	const struct dmn_problem *problem;
	for (size_t i = 0; (problem = dmn_model_problem(model, i)) != NULL; i++)
		print_problem(call, problem);
	return STATUS_OK;
}

static bool find_element(const struct dmn_model *model, const char *name, struct dmn_element *out)
{
	for (size_t i = 0; dmn_model_element(model, i, out); i++)
		if (strcmp(out->name, name) == 0)
			return true;
	return false;
}

static enum status read_inputs(struct command_call *call, const char *path, dmn_value *out,
			       struct error *error)
{
	struct text json;
	dmn_value inputs;
	*out = dmn_null();
	if (path == NULL)
		return STATUS_OK;
	TRY(file_read(call->arena, path, MODEL_SIZE_MOST, &json, error));
	if (!dmn_from_json(call->arena, json.at, json.length, &inputs)) {
		problem_error(dmn_problem_of(inputs), error);
		return error_place(error, path, 0, NULL);
	}
	if (inputs.kind != DMN_CONTEXT)
		return error_set(error, STATUS_INVALID, "%s does not hold a JSON object", path);
	*out = inputs;
	return STATUS_OK;
}

/* A name that the model has not is most often one misspelled. */
static void set_inputs(struct command_call *call, const struct dmn_model *model,
		       struct dmn_evaluation *evaluation, dmn_value inputs)
{
	dmn_set_inputs(evaluation, inputs);
	for (size_t i = 0; i < dmn_context_count(inputs); i++) {
		struct dmn_element element;
		struct text name;
		dmn_context_at(inputs, i, &name.at, &name.length);
		const char *name_c = text_c(call->arena, name);
		if (!find_element(model, name_c, &element) && strchr(name_c, '.') == NULL)
			fprintf(call->notes, "remit: warning: the model has no input '%s'\n",
				name_c);
	}
}

static void print_trace(struct command_call *call, const struct dmn_evaluation *evaluation)
{
	struct dmn_step step;
	for (size_t i = 0; dmn_trace_step(evaluation, i, &step); i++) {
		fprintf(call->notes, "%s:", step.decision);
		for (size_t r = 0; r < step.rule_count; r++)
			fprintf(call->notes, " rule %u%s%s%s", step.rules[r],
				step.notes[r][0] != '\0' ? " (" : "", step.notes[r],
				step.notes[r][0] != '\0' ? ")" : "");
		fprintf(call->notes, " gave %s\n", dmn_text(call->arena, step.result, NULL));
	}
	const struct dmn_problem *problem;
	for (size_t i = 0; (problem = dmn_evaluation_problem(evaluation, i)) != NULL; i++)
		print_problem(call, problem);
}

/* The value of a decision; of a service or business knowledge model what it gives for the inputs.
 */
static dmn_value value_of(struct dmn_evaluation *evaluation, const struct dmn_element *element,
			  const char *name, dmn_value inputs)
{
	if (element->kind == DMN_ELEMENT_SERVICE || element->kind == DMN_ELEMENT_BKM)
		return dmn_invoke(evaluation, name, inputs);
	return dmn_decide(evaluation, name);
}

static enum status unknown_decision(const struct dmn_model *model, const char *name,
				    struct error *error)
{
	char names[256] = "";
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(model, i, &element); i++) {
		if (element.kind != DMN_ELEMENT_DECISION)
			continue;
		size_t used = strlen(names);
		snprintf(names + used, sizeof names - used, "%s%s", used != 0 ? ", " : "",
			 element.name);
	}
	error_set(error, STATUS_NOT_FOUND, "the model has no decision '%s'", name);
	return error_remedy(error, "its decisions are: %s", names);
}

static enum status evaluate(struct command_call *call, struct dmn_model *model,
			    const struct dmn_options *options, const struct option_words *files,
			    struct error *error)
{
	struct dmn_element element = { .kind = DMN_ELEMENT_DECISION };
	dmn_value inputs;
	TRY(load(call, model, files, error));
	bool is_found = find_element(model, options->decision, &element);
	if (!is_found && strchr(options->decision, '.') == NULL)
		return unknown_decision(model, options->decision, error);
	TRY(read_inputs(call, options->input, &inputs, error));
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	dmn_trace(evaluation, options->trace);
	set_inputs(call, model, evaluation, inputs);
	dmn_value value = value_of(evaluation, &element, options->decision, inputs);
	print_value(call, value, options->json);
	if (options->trace)
		print_trace(call, evaluation);
	else
		print_value_problems(call, value);
	const struct dmn_problem *problem = dmn_problem_of(value);
	enum status status = STATUS_OK;
	if (problem != NULL && problem->severity == DMN_ERROR)
		status = error_set(error, STATUS_INVALID,
				   "the decision gave null because of the problem above");
	dmn_evaluation_free(evaluation);
	return status;
}

enum status command_dmn_eval(struct command_call *call, struct error *error)
{
	struct dmn_options options = { 0 };
	const struct option_spec specs[] = {
		{ .name = "decision", .value = &options.decision, .needed = true },
		{ .name = "input", .value = &options.input },
		{ .name = "json", .flag = &options.json },
		{ .name = "trace", .flag = &options.trace },
		{ .name = "b-feel", .flag = &options.b_feel },
	};
	struct option_words files = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &files, 1, 64, error));
	struct engine_host engine;
	engine_host_init(&engine, call->arena);
	engine.host.b_feel = options.b_feel;
	struct dmn_model *model = dmn_model_new(&engine.host);
	if (model == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	enum status status = evaluate(call, model, &options, &files, error);
	dmn_model_free(model);
	return status;
}
