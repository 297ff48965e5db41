/* SPDX-License-Identifier: Apache-2.0 */
/* Values at the public door. */
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

dmn_value dmn_number_text(struct arena *arena, const char *at, size_t size)
{
	dmn_value value;
	return number_parse(arena, (struct text){ at, size }, &value) ? value : value_null();
}

dmn_value dmn_string(struct arena *arena, const char *at, size_t size)
{
	return value_string(text_copy(arena, (struct text){ at, size }));
}

dmn_value dmn_string_view(const char *at, size_t size)
{
	return value_string((struct text){ at, size });
}

dmn_value dmn_temporal(struct arena *arena, enum dmn_kind kind, const char *at, size_t size)
{
	static const struct dmn_host no_host = { .size = sizeof no_host };
	struct run run = { .arena = arena, .host = &no_host };
	struct text text = { at, size };
	dmn_value value = value_null();
	bool found = false;
	if (kind == DMN_DATE)
		found = temporal_parse_date(text, &value);
	else if (kind == DMN_TIME)
		found = temporal_parse_time(&run, text, &value);
	else if (kind == DMN_DATE_TIME)
		found = temporal_parse_date_time(&run, text, &value);
	else
		found = temporal_parse_duration(text, &value);
	return found && value.kind == kind ? value : value_null();
}

dmn_value dmn_date(int64_t days)
{
	return value_date(days);
}

int64_t dmn_date_days(dmn_value date)
{
	return date.kind == DMN_DATE ? date.as.integer : 0;
}

dmn_value dmn_list(struct arena *arena, const dmn_value *items, size_t count)
{
	return value_list(arena_copy(arena, items, count * sizeof *items), count);
}

dmn_value dmn_context(struct arena *arena, const char *const *names, const dmn_value *values,
		      size_t count)
{
	struct dmn_context *context = context_new(arena, count);
	for (size_t i = 0; i < count; i++)
		context->entries[i] =
			(struct context_entry){ text_copy(arena, text_from(names[i])), values[i] };
	return value_context(context);
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

static const char *finish(struct builder *builder, size_t *size)
{
	if (size != NULL)
		*size = builder->length;
	builder_add_byte(builder, '\0');
	return builder->at;
}

const char *dmn_text(struct arena *arena, dmn_value value, size_t *size)
{
	struct builder builder = builder_new(arena);
	value_print(&builder, value);
	return finish(&builder, size);
}

const struct dmn_problem *dmn_problem_of(dmn_value value)
{
	return value.kind == DMN_NULL ? value.as.problem : NULL;
}
