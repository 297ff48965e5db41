/* SPDX-License-Identifier: Apache-2.0 */
/* Explanations at the public door. */
#include "explain/explain.h"

#include <string.h>

enum {
	STEPS_MOST_DEFAULT = 100 * 1000 * 1000 /* for explaining, beside those of the evaluation */
};

static bool is_call(const struct element *element)
{
	return element->kind == DMN_ELEMENT_SERVICE || element->kind == DMN_ELEMENT_BKM;
}

dmn_value explain_decide(const struct explain *explain, struct dmn_evaluation *evaluation,
			 dmn_value inputs)
{
	if (is_call(explain->element))
		return dmn_invoke(evaluation, explain->out->decision, inputs);
	dmn_set_inputs(evaluation, inputs);
	return dmn_decide(evaluation, explain->out->decision);
}

bool explain_met_limit(const struct dmn_evaluation *evaluation)
{
	const struct problem_list *met = &evaluation->run.problems;
	for (size_t i = met->count; i > 0; i--)
		if (strcmp(met->at[i - 1]->code, "DMN-LIMIT") == 0)
			return true;
	return false;
}

/* Of an older and shorter kind, or none: what it lacks is nought. */
static struct dmn_explain_options options_of(const struct dmn_explain_options *given)
{
	struct dmn_explain_options options = { 0 };
	size_t size = given == NULL ? 0 : given->size;
	if (given != NULL)
		memcpy(&options, given, size == 0 || size > sizeof options ? sizeof options : size);
	options.size = sizeof options;
	return options;
}

static void read_wanted(struct explain *explain)
{
	const struct type *type = explain->element->type;
	struct dmn_explanation *out = explain->out;
	if (explain->options.wanted == NULL)
		return;
	for (size_t i = 0; type != NULL && explain->options.member != NULL; i++) {
		if (i == type->member_count)
			type = NULL;
		else if (text_is(type->members[i].name, explain->options.member)) {
			type = type->members[i].type;
			break;
		}
	}
	out->is_wanted = true;
	out->wanted = type_read_texts(&explain->evaluation->run, *explain->options.wanted, type);
}

static void run_explaining(void *user)
{
	struct explain *explain = user;
	struct dmn_explanation *out = explain->out;
	explain_watch(explain);
	out->result = explain_decide(explain, explain->evaluation, explain->inputs);
	explain_close(explain);
	out->outcome = explain_outcome(&explain->options, out->result);
	read_wanted(explain);
	out->is_cut = out->is_cut || explain_met_limit(explain->evaluation);
	if (!out->is_cut)
		explain_search(explain);
}

struct beginning {
	struct dmn_evaluation *evaluation;
	const char *decision;
	const struct dmn_explain_options *options;
	struct explain *explain;
};

static void run_beginning(void *user)
{
	struct beginning *beginning = user;
	struct arena *arena = beginning->evaluation->arena;
	const struct dmn_host *host = &beginning->evaluation->model->host;
	struct explain *explain = arena_new_one(arena, struct explain);
	explain->evaluation = beginning->evaluation;
	explain->arena = arena;
	explain->options = options_of(beginning->options);
	explain->steps_left = host->most_steps != 0 ? host->most_steps : STEPS_MOST_DEFAULT;
	explain->out = arena_new_one(arena, struct dmn_explanation);
	explain->out->decision = text_c(arena, text_from(beginning->decision));
	explain->out->member = explain->options.member != NULL
				       ? text_c(arena, text_from(explain->options.member))
				       : "";
	beginning->explain = explain;
}

const struct dmn_explanation *dmn_explain(struct dmn_evaluation *evaluation, const char *decision,
					  dmn_value inputs,
					  const struct dmn_explain_options *options)
{
	struct beginning beginning = { evaluation, decision, options, NULL };
	const struct element *element = model_element_named(evaluation->model, text_from(decision));
	dmn_evaluation_reset(evaluation);
	if (element == NULL ||
	    boundary_run(evaluation->arena, run_beginning, &beginning, NULL) != STATUS_OK)
		return NULL;
	struct explain *explain = beginning.explain;
	explain->element = element;
	explain->inputs = inputs;
	if (boundary_run(evaluation->arena, run_explaining, explain, NULL) != STATUS_OK)
		explain->out->is_cut = true;
	evaluation->observer = NULL;
	return explain->out;
}

const char *dmn_explanation_print(struct arena *arena, const struct dmn_explanation *explanation,
				  enum dmn_explanation_form form, size_t *size)
{
	return form == DMN_EXPLANATION_JSON ? explain_json(arena, explanation, size)
					    : explain_text(arena, explanation, size);
}
