/* SPDX-License-Identifier: Apache-2.0 */
/* The requirement graph as shapes and lines. graph.c reads it from the model; graph_interchange.c
 * places it as the model's diagram says, graph_layout.c in layers; graph_svg.c draws it.
 * Pixels; y grows downwards. */
#ifndef REMIT_DRAW_GRAPH_H
#define REMIT_DRAW_GRAPH_H

#include "dmn/model.h"
#include "draw/text.h"

enum node_shape {
	SHAPE_DECISION,
	SHAPE_INPUT,
	SHAPE_BKM,
	SHAPE_SERVICE,
	SHAPE_SOURCE, /* knowledge source */
	SHAPE_KIND_COUNT
};

enum edge_line {
	LINE_INFORMATION,
	LINE_KNOWLEDGE,
	LINE_AUTHORITY
};

struct point {
	int x, y;
};

struct graph_node {
	enum node_shape shape;
	struct text id; /* with its file's namespace: elements of several files may share one */
	struct text name;
	const struct model_file *file;
	int x, y, width, height;
	int font_size;
	struct line_list lines; /* of the name */
	bool is_placed;
	int divider; /* of a service that encloses its decisions: y of the line; 0: none */
	bool encloses;
	int layer;
};

struct graph_edge {
	size_t from; /* what is required */
	size_t to;   /* what requires it */
	enum edge_line line;
	struct text id;
	struct {
		LIST_OF(struct point);
	} points; /* from `from` to `to` */
};

struct graph {
	struct arena *arena;
	const struct dmn_model *model;
	struct {
		LIST_OF(struct graph_node);
	} nodes;
	struct {
		LIST_OF(struct graph_edge);
	} edges;
	int width, height;
};

enum {
	NODE_WIDTH = 160,
	NODE_HEIGHT = 54,
	NODE_FONT = 13,
	NODE_FONT_LEAST = 7,
	NODE_MARGIN = 10, /* of the name inside its shape */
	GRAPH_MARGIN = 16
};

/* The elements of the main file and what they require of others, with their places. */
void graph_make(struct arena *arena, const struct dmn_model *model, struct graph *out);

/* True when the main file has a diagram with all its elements. */
bool graph_interchange(struct graph *graph);
void graph_layout(struct graph *graph);

/* Width inside a shape for a name. */
int graph_text_width(const struct graph_node *node);

#endif
