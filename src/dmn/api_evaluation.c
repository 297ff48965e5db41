/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluations at the public door. */
#include "dmn/instance.h"

#include <stdlib.h>
#include <string.h>

enum {
	BYTES_MOST_DEFAULT = 256 * 1024 * 1024
};

static size_t bytes_most(const struct dmn_host *host)
{
	return host->most_bytes != 0 ? host->most_bytes : BYTES_MOST_DEFAULT;
}

static void start(struct dmn_evaluation *evaluation)
{
	run_start(&evaluation->run, evaluation->arena, &evaluation->model->host);
	evaluation->run.prepared = evaluation->model->run.regexes;
	evaluation->steps = (struct step_list){ 0 };
	if (evaluation->root_count != 0)
		memset(evaluation->root.states, VALUE_ABSENT, evaluation->root_count);
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
	evaluation->root.evaluation = evaluation;
	start(evaluation);
	return evaluation;
}

void dmn_evaluation_free(struct dmn_evaluation *evaluation)
{
	if (evaluation == NULL)
		return;
	dmn_evaluation_free(evaluation->spare);
	arena_free(evaluation->arena);
	free(evaluation->root.values);
	free(evaluation->root.states);
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

struct call {
	bool reads_texts; /* of inputs: from JSON */
	struct dmn_evaluation *evaluation;
	const struct element *element;
	dmn_value value; /* in: input or arguments; out: result */
	struct text name;
};

/* Room for the model's elements; NULL when the machine has none. */
RARE static struct instance *grow_root(struct dmn_evaluation *evaluation)
{
	struct instance *root = &evaluation->root;
	size_t count = evaluation->model->elements.count;
	free(root->values);
	free(root->states);
	root->values = calloc(count, sizeof *root->values);
	root->states = calloc(count, sizeof *root->states);
	bool is_made = root->values != NULL && root->states != NULL;
	evaluation->root_count = is_made ? count : 0;
	return is_made ? root : NULL;
}

static inline struct instance *root_of(struct dmn_evaluation *evaluation)
{
	return evaluation->root_count == evaluation->model->elements.count ? &evaluation->root
									   : grow_root(evaluation);
}

static inline void put(struct instance *root, const struct element *element, dmn_value value)
{
	size_t index = element->index;
	root->values[index] = value;
	root->states[index] = VALUE_PRESENT;
}

static void run_setting(void *user)
{
	struct call *call = user;
	const struct element *element = call->element;
	struct run *run = &call->evaluation->run;
	run->place = (struct place){ .file = element->file->file,
				     .element = element->name_c,
				     .line = element->source->line };
	if (call->reads_texts)
		call->value = type_read_texts(run, call->value, element->type);
	put(&call->evaluation->root, element,
	    type_bind(run, call->value, element->type, element->name_c));
}

RARE static bool set_bound(struct dmn_evaluation *evaluation, const struct element *element,
			   dmn_value value, bool reads_texts)
{
	struct call call = { .reads_texts = reads_texts,
			     .evaluation = evaluation,
			     .element = element,
			     .value = value };
	unsigned depth = evaluation->run.depth_left;
	if (boundary_run(evaluation->arena, run_setting, &call, NULL) == STATUS_OK)
		return true;
	evaluation->run.depth_left = depth;
	return false;
}

static inline bool set(struct dmn_evaluation *evaluation, const struct element *element,
		       dmn_value value, bool reads_texts)
{
	struct instance *root = element != NULL ? root_of(evaluation) : NULL;
	if (root == NULL)
		return false;
	if (!type_plain_holds(element->plain_kinds, value))
		return set_bound(evaluation, element, value, reads_texts);
	put(root, element, value);
	return true;
}

static inline const struct element *at_slot(const struct dmn_model *model, int slot)
{
	return slot < 0 || (size_t)slot >= model->elements.count ? NULL : model->elements.at[slot];
}

int dmn_slot(const struct dmn_model *model, const char *name)
{
	const struct element *element = model_element_named(model, text_from(name));
	return element != NULL ? (int)element->index : -1;
}

bool dmn_set_slot(struct dmn_evaluation *evaluation, int slot, dmn_value value)
{
	return set(evaluation, at_slot(evaluation->model, slot), value, false);
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
	call->evaluation->run.place = (struct place){ 0 };
	if (root == NULL)
		boundary_leave(call->evaluation->arena, STATUS_LIMIT,
			       "the machine has no memory left");
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
	for (size_t i = 0; i < evaluation->root_count; i++)
		if (evaluation->root.states[i] == VALUE_IN_PROGRESS)
			evaluation->root.states[i] = VALUE_ABSENT;
}

static dmn_value enter(struct call *call, void (*body)(void *))
{
	struct dmn_evaluation *evaluation = call->evaluation;
	struct error error;
	unsigned depth = evaluation->run.depth_left;
	if (boundary_run(evaluation->arena, body, call, &error) == STATUS_OK)
		return call->value;
	evaluation->run.depth_left = depth;
	forget_progress(evaluation);
	return run_limit(&evaluation->run, &error);
}

RARE static dmn_value decide_all(struct dmn_evaluation *evaluation, const struct element *element,
				 struct text name)
{
	struct call call = { .evaluation = evaluation, .element = element, .name = name };
	return enter(&call, run_deciding);
}

static inline dmn_value decide(struct dmn_evaluation *evaluation, const struct element *element,
			       struct text name)
{
	dmn_value known;
	if (element == NULL || evaluation->root_count != evaluation->model->elements.count)
		return decide_all(evaluation, element, name);
	if (evaluation->root.states[element->index] == VALUE_PRESENT)
		return evaluation->root.values[element->index];
	if (instance_answer(&evaluation->root, element, &known))
		return known;
	return decide_all(evaluation, element, name);
}

dmn_value dmn_decide(struct dmn_evaluation *evaluation, const char *decision)
{
	struct text name = text_from(decision);
	return decide(evaluation, model_element_named(evaluation->model, name), name);
}

dmn_value dmn_decide_slot(struct dmn_evaluation *evaluation, int slot)
{
	return decide(evaluation, at_slot(evaluation->model, slot), TEXT("slot"));
}

dmn_value dmn_invoke(struct dmn_evaluation *evaluation, const char *name, dmn_value arguments)
{
	struct call call = { .evaluation = evaluation,
			     .name = text_from(name),
			     .value = arguments };
	call.element = model_element_named(evaluation->model, call.name);
	return enter(&call, run_invoking);
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
