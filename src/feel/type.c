/* SPDX-License-Identifier: Apache-2.0 */
#include "feel/type.h"

#include "feel/builtin.h"
#include "feel/evaluate.h"
#include "feel/function.h"
#include "feel/value_print.h"
#include "feel/temporal.h"

#include <string.h>

enum {
	TYPE_VISITS_MOST = 10000
}; /* of types in types, compared */

static const struct type any_type = { .kind = TYPE_ANY, .name = { "Any", 3 } };
static const struct type any_list = { .kind = TYPE_LIST, .item = &any_type };
static const struct type any_context = { .kind = TYPE_CONTEXT, .is_any_context = true };
static const struct type any_range = { .kind = TYPE_RANGE, .item = &any_type };
static const struct type any_function = { .kind = TYPE_FUNCTION, .is_any_context = true };
static const struct type null_type = { .kind = TYPE_NULL };
static const struct type boolean_type = { .kind = TYPE_SIMPLE, .simple = DMN_BOOLEAN };
static const struct type number_type = { .kind = TYPE_SIMPLE, .simple = DMN_NUMBER };
static const struct type string_type = { .kind = TYPE_SIMPLE, .simple = DMN_STRING };
static const struct type date_type = { .kind = TYPE_SIMPLE, .simple = DMN_DATE };
static const struct type time_type = { .kind = TYPE_SIMPLE, .simple = DMN_TIME };
static const struct type date_time_type = { .kind = TYPE_SIMPLE, .simple = DMN_DATE_TIME };
static const struct type days_type = { .kind = TYPE_SIMPLE, .simple = DMN_DAYS_DURATION };
static const struct type months_type = { .kind = TYPE_SIMPLE, .simple = DMN_MONTHS_DURATION };

static const struct {
	const char *name;
	const struct type *type;
} builtins[] = {
	{ "Any", &any_type },
	{ "Null", &null_type },
	{ "boolean", &boolean_type },
	{ "number", &number_type },
	{ "string", &string_type },
	{ "date", &date_type },
	{ "time", &time_type },
	{ "date and time", &date_time_type },
	{ "dateTime", &date_time_type },
	{ "days and time duration", &days_type },
	{ "dayTimeDuration", &days_type },
	{ "years and months duration", &months_type },
	{ "yearMonthDuration", &months_type },
	{ "list", &any_list },
	{ "context", &any_context },
	{ "range", &any_range },
	{ "function", &any_function },
};

const struct type *type_builtin(struct text name)
{
	for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
		if (text_is(name, builtins[i].name))
			return builtins[i].type;
	return NULL;
}

const char *type_builtin_name(size_t index)
{
	return index < sizeof builtins / sizeof *builtins ? builtins[index].name : NULL;
}

const struct type *type_list_of(struct arena *arena, const struct type *item)
{
	struct type *type = arena_new_one(arena, struct type);
	type->kind = TYPE_LIST;
	type->item = item;
	return type;
}

static bool conforms(struct run *run, dmn_value value, const struct type *type);

static bool list_conforms(struct run *run, dmn_value value, const struct type *type)
{
	if (value.kind != DMN_LIST)
		return false;
	for (size_t i = 0; i < value.count; i++) {
		run_step(run, 1);
		if (!conforms(run, value.as.items[i], type->item))
			return false;
	}
	return true;
}

static bool context_conforms(struct run *run, dmn_value value, const struct type *type)
{
	if (value.kind != DMN_CONTEXT)
		return false;
	for (size_t i = 0; i < type->member_count; i++) {
		const dmn_value *member = context_find(value.as.context, type->members[i].name);
		if (member == NULL || !conforms(run, *member, type->members[i].type))
			return false;
	}
	return true;
}

static bool range_conforms(struct run *run, dmn_value value, const struct type *type)
{
	if (value.kind != DMN_RANGE)
		return false;
	const struct range *range = value_range(value);
	return (range->low_unbounded || conforms(run, range->low, type->item)) &&
	       (range->high_unbounded || conforms(run, range->high, type->item));
}

/* Is every value of `a` a value of `b`? Definitions may hold themselves: past a number of visits
 * they count as alike. */
static bool type_conforms(const struct type *a, const struct type *b, unsigned *visits);

static bool members_conform(const struct type *a, const struct type *b, unsigned *visits)
{
	for (size_t i = 0; i < b->member_count; i++) {
		const struct type_member *found = NULL;
		for (size_t j = 0; j < a->member_count && found == NULL; j++)
			if (text_equal(a->members[j].name, b->members[i].name))
				found = &a->members[j];
		if (found == NULL || !type_conforms(found->type, b->members[i].type, visits))
			return false;
	}
	return true;
}

static bool function_type_conforms(const struct type *a, const struct type *b, unsigned *visits)
{
	if (b->is_any_context)
		return true;
	if (a->is_any_context || a->member_count != b->member_count)
		return false;
	for (size_t i = 0; i < a->member_count; i++)
		if (!type_conforms(b->members[i].type, a->members[i].type, visits))
			return false;
	return type_conforms(a->item, b->item, visits);
}

static bool type_conforms(const struct type *a, const struct type *b, unsigned *visits)
{
	if (a == NULL)
		a = &any_type;
	if (++*visits > TYPE_VISITS_MOST || b == NULL || b->kind == TYPE_ANY || a == b ||
	    a->kind == TYPE_NULL)
		return true;
	if (a->kind != b->kind)
		return false;
	switch (b->kind) {
	case TYPE_SIMPLE: return a->simple == b->simple;
	case TYPE_LIST:
	case TYPE_RANGE: return type_conforms(a->item, b->item, visits);
	case TYPE_CONTEXT: return members_conform(a, b, visits);
	case TYPE_FUNCTION: return function_type_conforms(a, b, visits);
	case TYPE_ANY:
	case TYPE_NULL: break;
	}
	return true;
}

/* The kinds that the values of a type are of, a bit for each. */
static unsigned kinds_of(const struct type *type)
{
	switch (type->kind) {
	case TYPE_ANY: return (1U << DMN_KIND_COUNT) - 1;
	case TYPE_NULL: return 0;
	case TYPE_SIMPLE: return 1U << type->simple;
	case TYPE_LIST: return 1U << DMN_LIST;
	case TYPE_CONTEXT: return 1U << DMN_CONTEXT;
	case TYPE_RANGE: return 1U << DMN_RANGE;
	case TYPE_FUNCTION: return 1U << DMN_FUNCTION;
	}
	return 0;
}

static bool builtin_conforms(const struct builtin *builtin, const struct type *type)
{
	enum {
		PARAMETERS_MOST = 32
	};
	unsigned kinds[PARAMETERS_MOST];
	if (type->member_count > PARAMETERS_MOST)
		return false;
	for (size_t i = 0; i < type->member_count; i++)
		kinds[i] = kinds_of(type->members[i].type);
	return builtin_takes(builtin, kinds, type->member_count, kinds_of(type->item));
}

/* Parameters are contravariant, the result covariant; an untyped one is Any. */
static bool function_conforms(dmn_value value, const struct type *type)
{
	if (value.kind != DMN_FUNCTION)
		return false;
	if (type->is_any_context)
		return true;
	const struct function *function = value_function(value);
	unsigned visits = 0;
	if (function->kind == FUNCTION_BUILTIN)
		return builtin_conforms(function->builtin, type);
	if (function->parameter_count != type->member_count)
		return false;
	for (size_t i = 0; i < type->member_count; i++) {
		const struct type *own = function->parameters[i].type;
		if (!type_conforms(type->members[i].type, own, &visits))
			return false;
	}
	return function->result == NULL || type_conforms(function->result, type->item, &visits);
}

static bool shape_conforms(struct run *run, dmn_value value, const struct type *type)
{
	switch (type->kind) {
	case TYPE_ANY: return true;
	case TYPE_NULL: return value.kind == DMN_NULL;
	case TYPE_SIMPLE: return value.kind == type->simple;
	case TYPE_LIST: return list_conforms(run, value, type);
	case TYPE_CONTEXT: return context_conforms(run, value, type);
	case TYPE_RANGE: return range_conforms(run, value, type);
	case TYPE_FUNCTION: return function_conforms(value, type);
	}
	return false;
}

static bool is_allowed(struct run *run, dmn_value value, const struct type *type)
{
	return type->constraint == NULL ||
	       evaluate_tests(run, type->constraint, value, &(struct frame){ .slots = &value }) ==
		       TERNARY_TRUE;
}

static bool conforms(struct run *run, dmn_value value, const struct type *type)
{
	if (type == NULL || value.kind == DMN_NULL)
		return true;
	/* A type over itself follows a value as deep as it goes. */
	run_deeper(run);
	bool is_shape = shape_conforms(run, value, type);
	run->depth_left++;
	if (!is_shape)
		return false;
	/* A type is its shape; allowed values are asked of a value being bound (0070 of the kit).
	 */
	if (run->ignores_constraints)
		return true;
	return (type->base == NULL || conforms(run, value, type->base)) &&
	       is_allowed(run, value, type);
}

bool type_instance_of(struct run *run, dmn_value value, const struct type *type)
{
	if (value.kind == DMN_NULL)
		return type->kind == TYPE_NULL;
	run->ignores_constraints = true;
	bool is_instance = conforms(run, value, type);
	run->ignores_constraints = false;
	return is_instance;
}

/* The type, it or one it is made over, whose allowed values the value is not among; NULL when its
 * shape is wrong already. */
static const struct type *refusing_type(struct run *run, dmn_value value, const struct type *type)
{
	if (!shape_conforms(run, value, type))
		return NULL;
	while (type != NULL && is_allowed(run, value, type))
		type = type->base;
	return type;
}

static dmn_value refuse(struct run *run, dmn_value value, const struct type *type, const char *what)
{
	struct builder wanted = builder_new(run->arena);
	type_print(&wanted, type);
	struct builder given = builder_new(run->arena);
	value_print_literal(&given, value);
	struct text shown = value_excerpt(builder_text(&given));
	const struct type *refusing = refusing_type(run, value, type);
	if (refusing != NULL)
		return run_fail(run, PROBLEM_CONSTRAINT, "%s is %.*s, which is not among %.*s",
				what, TEXT_ARG(shown), TEXT_ARG(refusing->constraint_text));
	return run_fail(run, PROBLEM_CONVERSION, "%s is %.*s, which is no %.*s", what,
			TEXT_ARG(shown), TEXT_ARG(builder_text(&wanted)));
}

/* DMN 1.5 10.3.2.9.4: to and from a singleton list, date to date and time. */
dmn_value type_bind(struct run *run, dmn_value value, const struct type *type, const char *what)
{
	if (type_is_plainly(value, type) || conforms(run, value, type))
		return value;
	if (type->kind == TYPE_LIST && value.kind != DMN_LIST && conforms(run, value, type->item))
		return value_list(arena_copy(run->arena, &value, sizeof value), 1);
	if (type->kind != TYPE_LIST && value.kind == DMN_LIST && value.count == 1 &&
	    conforms(run, value.as.items[0], type))
		return value.as.items[0];
	if (type->kind == TYPE_SIMPLE && type->simple == DMN_DATE_TIME && value.kind == DMN_DATE)
		return temporal_date_to_date_time(run->arena, value);
	return refuse(run, value, type, what);
}

static void print_members(struct builder *out, const struct type *type)
{
	for (size_t i = 0; i < type->member_count; i++) {
		if (i > 0)
			builder_add_c(out, ", ");
		if (type->members[i].name.length != 0) {
			builder_add(out, type->members[i].name);
			builder_add_c(out, ": ");
		}
		type_print(out, type->members[i].type);
	}
}

void type_print(struct builder *out, const struct type *type)
{
	if (type == NULL) {
		builder_add_c(out, "Any");
		return;
	}
	if (type->name.length != 0) {
		builder_add(out, type->name);
		return;
	}
	switch (type->kind) {
	case TYPE_ANY: builder_add_c(out, "Any"); break;
	case TYPE_NULL: builder_add_c(out, "Null"); break;
	case TYPE_SIMPLE: builder_add_c(out, dmn_kind_name(type->simple)); break;
	case TYPE_LIST:
	case TYPE_RANGE:
		builder_add_c(out, type->kind == TYPE_LIST ? "list<" : "range<");
		type_print(out, type->item);
		builder_add_c(out, ">");
		break;
	case TYPE_CONTEXT:
		builder_add_c(out, "context<");
		print_members(out, type);
		builder_add_c(out, ">");
		break;
	case TYPE_FUNCTION:
		builder_add_c(out, "function<");
		print_members(out, type);
		builder_add_c(out, "> -> ");
		type_print(out, type->item);
		break;
	}
}
