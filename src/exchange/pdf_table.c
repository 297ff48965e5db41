/* SPDX-License-Identifier: Apache-2.0 */
/* Tables: columns as wide as their words ask for, the head again on each page. */
#include "exchange/pdf_internal.h"

enum {
	MEASURED_ROWS = 100, /* the first ones tell how wide the columns are */
	MEASURED_SIZE = 120  /* bytes of a cell that do */
};

/* What one column asks for and gets. */
struct width {
	double least; /* its longest word */
	double whole; /* its longest text in one line */
	double given;
	double x;
};

static double longest_word(struct painter *painter, struct text text, enum pdf_style style)
{
	struct text longest = TEXT("");
	while (text.length != 0) {
		struct text word = text_cut(text, ' ', &text);
		if (word.length > longest.length)
			longest = word;
	}
	return pdf_text_width(painter, longest, style);
}

static void measure(struct painter *painter, const struct document_block *row, enum pdf_style style,
		    struct width *widths)
{
	for (size_t i = 0; i < row->count; i++) {
		struct pdf_since since = pdf_since(painter);
		struct text cell = text_slice(row->cells[i], 0, MEASURED_SIZE);
		double least = longest_word(painter, cell, style) + 1;
		double whole = pdf_text_width(painter, cell, style) + 1;
		widths[i].least = least > widths[i].least ? least : widths[i].least;
		widths[i].whole = whole > widths[i].whole ? whole : widths[i].whole;
		pdf_release(painter, since);
	}
}

/* Share out the page's width: each its least, what is left by what each lacks. Where the words
 * themselves are too wide, each as its words' share. */
static void share(struct width *widths, size_t count, double gap)
{
	double room = PDF_INNER - gap * (double)(count - 1);
	double least = 0;
	double lack = 0;
	double x = PDF_MARGIN;
	for (size_t i = 0; i < count; i++) {
		least += widths[i].least;
		lack += widths[i].whole - widths[i].least;
	}
	for (size_t i = 0; i < count; i++) {
		double own_lack = widths[i].whole - widths[i].least;
		if (least > room)
			widths[i].given = widths[i].least * room / least;
		else if (least + lack <= room)
			widths[i].given = widths[i].whole + (room - least - lack) / (double)count;
		else
			widths[i].given = widths[i].least + (room - least) * own_lack / lack;
		widths[i].x = x;
		x += widths[i].given + gap;
	}
}

static struct width *column_widths(struct painter *painter, const struct document_block *table,
				   size_t count)
{
	struct width *widths = arena_new_array(painter->arena, struct width, table->count);
	measure(painter, table, PDF_STRONG, widths);
	for (size_t i = 1; i < count && i <= MEASURED_ROWS; i++)
		measure(painter, &table[i], PDF_BODY, widths);
	double gap = PDF_INNER / (double)table->count / 4;
	share(widths, table->count, gap < PDF_GAP ? gap : PDF_GAP);
	return widths;
}

static struct pdf_column *columns_of(struct painter *painter, const struct document_block *row,
				     const struct width *widths, enum pdf_style style,
				     const char *tag)
{
	struct pdf_column *columns = arena_new_array(painter->arena, struct pdf_column, row->count);
	for (size_t i = 0; i < row->count; i++)
		columns[i] = (struct pdf_column){
			.lines = pdf_lines_new(painter, row->cells[i], style, widths[i].given),
			.x = widths[i].x,
			.tag = tag,
		};
	return columns;
}

static double row_height(const struct pdf_column *columns, size_t count)
{
	double most = 0;
	for (size_t i = 0; i < count; i++)
		if (pdf_height(columns[i].lines) > most)
			most = pdf_height(columns[i].lines);
	return most + 2 * PDF_PAD;
}

static void draw_head(struct painter *painter, const struct document_block *table,
		      const struct width *widths, const char *group, const char *row,
		      const char *cell)
{
	struct pdf_since since = pdf_since(painter);
	pdf_tag(painter, group);
	pdf_row(painter, row, columns_of(painter, table, widths, PDF_STRONG, cell), table->count);
	pdf_tag_end(painter, group);
	pdf_line(painter, PDF_MARGIN, PDF_INNER, true);
	pdf_release(painter, since);
}

static void draw_row(struct painter *painter, const struct document_block *table,
		     const struct document_block *row, const struct width *widths)
{
	struct pdf_since since = pdf_since(painter);
	struct pdf_column *columns = columns_of(painter, row, widths, PDF_BODY, "TD");
	double height = row_height(columns, row->count);
	if (painter->y + height > PDF_BOTTOM && height < (PDF_BOTTOM - PDF_TOP) * 0.7) {
		pdf_page_break(painter);
		/* The whole head is one artifact: a reader has heard it. */
		draw_head(painter, table, widths, PDF_ARTIFACT, NULL, NULL);
	}
	pdf_row(painter, "TR", columns, row->count);
	pdf_line(painter, PDF_MARGIN, PDF_INNER, false);
	pdf_release(painter, since);
}

static void draw_caption(struct painter *painter, struct text caption)
{
	struct pdf_lines *lines = pdf_lines_new(painter, caption, PDF_STRONG, PDF_INNER);
	size_t count = lines->lines.count < 4 ? lines->lines.count : 4;
	pdf_tag(painter, "Caption");
	pdf_draw(painter, lines, 0, count, PDF_MARGIN, painter->y);
	pdf_tag_end(painter, "Caption");
	painter->y += (double)count * lines->leading + 2;
}

void pdf_table(struct painter *painter, const struct document_block *table, size_t count)
{
	struct width *widths = column_widths(painter, table, count);
	pdf_tag(painter, "Table");
	if (table->text.length != 0)
		draw_caption(painter, table->text);
	draw_head(painter, table, widths, "THead", "TR", "TH");
	pdf_tag(painter, "TBody");
	for (size_t i = 1; i < count; i++)
		draw_row(painter, table, &table[i], widths);
	pdf_tag_end(painter, "TBody");
	pdf_tag_end(painter, "Table");
}

double pdf_table_head_height(struct painter *painter, const struct document_block *table,
			     size_t count)
{
	struct width *widths = column_widths(painter, table, count < 4 ? count : 4);
	struct pdf_column *heads = columns_of(painter, table, widths, PDF_STRONG, "TH");
	return 2 * pdf_leading(PDF_STRONG) + row_height(heads, table->count) +
	       3 * pdf_leading(PDF_BODY);
}
