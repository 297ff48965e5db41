/* SPDX-License-Identifier: Apache-2.0 */
/* Drawings at the public door. */
#include "draw/draw.h"

#include <dmn_draw.h>

struct drawing {
	struct arena *arena;
	const struct dmn_model *model;
	const struct element *element;
	struct text text;
	const char *ended;
};

static void run_graph(void *user)
{
	struct drawing *drawing = user;
	struct html html = html_new(drawing->arena);
	draw_graph(&html, drawing->model);
	drawing->text = html_finish(&html);
}

static void run_logic(void *user)
{
	struct drawing *drawing = user;
	struct html html = html_new(drawing->arena);
	draw_logic(&html, drawing->element);
	drawing->text = html_finish(&html);
}

static void run_page(void *user)
{
	struct drawing *drawing = user;
	drawing->text = draw_page(drawing->arena, drawing->model);
}

static void run_ending(void *user)
{
	struct drawing *drawing = user;
	drawing->ended = text_c(drawing->arena, drawing->text);
}

const char *dmn_draw(struct arena *arena, const struct dmn_model *model, enum dmn_drawing what,
		     const char *name, size_t *size)
{
	static void (*const bodies[])(void *) = { run_page, run_graph, run_logic };
	struct drawing drawing = { .arena = arena, .model = model };
	if (what == DMN_DRAW_LOGIC)
		drawing.element = model_element_named(model, text_from(name));
	bool is_drawn = model->is_compiled && (what != DMN_DRAW_LOGIC || drawing.element != NULL) &&
			boundary_run(arena, bodies[what], &drawing, NULL) == STATUS_OK &&
			boundary_run(arena, run_ending, &drawing, NULL) == STATUS_OK;
	if (size != NULL)
		*size = is_drawn ? drawing.text.length : 0;
	return is_drawn ? drawing.ended : "";
}
