/* SPDX-License-Identifier: Apache-2.0 */
/* Drawing a compiled model: each file writes one kind of thing. */
#ifndef REMIT_DRAW_DRAW_H
#define REMIT_DRAW_DRAW_H

#include "dmn/model.h"
#include "html/html.h"

/* graph_svg.c: the requirement graph as a picture. */
void draw_graph(struct html *html, const struct dmn_model *model);
/* logic_svg.c: an element's logic as a picture: its table, or its text in a box. */
void draw_logic(struct html *html, const struct element *element);
/* table_svg.c: the table at a place; *bottom is where it ends, *right how wide it is. */
void draw_table(struct html *html, const struct table *table, int x, int y, int *right,
		int *bottom);
/* page.c: the whole model as a page. */
struct text draw_page(struct arena *arena, const struct dmn_model *model);
/* page_logic.c: any boxed expression in HTML, tables as tables. */
void draw_boxed(struct html *html, const struct boxed *boxed, const char *caption);

/* logic_text.c: any boxed expression as text, set out over lines. */
struct text draw_boxed_text(struct arena *arena, const struct boxed *boxed);
/* The logic of a decision, or the body of a business knowledge model; NULL: none. */
const struct boxed *draw_logic_of(const struct element *element);
/* "at most one rule may match (UNIQUE)", with what COLLECT makes of them. */
struct text draw_policy_words(struct arena *arena, const struct table *table);
/* The letter of the hit policy, as it stands in a table's corner: "U", "C+". */
const char *draw_policy_letter(const struct table *table);
/* A column's heading: its label, else its expression or name. */
struct text draw_input_label(const struct table_input *input);
struct text draw_output_label(const struct table *table, size_t output);
/* A cell's text as it was written. */
struct text draw_cell(const struct expression *expression);
bool draw_has_notes(const struct table *table);

#endif
