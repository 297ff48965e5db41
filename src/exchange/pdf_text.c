/* SPDX-License-Identifier: Apache-2.0 */
/* Text into lines, by pango, and lines onto the page. */
#include "exchange/pdf_internal.h"

#include "base/builder.h"

#include <hb.h>

enum {
	/* Pango takes a text whole, and long ones badly: it gets pieces. */
	PIECE_SIZE = 1500
};

static const struct {
	double size;
	double leading;
	bool bold;
	bool grey;
} styles[] = {
	[PDF_TITLE] = { 24, 29, true, false },	   [PDF_SECTION] = { 17, 22, true, false },
	[PDF_HEADING] = { 13, 17.5, true, false }, [PDF_BODY] = { 12, 16.5, false, false },
	[PDF_STRONG] = { 12, 16.5, true, false },  [PDF_QUIET] = { 12, 16.5, false, true },
	[PDF_MARGINAL] = { 10, 13, false, true },
};

struct text pdf_clean(struct arena *arena, struct text text)
{
	char *out = arena_alloc(arena, text.length * 3 + 1); /* a bad byte becomes three */
	size_t length = 0;
	unsigned ends = 2; /* none before the first word */
	for (size_t at = 0; at < text.length;) {
		uint32_t point = text_next(text, &at);
		if (point == '\r' || point == '\n') {
			if (point == '\r' && at < text.length && text.at[at] == '\n')
				at++;
			if (ends++ < 2)
				out[length++] = '\n';
			continue;
		}
		if (point == '\t')
			point = ' ';
		if (point < ' ' || (point >= 0x7F && point < 0xA0) || (point & 0xFFFE) == 0xFFFE)
			point = 0xFFFD;
		ends = 0;
		length += text_encode(point, out + length);
	}
	while (length != 0 && (out[length - 1] == '\n' || out[length - 1] == ' '))
		length--;
	return (struct text){ out, length };
}

static PangoLayout *new_layout(struct painter *painter, struct text text, enum pdf_style style)
{
	PangoLayout *layout = pango_layout_new(painter->context);
	PangoFontDescription *font =
		pango_font_description_from_string("Liberation Sans, DejaVu Sans, Sans");
	pango_font_description_set_absolute_size(font, styles[style].size * PANGO_SCALE);
	if (styles[style].bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	PangoAttrList *attributes = pango_attr_list_new();
	/* A hyphen that nobody wrote is wrong in a reference. */
	pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, text.at, (int)text.length);
	return layout;
}

/* Bytes of the next piece, to the end of a code point. */
static size_t piece_size(struct text text, size_t at)
{
	size_t end = at + PIECE_SIZE;
	if (end >= text.length)
		return text.length - at;
	while (((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	return end - at;
}

/* Pango empties the space that a line is broken at, and cairo then writes it aside as the "actual
 * text" of nothing, which readers trip over. It is written as a space again. */
static void keep_last_space(PangoLayoutLine *line, const char *text)
{
	for (GSList *run = line->runs; run != NULL; run = run->next) {
		PangoGlyphItem *item = run->data;
		hb_font_t *font = pango_font_get_hb_font(item->item->analysis.font);
		hb_codepoint_t space;
		if (!hb_font_get_nominal_glyph(font, ' ', &space))
			continue;
		for (int i = 0; i < item->glyphs->num_glyphs; i++) {
			PangoGlyphInfo *glyph = &item->glyphs->glyphs[i];
			int at = item->item->offset + item->glyphs->log_clusters[i];
			if (glyph->glyph == PANGO_GLYPH_EMPTY && text[at] == ' ')
				glyph->glyph = space;
		}
	}
}

/* The lines of one piece; gives how many of its bytes they hold. The last line of a piece that is
 * not the last one is left for the next piece. */
static size_t add_piece(struct painter *painter, struct pdf_lines *lines, struct text piece,
			bool is_last)
{
	PangoLayout *layout = new_layout(painter, piece, lines->style);
	lines->layouts.at[lines->layouts.count++] = layout;
	pango_layout_set_width(layout, (int)(lines->width * PANGO_SCALE));
	int count = pango_layout_get_line_count(layout);
	size_t taken = piece.length;
	if (!is_last && count > 1)
		taken = (size_t)pango_layout_get_line_readonly(layout, --count)->start_index;
	for (int i = 0; i < count; i++) {
		PangoLayoutLine *line = pango_layout_get_line(layout, i);
		keep_last_space(line, piece.at);
		list_push(painter->arena, &lines->lines, line);
	}
	return taken;
}

struct pdf_lines *pdf_lines_new(struct painter *painter, struct text text, enum pdf_style style,
				double width)
{
	struct text clean = pdf_clean(painter->arena, text);
	struct pdf_lines *lines = arena_new_one(painter->arena, struct pdf_lines);
	*lines = (struct pdf_lines){ .next = painter->lines,
				     .style = style,
				     .width = width,
				     .leading = styles[style].leading };
	painter->lines = lines;
	for (size_t at = 0; at < clean.length;) {
		/* Room first: once there is a layout, nothing may leave before it is in the list.
		 */
		list_push(painter->arena, &lines->layouts, NULL);
		lines->layouts.count--;
		size_t size = piece_size(clean, at);
		at += add_piece(painter, lines, text_slice(clean, at, at + size),
				at + size == clean.length);
	}
	return lines;
}

double pdf_height(const struct pdf_lines *lines)
{
	return (double)lines->lines.count * lines->leading;
}

double pdf_leading(enum pdf_style style)
{
	return styles[style].leading;
}

double pdf_text_width(struct painter *painter, struct text text, enum pdf_style style)
{
	int width;
	PangoLayout *layout = new_layout(painter, pdf_clean(painter->arena, text), style);
	pango_layout_get_size(layout, &width, NULL);
	g_object_unref(layout);
	return (double)width / PANGO_SCALE;
}

void pdf_draw(struct painter *painter, const struct pdf_lines *lines, size_t first, size_t end,
	      double x, double y)
{
	if (painter->cairo == NULL)
		return;
	double grey = styles[lines->style].grey ? 0.33 : 0.04;
	double left = painter->right_to_left ? PDF_WIDTH - x - lines->width : x;
	cairo_set_source_rgb(painter->cairo, grey, grey, grey);
	for (size_t i = first; i < end && i < lines->lines.count; i++) {
		PangoLayoutLine *line = lines->lines.at[i];
		PangoRectangle extents;
		pango_layout_line_get_extents(line, NULL, &extents);
		double baseline = y + (double)(i - first) * lines->leading + lines->leading / 2 +
				  styles[lines->style].size * 0.35;
		double at = left;
		if (painter->right_to_left)
			at += lines->width - (double)extents.width / PANGO_SCALE;
		cairo_move_to(painter->cairo, at, baseline);
		pango_cairo_show_layout_line(painter->cairo, line);
	}
}

struct pdf_since pdf_since(const struct painter *painter)
{
	return (struct pdf_since){ arena_mark(painter->arena), painter->lines };
}

void pdf_release(struct painter *painter, struct pdf_since since)
{
	for (; painter->lines != since.lines; painter->lines = painter->lines->next)
		for (size_t i = 0; i < painter->lines->layouts.count; i++)
			g_object_unref(painter->lines->layouts.at[i]);
	arena_rewind(painter->arena, since.arena);
}
