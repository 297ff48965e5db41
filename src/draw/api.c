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

static const char *draw(struct drawing *drawing, void (*body)(void *), size_t *size)
{
	bool is_drawn = drawing->model->is_compiled &&
			boundary_run(drawing->arena, body, drawing, NULL) == STATUS_OK &&
			boundary_run(drawing->arena, run_ending, drawing, NULL) == STATUS_OK;
	if (size != NULL)
		*size = is_drawn ? drawing->text.length : 0;
	return is_drawn ? drawing->ended : "";
}

const char *dmn_draw_graph(struct arena *arena, const struct dmn_model *model, size_t *size)
{
	struct drawing drawing = { .arena = arena, .model = model };
	return draw(&drawing, run_graph, size);
}

const char *dmn_draw_logic(struct arena *arena, const struct dmn_model *model, const char *name,
			   size_t *size)
{
	struct drawing drawing = { .arena = arena, .model = model };
	drawing.element = model_element_named(model, text_from(name));
	if (size != NULL)
		*size = 0;
	return drawing.element != NULL ? draw(&drawing, run_logic, size) : "";
}

const char *dmn_draw_page(struct arena *arena, const struct dmn_model *model, size_t *size)
{
	struct drawing drawing = { .arena = arena, .model = model };
	return draw(&drawing, run_page, size);
}
