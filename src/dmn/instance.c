/* SPDX-License-Identifier: Apache-2.0 */
/* Values of elements: each computed once in an instance, its requirements first. */
#include "dmn/instance.h"
#include "dmn/table_index.h"

#include <stdio.h>

struct instance *instance_new(struct dmn_evaluation *evaluation)
{
	struct instance *instance = arena_new_one(evaluation->arena, struct instance);
	size_t count = evaluation->model->elements.count;
	instance->evaluation = evaluation;
	instance->values = arena_new_array(evaluation->arena, dmn_value, count);
	instance->states = arena_new_array(evaluation->arena, unsigned char, count);
	return instance;
}

static void observe_enter(struct instance *instance, const struct element *element,
			  const dmn_value *arguments)
{
	const struct observer *observer = instance->evaluation->observer;
	if (observer != NULL)
		observer->enter(observer->user, instance, element, arguments);
}

static void observe_leave(struct instance *instance, const struct element *element,
			  dmn_value result)
{
	const struct observer *observer = instance->evaluation->observer;
	if (observer != NULL)
		observer->leave(observer->user, element, result);
}

struct callable {
	struct instance *instance;
	const struct element *element;
};

static const struct frame *root_frame(struct instance *instance, const struct element *element)
{
	struct arena *arena = instance->evaluation->arena;
	size_t count = element->requirements.count;
	struct frame *frame = arena_alloc(arena, sizeof *frame);
	dmn_value *slots = arena_alloc(arena, count * sizeof *slots);
	*frame = (struct frame){ .slots = slots };
	for (const struct requirement *at = element->requirements.at, *end = at + count; at != end;
	     at++)
		*slots++ = instance_value(instance, at->element);
	return frame;
}

static struct place place_of(const struct element *element)
{
	return (struct place){ .file = element->file->file,
			       .element = element->name_c,
			       .line = element->source->line };
}

/* Null by the specification (TCK 0088), but hardly meant. */
static dmn_value no_logic(struct run *run, const struct element *element)
{
	struct place caller = run->place;
	run->place = place_of(element);
	dmn_value null =
		run_warn(run, PROBLEM_MODEL, "'%.*s' has no logic", TEXT_ARG(element->name));
	run->place = caller;
	return null;
}

static dmn_value call_bkm(struct run *run, const struct function *self, const dmn_value *arguments,
			  size_t count)
{
	const struct callable *callable = self->user;
	const struct element *element = callable->element;
	struct place caller = run->place;
	const struct boxed *logic = element->logic;
	struct frame *frame = arena_new_one(run->arena, struct frame);
	frame->outer = root_frame(callable->instance, element);
	frame->slots = arena_copy(run->arena, arguments, count * sizeof *arguments);
	observe_enter(callable->instance, element, frame->slots);
	dmn_value result = logic == NULL || logic->parts[0] == NULL
				   ? no_logic(run, element)
				   : boxed_evaluate(callable->instance, logic->parts[0], frame);
	observe_leave(callable->instance, element, result);
	run->place = caller;
	return result;
}

static dmn_value call_service(struct run *run, const struct function *self,
			      const dmn_value *arguments, size_t count)
{
	const struct callable *callable = self->user;
	struct place caller = run->place;
	dmn_value *kept = arena_copy(run->arena, arguments, count * sizeof *arguments);
	observe_enter(callable->instance, callable->element, kept);
	dmn_value result = service_call(callable->instance, callable->element, arguments);
	observe_leave(callable->instance, callable->element, result);
	run->place = caller;
	return result;
}

static dmn_value function_of(struct instance *instance, const struct element *element)
{
	struct arena *arena = instance->evaluation->arena;
	bool is_bkm = element->kind == DMN_ELEMENT_BKM;
	if (is_bkm && element->logic != NULL && element->logic->language != LANGUAGE_FEEL)
		return boxed_evaluate(instance, element->logic, root_frame(instance, element));
	struct callable *callable = arena_new_one(arena, struct callable);
	*callable = (struct callable){ instance, element };
	struct function *function = arena_new_one(arena, struct function);
	*function = (struct function){ .kind = FUNCTION_NATIVE,
				       .name = element->name,
				       .parameters = element->parameters,
				       .parameter_count = element->parameter_count,
				       .result = element->result,
				       .call = is_bkm ? call_bkm : call_service,
				       .user = callable };
	return value_from_function(function);
}

static dmn_value decision_value(struct instance *instance, const struct element *element)
{
	struct run *run = &instance->evaluation->run;
	if (element->logic == NULL)
		return no_logic(run, element);
	const struct frame *frame = root_frame(instance, element);
	struct place caller = run->place;
	observe_enter(instance, element, NULL);
	run->place = element->logic->place;
	dmn_value value = boxed_evaluate(instance, element->logic, frame);
	run->place = element->logic->place;
	value = type_bind(run, value, element->type, element->name_c);
	observe_leave(instance, element, value);
	run->place = caller;
	return value;
}

static dmn_value compute(struct instance *instance, const struct element *element)
{
	switch (element->kind) {
	case DMN_ELEMENT_INPUT_DATA:
		return (dmn_value){ .kind = DMN_NULL, .as.problem = element->missing };
	case DMN_ELEMENT_DECISION: return decision_value(instance, element);
	case DMN_ELEMENT_BKM:
	case DMN_ELEMENT_SERVICE: return function_of(instance, element);
	}
	return value_null();
}

bool instance_answer(struct instance *instance, const struct element *element, dmn_value *out)
{
	unsigned rule;
	size_t count = element->requirements.count;
	if (element->whole == NULL || instance_is_watched(instance) ||
	    instance->states[element->index] != VALUE_ABSENT)
		return false;
	for (size_t i = 0; i < count; i++)
		if (instance->states[element->requirements.at[i].element->index] != VALUE_PRESENT)
			return false;
	if (!table_index_answer(element->whole, instance->values, element->whole_at, &rule))
		return false;
	*out = element->whole->rules[rule].answer;
	instance->values[element->index] = *out;
	instance->states[element->index] = VALUE_PRESENT;
	return true;
}

dmn_value instance_compute(struct instance *instance, const struct element *element)
{
	dmn_value known;
	if (instance_answer(instance, element, &known))
		return known;
	unsigned char *state = &instance->states[element->index];
	struct run *run = &instance->evaluation->run;
	if (*state == VALUE_IN_PROGRESS) {
		run->place = place_of(element);
		return run_fail(run, PROBLEM_CYCLE, "'%.*s' requires itself",
				TEXT_ARG(element->name));
	}
	*state = VALUE_IN_PROGRESS;
	if (run->depth_left < 8)
		boundary_leave(run->arena, STATUS_LIMIT, "the evaluation is nested too deeply");
	run->depth_left -= 8;
	dmn_value value = compute(instance, element);
	run->depth_left += 8;
	instance->values[element->index] = value;
	*state = VALUE_PRESENT;
	return value;
}
