/* SPDX-License-Identifier: Apache-2.0 */
#include "web/paper.h"

static struct html_part row_value(struct visit *visit, const struct document_block *block)
{
	struct html part = html_part_begin(&visit->html);
	html_text(&part, block->value);
	if (block->note.length != 0) {
		html_begin(&part, "span");
		html_class(&part, "remit-source", TEXT(""));
		html_text(&part, block->note);
		html_end(&part);
	}
	return html_part_end(&part);
}

static void show_rows(struct visit *visit, const struct document_block *blocks, size_t count)
{
	struct govuk_summary_row *rows =
		arena_new_array(visit->arena, struct govuk_summary_row, count);
	for (size_t i = 0; i < count; i++) {
		rows[i].key.text = blocks[i].text;
		rows[i].value.html = row_value(visit, &blocks[i]);
	}
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows,
							 .row_count = count,
							 .classes = TEXT("remit-answers") });
}

static struct govuk_cell *cells_of(struct visit *visit, const struct document_block *block)
{
	struct govuk_cell *cells =
		arena_new_array(visit->arena, struct govuk_cell, block->count + 1);
	for (size_t i = 0; i < block->count; i++)
		cells[i].text = block->cells[i];
	return cells;
}

static void show_table(struct visit *visit, const struct document_block *blocks, size_t count)
{
	struct govuk_table table = { .caption = blocks[0].text,
				     .classes = TEXT("remit-dense"),
				     .heads = cells_of(visit, &blocks[0]),
				     .head_count = blocks[0].count };
	govuk_scroll_begin(&visit->html, blocks[0].text);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 1; i < count; i++)
		govuk_table_row(&visit->html, &table, cells_of(visit, &blocks[i]), blocks[i].count);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_items(struct visit *visit, const struct document_block *blocks, size_t count)
{
	struct text *items = arena_new_array(visit->arena, struct text, count);
	for (size_t i = 0; i < count; i++)
		items[i] = blocks[i].text;
	govuk_bullets(&visit->html, items, count);
}

static void show_blank(struct visit *visit)
{
	html_begin(&visit->html, "div");
	html_class(&visit->html, "remit-blank", TEXT(""));
	html_end(&visit->html);
}

static void show_block(struct visit *visit, const struct document_block *blocks, size_t count)
{
	struct html *html = &visit->html;
	switch (blocks->kind) {
	case DOCUMENT_SECTION: govuk_heading(html, 2, "m", blocks->text); break;
	case DOCUMENT_HEADING: govuk_heading(html, 3, "s", blocks->text); break;
	case DOCUMENT_HINT: govuk_hint(html, &(struct govuk_hint){ .text = blocks->text }); break;
	case DOCUMENT_ROW: show_rows(visit, blocks, count); break;
	case DOCUMENT_TABLE: show_table(visit, blocks, count); break;
	case DOCUMENT_ITEM: show_items(visit, blocks, count); break;
	case DOCUMENT_BLANK: show_blank(visit); break;
	case DOCUMENT_TABLE_ROW:
	case DOCUMENT_PARAGRAPH:
		html_begin(html, "p");
		html_class(html, "govuk-body remit-typed", TEXT(""));
		html_text(html, blocks->text);
		html_end(html);
		break;
	}
}

void paper_show(struct visit *visit, const struct document *document)
{
	for (size_t i = 0; i < document->blocks.count;) {
		size_t count = document_run(document, i);
		show_block(visit, &document->blocks.at[i], count);
		i += count;
	}
}
