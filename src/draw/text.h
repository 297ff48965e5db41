/* SPDX-License-Identifier: Apache-2.0 */
/* Text in a picture: how wide it is, and where it is cut into lines. A picture cannot ask a font,
 * so widths are those of Helvetica, Arial and Liberation Sans, which are alike, with some to spare.
 */
#ifndef REMIT_DRAW_TEXT_H
#define REMIT_DRAW_TEXT_H

#include "base/list.h"
#include "base/text.h"

struct line_list {
	LIST_OF(struct text);
};

/* Pixels that a line of this size takes, rounded up. */
int text_width(struct text line, int font_size, bool is_bold);
/* The lines of a text within `width`: at its line ends, then at spaces and after signs, then
 * anywhere. At least one, perhaps empty. */
void text_wrap(struct arena *arena, struct text text, int width, int font_size, bool is_bold,
	       struct line_list *out);
/* From one baseline to the next. */
static inline int text_leading(int font_size)
{
	return font_size + font_size * 3 / 10;
}

#endif
