/* SPDX-License-Identifier: Apache-2.0 */
/* Logic in HTML: a decision table is a table with headings that say which column and rule a cell is
 * of; what has named parts is a list of them; the rest is text. */
#include "draw/draw.h"

enum {
	DEPTH_MOST = 6 /* what is deeper is text */
};

static void draw_at(struct html *html, const struct boxed *boxed, const char *caption,
		    unsigned depth);

static void put_code(struct html *html, struct text text)
{
	if (text.length == 0) {
		html_element(html, "p", TEXT("It has no text."));
		return;
	}
	html_begin(html, "pre");
	html_element(html, "code", text);
	html_end(html);
}

/* ---- tables -------------------------------------------------------------------------- */

static void put_head(struct html *html, const char *class_name, struct text text,
		     struct text allowed)
{
	html_begin(html, "th");
	html_attribute(html, "scope", TEXT("col"));
	html_attribute(html, "class", text_from(class_name));
	html_text(html, text);
	if (allowed.length != 0) {
		html_begin(html, "div");
		html_attribute(html, "class", TEXT("values"));
		html_text(html, text_format(html->out.arena, "of %.*s", TEXT_ARG(allowed)));
		html_end(html);
	}
	html_end(html);
}

static void put_heads(struct html *html, const struct table *table)
{
	html_begin(html, "thead");
	html_begin(html, "tr");
	put_head(html, "number", TEXT("Rule"), TEXT(""));
	for (size_t i = 0; i < table->input_count; i++)
		put_head(html, "input", draw_input_label(&table->inputs[i]),
			 text_trim(table->inputs[i].allowed_text));
	for (size_t o = 0; o < table->output_count; o++)
		put_head(html, "output", draw_output_label(table, o),
			 text_trim(table->outputs[o].allowed_text));
	if (draw_has_notes(table))
		put_head(html, "note", TEXT("Annotation"), TEXT(""));
	html_end(html);
	html_end(html);
}

static void put_cell(struct html *html, const char *class_name, struct text text)
{
	html_begin(html, "td");
	html_attribute(html, "class", text_from(class_name));
	html_text(html, text);
	html_end(html);
}

static void put_rule(struct html *html, const struct table *table, size_t rule)
{
	const struct table_rule *row = &table->rules[rule];
	html_begin(html, "tr");
	html_begin(html, "th");
	html_attribute(html, "scope", TEXT("row"));
	html_text(html, text_format(html->out.arena, "%zu", rule + 1));
	html_end(html);
	for (size_t i = 0; i < table->input_count; i++) {
		struct text test = draw_cell(&row->tests[i]);
		bool is_any = test.length == 0 || text_is(test, "-");
		put_cell(html, is_any ? "any" : "input", is_any ? TEXT("any") : test);
	}
	for (size_t o = 0; o < table->output_count; o++)
		put_cell(html, "output", draw_cell(&row->outputs[o]));
	if (draw_has_notes(table))
		put_cell(html, "note", text_from(row->note));
	html_end(html);
}

static void put_defaults(struct html *html, const struct table *table)
{
	for (size_t o = 0; o < table->output_count; o++) {
		struct text fallback = draw_cell(&table->outputs[o].fallback);
		if (fallback.length == 0)
			continue;
		html_element(html, "p",
			     text_format(html->out.arena, "When no rule matches, %.*s is %.*s.",
					 TEXT_ARG(draw_output_label(table, o)),
					 TEXT_ARG(fallback)));
	}
}

static void put_table(struct html *html, const struct table *table, const char *caption)
{
	html_begin(html, "div");
	html_attribute(html, "class", TEXT("scroll"));
	html_attribute(html, "role", TEXT("region"));
	html_attribute(html, "aria-label", text_from(caption));
	html_attribute(html, "tabindex", TEXT("0"));
	html_begin(html, "table");
	html_attribute(html, "class", TEXT("rules"));
	html_begin(html, "caption");
	html_text(html, text_format(html->out.arena, "%s. %.*s.", caption,
				    TEXT_ARG(draw_policy_words(html->out.arena, table))));
	html_end(html);
	put_heads(html, table);
	html_begin(html, "tbody");
	for (size_t rule = 0; rule < table->rule_count; rule++)
		put_rule(html, table, rule);
	html_end(html);
	html_end(html);
	html_end(html);
	put_defaults(html, table);
}

/* ---- parts ---------------------------------------------------------------------------- */

static void put_part(struct html *html, const struct boxed *boxed, size_t i, struct text name,
		     unsigned depth)
{
	html_begin(html, "dt");
	html_text(html, name);
	html_end(html);
	html_begin(html, "dd");
	if (boxed->parts[i] != NULL)
		draw_at(html, boxed->parts[i], text_c(html->out.arena, name), depth + 1);
	else
		html_text(html, TEXT("nothing"));
	html_end(html);
}

static void put_parts(struct html *html, const struct boxed *boxed, unsigned depth)
{
	html_begin(html, "dl");
	for (size_t i = 0; i < boxed->part_count; i++)
		put_part(html, boxed, i,
			 boxed->names[i].length != 0 ? boxed->names[i] : TEXT("Result"), depth);
	html_end(html);
}

static void put_invocation(struct html *html, const struct boxed *boxed, unsigned depth)
{
	html_begin(html, "p");
	html_text(html, TEXT("Calls "));
	html_element(html, "code", text_trim(boxed->expression.place.source));
	html_text(html, boxed->part_count != 0 ? TEXT(" with") : TEXT(""));
	html_end(html);
	if (boxed->part_count != 0)
		put_parts(html, boxed, depth);
}

static void put_conditional(struct html *html, const struct boxed *boxed, unsigned depth)
{
	static const char *const words[] = { "If", "Then", "Else" };
	html_begin(html, "dl");
	for (size_t i = 0; i < boxed->part_count && i < 3; i++)
		put_part(html, boxed, i, text_from(words[i]), depth);
	html_end(html);
}

/* Does a decision table stand anywhere inside, which text could not show? */
static bool has_table(const struct boxed *boxed, unsigned depth)
{
	if (boxed == NULL || depth > DEPTH_MOST)
		return false;
	if (boxed->kind == BOXED_TABLE)
		return true;
	for (size_t i = 0; i < boxed->part_count; i++)
		if (has_table(boxed->parts[i], depth + 1))
			return true;
	return false;
}

static void put_items(struct html *html, const struct boxed *boxed, unsigned depth)
{
	html_begin(html, "ol");
	for (size_t i = 0; i < boxed->part_count; i++) {
		html_begin(html, "li");
		if (boxed->parts[i] != NULL)
			draw_at(html, boxed->parts[i], "An item", depth + 1);
		html_end(html);
	}
	html_end(html);
}

static void draw_at(struct html *html, const struct boxed *boxed, const char *caption,
		    unsigned depth)
{
	bool is_text = depth >= DEPTH_MOST;
	if (boxed->kind == BOXED_TABLE)
		put_table(html, boxed->table, caption);
	else if (boxed->kind == BOXED_CONTEXT && boxed->part_count != 0 && !is_text)
		put_parts(html, boxed, depth);
	else if (boxed->kind == BOXED_INVOCATION && !is_text)
		put_invocation(html, boxed, depth);
	else if (boxed->kind == BOXED_CONDITIONAL && !is_text)
		put_conditional(html, boxed, depth);
	else if (has_table(boxed, 0) && boxed->kind != BOXED_LITERAL && !is_text)
		put_items(html, boxed, depth);
	else
		put_code(html, draw_boxed_text(html->out.arena, boxed));
}

void draw_boxed(struct html *html, const struct boxed *boxed, const char *caption)
{
	draw_at(html, boxed, caption, 0);
}
