/* SPDX-License-Identifier: Apache-2.0 */
/* An element's logic as a picture of its own: its name, and its table or its text in a box. */
#include "draw/draw.h"
#include "draw/svg.h"

enum {
	MARGIN = 14,
	NAME_FONT = 15,
	TEXT_FONT = 13,
	TEXT_MOST = 760 /* width of a line */
};

static struct text description(struct arena *arena, const struct boxed *logic)
{
	if (logic == NULL)
		return TEXT("It has no logic.");
	if (logic->kind != BOXED_TABLE)
		return text_format(arena, "A %s.", boxed_names[logic->kind]);
	const struct table *table = logic->table;
	return text_format(arena,
			   "A decision table of %zu rules, %zu inputs and %zu outputs. %.*s.",
			   table->rule_count, table->input_count, table->output_count,
			   TEXT_ARG(draw_policy_words(arena, table)));
}

static void put_text(struct html *html, struct text text, int y, int *right, int *bottom)
{
	struct arena *arena = html->out.arena;
	struct line_list lines = { 0 };
	int widest = 0;
	text_wrap(arena, text, TEXT_MOST, TEXT_FONT, false, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		int width = text_width(lines.at[i], TEXT_FONT, false);
		widest = width > widest ? width : widest;
	}
	int height = (int)lines.count * text_leading(TEXT_FONT) + MARGIN;
	svg_rect(html, "cell", MARGIN, y, widest + 2 * MARGIN, height, 0);
	svg_lines(html, "plain", "start", 2 * MARGIN, y + MARGIN / 2 + TEXT_FONT, TEXT_FONT,
		  &lines);
	*right = widest + 3 * MARGIN;
	*bottom = y + height;
}

/* What the picture holds is written first, since it says how large it is. */
void draw_logic(struct html *html, const struct element *element)
{
	struct arena *arena = html->out.arena;
	const struct boxed *logic = draw_logic_of(element);
	struct html inner = html_part_begin(html);
	struct line_list name = { 0 }, policy = { 0 };
	bool is_table = logic != NULL && logic->kind == BOXED_TABLE;
	int right = 0, bottom = 0, y = MARGIN + NAME_FONT;
	text_wrap(arena, element->name, TEXT_MOST, NAME_FONT, true, &name);
	svg_lines(&inner, "bold", "start", MARGIN, y, NAME_FONT, &name);
	y += (int)(name.count - 1) * text_leading(NAME_FONT) + MARGIN / 2;
	if (is_table) {
		text_wrap(arena, draw_policy_words(arena, logic->table), TEXT_MOST, TEXT_FONT,
			  false, &policy);
		svg_lines(&inner, "hint", "start", MARGIN, y + TEXT_FONT, TEXT_FONT, &policy);
		y += (int)policy.count * text_leading(TEXT_FONT) + MARGIN;
		draw_table(&inner, logic->table, MARGIN, y, &right, &bottom);
	} else {
		struct text text =
			logic != NULL ? draw_boxed_text(arena, logic) : TEXT("It has no logic.");
		put_text(&inner, text, y, &right, &bottom);
	}
	for (size_t i = 0; i < name.count; i++) {
		int end = MARGIN + text_width(name.at[i], NAME_FONT, true);
		right = end > right ? end : right;
	}
	for (size_t i = 0; i < policy.count; i++) {
		int end = MARGIN + text_width(policy.at[i], TEXT_FONT, false);
		right = end > right ? end : right;
	}
	svg_begin(html, right + MARGIN, bottom + MARGIN, element->name, description(arena, logic));
	html_put(html, html_part_end(&inner));
	html_end(html);
}
