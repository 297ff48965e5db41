/* SPDX-License-Identifier: Apache-2.0 */
/* Calls: arguments to parameters, by position or by name, and functions as values. */
#include "feel/evaluate_internal.h"

#include "feel/builtin.h"
#include "feel/lexer.h"

static const char *name_of(struct run *run, const struct function *function)
{
	return function->name.length != 0 ? text_c(run->arena, function->name) : "the function";
}

static size_t parameter_index(const struct function *function, struct text name)
{
	for (size_t i = 0; i < function->parameter_count; i++)
		if (lexer_same_name(function->parameters[i].name, name))
			return i;
	return SIZE_MAX;
}

/* Arguments in the order of the parameters; NULL with *trouble when they do not fit. By name, what
 * is not given is null (DMN 1.5 10.3.2.13.4). */
static dmn_value *order_arguments(struct run *run, const struct function *function,
				  const struct text *names, const dmn_value *arguments,
				  size_t count, dmn_value *trouble)
{
	if (names == NULL ? count != function->parameter_count
			  : count > function->parameter_count) {
		*trouble = run_fail(run, PROBLEM_CALL, "%s takes %zu arguments, not %zu",
				    name_of(run, function), function->parameter_count, count);
		return NULL;
	}
	size_t size = function->parameter_count;
	dmn_value *ordered = arena_new_array(run->arena, dmn_value, size);
	bool *is_given = arena_new_array(run->arena, bool, size);
	for (size_t i = 0; i < count; i++) {
		struct text name = names != NULL ? names[i] : TEXT("");
		size_t index = names != NULL ? parameter_index(function, name) : i;
		if (index >= size || is_given[index]) {
			*trouble = run_fail(run, PROBLEM_CALL, "%s has no %sparameter '%.*s'",
					    name_of(run, function), index < size ? "second " : "",
					    TEXT_ARG(name));
			return NULL;
		}
		is_given[index] = true;
		ordered[index] = arguments[i];
	}
	return ordered;
}

/* An argument that its parameter's type refuses makes the whole call null. */
static bool bind_arguments(struct run *run, const struct function *function, dmn_value *ordered,
			   dmn_value *trouble)
{
	for (size_t i = 0; i < function->parameter_count; i++) {
		const struct parameter *parameter = &function->parameters[i];
		if (parameter->type == NULL)
			continue;
		dmn_value given = ordered[i];
		ordered[i] = type_bind_named(run, given, parameter->type, parameter->name);
		if (ordered[i].kind == DMN_NULL && given.kind != DMN_NULL) {
			*trouble = ordered[i];
			return false;
		}
	}
	return true;
}

static dmn_value call_written(struct run *run, const struct function *function,
			      dmn_value *arguments)
{
	struct place caller = run->place;
	struct frame *frame = arena_new_one(run->arena, struct frame);
	*frame = (struct frame){ .outer = function->frame, .slots = arguments };
	run->place = function->place;
	dmn_value result = evaluate(run, function->body, frame);
	run->place = caller;
	return result;
}

dmn_value function_call(struct run *run, const struct function *function, const struct text *names,
			const dmn_value *arguments, size_t count)
{
	if (function->kind == FUNCTION_BUILTIN && names == NULL)
		return builtin_call(run, function->builtin, arguments, count);
	if (function->kind == FUNCTION_BUILTIN)
		return builtin_call_named(run, function->builtin, names, arguments, count);
	dmn_value trouble;
	dmn_value *ordered = order_arguments(run, function, names, arguments, count, &trouble);
	if (ordered == NULL || !bind_arguments(run, function, ordered, &trouble))
		return trouble;
	dmn_value result = function->kind == FUNCTION_NATIVE
				   ? function->call(run, function, ordered, count)
				   : call_written(run, function, ordered);
	return function->result == NULL ? result
					: type_bind(run, result, function->result, "the result");
}

static dmn_value not_callable(struct run *run, const struct node *callee, dmn_value value)
{
	if (callee->text.length != 0)
		return run_blame(run, value, PROBLEM_CALL, "'%.*s' is a %s and cannot be called",
				 TEXT_ARG(callee->text), dmn_kind_name(value.kind));
	return run_blame(run, value, PROBLEM_CALL, "a %s cannot be called",
			 dmn_kind_name(value.kind));
}

/* What a call calls: a builtin, or a function value. A variable that is no function does not hide
 * the builtin of its name from a call: date("2024-03-18") means one thing beside a member date too.
 * False with *function a null. */
static bool find_callee(struct run *run, const struct node *callee, const struct frame *frame,
			const struct builtin **builtin, dmn_value *function)
{
	*builtin = callee->builtin;
	if (callee->kind == NODE_BUILTIN)
		return true;
	*function = evaluate(run, callee, frame);
	if (function->kind == DMN_FUNCTION)
		*builtin = NULL;
	else if (*builtin == NULL || function->kind == DMN_NULL)
		*function = not_callable(run, callee, *function);
	return function->kind != DMN_NULL;
}

static dmn_value call_builtin(struct run *run, const struct node *node,
			      const struct builtin *builtin, dmn_value *arguments, size_t count)
{
	if (node->is_two_valued && count != 0)
		count = builtin_pass_over(run, builtin, arguments, count);
	dmn_value value = node->names != NULL
				  ? builtin_call_named(run, builtin, node->names, arguments, count)
				  : builtin_call(run, builtin, arguments, count);
	return node->is_two_valued ? evaluate_call_settled(run, builtin, value) : value;
}

dmn_value evaluate_call(struct run *run, const struct node *node, const struct frame *frame)
{
	size_t count = node->item_count - 1;
	dmn_value function = value_null();
	const struct builtin *builtin;
	if (!find_callee(run, node->items[0], frame, &builtin, &function))
		return function;
	dmn_value *arguments = arena_new_array(run->arena, dmn_value, count);
	for (size_t i = 0; i < count; i++)
		arguments[i] = evaluate(run, node->items[i + 1], frame);
	run->place.offset = node->offset;
	if (builtin == NULL)
		return function_call(run, value_function(function), node->names, arguments, count);
	return call_builtin(run, node, builtin, arguments, count);
}
