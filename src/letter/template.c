/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/template.h"

struct reading {
	struct arena *arena;
	struct letter_template *out;
	struct error *error;
	unsigned line;
	bool goes_on; /* the next line of words belongs to the last block */
};

static enum status fail(const struct reading *reading, unsigned column, const char *message,
			const char *remedy)
{
	struct error *error = reading->error;
	error_set(error, STATUS_INVALID, "%s", message);
	if (error != NULL) {
		error->row = reading->line;
		error->column = column;
	}
	error_remedy(error, "%s", remedy);
	return STATUS_INVALID;
}

static struct template_block *last(const struct reading *reading)
{
	return &reading->out->blocks.at[reading->out->blocks.count - 1];
}

static void add_words(struct reading *reading, struct text words)
{
	if (words.length != 0)
		list_push(reading->arena, &last(reading)->parts,
			  (struct template_part){ .text = words });
}

static enum status add_field(struct reading *reading, struct text inside, unsigned column)
{
	struct template_part part = { .is_field = true, .place = { reading->line, column } };
	size_t bar = text_find(inside, TEXT("|"), 0);
	part.has_otherwise = bar != SIZE_MAX;
	part.text = text_trim(text_slice(inside, 0, bar));
	if (part.has_otherwise)
		part.otherwise = text_trim(text_slice(inside, bar + 1, inside.length));
	if (part.text.length == 0)
		return fail(reading, column, "the braces hold no field", "write one as {name}");
	if (part.has_otherwise && part.otherwise.length == 0)
		return fail(reading, column, "nothing stands behind the bar",
			    "write what the letter says where the field is empty");
	list_push(reading->arena, &last(reading)->parts, part);
	return STATUS_OK;
}

static enum status add_parts(struct reading *reading, struct text words, unsigned column)
{
	size_t at = 0;
	while (at < words.length) {
		size_t open = text_find(words, TEXT("{"), at);
		size_t end = open == SIZE_MAX ? words.length : open;
		struct text before = text_slice(words, at, end);
		if (text_find(before, TEXT("}"), 0) != SIZE_MAX)
			return fail(reading, column, "a closing brace stands without an open one",
				    "write fields as {name}");
		add_words(reading, before);
		if (open == SIZE_MAX)
			break;
		size_t close = text_find(words, TEXT("}"), open);
		if (close == SIZE_MAX)
			return fail(reading, column + (unsigned)open, "the brace is not closed",
				    "write fields as {name}, on one line");
		TRY(add_field(reading, text_slice(words, open + 1, close),
			      column + (unsigned)open));
		at = close + 1;
	}
	return STATUS_OK;
}

static enum status begin(struct reading *reading, enum template_kind kind, struct text words,
			 unsigned column)
{
	struct template_block block = { .kind = kind, .place = { reading->line, column } };
	bool is_first = reading->out->blocks.count == 0;
	if ((kind == TEMPLATE_TITLE) != is_first)
		return fail(reading, 1,
			    is_first ? "the letter does not begin with its title"
				     : "the letter has a second title",
			    "write one title first, as # Title; sections as ## Heading");
	if (words.length == 0)
		return fail(reading, column, "a heading or a line of a list is empty",
			    "write its words on the same line");
	list_push(reading->arena, &reading->out->blocks, block);
	reading->goes_on = kind == TEMPLATE_PARAGRAPH || kind == TEMPLATE_ITEM;
	return add_parts(reading, words, column);
}

static enum status go_on(struct reading *reading, struct text words, unsigned column)
{
	add_words(reading, TEXT(" "));
	return add_parts(reading, words, column);
}

/* `when:` on the line that follows a section's heading. */
static bool takes_when(const struct reading *reading)
{
	if (reading->out->blocks.count == 0)
		return false;
	const struct template_block *block = last(reading);
	return block->kind == TEMPLATE_SECTION && block->place.line + 1 == reading->line;
}

static enum status read_line(struct reading *reading, struct text line)
{
	static const struct {
		const char *mark;
		enum template_kind kind;
	} marks[] = { { "## ", TEMPLATE_SECTION },
		      { "# ", TEMPLATE_TITLE },
		      { "- ", TEMPLATE_ITEM } };
	struct text words = text_trim(line);
	unsigned column = words.length == 0 ? 1 : (unsigned)(words.at - line.at) + 1;
	if (words.length == 0) {
		reading->goes_on = false;
		return STATUS_OK;
	}
	if (text_starts(words, TEXT("when:")) && takes_when(reading)) {
		last(reading)->when = text_trim(text_slice(words, 5, words.length));
		return STATUS_OK;
	}
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t size = strlen(marks[i].mark);
		if (text_starts(words, text_from(marks[i].mark)))
			return begin(reading, marks[i].kind,
				     text_trim(text_slice(words, size, words.length)),
				     column + (unsigned)size);
	}
	return reading->goes_on ? go_on(reading, words, column)
				: begin(reading, TEMPLATE_PARAGRAPH, words, column);
}

enum status template_read(struct arena *arena, struct text text, struct letter_template *out,
			  struct error *error)
{
	struct reading reading = { .arena = arena, .out = out, .error = error };
	*out = (struct letter_template){ 0 };
	if (!text_is_utf8(text))
		return fail(&reading, 0, "the letter is not UTF-8", "save it as UTF-8");
	for (struct text rest = text; rest.length != 0;) {
		struct text line = text_cut(rest, '\n', &rest);
		reading.line++;
		TRY(read_line(&reading, line));
	}
	return out->blocks.count != 0 ? STATUS_OK
				      : fail(&reading, 1, "the letter is empty",
					     "write its title first, as # Title");
}

bool template_is_alone(const struct template_block *block)
{
	return block->parts.count == 1 && block->parts.at[0].is_field;
}
