/* SPDX-License-Identifier: Apache-2.0 */
/* Elements of SVG over the writer of markup. Whole pixels: no number depends on a locale. */
#ifndef REMIT_DRAW_SVG_H
#define REMIT_DRAW_SVG_H

#include "draw/text.h"
#include "html/html.h"

/* <svg> with its size, a title and a description for who does not see it, and the style of the
 * classes below. */
void svg_begin(struct html *html, int width, int height, struct text title,
	       struct text description);
void svg_number(struct html *html, const char *name, int64_t value);
void svg_rect(struct html *html, const char *class_name, int x, int y, int width, int height,
	      int radius);
void svg_line(struct html *html, const char *class_name, int x1, int y1, int x2, int y2);
/* Lines of text, the first with its baseline at y; `anchor` start or middle. */
void svg_lines(struct html *html, const char *class_name, const char *anchor, int x, int y,
	       int font_size, const struct line_list *lines);

#endif
