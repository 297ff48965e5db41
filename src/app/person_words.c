/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a person's file in words, for paper. */
#include "app/person_internal.h"

#include "base/builder.h"
#include "letter/written.h"

enum {
	NESTED_MOST = 8
};

struct text person_name_at(dmn_value context, size_t index)
{
	const char *at;
	size_t size;
	dmn_context_at(context, index, &at, &size);
	return (struct text){ at, size };
}

/* "made_at" as "Made at". */
struct text person_label(struct arena *arena, struct text name)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < name.length; i++)
		builder_add_byte(&out, name.at[i] == '_' ? ' ' : name.at[i]);
	return written_capital(arena, builder_text(&out));
}

struct text person_text(struct arena *arena, dmn_value value)
{
	size_t size;
	int64_t day;
	if (value.kind == DMN_NULL)
		return TEXT("");
	if (value.kind == DMN_BOOLEAN)
		return dmn_is_true(value) ? TEXT("yes") : TEXT("no");
	const char *at = dmn_text(arena, value, &size);
	struct text text = { at, size };
	if (text.length == 10 && clock_parse_day(text, &day, NULL) == STATUS_OK)
		return written_date(arena, text);
	return app_instant(arena, text);
}

bool person_is_nested(dmn_value value)
{
	return value.kind == DMN_CONTEXT || value.kind == DMN_LIST;
}

static void flatten(struct builder *out, struct text path, dmn_value value, unsigned depth);

static void flatten_members(struct builder *out, struct text path, dmn_value value, unsigned depth)
{
	for (size_t i = 0; i < dmn_context_count(value); i++) {
		struct text name = person_name_at(value, i);
		struct text inner = path.length == 0 ? name
						     : text_format(out->arena, "%.*s, %.*s",
								   TEXT_ARG(path), TEXT_ARG(name));
		flatten(out, inner, dmn_context_at(value, i, NULL, NULL), depth + 1);
	}
}

/* A line for each value in it, with the way to it. */
static void flatten(struct builder *out, struct text path, dmn_value value, unsigned depth)
{
	bool deep = depth > NESTED_MOST;
	if (value.kind == DMN_CONTEXT && !deep) {
		flatten_members(out, path, value, depth);
	} else if (value.kind == DMN_LIST && !deep) {
		for (size_t i = 0; i < value.count; i++)
			flatten(out,
				value.count == 1 ? path
						 : text_format(out->arena, "%.*s %zu",
							       TEXT_ARG(path), i + 1),
				dmn_list_at(value, i), depth + 1);
	} else if (value.kind != DMN_NULL) {
		builder_add_c(out, out->length == 0 ? "" : "\n");
		builder_add(out, path);
		builder_add_c(out, path.length == 0 ? "" : ": ");
		builder_add(out, person_text(out->arena, value));
	}
}

struct text person_printed(struct arena *arena, dmn_value value)
{
	if (!person_is_nested(value))
		return person_text(arena, value);
	struct builder out = builder_new(arena);
	flatten(&out, TEXT(""), value, 0);
	return text_copy(arena, builder_text(&out));
}

struct text person_in_line(struct arena *arena, dmn_value row, size_t first)
{
	struct builder out = builder_new(arena);
	for (size_t i = first; i < dmn_context_count(row); i++) {
		struct text text = person_printed(arena, dmn_context_at(row, i, NULL, NULL));
		if (text.length == 0)
			continue;
		builder_add_c(&out, out.length == 0 ? "" : "; ");
		builder_add(&out, person_label(arena, person_name_at(row, i)));
		builder_add_c(&out, ": ");
		builder_add(&out, text);
	}
	return builder_text(&out);
}
