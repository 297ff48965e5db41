/* SPDX-License-Identifier: Apache-2.0 */
/* What the files that draw a PDF share. Lengths are points (1/72 inch), y goes down.
 *
 * A document is drawn twice: first without a page to draw on, to count the pages. */
#ifndef REMIT_EXCHANGE_PDF_INTERNAL_H
#define REMIT_EXCHANGE_PDF_INTERNAL_H

#include "exchange/pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define PDF_WIDTH 595.276 /* A4 */
#define PDF_HEIGHT 841.89
#define PDF_MARGIN 56.693 /* 20 mm */
#define PDF_TOP 76.0
#define PDF_BOTTOM (PDF_HEIGHT - 76.0)
#define PDF_INNER (PDF_WIDTH - 2 * PDF_MARGIN)
#define PDF_GAP 12.0 /* between columns */
#define PDF_PAD 5.0  /* above and below a row's text */
/* A tag that cairo knows and no document uses: pdf_finish makes artifacts of what it marks. */
#define PDF_ARTIFACT "Private"

enum pdf_style {
	PDF_TITLE,
	PDF_SECTION,
	PDF_HEADING,
	PDF_BODY,
	PDF_STRONG,
	PDF_QUIET,   /* notes and hints: grey */
	PDF_MARGINAL /* above and below the page's text */
};

/* Text cut to lines of a width. */
struct pdf_lines {
	struct pdf_lines *next; /* made before */
	struct {
		LIST_OF(PangoLayout *);
	} layouts;
	struct {
		LIST_OF(PangoLayoutLine *); /* the layouts' */
	} lines;
	enum pdf_style style;
	double width;
	double leading; /* from line to line */
};

/* A line (no height) or a box, drawn when its page is done. */
struct pdf_mark {
	double x, y, width, height;
	bool strong;
};

enum {
	PDF_MARKS_MOST = 256 /* on a page; no row is so low that there could be more */
};

struct painter {
	const struct document *document;
	struct arena *arena; /* of its own, with a boundary; see pdf_release */
	PangoContext *context;
	cairo_surface_t *surface;
	cairo_t *cairo;		 /* NULL: counting */
	struct pdf_lines *lines; /* alive, the last first */
	double y;		 /* the next free */
	unsigned page;
	unsigned page_count; /* 0: not known yet */
	bool right_to_left;
	struct pdf_mark marks[PDF_MARKS_MOST];
	size_t mark_count;
};

/* ---- pdf_text.c */
struct pdf_lines *pdf_lines_new(struct painter *painter, struct text text, enum pdf_style style,
				double width);
double pdf_height(const struct pdf_lines *lines);
/* Lines first..end at x, from `y` down. */
void pdf_draw(struct painter *painter, const struct pdf_lines *lines, size_t first, size_t end,
	      double x, double y);
double pdf_leading(enum pdf_style style);
/* The width that a text would take in one line. */
double pdf_text_width(struct painter *painter, struct text text, enum pdf_style style);
/* Free the lines and the memory since. */
struct pdf_since {
	struct arena_mark arena;
	struct pdf_lines *lines;
};
struct pdf_since pdf_since(const struct painter *painter);
void pdf_release(struct painter *painter, struct pdf_since since);
/* UTF-8 without control characters but line ends, of which at most two follow each other. */
struct text pdf_clean(struct arena *arena, struct text text);

/* ---- pdf_page.c */
void pdf_page_begin(struct painter *painter);
void pdf_page_end(struct painter *painter);
void pdf_page_break(struct painter *painter);
/* To the next page unless the height fits on this one (or would on none). */
void pdf_need(struct painter *painter, double height);
/* Space between blocks, none at the top of a page. */
void pdf_space(struct painter *painter, double height);
/* A tag of the structure; NULL is none. */
void pdf_tag(struct painter *painter, const char *name);
void pdf_tag_end(struct painter *painter, const char *name);
void pdf_line(struct painter *painter, double x, double width, bool strong);
void pdf_box(struct painter *painter, double height);

/* ---- pdf_block.c, pdf_table.c */
void pdf_paint(struct painter *painter);
void pdf_table(struct painter *painter, const struct document_block *table, size_t count);
/* What has to stand on a page with the table's caption. */
double pdf_table_head_height(struct painter *painter, const struct document_block *table,
			     size_t count);

/* Columns of text side by side, each with its tag; `outer` (or NULL) is a tag around those that
 * follow each other and have the same. */
struct pdf_column {
	struct pdf_lines *lines;
	double x;
	const char *outer, *tag;
};
/* Drawn in the tag, and again in another one for what does not fit on a whole page. */
void pdf_row(struct painter *painter, const char *tag, const struct pdf_column *columns,
	     size_t count);

/* ---- pdf_finish.c: language, title, scopes and artifacts, which cairo does not write */
enum status pdf_finish(struct arena *arena, const struct document *document, struct text drawn,
		       struct text *out, struct error *error) MUST_USE;

#endif
