/* SPDX-License-Identifier: Apache-2.0 */
/* Pages: where one ends, and what repeats on each. */
#include "exchange/pdf_internal.h"

void pdf_tag(struct painter *painter, const char *name)
{
	if (painter->cairo != NULL && name != NULL)
		cairo_tag_begin(painter->cairo, name, NULL);
}

void pdf_tag_end(struct painter *painter, const char *name)
{
	if (painter->cairo != NULL && name != NULL)
		cairo_tag_end(painter->cairo, name);
}

void pdf_page_begin(struct painter *painter)
{
	painter->y = PDF_TOP;
	painter->mark_count = 0;
	if (++painter->page > PDF_PAGES_MOST)
		boundary_leave(painter->arena, STATUS_LIMIT,
			       "the document has more than 5000 pages");
}

static void draw_mark(const struct painter *painter, const struct pdf_mark *mark)
{
	cairo_t *cairo = painter->cairo;
	double grey = mark->strong ? 0.33 : 0.72;
	cairo_set_source_rgb(cairo, grey, grey, grey);
	cairo_set_line_width(cairo, mark->strong ? 0.9 : 0.6);
	if (mark->height != 0) {
		cairo_rectangle(cairo, mark->x, mark->y, mark->width, mark->height);
	} else {
		cairo_move_to(cairo, mark->x, mark->y);
		cairo_line_to(cairo, mark->x + mark->width, mark->y);
	}
	cairo_stroke(cairo);
}

/* One line of a text, at the side of the page where reading ends or begins. */
static double marginal(struct painter *painter, struct text text, double y, double width,
		       bool at_end)
{
	text = text_slice(text, 0, 300);
	double taken = at_end ? pdf_text_width(painter, text, PDF_MARGINAL) + 1 : width;
	struct pdf_lines *lines = pdf_lines_new(painter, text, PDF_MARGINAL, taken);
	pdf_draw(painter, lines, 0, 2, at_end ? PDF_WIDTH - PDF_MARGIN - taken : PDF_MARGIN, y);
	return taken;
}

void pdf_page_end(struct painter *painter)
{
	const struct document *document = painter->document;
	if (painter->cairo == NULL)
		return;
	struct pdf_since since = pdf_since(painter);
	pdf_tag(painter, PDF_ARTIFACT);
	const struct pdf_mark foot = { PDF_MARGIN, PDF_BOTTOM + 22, PDF_INNER, 0, false };
	draw_mark(painter, &foot);
	for (size_t i = 0; i < painter->mark_count; i++)
		draw_mark(painter, &painter->marks[i]);
	marginal(painter, document->header, 40, PDF_INNER, false);
	struct text number =
		text_format(painter->arena, "%.*s %u %.*s %u", TEXT_ARG(document->page),
			    painter->page, TEXT_ARG(document->of), painter->page_count);
	double taken = marginal(painter, number, PDF_BOTTOM + 28, 0, true);
	marginal(painter, document->footer, PDF_BOTTOM + 28, PDF_INNER - taken - PDF_GAP, false);
	pdf_tag_end(painter, PDF_ARTIFACT);
	cairo_show_page(painter->cairo);
	pdf_release(painter, since);
}

void pdf_page_break(struct painter *painter)
{
	pdf_page_end(painter);
	pdf_page_begin(painter);
}

void pdf_need(struct painter *painter, double height)
{
	if (painter->y + height > PDF_BOTTOM && painter->y > PDF_TOP)
		pdf_page_break(painter);
}

void pdf_space(struct painter *painter, double height)
{
	if (painter->y > PDF_TOP)
		painter->y += height;
}

static void add_mark(struct painter *painter, struct pdf_mark mark)
{
	if (painter->mark_count < PDF_MARKS_MOST)
		painter->marks[painter->mark_count++] = mark;
}

void pdf_line(struct painter *painter, double x, double width, bool strong)
{
	double left = painter->right_to_left ? PDF_WIDTH - x - width : x;
	add_mark(painter, (struct pdf_mark){ left, painter->y, width, 0, strong });
}

void pdf_box(struct painter *painter, double height)
{
	add_mark(painter, (struct pdf_mark){ PDF_MARGIN, painter->y, PDF_INNER, height, true });
}
