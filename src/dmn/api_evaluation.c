/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluations at the public door. */
#include "dmn/instance.h"

#include <stdlib.h>

enum {
	BYTES_MOST_DEFAULT = 256 * 1024 * 1024
};

static size_t bytes_most(const struct dmn_host *host)
{
	return host->most_bytes != 0 ? host->most_bytes : BYTES_MOST_DEFAULT;
}

static void start(struct dmn_evaluation *evaluation)
{
	evaluation->run = run_new(evaluation->arena, &evaluation->model->host);
	evaluation->run.prepared = evaluation->model->run.regexes;
	evaluation->steps = (struct step_list){ 0 };
	evaluation->root = NULL;
	evaluation->observer = NULL;
}

struct dmn_evaluation *dmn_evaluation_new(const struct dmn_model *model)
{
	struct dmn_evaluation *evaluation = calloc(1, sizeof *evaluation);
	struct arena *arena = arena_new(bytes_most(&model->host));
	if (evaluation == NULL || arena == NULL) {
		free(evaluation);
		arena_free(arena);
		return NULL;
	}
	evaluation->model = model;
	evaluation->arena = arena;
	start(evaluation);
	return evaluation;
}

void dmn_evaluation_free(struct dmn_evaluation *evaluation)
{
	if (evaluation == NULL)
		return;
	dmn_evaluation_free(evaluation->spare);
	arena_free(evaluation->arena);
	free(evaluation);
}

void dmn_evaluation_reset(struct dmn_evaluation *evaluation)
{
	arena_reset(evaluation->arena);
	start(evaluation);
}

struct arena *dmn_evaluation_arena(struct dmn_evaluation *evaluation)
{
	return evaluation->arena;
}

void dmn_trace(struct dmn_evaluation *evaluation, bool on)
{
	evaluation->is_tracing = on;
}

const struct element *model_element_named(const struct dmn_model *model, struct text name)
{
	const struct element *found = NULL;
	for (size_t i = 0; i < model->elements.count; i++) {
		const struct element *element = model->elements.at[i];
		if (text_equal(element->name, name) &&
		    (found == NULL || element->file == model->files.at[0])) {
			if (found == NULL || found->file != model->files.at[0])
				found = element;
		}
	}
	if (found != NULL || model->files.count == 0)
		return found;
	const struct model_file *main_file = model->files.at[0];
	for (size_t i = 0; i < main_file->imports.count; i++) {
		const struct import *import = &main_file->imports.at[i];
		if (!text_starts(name, import->name) || name.length <= import->name.length ||
		    name.at[import->name.length] != '.')
			continue;
		struct text rest = text_slice(name, import->name.length + 1, name.length);
		for (size_t e = 0; e < model->elements.count; e++)
			if (model->elements.at[e]->file == import->file &&
			    text_equal(model->elements.at[e]->name, rest))
				return model->elements.at[e];
	}
	return NULL;
}

struct call {
	bool reads_texts; /* of inputs: from JSON */
	struct dmn_evaluation *evaluation;
	const struct element *element;
	dmn_value value; /* in: input or arguments; out: result */
	struct text name;
};

static struct instance *root_of(struct dmn_evaluation *evaluation)
{
	if (evaluation->root == NULL)
		evaluation->root = instance_new(evaluation);
	return evaluation->root;
}

static void run_setting(void *user)
{
	struct call *call = user;
	struct instance *root = root_of(call->evaluation);
	struct run *run = &call->evaluation->run;
	run->place = (struct place){ .file = call->element->file->file,
				     .element = text_c(run->arena, call->element->name),
				     .line = call->element->source->line };
	if (call->reads_texts)
		call->value = type_read_texts(run, call->value, call->element->type);
	root->values[call->element->index] =
		type_bind(run, call->value, call->element->type, run->place.element);
	root->states[call->element->index] = VALUE_PRESENT;
}

static bool set(struct dmn_evaluation *evaluation, const struct element *element, dmn_value value,
		bool reads_texts)
{
	struct call call = { .reads_texts = reads_texts,
			     .evaluation = evaluation,
			     .element = element,
			     .value = value };
	unsigned depth = evaluation->run.depth_left;
	if (element == NULL)
		return false;
	if (boundary_run(evaluation->arena, run_setting, &call, NULL) == STATUS_OK)
		return true;
	evaluation->run.depth_left = depth;
	return false;
}

bool dmn_set_input(struct dmn_evaluation *evaluation, const char *name, dmn_value value)
{
	return set(evaluation, model_element_named(evaluation->model, text_from(name)), value,
		   false);
}

bool dmn_set_input_in(struct dmn_evaluation *evaluation, const char *namespace_uri,
		      const char *name, dmn_value value)
{
	const struct dmn_model *model = evaluation->model;
	for (size_t i = 0; i < model->elements.count; i++)
		if (text_is(model->elements.at[i]->name, name) &&
		    text_is(model->elements.at[i]->file->namespace_uri, namespace_uri))
			return set(evaluation, model->elements.at[i], value, false);
	return false;
}

void dmn_set_inputs(struct dmn_evaluation *evaluation, dmn_value context)
{
	for (size_t i = 0; i < dmn_context_count(context); i++) {
		const struct context_entry *entry = &context.as.context->entries[i];
		set(evaluation, model_element_named(evaluation->model, entry->name), entry->value,
		    true);
	}
}

static void run_deciding(void *user)
{
	struct call *call = user;
	struct instance *root = root_of(call->evaluation);
	if (call->element == NULL)
		call->value = run_fail(&call->evaluation->run, PROBLEM_REFERENCE,
				       "the model has nothing called '%.*s'", TEXT_ARG(call->name));
	else
		call->value = instance_value(root, call->element);
}

static void run_invoking(void *user)
{
	struct call *call = user;
	dmn_value arguments = call->value;
	run_deciding(call);
	if (call->value.kind != DMN_FUNCTION)
		return;
	const struct function *function = value_function(call->value);
	struct arena *arena = call->evaluation->arena;
	dmn_value *ordered = arena_new_array(arena, dmn_value, function->parameter_count);
	for (size_t i = 0; i < function->parameter_count; i++) {
		const dmn_value *given =
			arguments.kind == DMN_CONTEXT
				? context_find(arguments.as.context, function->parameters[i].name)
				: NULL;
		if (given != NULL)
			ordered[i] = type_read_texts(&call->evaluation->run, *given,
						     function->parameters[i].type);
	}
	call->value = function_call(&call->evaluation->run, function, NULL, ordered,
				    function->parameter_count);
}

/* What was being computed when an evaluation was left may be asked for again. */
static void forget_progress(struct dmn_evaluation *evaluation)
{
	if (evaluation->root == NULL)
		return;
	for (size_t i = 0; i < evaluation->model->elements.count; i++)
		if (evaluation->root->states[i] == VALUE_IN_PROGRESS)
			evaluation->root->states[i] = VALUE_ABSENT;
}

static dmn_value enter(struct dmn_evaluation *evaluation, const char *name, dmn_value value,
		       void (*body)(void *))
{
	struct call call = { .evaluation = evaluation, .name = text_from(name), .value = value };
	struct error error;
	call.element = model_element_named(evaluation->model, call.name);
	unsigned depth = evaluation->run.depth_left;
	if (boundary_run(evaluation->arena, body, &call, &error) == STATUS_OK)
		return call.value;
	evaluation->run.depth_left = depth;
	forget_progress(evaluation);
	return run_limit(&evaluation->run, &error);
}

dmn_value dmn_decide(struct dmn_evaluation *evaluation, const char *decision)
{
	return enter(evaluation, decision, value_null(), run_deciding);
}

dmn_value dmn_invoke(struct dmn_evaluation *evaluation, const char *name, dmn_value arguments)
{
	return enter(evaluation, name, arguments, run_invoking);
}

const struct dmn_problem *dmn_evaluation_problem(const struct dmn_evaluation *evaluation,
						 size_t index)
{
	return index < evaluation->run.problems.count ? evaluation->run.problems.at[index] : NULL;
}

bool dmn_trace_step(const struct dmn_evaluation *evaluation, size_t index, struct dmn_step *out)
{
	if (index >= evaluation->steps.count)
		return false;
	*out = evaluation->steps.at[index];
	return true;
}

const char *dmn_version(void)
{
	return REMIT_VERSION;
}
