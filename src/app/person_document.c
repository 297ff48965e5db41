/* SPDX-License-Identifier: Apache-2.0 */
/* A person's file on paper, made of the same value as the JSON: whatever stands there stands here.
 */
#include "app/person_internal.h"

enum {
	COLUMNS_MOST = 5, /* of a table on a page */
	CELL_MOST = 160,  /* bytes of a cell; longer ones get a place of their own */
};

struct laying {
	struct arena *arena;
	struct document *document;
};

static bool is_short(struct arena *arena, dmn_value rows)
{
	for (size_t r = 0; r < rows.count; r++) {
		dmn_value row = dmn_list_at(rows, r);
		for (size_t i = 0; i < dmn_context_count(row); i++)
			if (person_printed(arena, dmn_context_at(row, i, NULL, NULL)).length >
			    CELL_MOST)
				return false;
	}
	return true;
}

/* A record's values under its name: what it is, then where it comes from. */
static void lay_values(struct laying *it, dmn_value rows)
{
	struct text last = TEXT("");
	for (size_t r = 0; r < rows.count; r++) {
		dmn_value row = dmn_list_at(rows, r);
		struct text record = text_format(
			it->arena, "%.*s (number %.*s)",
			TEXT_ARG(person_text(it->arena, dmn_context_get(row, "record"))),
			TEXT_ARG(person_text(it->arena, dmn_context_get(row, "record_id"))));
		if (!text_equal(record, last))
			document_heading(it->document, record);
		last = record;
		document_row(it->document, person_text(it->arena, dmn_context_get(row, "field")),
			     person_text(it->arena, dmn_context_get(row, "value")),
			     person_in_line(it->arena, row, 4));
	}
}

/* A row in a line: what it is called first, and all else of it. */
static void lay_lines(struct laying *it, dmn_value rows)
{
	for (size_t r = 0; r < rows.count; r++) {
		dmn_value row = dmn_list_at(rows, r);
		struct text key = text_format(
			it->arena, "%.*s %.*s",
			TEXT_ARG(person_label(it->arena, person_name_at(row, 0))),
			TEXT_ARG(person_printed(it->arena, dmn_context_at(row, 0, NULL, NULL))));
		document_row(it->document, key, person_in_line(it->arena, row, 1), TEXT(""));
	}
}

static void lay_table(struct laying *it, struct text title, dmn_value rows)
{
	struct text cells[COLUMNS_MOST];
	dmn_value first = dmn_list_at(rows, 0);
	size_t count = dmn_context_count(first);
	for (size_t i = 0; i < count; i++)
		cells[i] = person_label(it->arena, person_name_at(first, i));
	document_table(it->document, title, cells, count);
	for (size_t r = 0; r < rows.count; r++) {
		for (size_t i = 0; i < count; i++)
			cells[i] = person_printed(
				it->arena, dmn_context_at(dmn_list_at(rows, r), i, NULL, NULL));
		document_table_row(it->document, cells);
	}
}

static void lay_member(struct laying *it, struct text name, dmn_value value)
{
	struct text label = person_label(it->arena, name);
	struct text text = person_printed(it->arena, value);
	if (text.length == 0)
		return;
	if (person_is_nested(value) || text.length > CELL_MOST) {
		document_paragraph(it->document, text_format(it->arena, "%.*s:\n%.*s",
							     TEXT_ARG(label), TEXT_ARG(text)));
		return;
	}
	document_row(it->document, label, text, TEXT(""));
}

static void lay_rows(struct laying *it, struct text title, dmn_value rows)
{
	for (size_t r = 0; r < rows.count; r++) {
		dmn_value row = dmn_list_at(rows, r);
		document_heading(it->document, text_format(it->arena, "%.*s: %zu of %u",
							   TEXT_ARG(title), r + 1, rows.count));
		for (size_t i = 0; i < dmn_context_count(row); i++)
			lay_member(it, person_name_at(row, i), dmn_context_at(row, i, NULL, NULL));
	}
}

static void lay_section(struct laying *it, dmn_value section)
{
	struct text title = person_text(it->arena, dmn_context_get(section, "title"));
	dmn_value rows = dmn_context_get(section, "rows");
	document_section(it->document, title);
	if (rows.count == 0)
		document_paragraph(it->document, TEXT("Nothing."));
	else if (dmn_context_has(dmn_list_at(rows, 0), "field") &&
		 dmn_context_has(dmn_list_at(rows, 0), "record"))
		lay_values(it, rows);
	else if (!is_short(it->arena, rows))
		lay_rows(it, title, rows);
	else if (dmn_context_count(dmn_list_at(rows, 0)) <= COLUMNS_MOST)
		lay_table(it, title, rows);
	else
		lay_lines(it, rows);
}

void person_file_document(const struct person_file *file, struct document *document)
{
	struct arena *arena = file->caseload.arena;
	struct laying it = { .arena = arena, .document = document };
	dmn_value about = dmn_context_get(file->value, "about");
	dmn_value sections = dmn_context_get(file->value, "sections");
	*document = document_new(arena, TEXT("en-GB"), TEXT("Everything held on a person"));
	document->subtitle =
		text_format(arena, "%.*s, made %.*s", TEXT_ARG(file->reference),
			    TEXT_ARG(person_text(arena, dmn_context_get(file->value, "made_at"))));
	document->author = file->caseload.pack->owner;
	document->header = file->caseload.pack->title;
	document->footer = document->subtitle;
	document->day = clock_today(&file->caseload.app->clock);
	document_section(document, TEXT("What this is"));
	for (size_t i = 0; i < dmn_context_count(about); i++)
		lay_member(&it, person_name_at(about, i), dmn_context_at(about, i, NULL, NULL));
	for (size_t i = 0; i < sections.count; i++)
		lay_section(&it, dmn_list_at(sections, i));
}
