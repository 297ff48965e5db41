/* SPDX-License-Identifier: Apache-2.0 */
/* A value that outlives the evaluation that made it. */
#include "explain/explain.h"

enum {
	DEPTH_MOST = 100 /* what is deeper is kept as its text */
};

static dmn_value keep(struct arena *arena, dmn_value value, unsigned depth);

static dmn_value keep_list(struct arena *arena, dmn_value list, unsigned depth)
{
	dmn_value *items = arena_new_array(arena, dmn_value, list.count);
	for (size_t i = 0; i < list.count; i++)
		items[i] = keep(arena, list.as.items[i], depth + 1);
	return value_list(items, list.count);
}

static dmn_value keep_context(struct arena *arena, const struct dmn_context *context,
			      unsigned depth)
{
	struct dmn_context *made = context_new(arena, context->count);
	for (size_t i = 0; i < context->count; i++)
		made->entries[i] =
			(struct context_entry){ text_copy(arena, context->entries[i].name),
						keep(arena, context->entries[i].value, depth + 1) };
	return value_context(made);
}

/* What has no plain inside is kept as its text. */
static dmn_value keep_printed(struct arena *arena, dmn_value value)
{
	size_t size;
	const char *text = dmn_text(arena, value, &size);
	return dmn_string_view(text, size);
}

static dmn_value keep(struct arena *arena, dmn_value value, unsigned depth)
{
	if (depth > DEPTH_MOST && (value.kind == DMN_LIST || value.kind == DMN_CONTEXT))
		return keep_printed(arena, value);
	switch (value.kind) {
	case DMN_NULL: return value_null();
	case DMN_STRING: return value_string(text_copy(arena, value_text(value)));
	case DMN_LIST: return keep_list(arena, value, depth);
	case DMN_CONTEXT: return keep_context(arena, value.as.context, depth);
	case DMN_TIME:
	case DMN_DATE_TIME: {
		struct moment moment = *value_moment(value);
		moment.zone = text_copy(arena, moment.zone);
		return value_from_moment(arena, (enum dmn_kind)value.kind, moment);
	}
	case DMN_NUMBER:
		if ((value.flags & VALUE_BIG) != 0)
			value.as.pointer = arena_copy(arena, value.as.pointer, 16);
		return value;
	case DMN_RANGE:
	case DMN_FUNCTION: return keep_printed(arena, value);
	default: return value;
	}
}

dmn_value explain_keep(struct arena *arena, dmn_value value)
{
	return keep(arena, value, 0);
}
