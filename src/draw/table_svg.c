/* SPDX-License-Identifier: Apache-2.0 */
/* A decision table as a picture, a rule a row (DMN 1.5 8.2). */
#include "draw/draw.h"
#include "draw/svg.h"

enum {
	CELL_FONT = 12,
	CELL_MARGIN = 7,
	CELL_LEAST = 56, /* width of the text in a column */
	CELL_MOST = 230,
	NOTE_MOST = 300
};

enum column_kind {
	COLUMN_NUMBER,
	COLUMN_INPUT,
	COLUMN_OUTPUT,
	COLUMN_NOTE
};

struct column {
	enum column_kind kind;
	size_t index; /* of the table's input or output */
	int x, width; /* of the text, without margins */
};

struct sheet {
	struct html *html;
	const struct table *table;
	struct column *columns;
	size_t column_count;
	int x, y;
};

static struct text heading(const struct sheet *sheet, const struct column *column)
{
	switch (column->kind) {
	case COLUMN_INPUT: return draw_input_label(&sheet->table->inputs[column->index]);
	case COLUMN_OUTPUT: return draw_output_label(sheet->table, column->index);
	case COLUMN_NOTE: return TEXT("Annotation");
	case COLUMN_NUMBER: break;
	}
	return text_from(draw_policy_letter(sheet->table));
}

/* The allowed values, under the heading. */
static struct text allowed(const struct sheet *sheet, const struct column *column)
{
	if (column->kind == COLUMN_INPUT)
		return text_trim(sheet->table->inputs[column->index].allowed_text);
	if (column->kind == COLUMN_OUTPUT)
		return text_trim(sheet->table->outputs[column->index].allowed_text);
	return TEXT("");
}

static struct text cell(const struct sheet *sheet, const struct column *column, size_t rule)
{
	const struct table_rule *row = &sheet->table->rules[rule];
	switch (column->kind) {
	case COLUMN_INPUT: {
		struct text test = draw_cell(&row->tests[column->index]);
		return test.length != 0 ? test : TEXT("-");
	}
	case COLUMN_OUTPUT: return draw_cell(&row->outputs[column->index]);
	case COLUMN_NOTE: return text_from(row->note);
	case COLUMN_NUMBER: break;
	}
	return text_format(sheet->html->out.arena, "%zu", rule + 1);
}

/* ---- columns ------------------------------------------------------------------------ */

static int widest_line(struct text text, bool is_bold)
{
	int widest = 0;
	while (text.length != 0) {
		int width = text_width(text_cut(text, '\n', &text), CELL_FONT, is_bold);
		widest = width > widest ? width : widest;
	}
	return widest;
}

static void set_width(const struct sheet *sheet, struct column *column)
{
	int most = column->kind == COLUMN_NOTE ? NOTE_MOST : CELL_MOST;
	int width = widest_line(heading(sheet, column), true);
	int other = widest_line(allowed(sheet, column), false);
	width = other > width ? other : width;
	for (size_t rule = 0; rule < sheet->table->rule_count; rule++) {
		other = widest_line(cell(sheet, column, rule), false);
		width = other > width ? other : width;
	}
	int least = column->kind == COLUMN_NUMBER ? 0 : CELL_LEAST;
	width = width < least ? least : width;
	column->width = (width > most ? most : width) + 2;
}

static void make_columns(struct sheet *sheet)
{
	const struct table *table = sheet->table;
	size_t most = table->input_count + table->output_count + 2;
	struct arena *arena = sheet->html->out.arena;
	sheet->columns = arena_new_array(arena, struct column, most);
	sheet->columns[sheet->column_count++].kind = COLUMN_NUMBER;
	for (size_t i = 0; i < table->input_count; i++)
		sheet->columns[sheet->column_count++] = (struct column){ COLUMN_INPUT, i, 0, 0 };
	for (size_t i = 0; i < table->output_count; i++)
		sheet->columns[sheet->column_count++] = (struct column){ COLUMN_OUTPUT, i, 0, 0 };
	if (draw_has_notes(table))
		sheet->columns[sheet->column_count++].kind = COLUMN_NOTE;
	int x = sheet->x;
	for (size_t i = 0; i < sheet->column_count; i++) {
		struct column *column = &sheet->columns[i];
		set_width(sheet, column);
		column->x = x;
		x += column->width + 2 * CELL_MARGIN;
	}
}

/* ---- rows ---------------------------------------------------------------------------- */

static const char *class_of(const struct column *column, bool is_head)
{
	if (is_head)
		return column->kind == COLUMN_OUTPUT ? "cell-out" : "cell-head";
	return "cell";
}

/* One row: texts of each column, all as high as the highest. */
static void put_row(struct sheet *sheet, const struct text *texts, bool is_head, bool is_bold)
{
	struct arena *arena = sheet->html->out.arena;
	struct line_list *lines = arena_new_array(arena, struct line_list, sheet->column_count);
	size_t most = 1;
	for (size_t i = 0; i < sheet->column_count; i++) {
		text_wrap(arena, texts[i], sheet->columns[i].width, CELL_FONT, is_bold, &lines[i]);
		most = lines[i].count > most ? lines[i].count : most;
	}
	int height = (int)most * text_leading(CELL_FONT) + 2 * CELL_MARGIN - 2;
	for (size_t i = 0; i < sheet->column_count; i++) {
		const struct column *column = &sheet->columns[i];
		svg_rect(sheet->html, class_of(column, is_head), column->x, sheet->y,
			 column->width + 2 * CELL_MARGIN, height, 0);
		svg_lines(sheet->html,
			  is_bold   ? "bold"
			  : is_head ? "hint"
				    : "plain",
			  "start", column->x + CELL_MARGIN, sheet->y + CELL_MARGIN + CELL_FONT - 2,
			  CELL_FONT, &lines[i]);
	}
	sheet->y += height;
}

static void put_heads(struct sheet *sheet)
{
	struct arena *arena = sheet->html->out.arena;
	struct text *heads = arena_new_array(arena, struct text, sheet->column_count);
	struct text *values = arena_new_array(arena, struct text, sheet->column_count);
	bool has_values = false;
	for (size_t i = 0; i < sheet->column_count; i++) {
		heads[i] = heading(sheet, &sheet->columns[i]);
		values[i] = allowed(sheet, &sheet->columns[i]);
		has_values = has_values || values[i].length != 0;
	}
	put_row(sheet, heads, true, true);
	if (has_values)
		put_row(sheet, values, true, false);
}

/* The lines that part conditions from conclusions, and the heads from the rules. */
static void put_rules(const struct sheet *sheet, int top, int heads_end)
{
	const struct column *last = &sheet->columns[sheet->column_count - 1];
	int right = last->x + last->width + 2 * CELL_MARGIN;
	svg_line(sheet->html, "rule", sheet->x, heads_end, right, heads_end);
	for (size_t i = 1; i < sheet->column_count; i++)
		if (sheet->columns[i].kind != sheet->columns[i - 1].kind &&
		    sheet->columns[i].kind != COLUMN_INPUT)
			svg_line(sheet->html, "rule", sheet->columns[i].x, top, sheet->columns[i].x,
				 sheet->y);
}

void draw_table(struct html *html, const struct table *table, int x, int y, int *right, int *bottom)
{
	struct sheet sheet = { .html = html, .table = table, .x = x, .y = y };
	make_columns(&sheet);
	put_heads(&sheet);
	int heads_end = sheet.y;
	struct text *cells = arena_new_array(html->out.arena, struct text, sheet.column_count);
	for (size_t rule = 0; rule < table->rule_count; rule++) {
		for (size_t i = 0; i < sheet.column_count; i++)
			cells[i] = cell(&sheet, &sheet.columns[i], rule);
		put_row(&sheet, cells, false, false);
	}
	put_rules(&sheet, y, heads_end);
	const struct column *last = &sheet.columns[sheet.column_count - 1];
	*right = last->x + last->width + 2 * CELL_MARGIN;
	*bottom = sheet.y;
}
