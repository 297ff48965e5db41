/* SPDX-License-Identifier: Apache-2.0 */
/* Boxed expressions as text, near to FEEL, a part a line. For a reader: it is not read back. */
#include "draw/draw.h"

enum {
	DEPTH_MOST = 16,
	INDENT = 4
};

struct setting {
	struct builder out;
	unsigned depth;
};

static void put_boxed(struct setting *setting, const struct boxed *boxed);

static void put(struct setting *setting, const char *text)
{
	builder_add_c(&setting->out, text);
}

static void put_line(struct setting *setting)
{
	put(setting, "\n");
	for (unsigned i = 0; i < setting->depth * INDENT; i++)
		builder_add_byte(&setting->out, ' ');
}

/* The text as it was written, its further lines set in as far as this one. */
static void put_source(struct setting *setting, struct text source)
{
	struct text rest = text_trim(source);
	builder_add(&setting->out, text_cut(rest, '\n', &rest));
	while (rest.length != 0) {
		put_line(setting);
		builder_add(&setting->out, text_cut(rest, '\n', &rest));
	}
}

static void put_part(struct setting *setting, const struct boxed *boxed, size_t i)
{
	if (i < boxed->part_count && boxed->parts[i] != NULL)
		put_boxed(setting, boxed->parts[i]);
	else
		put(setting, "(nothing)");
}

/* Parts in brackets, a line each, with their names. */
static void put_parts(struct setting *setting, const struct boxed *boxed, const char *open,
		      const char *close)
{
	put(setting, open);
	setting->depth++;
	for (size_t i = 0; i < boxed->part_count; i++) {
		put_line(setting);
		if (boxed->kind != BOXED_LIST && boxed->names[i].length != 0) {
			builder_add(&setting->out, boxed->names[i]);
			put(setting, ": ");
		} else if (boxed->kind == BOXED_CONTEXT) {
			put(setting, "result: ");
		}
		put_part(setting, boxed, i);
	}
	setting->depth--;
	put_line(setting);
	put(setting, close);
}

static void put_relation(struct setting *setting, const struct boxed *boxed)
{
	size_t columns = boxed->name_count;
	put(setting, "[");
	setting->depth++;
	for (size_t i = 0; columns != 0 && i < boxed->part_count; i++) {
		if (i % columns == 0)
			put_line(setting);
		put(setting, i % columns == 0 ? "{ " : ", ");
		builder_add(&setting->out, boxed->names[i % columns]);
		put(setting, ": ");
		put_part(setting, boxed, i);
		put(setting, i % columns + 1 == columns ? " }" : "");
	}
	setting->depth--;
	put_line(setting);
	put(setting, "]");
}

/* Words and parts in turn: if ... then ... else. */
static void put_worded(struct setting *setting, const struct boxed *boxed, const char *const *words,
		       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			put_line(setting);
		put(setting, words[i]);
		setting->depth++;
		put_part(setting, boxed, i);
		setting->depth--;
	}
}

static void put_iteration(struct setting *setting, const struct boxed *boxed, const char *word,
			  const char *body)
{
	put(setting, word);
	builder_add(&setting->out, boxed->names[0]);
	const char *const words[] = { " in ", body };
	put_worded(setting, boxed, words, 2);
}

static void put_function(struct setting *setting, const struct boxed *boxed)
{
	put(setting, "function(");
	for (size_t i = 0; i < boxed->parameter_count; i++) {
		put(setting, i == 0 ? "" : ", ");
		builder_add(&setting->out, boxed->parameters[i].name);
	}
	put(setting, ")");
	setting->depth++;
	put_line(setting);
	put_part(setting, boxed, 0);
	setting->depth--;
}

static void dispatch(struct setting *setting, const struct boxed *boxed)
{
	static const char *const conditional[] = { "if ", "then ", "else " };
	static const char *const filter[] = { "the items of ", "for which " };
	switch (boxed->kind) {
	case BOXED_LITERAL: put_source(setting, boxed->expression.place.source); break;
	case BOXED_TABLE:
		builder_add_format(&setting->out, "(a decision table of %zu rules)",
				   boxed->table->rule_count);
		break;
	case BOXED_CONTEXT: put_parts(setting, boxed, "{", "}"); break;
	case BOXED_LIST: put_parts(setting, boxed, "[", "]"); break;
	case BOXED_INVOCATION:
		put_source(setting, boxed->expression.place.source);
		put_parts(setting, boxed, "(", ")");
		break;
	case BOXED_FUNCTION: put_function(setting, boxed); break;
	case BOXED_RELATION: put_relation(setting, boxed); break;
	case BOXED_CONDITIONAL: put_worded(setting, boxed, conditional, 3); break;
	case BOXED_FILTER: put_worded(setting, boxed, filter, 2); break;
	case BOXED_FOR: put_iteration(setting, boxed, "for ", "return "); break;
	case BOXED_SOME: put_iteration(setting, boxed, "some ", "satisfies "); break;
	case BOXED_EVERY: put_iteration(setting, boxed, "every ", "satisfies "); break;
	case BOXED_KIND_COUNT: break;
	}
}

static void put_boxed(struct setting *setting, const struct boxed *boxed)
{
	if (setting->depth > DEPTH_MOST)
		put(setting, "...");
	else
		dispatch(setting, boxed);
}

struct text draw_boxed_text(struct arena *arena, const struct boxed *boxed)
{
	struct setting setting = { .out = builder_new(arena) };
	put_boxed(&setting, boxed);
	return builder_text(&setting.out);
}
