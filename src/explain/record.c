/* SPDX-License-Identifier: Apache-2.0 */
/* Watching an evaluation: a step for each decision that is computed and each call. */
#include "explain/explain.h"

enum {
	STEPS_MOST = 1000,
	TABLES_MOST = 100 /* of one step: a loop may look into a table again and again */
};

/* Problems met since the last look belong to the innermost step, or to what comes before all. */
static void claim_problems(struct explain *explain)
{
	const struct problem_list *met = &explain->evaluation->run.problems;
	struct problem_pointers *into =
		explain->open != NULL ? &explain->open->problems : &explain->problems;
	for (; explain->problem_count < met->count; explain->problem_count++)
		list_push(explain->arena, into, met->at[explain->problem_count]);
}

static void enter(void *user, struct instance *instance, const struct element *element,
		  const dmn_value *arguments)
{
	struct explain *explain = user;
	claim_problems(explain);
	struct open_step *step = arena_new_one(explain->arena, struct open_step);
	*step = (struct open_step){ .outer = explain->open,
				    .element = element,
				    .instance = instance,
				    .arguments = arguments };
	explain->open = step;
}

static void read_arguments(struct arena *arena, const struct open_step *step,
			   struct dmn_told_step *out)
{
	const struct element *element = step->element;
	struct dmn_read *reads = arena_new_array(arena, struct dmn_read, element->parameter_count);
	for (size_t i = 0; i < element->parameter_count; i++)
		reads[i] = (struct dmn_read){ text_c(arena, element->parameters[i].name),
					      step->arguments[i] };
	out->reads = reads;
	out->read_count = element->parameter_count;
}

static bool is_value(const struct element *element)
{
	return element->kind == DMN_ELEMENT_DECISION || element->kind == DMN_ELEMENT_INPUT_DATA;
}

static bool is_told(const struct element *element, size_t before)
{
	for (size_t i = 0; i < before; i++)
		if (element->requirements.at[i].element == element->requirements.at[before].element)
			return true;
	return false;
}

/* Each required value once, though it may have two names. */
static void read_requirements(struct arena *arena, const struct open_step *step,
			      struct dmn_told_step *out)
{
	const struct element *element = step->element;
	size_t count = element->requirements.count;
	struct dmn_read *reads = arena_new_array(arena, struct dmn_read, count);
	for (size_t i = 0; i < count; i++) {
		const struct requirement *required = &element->requirements.at[i];
		if (is_value(required->element) && !is_told(element, i))
			reads[out->read_count++] = (struct dmn_read){
				text_c(arena, required->name),
				step->instance->values[required->element->index]
			};
	}
	out->reads = reads;
}

/* A business knowledge model is a function: what is told is its body. */
static const struct boxed *logic_of(const struct element *element)
{
	const struct boxed *logic = element->logic;
	return logic != NULL && element->kind == DMN_ELEMENT_BKM ? logic->parts[0] : logic;
}

static unsigned depth_of(const struct open_step *step)
{
	unsigned depth = 0;
	for (step = step->outer; step != NULL; step = step->outer)
		depth++;
	return depth;
}

static struct dmn_told_step told(struct explain *explain, const struct open_step *step)
{
	struct arena *arena = explain->arena;
	const struct boxed *logic = logic_of(step->element);
	struct dmn_told_step out = { .kind = step->element->kind,
				     .name = text_c(arena, step->element->name),
				     .logic = logic != NULL ? boxed_names[logic->kind] : "",
				     .expression = "",
				     .depth = depth_of(step),
				     .tables = step->tables.at,
				     .table_count = step->tables.count,
				     .problems = step->problems.at,
				     .problem_count = step->problems.count };
	if (step->element->kind == DMN_ELEMENT_SERVICE)
		out.logic = "decision service";
	else if (logic != NULL && logic->kind == BOXED_LITERAL)
		out.expression = text_c(arena, text_trim(logic->expression.place.source));
	if (step->arguments != NULL)
		read_arguments(arena, step, &out);
	else
		read_requirements(arena, step, &out);
	return out;
}

static void end_step(struct explain *explain, dmn_value result, bool is_cut)
{
	const struct open_step *step = explain->open;
	claim_problems(explain);
	explain->open = step->outer;
	if (explain->steps.count >= STEPS_MOST) {
		explain->out->left_out++;
		return;
	}
	struct dmn_told_step out = told(explain, step);
	out.result = result;
	out.is_cut = is_cut;
	list_push(explain->arena, &explain->steps, out);
}

static void leave(void *user, const struct element *element, dmn_value result)
{
	struct explain *explain = user;
	(void)element;
	end_step(explain, result, false);
}

static void table(void *user, struct instance *instance, const struct table *table,
		  const struct frame *frame, const struct rule_list *matched, dmn_value result)
{
	struct explain *explain = user;
	if (explain->open == NULL || explain->steps.count >= STEPS_MOST)
		return;
	if (explain->open->tables.count >= TABLES_MOST) {
		explain->out->left_out++;
		return;
	}
	list_push(explain->arena, &explain->open->tables,
		  explain_table(explain, instance, table, frame, matched, result));
}

void explain_watch(struct explain *explain)
{
	explain->observer = (struct observer){ explain, enter, leave, table };
	explain->evaluation->observer = &explain->observer;
}

void explain_close(struct explain *explain)
{
	explain->evaluation->observer = NULL;
	while (explain->open != NULL)
		end_step(explain, value_null(), true);
	claim_problems(explain);
	explain->out->problems = explain->problems.at;
	explain->out->problem_count = explain->problems.count;
	explain->out->steps = explain->steps.at;
	explain->out->step_count = explain->steps.count;
}
