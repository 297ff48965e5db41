/* SPDX-License-Identifier: Apache-2.0 */
/* Composing a document. */
#include "letter/document.h"

#include "base/ensure.h"

struct document document_new(struct arena *arena, struct text language, struct text title)
{
	return (struct document){ .arena = arena,
				  .language = language,
				  .title = title,
				  .page = TEXT("Page"),
				  .of = TEXT("of") };
}

bool document_is_right_to_left(const struct document *document)
{
	static const char *const languages[] = { "ar", "fa", "he", "ps", "sd", "ug", "ur", "yi" };
	struct text rest;
	struct text primary = text_cut(document->language, '-', &rest);
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
		if (text_is(primary, languages[i]))
			return true;
	return false;
}

static void add(struct document *document, struct document_block block)
{
	list_push(document->arena, &document->blocks, block);
}

static void add_text(struct document *document, enum document_kind kind, struct text text)
{
	add(document, (struct document_block){ .kind = kind, .text = text });
}

void document_section(struct document *document, struct text heading)
{
	add_text(document, DOCUMENT_SECTION, heading);
}

void document_heading(struct document *document, struct text heading)
{
	add_text(document, DOCUMENT_HEADING, heading);
}

void document_paragraph(struct document *document, struct text text)
{
	add_text(document, DOCUMENT_PARAGRAPH, text);
}

void document_hint(struct document *document, struct text text)
{
	add_text(document, DOCUMENT_HINT, text);
}

void document_item(struct document *document, struct text text)
{
	add_text(document, DOCUMENT_ITEM, text);
}

void document_row(struct document *document, struct text key, struct text value, struct text note)
{
	add(document, (struct document_block){
			      .kind = DOCUMENT_ROW, .text = key, .value = value, .note = note });
}

static struct text *copy_cells(struct document *document, const struct text *cells, size_t count)
{
	return arena_copy(document->arena, cells, count * sizeof *cells);
}

void document_table(struct document *document, struct text caption, const struct text *heads,
		    size_t count)
{
	ensure(count != 0);
	add(document, (struct document_block){ .kind = DOCUMENT_TABLE,
					       .text = caption,
					       .cells = copy_cells(document, heads, count),
					       .count = count });
}

void document_table_row(struct document *document, const struct text *cells)
{
	ensure(document->blocks.count != 0);
	const struct document_block *last = &document->blocks.at[document->blocks.count - 1];
	ensure(last->kind == DOCUMENT_TABLE || last->kind == DOCUMENT_TABLE_ROW);
	add(document, (struct document_block){ .kind = DOCUMENT_TABLE_ROW,
					       .cells = copy_cells(document, cells, last->count),
					       .count = last->count });
}

void document_blank(struct document *document, size_t lines)
{
	add(document, (struct document_block){ .kind = DOCUMENT_BLANK, .count = lines });
}

size_t document_run(const struct document *document, size_t first)
{
	const struct document_block *at = document->blocks.at;
	enum document_kind kind = at[first].kind;
	size_t end = first + 1;
	if (kind == DOCUMENT_TABLE)
		kind = DOCUMENT_TABLE_ROW;
	if (kind == DOCUMENT_ROW || kind == DOCUMENT_ITEM || kind == DOCUMENT_TABLE_ROW)
		while (end < document->blocks.count && at[end].kind == kind)
			end++;
	return end - first;
}
