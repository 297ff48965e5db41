/* SPDX-License-Identifier: Apache-2.0 */
/* Values at the public door. */
#include "dmn/api_internal.h"
#include "feel/evaluate.h"
#include "feel/number.h"
#include "feel/run.h"
#include "feel/temporal.h"
#include "feel/value.h"
#include "feel/value_print.h"

#include <string.h>

struct arena *dmn_arena_new(size_t limit_size)
{
	return arena_new(limit_size);
}

void dmn_arena_free(struct arena *arena)
{
	arena_free(arena);
}

dmn_value dmn_null(void)
{
	return value_null();
}

dmn_value dmn_boolean(bool value)
{
	return value_boolean(value);
}

dmn_value dmn_number(int64_t value)
{
	return value_integer(value);
}

/* What a value is made of in the caller's arena, inside a boundary: where the arena's limit is
 * reached the library gives a null that says so, and does not leave the process. */
struct making {
	struct arena *arena;
	struct text text;
	enum dmn_kind kind;
	const char *const *names;
	const dmn_value *items;
	size_t count;
	dmn_value made;
};

static const struct dmn_host no_host = { .size = sizeof no_host };

static dmn_value make(struct making *making, void (*body)(void *user))
{
	struct error error;
	if (boundary_run(making->arena, body, making, &error) == STATUS_OK)
		return making->made;
	struct run run = run_new(making->arena, &no_host);
	return run_limit(&run, &error);
}

static void make_number(void *user)
{
	struct making *making = user;
	struct run run = run_new(making->arena, &no_host);
	run.place.source = making->text;
	if (!number_parse(making->arena, making->text, &making->made))
		making->made = run_fail(&run, PROBLEM_ARGUMENT, "\"%.*s\" is no number",
					TEXT_ARG(value_excerpt(making->text)));
}

dmn_value dmn_number_text(struct arena *arena, const char *at, size_t size)
{
	struct making making = { .arena = arena, .text = { at, size } };
	return make(&making, make_number);
}

static void make_string(void *user)
{
	struct making *making = user;
	making->made = value_string(text_copy(making->arena, making->text));
}

dmn_value dmn_string(struct arena *arena, const char *at, size_t size)
{
	struct making making = { .arena = arena, .text = { at, size } };
	return make(&making, make_string);
}

dmn_value dmn_string_view(const char *at, size_t size)
{
	return value_string((struct text){ at, size });
}

static void make_temporal(void *user)
{
	struct making *making = user;
	struct run run = run_new(making->arena, &no_host);
	dmn_value value = value_null();
	bool found = false;
	run.place.source = making->text;
	if (making->kind == DMN_DATE)
		found = temporal_parse_date(making->text, &value);
	else if (making->kind == DMN_TIME)
		found = temporal_parse_time(&run, making->text, &value);
	else if (making->kind == DMN_DATE_TIME)
		found = temporal_parse_date_time(&run, making->text, &value);
	else
		found = temporal_parse_duration(making->text, &value);
	if (found && value.kind == making->kind)
		making->made = value;
	else
		making->made = run_fail(&run, PROBLEM_TEMPORAL, "\"%.*s\" is no %s",
					TEXT_ARG(value_excerpt(making->text)),
					dmn_kind_name(making->kind));
}

dmn_value dmn_temporal(struct arena *arena, enum dmn_kind kind, const char *at, size_t size)
{
	struct making making = { .arena = arena, .kind = kind, .text = { at, size } };
	return make(&making, make_temporal);
}

dmn_value dmn_date(int64_t days)
{
	return value_date(days);
}

int64_t dmn_date_days(dmn_value date)
{
	return date.kind == DMN_DATE ? date.as.integer : 0;
}

static void make_list(void *user)
{
	struct making *making = user;
	size_t size = making->count * sizeof *making->items;
	making->made = value_list(arena_copy(making->arena, making->items, size), making->count);
}

dmn_value dmn_list(struct arena *arena, const dmn_value *items, size_t count)
{
	struct making making = { .arena = arena, .items = items, .count = count };
	return make(&making, make_list);
}

static void make_context(void *user)
{
	struct making *making = user;
	struct dmn_context *context = context_new(making->arena, making->count);
	for (size_t i = 0; i < making->count; i++) {
		struct text name = text_copy(making->arena, text_from(making->names[i]));
		context->entries[i] = (struct context_entry){ name, making->items[i] };
	}
	making->made = value_context(context);
}

dmn_value dmn_context(struct arena *arena, const char *const *names, const dmn_value *values,
		      size_t count)
{
	struct making making = { .arena = arena, .names = names, .items = values, .count = count };
	return make(&making, make_context);
}

bool dmn_is_true(dmn_value value)
{
	return value_is_true(value);
}

bool dmn_get_int(dmn_value value, int64_t *out)
{
	return value.kind == DMN_NUMBER && number_to_int64(value, out);
}

dmn_value dmn_list_at(dmn_value list, size_t index)
{
	if (list.kind != DMN_LIST || index >= list.count)
		return value_null();
	return list.as.items[index];
}

size_t dmn_context_count(dmn_value context)
{
	return context.kind == DMN_CONTEXT ? context.as.context->count : 0;
}

dmn_value dmn_context_at(dmn_value context, size_t index, const char **name, size_t *name_size)
{
	static const struct context_entry none = { .name = { "", 0 } };
	const struct context_entry *entry =
		index < dmn_context_count(context) ? &context.as.context->entries[index] : &none;
	if (name != NULL)
		*name = entry->name.at;
	if (name_size != NULL)
		*name_size = entry->name.length;
	return entry->value;
}

static const dmn_value *find(dmn_value context, const char *name)
{
	return context.kind == DMN_CONTEXT ? context_find(context.as.context, text_from(name))
					   : NULL;
}

dmn_value dmn_context_get(dmn_value context, const char *name)
{
	const dmn_value *found = find(context, name);
	return found != NULL ? *found : value_null();
}

bool dmn_context_has(dmn_value context, const char *name)
{
	return find(context, name) != NULL;
}

bool dmn_equal(dmn_value a, dmn_value b)
{
	return value_equal(a, b) == TERNARY_TRUE;
}

int dmn_compare(dmn_value a, dmn_value b)
{
	return a.kind == b.kind ? value_compare(a, b) : 2;
}

struct writing {
	struct builder out;
	dmn_value value;
	void (*write)(struct builder *out, dmn_value value);
};

static void run_writing(void *user)
{
	struct writing *writing = user;
	writing->write(&writing->out, writing->value);
	builder_add_byte(&writing->out, '\0');
}

const char *api_text(struct arena *arena, dmn_value value, size_t *size,
		     void (*write)(struct builder *out, dmn_value value))
{
	struct writing writing = { .out = builder_new(arena), .value = value, .write = write };
	bool is_whole = boundary_run(arena, run_writing, &writing, NULL) == STATUS_OK;
	if (size != NULL)
		*size = is_whole ? writing.out.length - 1 : 0;
	return is_whole ? writing.out.at : "";
}

const char *dmn_text(struct arena *arena, dmn_value value, size_t *size)
{
	return api_text(arena, value, size, value_print);
}

const struct dmn_problem *dmn_problem_of(dmn_value value)
{
	return value.kind == DMN_NULL ? value.as.problem : NULL;
}
