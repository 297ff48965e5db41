/* SPDX-License-Identifier: Apache-2.0 */
/* libdmn: a compiled model to be looked at, as SVG and as HTML.
 *
 * Neither has a script or needs another file; every text of the model is escaped. Texts are wrapped
 * by the widths of Arial and its like. Sizes are pixels.
 *
 * The graph stands where the main file's diagram interchange (DMN 1.5 chapter 13) puts it: the
 * first diagram that has all elements of the file and the lines between them, no shape over another
 * and at most a third of the lines through shapes of others. Without one it is laid out in layers,
 * what requires above what is required. Elements of imported files stand with them where they are
 * required. Of a graph of more than 2,000 elements the first are drawn.
 *
 * Results are NUL-ended, in the arena; `size` may be NULL. "" when the arena's limit is reached,
 * the model is not compiled, or there is no such element. */
#ifndef DMN_DRAW_H
#define DMN_DRAW_H

#include <dmn.h>

#ifdef __cplusplus
extern "C" {
#endif

enum dmn_drawing {
	/* All of the model as an HTML page: the graph, and each element in words with its logic,
	 * tables as tables with headings. */
	DMN_DRAW_PAGE,
	/* The requirement graph as SVG: decisions, inputs, business knowledge models, services,
	 * knowledge sources and the three kinds of requirement, in the shapes of DMN 1.5 6.2. */
	DMN_DRAW_GRAPH,
	/* The logic of a decision or business knowledge model as SVG: its table, or its text. */
	DMN_DRAW_LOGIC
};
/* `name` is that of DMN_DRAW_LOGIC's element, NULL for the others. */
DMN_API const char *dmn_draw(struct arena *arena, const struct dmn_model *model,
			     enum dmn_drawing what, const char *name, size_t *size);

#ifdef __cplusplus
}
#endif
#endif
