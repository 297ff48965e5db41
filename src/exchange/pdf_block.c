/* SPDX-License-Identifier: Apache-2.0 */
/* The blocks of a document down the pages. */
#include "exchange/pdf_internal.h"

static const double blank_line = 24; /* room for a line of handwriting */

static enum pdf_style style_of(enum document_kind kind)
{
	return kind == DOCUMENT_SECTION	  ? PDF_SECTION
	       : kind == DOCUMENT_HEADING ? PDF_HEADING
	       : kind == DOCUMENT_HINT	  ? PDF_QUIET
					  : PDF_BODY;
}

static double space_before(enum document_kind kind)
{
	switch (kind) {
	case DOCUMENT_SECTION: return 22;
	case DOCUMENT_HEADING:
	case DOCUMENT_TABLE:
	case DOCUMENT_TABLE_ROW: return 14;
	case DOCUMENT_PARAGRAPH:
	case DOCUMENT_ITEM:
	case DOCUMENT_BLANK: return 6;
	case DOCUMENT_HINT:
	case DOCUMENT_ROW: return 2;
	}
	return 0;
}

/* Text in a tag, over as many pages as it takes: then each page has a span of it. */
static void draw_flow(struct painter *painter, const char *tag, struct text text,
		      enum pdf_style style)
{
	struct pdf_lines *lines = pdf_lines_new(painter, text, style, PDF_INNER);
	size_t count = lines->lines.count;
	pdf_need(painter, lines->leading * (count < 4 ? (double)count : 2));
	bool is_whole = painter->y + pdf_height(lines) <= PDF_BOTTOM;
	pdf_tag(painter, tag);
	for (size_t at = 0; at < count;) {
		size_t fit = (size_t)((PDF_BOTTOM - painter->y) / lines->leading);
		size_t end = at + (fit == 0 ? 1 : fit);
		if (end >= count)
			end = count;
		else if (count - end == 1 && end - at > 2)
			end--; /* no line alone on the next page */
		if (!is_whole)
			pdf_tag(painter, "Span");
		pdf_draw(painter, lines, at, end, PDF_MARGIN, painter->y);
		if (!is_whole)
			pdf_tag_end(painter, "Span");
		painter->y += (double)(end - at) * lines->leading;
		at = end;
		if (at < count)
			pdf_page_break(painter);
	}
	pdf_tag_end(painter, tag);
}

/* The lines that every column has between first and end. */
static void draw_columns(struct painter *painter, const struct pdf_column *columns, size_t count,
			 size_t first, size_t end)
{
	const char *outer = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct pdf_column *column = &columns[i];
		if (column->outer != NULL && outer == NULL)
			pdf_tag(painter, column->outer);
		outer = column->outer;
		pdf_tag(painter, column->tag);
		pdf_draw(painter, column->lines, first, end, column->x, painter->y);
		pdf_tag_end(painter, column->tag);
		if (outer != NULL && (i + 1 == count || columns[i + 1].outer == NULL)) {
			pdf_tag_end(painter, outer);
			outer = NULL;
		}
	}
}

void pdf_row(struct painter *painter, const char *tag, const struct pdf_column *columns,
	     size_t count)
{
	size_t most = 1;
	double leading = columns[0].lines->leading;
	for (size_t i = 0; i < count; i++)
		if (columns[i].lines->lines.count > most)
			most = columns[i].lines->lines.count;
	double whole = (double)most * leading + 2 * PDF_PAD;
	pdf_need(painter, whole <= PDF_BOTTOM - PDF_TOP ? whole : 4 * leading);
	for (size_t first = 0; first < most;) {
		double room = PDF_BOTTOM - painter->y - 2 * PDF_PAD;
		size_t fit = room < leading ? 1 : (size_t)(room / leading);
		size_t end = most - first <= fit ? most : first + fit;
		painter->y += PDF_PAD;
		pdf_tag(painter, tag);
		draw_columns(painter, columns, count, first, end);
		pdf_tag_end(painter, tag);
		painter->y += (double)(end - first) * leading + PDF_PAD;
		first = end;
		if (first < most)
			pdf_page_break(painter);
	}
}

static void draw_summary_row(struct painter *painter, const struct document_block *row)
{
	const double key = PDF_INNER * 0.26;
	const double note = PDF_INNER * 0.39; /* a source and its date in one line */
	bool has_note = row->note.length != 0;
	double value = PDF_INNER - key - PDF_GAP - (has_note ? note + PDF_GAP : 0);
	struct pdf_column columns[] = {
		{ pdf_lines_new(painter, row->text, PDF_STRONG, key), PDF_MARGIN, NULL, "Lbl" },
		{ pdf_lines_new(painter, row->value, PDF_BODY, value), PDF_MARGIN + key + PDF_GAP,
		  "LBody", "P" },
		{ has_note ? pdf_lines_new(painter, row->note, PDF_QUIET, note) : NULL,
		  PDF_WIDTH - PDF_MARGIN - note, "LBody", "P" },
	};
	pdf_row(painter, "LI", columns, has_note ? 3 : 2);
	pdf_line(painter, PDF_MARGIN, PDF_INNER, false);
}

static void draw_item(struct painter *painter, const struct document_block *item)
{
	const double indent = 16;
	struct pdf_column columns[] = {
		{ pdf_lines_new(painter, TEXT("•"), PDF_BODY, indent), PDF_MARGIN, NULL, "Lbl" },
		{ pdf_lines_new(painter, item->text, PDF_BODY, PDF_INNER - indent),
		  PDF_MARGIN + indent, NULL, "LBody" },
	};
	painter->y -= PDF_PAD;
	pdf_row(painter, "LI", columns, 2);
}

static void draw_list(struct painter *painter, const struct document_block *rows, size_t count)
{
	pdf_tag(painter, "L");
	for (size_t i = 0; i < count; i++) {
		struct pdf_since since = pdf_since(painter);
		if (rows[i].kind == DOCUMENT_ROW)
			draw_summary_row(painter, &rows[i]);
		else
			draw_item(painter, &rows[i]);
		pdf_release(painter, since);
	}
	pdf_tag_end(painter, "L");
}

static double blank_height(const struct document_block *block)
{
	double height = (double)(block->count < 30 ? block->count : 30) * blank_line;
	return height < PDF_BOTTOM - PDF_TOP ? height : PDF_BOTTOM - PDF_TOP;
}

static void draw_blank(struct painter *painter, const struct document_block *block)
{
	pdf_need(painter, blank_height(block));
	pdf_box(painter, blank_height(block));
	painter->y += blank_height(block) + 4;
}

/* What has to stand on one page with the block's beginning. A heading or hint stands with what
 * follows it. */
static double least_height(struct painter *painter, size_t first)
{
	const struct document *document = painter->document;
	double height = 0;
	for (size_t i = first; i < document->blocks.count && height < PDF_BOTTOM - PDF_TOP; i++) {
		const struct document_block *block = &document->blocks.at[i];
		height += space_before(block->kind);
		if (block->kind == DOCUMENT_TABLE)
			return height +
			       pdf_table_head_height(painter, block, document_run(document, i));
		if (block->kind == DOCUMENT_BLANK)
			return height + blank_height(block);
		if (block->kind != DOCUMENT_SECTION && block->kind != DOCUMENT_HEADING &&
		    block->kind != DOCUMENT_HINT)
			return height + 3 * pdf_leading(PDF_BODY);
		height += pdf_height(
			pdf_lines_new(painter, block->text, style_of(block->kind), PDF_INNER));
	}
	return height;
}

static void keep_with_next(struct painter *painter, size_t first)
{
	struct pdf_since since = pdf_since(painter);
	double height = least_height(painter, first);
	pdf_release(painter, since);
	if (height < PDF_BOTTOM - PDF_TOP)
		pdf_need(painter, height);
}

static void add_outline(struct painter *painter, struct text heading)
{
	if (painter->cairo == NULL)
		return;
	struct text place = text_format(painter->arena, "page=%u pos=[%d %d]", painter->page,
					(int)PDF_MARGIN, (int)painter->y);
	cairo_pdf_surface_add_outline(
		painter->surface, CAIRO_PDF_OUTLINE_ROOT,
		text_c(painter->arena, pdf_clean(painter->arena, text_slice(heading, 0, 300))),
		text_c(painter->arena, place), (cairo_pdf_outline_flags_t)0);
}

static void draw_block(struct painter *painter, const struct document_block *block, size_t count)
{
	switch (block->kind) {
	case DOCUMENT_SECTION:
		add_outline(painter, block->text);
		draw_flow(painter, "H2", block->text, PDF_SECTION);
		break;
	case DOCUMENT_HEADING: draw_flow(painter, "H3", block->text, PDF_HEADING); break;
	case DOCUMENT_PARAGRAPH: draw_flow(painter, "P", block->text, PDF_BODY); break;
	case DOCUMENT_HINT: draw_flow(painter, "P", block->text, PDF_QUIET); break;
	case DOCUMENT_ROW:
	case DOCUMENT_ITEM: draw_list(painter, block, count); break;
	case DOCUMENT_TABLE:
	case DOCUMENT_TABLE_ROW: pdf_table(painter, block, count); break;
	case DOCUMENT_BLANK: draw_blank(painter, block); break;
	}
}

static void draw_title(struct painter *painter)
{
	draw_flow(painter, "H1", painter->document->title, PDF_TITLE);
	if (painter->document->subtitle.length != 0) {
		painter->y += 2;
		draw_flow(painter, "P", painter->document->subtitle, PDF_QUIET);
	}
}

void pdf_paint(struct painter *painter)
{
	const struct document *document = painter->document;
	bool in_section = false;
	pdf_page_begin(painter);
	pdf_tag(painter, "Document");
	draw_title(painter);
	for (size_t i = 0; i < document->blocks.count;) {
		struct pdf_since since = pdf_since(painter);
		size_t count = document_run(document, i);
		const struct document_block *block = &document->blocks.at[i];
		if (block->kind == DOCUMENT_SECTION) {
			if (in_section)
				pdf_tag_end(painter, "Sect");
			pdf_tag(painter, "Sect");
			in_section = true;
		}
		keep_with_next(painter, i);
		pdf_space(painter, space_before(block->kind));
		draw_block(painter, block, count);
		pdf_release(painter, since);
		i += count;
	}
	if (in_section)
		pdf_tag_end(painter, "Sect");
	pdf_tag_end(painter, "Document");
	pdf_page_end(painter);
}
