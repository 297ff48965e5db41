/* SPDX-License-Identifier: Apache-2.0 */
/* Widths and line breaks. */
#include "draw/text.h"

enum {
	WIDTH_FIRST = 0x20,
	WIDTH_LAST = 0x7e,
	WIDTH_OTHER = 700, /* of letters that are not in the table */
	WIDTH_WIDE = 1040, /* of ideographs and pictures */
	WIDE_FIRST = 0x1100
};

/* Thousandths of the font size, from space to tilde. */
static const short widths[WIDTH_LAST - WIDTH_FIRST + 1] = {
	278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};

static int width_of(uint32_t letter)
{
	if (letter >= WIDTH_FIRST && letter <= WIDTH_LAST)
		return widths[letter - WIDTH_FIRST];
	return letter >= WIDE_FIRST ? WIDTH_WIDE : WIDTH_OTHER;
}

/* Pixels of so many thousandths. Bold is wider, and no two fonts are quite alike. */
static int pixels(int64_t thousandths, int font_size, bool is_bold)
{
	int64_t width = thousandths * font_size;
	width += width * (is_bold ? 11 : 4) / 100;
	width = (width + 999) / 1000;
	return width > INT32_MAX / 4 ? INT32_MAX / 4 : (int)width;
}

int text_width(struct text line, int font_size, bool is_bold)
{
	int64_t width = 0;
	for (size_t at = 0; at < line.length;)
		width += width_of(text_next(line, &at));
	return pixels(width, font_size, is_bold);
}

static bool may_break_after(char sign)
{
	return sign == '-' || sign == '/' || sign == ',' || sign == '.' || sign == ';' ||
	       sign == '_' || sign == '(' || sign == '|';
}

/* Bytes of the longest start that fits: up to a space, else up to a sign or between
 * twoWords, else anywhere, but one
 * letter at least. */
static size_t fitting(struct text rest, int width, int font_size, bool is_bold)
{
	size_t fits = 0, spaces = 0, signs = 0;
	int64_t so_far = 0;
	for (size_t at = 0; at < rest.length;) {
		char sign = rest.at[at];
		so_far += width_of(text_next(rest, &at));
		if (sign != ' ' && fits != 0 && pixels(so_far, font_size, is_bold) > width)
			return spaces != 0 ? spaces : signs != 0 ? signs : fits;
		fits = at;
		bool is_hump = at < rest.length && sign >= 'a' && sign <= 'z' &&
			       rest.at[at] >= 'A' && rest.at[at] <= 'Z';
		bool is_indent = spaces == 0 && text_trim(text_slice(rest, 0, at)).length == 0;
		if (sign == ' ' && !is_indent)
			spaces = at;
		else if (may_break_after(sign) || is_hump)
			signs = at;
	}
	return rest.length;
}

/* Leading space stays: it is how expressions are set out. */
static struct text without_end(struct text line)
{
	while (line.length != 0 &&
	       (line.at[line.length - 1] == ' ' || line.at[line.length - 1] == '\r'))
		line.length--;
	return line;
}

static struct text without_tabs(struct arena *arena, struct text text)
{
	char *bytes = arena_copy(arena, text.at, text.length);
	for (size_t i = 0; i < text.length; i++)
		if (bytes[i] == '\t')
			bytes[i] = ' ';
	return (struct text){ bytes, text.length };
}

void text_wrap(struct arena *arena, struct text text, int width, int font_size, bool is_bold,
	       struct line_list *out)
{
	struct text rest = without_tabs(arena, text);
	do {
		struct text line = without_end(text_cut(rest, '\n', &rest));
		do {
			size_t fits = fitting(line, width, font_size, is_bold);
			list_push(arena, out, without_end(text_slice(line, 0, fits)));
			line = text_slice(line, fits, line.length);
		} while (line.length != 0);
	} while (rest.length != 0);
}
