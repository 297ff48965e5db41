/* SPDX-License-Identifier: Apache-2.0 */
/* Builtins over contexts (DMN 1.5 table 81). Contexts are immutable: each gives a new one, and a
 * new entry comes last. */
#include "feel/builtin_internal.h"

#include "base/map.h"
#include "feel/value_print.h"

#include <string.h>

dmn_value get_value(struct run *run, const dmn_value *arguments)
{
	run_step(run, arguments[0].as.context->count);
	const dmn_value *found = context_find(arguments[0].as.context, value_text(arguments[1]));
	return found != NULL ? *found : value_null();
}

/* Every item of a path must be a string, and there must be one. */
static bool path_is_valid(struct run *run, const char *function, dmn_value keys, dmn_value *failure)
{
	bool valid = keys.count != 0;
	for (uint32_t i = 0; i < keys.count; i++)
		valid = valid && keys.as.items[i].kind == DMN_STRING;
	if (!valid)
		*failure = run_fail(run, PROBLEM_ARGUMENT,
				    "%s: keys is a list of one or more strings", function);
	run_step(run, keys.count);
	return valid;
}

dmn_value get_value_path(struct run *run, const dmn_value *arguments)
{
	dmn_value at = arguments[0], failure;
	if (!path_is_valid(run, "get value", arguments[1], &failure))
		return failure;
	for (uint32_t i = 0; i < arguments[1].count; i++) {
		if (at.kind != DMN_CONTEXT)
			return value_null();
		dmn_value step[2] = { at, arguments[1].as.items[i] };
		at = get_value(run, step);
	}
	return at;
}

static dmn_value pair(struct run *run, struct text key, dmn_value value)
{
	struct dmn_context *context = context_new(run->arena, 2);
	context->entries[0] = (struct context_entry){ TEXT("key"), value_string(key) };
	context->entries[1] = (struct context_entry){ TEXT("value"), value };
	return value_context(context);
}

dmn_value get_entries(struct run *run, const dmn_value *arguments)
{
	const struct dmn_context *context = arguments[0].as.context;
	dmn_value *items = arena_new_array(run->arena, dmn_value, context->count);
	run_step(run, context->count);
	for (size_t i = 0; i < context->count; i++)
		items[i] = pair(run, context->entries[i].name, context->entries[i].value);
	return value_list(items, context->count);
}

/* ---- making -------------------------------------------------------------- */

/* A context in the making: entries by name, in order of insertion. */
struct making {
	struct run *run;
	struct map by_name; /* of dmn_value * */
};

static void put(struct making *making, struct text name, dmn_value value)
{
	run_step(making->run, 1);
	map_put(&making->by_name, name, arena_copy(making->run->arena, &value, sizeof value));
}

static void put_all(struct making *making, const struct dmn_context *context)
{
	for (size_t i = 0; i < context->count; i++)
		put(making, context->entries[i].name, context->entries[i].value);
}

static dmn_value made(const struct making *making)
{
	size_t count = making->by_name.count;
	struct dmn_context *context = context_new(making->run->arena, count);
	for (size_t i = 0; i < count; i++) {
		const struct map_entry *entry = &making->by_name.entries[i];
		context->entries[i] =
			(struct context_entry){ entry->key, *(const dmn_value *)entry->value };
	}
	return value_context(context);
}

dmn_value context_from(struct run *run, const dmn_value *arguments)
{
	struct making making = { run, map_new(run->arena) };
	for (uint32_t i = 0; i < arguments[0].count; i++) {
		dmn_value item = arguments[0].as.items[i];
		const dmn_value *key = NULL, *value = NULL;
		if (item.kind == DMN_CONTEXT) {
			key = context_find(item.as.context, TEXT("key"));
			value = context_find(item.as.context, TEXT("value"));
		}
		if (key == NULL || value == NULL || key->kind != DMN_STRING)
			return run_fail(run, PROBLEM_ARGUMENT,
					"context: item %u is no context with a string \"key\" and "
					"a \"value\"",
					i + 1);
		if (map_has(&making.by_name, value_text(*key)))
			return run_fail(run, PROBLEM_ARGUMENT,
					"context: the key \"%.*s\" is there twice",
					TEXT_ARG(value_excerpt(value_text(*key))));
		put(&making, value_text(*key), *value);
	}
	return made(&making);
}

static dmn_value with_entry(struct run *run, const struct dmn_context *context, struct text name,
			    dmn_value value)
{
	size_t at = 0;
	while (at < context->count && !text_equal(context->entries[at].name, name))
		at++;
	bool is_new = at == context->count;
	struct dmn_context *copy = context_new(run->arena, context->count + is_new);
	run_step(run, copy->count);
	if (context->count != 0)
		memcpy(copy->entries, context->entries, context->count * sizeof *copy->entries);
	copy->entries[at] = (struct context_entry){ name, value };
	return value_context(copy);
}

dmn_value context_put(struct run *run, const dmn_value *arguments)
{
	return with_entry(run, arguments[0].as.context, value_text(arguments[1]), arguments[2]);
}

/* Down along the keys, then up again, each context with its entry replaced. Every step but the last
 * must lead to a context. */
dmn_value context_put_path(struct run *run, const dmn_value *arguments)
{
	dmn_value keys = arguments[1], failure;
	if (!path_is_valid(run, "context put", keys, &failure))
		return failure;
	const struct dmn_context **path =
		arena_new_array(run->arena, const struct dmn_context *, keys.count);
	path[0] = arguments[0].as.context;
	for (uint32_t i = 1; i < keys.count; i++) {
		const dmn_value *inner =
			context_find(path[i - 1], value_text(keys.as.items[i - 1]));
		if (inner == NULL || inner->kind != DMN_CONTEXT)
			return run_fail(run, PROBLEM_PATH,
					"context put: there is no context at key \"%.*s\"",
					TEXT_ARG(value_excerpt(value_text(keys.as.items[i - 1]))));
		path[i] = inner->as.context;
	}
	dmn_value value = arguments[2];
	for (uint32_t i = keys.count; i-- > 0;)
		value = with_entry(run, path[i], value_text(keys.as.items[i]), value);
	return value;
}

dmn_value context_merge(struct run *run, const dmn_value *arguments)
{
	struct making making = { run, map_new(run->arena) };
	for (uint32_t i = 0; i < arguments[0].count; i++) {
		dmn_value item = arguments[0].as.items[i];
		if (item.kind != DMN_CONTEXT)
			return run_fail(run, PROBLEM_ARGUMENT,
					"context merge: item %u is a %s, not a context", i + 1,
					value_kind_name(item));
		put_all(&making, item.as.context);
	}
	return made(&making);
}
