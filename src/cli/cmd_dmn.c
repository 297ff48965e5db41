/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn eval: a decision of a model. */
#include "cli/engine_print.h"
#include "cli/model_file.h"

struct dmn_options {
	const char *decision;
	const char *input;
	bool json;
	bool trace;
	bool b_feel;
};

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

static enum status evaluate(struct command_call *call, const struct dmn_model *model,
			    const struct dmn_options *options, struct error *error)
{
	struct dmn_element element;
	dmn_value inputs;
	TRY(model_file_element(model, options->decision, &element, error));
	TRY(model_file_inputs(call, model, &element, options->input, &inputs, error));
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	dmn_trace(evaluation, options->trace);
	dmn_set_inputs(evaluation, inputs);
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
	struct dmn_model *model;
	TRY(model_file_open(call, &engine, &files, &model, error));
	enum status status = evaluate(call, model, &options, error);
	dmn_model_free(model);
	return status;
}
