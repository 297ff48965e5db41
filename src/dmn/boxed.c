/* SPDX-License-Identifier: Apache-2.0 */
/* Boxed expressions (DMN 1.5 10.2.1). */
#include "dmn/instance.h"

#include "feel/external.h"

static struct run *run_of(struct instance *instance)
{
	return &instance->evaluation->run;
}

/* A problem found when the model was compiled, met now. */
static dmn_value tell_again(struct run *run, const struct dmn_problem *trouble)
{
	if (run->problems.count < PROBLEMS_KEPT)
		list_push(run->arena, &run->problems, trouble);
	return (dmn_value){ .kind = DMN_NULL, .as.problem = trouble };
}

dmn_value expression_evaluate(struct instance *instance, const struct expression *expression,
			      const struct frame *frame)
{
	struct run *run = run_of(instance);
	if (expression->trouble != NULL)
		return tell_again(run, expression->trouble);
	struct place caller = run->place;
	run->place = expression->place;
	if (expression->root == NULL)
		return run_warn(run, PROBLEM_MODEL, "there is no expression here");
	dmn_value value = evaluate(run, expression->root, frame);
	run->place = caller;
	return value;
}

static dmn_value part(struct instance *instance, const struct boxed *boxed, size_t i,
		      const struct frame *frame)
{
	if (i >= boxed->part_count || boxed->parts[i] == NULL) {
		run_of(instance)->place = boxed->place;
		return run_warn(run_of(instance), PROBLEM_MODEL, "there is no expression here");
	}
	return boxed_evaluate(instance, boxed->parts[i], frame);
}

static dmn_value evaluate_context(struct instance *instance, const struct boxed *boxed,
				  const struct frame *outer)
{
	struct run *run = run_of(instance);
	dmn_value *slots = arena_new_array(run->arena, dmn_value, boxed->part_count);
	struct frame *frame = arena_new_one(run->arena, struct frame);
	*frame = (struct frame){ .outer = outer, .slots = slots };
	struct dmn_context *made = context_new(run->arena, boxed->part_count);
	made->count = 0;
	for (size_t i = 0; i < boxed->part_count; i++) {
		slots[i] = part(instance, boxed, i, frame);
		run->place = boxed->place;
		if (boxed->types[i] != NULL)
			slots[i] = type_bind_named(run, slots[i], boxed->types[i], boxed->names[i]);
		if (boxed->names[i].length == 0 && i + 1 == boxed->part_count)
			return slots[i];
		made->entries[made->count++] = (struct context_entry){ boxed->names[i], slots[i] };
	}
	return value_context(made);
}

static dmn_value evaluate_invocation(struct instance *instance, const struct boxed *boxed,
				     const struct frame *frame)
{
	struct run *run = run_of(instance);
	dmn_value callee = expression_evaluate(instance, &boxed->expression, frame);
	dmn_value *arguments = arena_new_array(run->arena, dmn_value, boxed->part_count);
	for (size_t i = 0; i < boxed->part_count; i++)
		arguments[i] = part(instance, boxed, i, frame);
	run->place = boxed->expression.place;
	if (callee.kind != DMN_FUNCTION)
		return run_call(run, callee, arguments, boxed->part_count);
	return function_call(run, value_function(callee), boxed->names, arguments,
			     boxed->part_count);
}

struct closure {
	struct instance *instance;
	const struct boxed *boxed;
	const struct frame *frame;
};

static dmn_value call_boxed(struct run *run, const struct function *self,
			    const dmn_value *arguments, size_t count)
{
	const struct closure *closure = self->user;
	struct place caller = run->place;
	struct frame *frame = arena_new_one(run->arena, struct frame);
	frame->outer = closure->frame;
	frame->slots = arena_copy(run->arena, arguments, count * sizeof *arguments);
	dmn_value result = part(closure->instance, closure->boxed, 0, frame);
	run->place = caller;
	return result;
}

static dmn_value evaluate_function(struct instance *instance, const struct boxed *boxed,
				   const struct frame *frame)
{
	struct run *run = run_of(instance);
	if (boxed->language == LANGUAGE_JAVA) {
		dmn_value java = part(instance, boxed, 0, frame);
		struct dmn_context *mapping = context_new(run->arena, 1);
		mapping->entries[0] = (struct context_entry){ TEXT("java"), java };
		return external_function(run, value_context(mapping), boxed->parameters,
					 boxed->parameter_count);
	}
	if (boxed->language == LANGUAGE_OTHER)
		return run_fail(run, PROBLEM_EXTERNAL,
				"functions of kind PMML and ONNX are not supported");
	struct closure *closure = arena_new_one(run->arena, struct closure);
	*closure = (struct closure){ instance, boxed, frame };
	struct function *function = arena_new_one(run->arena, struct function);
	*function = (struct function){ .kind = FUNCTION_NATIVE,
				       .parameters = boxed->parameters,
				       .parameter_count = boxed->parameter_count,
				       .result = boxed->types[0],
				       .call = call_boxed,
				       .user = closure };
	return value_from_function(function);
}

static dmn_value evaluate_list(struct instance *instance, const struct boxed *boxed,
			       const struct frame *frame)
{
	dmn_value *items = arena_new_array(run_of(instance)->arena, dmn_value, boxed->part_count);
	for (size_t i = 0; i < boxed->part_count; i++)
		items[i] = part(instance, boxed, i, frame);
	return value_list(items, boxed->part_count);
}

static dmn_value evaluate_cell(struct instance *instance, const struct boxed *relation, size_t i,
			       const struct frame *frame)
{
	struct run *run = run_of(instance);
	size_t column = i % relation->name_count;
	dmn_value value = part(instance, relation, i, frame);
	run->place = relation->place;
	return type_bind_named(run, value, relation->types[column], relation->names[column]);
}

static dmn_value evaluate_relation(struct instance *instance, const struct boxed *boxed,
				   const struct frame *frame)
{
	struct arena *arena = run_of(instance)->arena;
	size_t columns = boxed->name_count;
	size_t rows = columns == 0 ? 0 : boxed->part_count / columns;
	dmn_value *items = arena_new_array(arena, dmn_value, rows);
	for (size_t r = 0; r < rows; r++) {
		struct dmn_context *row = context_new(arena, columns);
		for (size_t c = 0; c < columns; c++) {
			dmn_value cell = evaluate_cell(instance, boxed, r * columns + c, frame);
			row->entries[c] = (struct context_entry){ boxed->names[c], cell };
		}
		items[r] = value_context(row);
	}
	return value_list(items, rows);
}

static dmn_value evaluate_conditional(struct instance *instance, const struct boxed *boxed,
				      const struct frame *frame)
{
	dmn_value condition = part(instance, boxed, 0, frame);
	if (condition.kind != DMN_BOOLEAN && condition.kind != DMN_NULL)
		return run_fail(run_of(instance), PROBLEM_TYPE,
				"the condition is a %s, not a boolean",
				dmn_kind_name(condition.kind));
	return part(instance, boxed, value_is_true(condition) ? 1 : 2, frame);
}

struct boxed_part {
	struct instance *instance;
	const struct boxed *boxed;
};

static dmn_value match_item(struct run *run, const void *user, const struct frame *frame)
{
	const struct boxed_part *match = user;
	(void)run;
	return part(match->instance, match->boxed, 1, frame);
}

static dmn_value evaluate_filter(struct instance *instance, const struct boxed *boxed,
				 const struct frame *frame)
{
	struct boxed_part match = { instance, boxed };
	struct item_test test = { .test = match_item,
				  .user = &match,
				  .is_two_valued = boxed->is_two_valued,
				  .is_truth = true };
	dmn_value target = part(instance, boxed, 0, frame);
	run_of(instance)->place = boxed->place;
	return evaluate_filter_items(run_of(instance), target, &test, frame);
}

static dmn_value iteration_domain(struct run *run, const void *user, size_t i,
				  const struct frame *frame)
{
	const struct boxed_part *iteration = user;
	(void)run, (void)i;
	return part(iteration->instance, iteration->boxed, 0, frame);
}

static dmn_value iteration_body(struct run *run, const void *user, const struct frame *frame)
{
	const struct boxed_part *iteration = user;
	(void)run;
	return part(iteration->instance, iteration->boxed, 1, frame);
}

static dmn_value evaluate_iterator(struct instance *instance, const struct boxed *boxed,
				   const struct frame *frame)
{
	struct boxed_part user = { instance, boxed };
	struct iteration iteration = {
		.count = 1, .domain = iteration_domain, .body = iteration_body, .user = &user
	};
	struct run *run = run_of(instance);
	run->place = boxed->place;
	dmn_value found;
	if (boxed->kind == BOXED_FOR)
		found = evaluate_for(run, &iteration, frame);
	else if (boxed->kind == BOXED_SOME)
		found = evaluate_some(run, &iteration, frame);
	else
		found = evaluate_every(run, &iteration, frame);
	if (!boxed->is_two_valued)
		return found;
	bool is_list = boxed->kind == BOXED_FOR;
	return evaluate_settled(run, found, is_list ? value_list(NULL, 0) : value_boolean(false));
}

static void record_step(struct instance *instance, const struct boxed *boxed,
			const struct rule_list *matched, dmn_value result)
{
	struct dmn_evaluation *evaluation = instance->evaluation;
	const char **notes = arena_new_array(evaluation->arena, const char *, matched->count);
	for (size_t i = 0; i < matched->count; i++)
		notes[i] = boxed->table->rules[matched->at[i] - 1].note;
	struct dmn_step step = { .decision = boxed->place.element,
				 .table = text_c(evaluation->arena, boxed->table->id),
				 .rules = matched->at,
				 .notes = notes,
				 .rule_count = matched->count,
				 .result = result };
	list_push(evaluation->arena, &evaluation->steps, step);
}

static dmn_value evaluate_table(struct instance *instance, const struct boxed *boxed,
				const struct frame *frame)
{
	struct rule_list matched = { 0 };
	run_of(instance)->place = boxed->place;
	dmn_value result = table_evaluate(instance, boxed->table, frame, &matched);
	if (instance->evaluation->is_tracing)
		record_step(instance, boxed, &matched, result);
	const struct observer *observer = instance->evaluation->observer;
	if (observer != NULL)
		observer->table(observer->user, instance, boxed->table, frame, &matched, result);
	return result;
}

static dmn_value dispatch(struct instance *instance, const struct boxed *boxed,
			  const struct frame *frame)
{
	switch (boxed->kind) {
	case BOXED_LITERAL: return expression_evaluate(instance, &boxed->expression, frame);
	case BOXED_TABLE: return evaluate_table(instance, boxed, frame);
	case BOXED_CONTEXT: return evaluate_context(instance, boxed, frame);
	case BOXED_INVOCATION: return evaluate_invocation(instance, boxed, frame);
	case BOXED_FUNCTION: return evaluate_function(instance, boxed, frame);
	case BOXED_LIST: return evaluate_list(instance, boxed, frame);
	case BOXED_RELATION: return evaluate_relation(instance, boxed, frame);
	case BOXED_CONDITIONAL: return evaluate_conditional(instance, boxed, frame);
	case BOXED_FILTER: return evaluate_filter(instance, boxed, frame);
	case BOXED_FOR:
	case BOXED_SOME:
	case BOXED_EVERY: return evaluate_iterator(instance, boxed, frame);
	case BOXED_KIND_COUNT: break;
	}
	return value_null();
}

dmn_value boxed_evaluate(struct instance *instance, const struct boxed *boxed,
			 const struct frame *frame)
{
	struct run *run = run_of(instance);
	run_step(run, 1);
	if (run->depth_left < 4)
		boundary_leave(run->arena, STATUS_LIMIT, "the evaluation is nested too deeply");
	run->depth_left -= 4;
	dmn_value value = boxed->trouble != NULL ? tell_again(run, boxed->trouble)
						 : dispatch(instance, boxed, frame);
	run->depth_left += 4;
	if (boxed->type == NULL)
		return value;
	run->place = boxed->place;
	return type_bind(run, value, boxed->type, "the expression");
}
