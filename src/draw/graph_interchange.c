/* SPDX-License-Identifier: Apache-2.0 */
/* Places from a model's own diagram (DMNDI, DMN 1.5 chapter 13). Of several diagrams the first that
 * has all elements of the file is taken; without one the graph is laid out anew. */
#include "draw/graph.h"

#include "feel/number.h"

enum {
	COORDINATE_MOST = 100 * 1000,
	SIDE_LEAST = 12,
	LOOKS = 64 /* along a line */
};

/* "123.45", "1.2E2": the whole part. */
static int coordinate(struct arena *arena, const struct xml_element *element, const char *name)
{
	dmn_value value;
	int64_t whole;
	if (!number_parse(arena, text_trim(xml_attribute(element, name)), &value) ||
	    !number_truncate(value, &whole))
		return 0;
	if (whole > COORDINATE_MOST)
		return COORDINATE_MOST;
	return whole < -COORDINATE_MOST ? -COORDINATE_MOST : (int)whole;
}

/* A QName: what is after the prefix is the id. */
static struct text id_of(const struct xml_element *element)
{
	struct text reference = xml_attribute(element, "dmnElementRef");
	size_t colon = text_find(reference, TEXT(":"), 0);
	return colon == SIZE_MAX ? reference : text_slice(reference, colon + 1, reference.length);
}

static struct graph_node *node_of(struct graph *graph, struct text id)
{
	for (size_t i = 0; i < graph->nodes.count; i++)
		if (text_equal(graph->nodes.at[i].id, id))
			return &graph->nodes.at[i];
	return NULL;
}

/* The line between a service's output decisions and what it encapsulates. */
static void read_divider(struct graph *graph, struct graph_node *node,
			 const struct xml_element *shape)
{
	const struct xml_element *line = xml_child(shape, "DMNDecisionServiceDividerLine");
	bool is_collapsed = text_is(xml_attribute(shape, "isCollapsed"), "true");
	node->encloses = node->shape == SHAPE_SERVICE && !is_collapsed;
	const struct xml_element *point = line != NULL ? xml_child(line, "waypoint") : NULL;
	if (point != NULL && node->encloses)
		node->divider = coordinate(graph->arena, point, "y");
}

static void read_shape(struct graph *graph, const struct xml_element *shape)
{
	struct graph_node *node = node_of(graph, id_of(shape));
	const struct xml_element *bounds = xml_child(shape, "Bounds");
	if (node == NULL || bounds == NULL || node->is_placed)
		return;
	node->x = coordinate(graph->arena, bounds, "x");
	node->y = coordinate(graph->arena, bounds, "y");
	node->width = coordinate(graph->arena, bounds, "width");
	node->height = coordinate(graph->arena, bounds, "height");
	node->is_placed = node->width >= SIDE_LEAST && node->height >= SIDE_LEAST;
	read_divider(graph, node, shape);
}

static void read_edge(struct graph *graph, const struct xml_element *line)
{
	struct text id = id_of(line);
	for (size_t i = 0; i < graph->edges.count && id.length != 0; i++) {
		struct graph_edge *edge = &graph->edges.at[i];
		if (!text_equal(edge->id, id) || edge->points.count != 0)
			continue;
		for (const struct xml_element *p = xml_child(line, "waypoint"); p != NULL;
		     p = xml_next(p, "waypoint"))
			list_push(graph->arena, &edge->points,
				  (struct point){ coordinate(graph->arena, p, "x"),
						  coordinate(graph->arena, p, "y") });
		if (edge->points.count < 2)
			edge->points.count = 0;
		return;
	}
}

static void forget(struct graph *graph)
{
	for (size_t i = 0; i < graph->nodes.count; i++) {
		struct graph_node *node = &graph->nodes.at[i];
		node->is_placed = node->encloses = false;
		node->divider = 0;
		node->width = NODE_WIDTH;
		node->height = NODE_HEIGHT;
	}
	for (size_t i = 0; i < graph->edges.count; i++)
		graph->edges.at[i].points.count = 0;
}

/* Shapes without the lines between them are half a diagram. */
static bool has_lines(const struct graph *graph)
{
	for (size_t i = 0; i < graph->edges.count; i++) {
		const struct graph_edge *edge = &graph->edges.at[i];
		if (edge->points.count == 0 && graph->nodes.at[edge->from].is_placed &&
		    graph->nodes.at[edge->to].is_placed)
			return false;
	}
	return true;
}

static bool is_whole(const struct graph *graph)
{
	const struct model_file *main_file = graph->model->files.at[0];
	for (size_t i = 0; i < graph->nodes.count; i++)
		if (graph->nodes.at[i].file == main_file && !graph->nodes.at[i].is_placed)
			return false;
	return graph->nodes.count != 0;
}

static bool overlap(const struct graph_node *a, const struct graph_node *b)
{
	return a->is_placed && b->is_placed && !a->encloses && !b->encloses &&
	       a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
	       b->y < a->y + a->height;
}

/* Does the line from one point to the next enter the shape? Points along it are looked at: exact
 * enough to tell a picture from a tangle. */
static bool enters(struct point a, struct point b, const struct graph_node *node)
{
	for (int i = 1; i < LOOKS; i++) {
		int x = a.x + (int)((int64_t)(b.x - a.x) * i / LOOKS);
		int y = a.y + (int)((int64_t)(b.y - a.y) * i / LOOKS);
		if (x > node->x && x < node->x + node->width && y > node->y &&
		    y < node->y + node->height)
			return true;
	}
	return false;
}

static bool runs_through(const struct graph *graph, const struct graph_edge *edge)
{
	for (size_t n = 0; n < graph->nodes.count; n++) {
		const struct graph_node *node = &graph->nodes.at[n];
		if (n == edge->from || n == edge->to || !node->is_placed || node->encloses)
			continue;
		for (size_t p = 0; p + 1 < edge->points.count; p++)
			if (enters(edge->points.at[p], edge->points.at[p + 1], node))
				return true;
	}
	return false;
}

/* Some tools write a diagram that nobody has ever looked at: shapes over each other, or more than
 * a third of the lines through shapes that they have nothing to do with. */
static bool is_readable(const struct graph *graph)
{
	size_t tangled = 0;
	for (size_t i = 0; i < graph->edges.count; i++)
		tangled += runs_through(graph, &graph->edges.at[i]);
	if (tangled * 3 > graph->edges.count)
		return false;
	for (size_t i = 0; i < graph->nodes.count; i++)
		for (size_t k = i + 1; k < graph->nodes.count; k++)
			if (overlap(&graph->nodes.at[i], &graph->nodes.at[k]))
				return false;
	return true;
}

bool graph_interchange(struct graph *graph)
{
	const struct xml_element *all = xml_child(graph->model->files.at[0]->root, "DMNDI");
	const struct xml_element *diagram = all != NULL ? xml_child(all, "DMNDiagram") : NULL;
	for (; diagram != NULL; diagram = xml_next(diagram, "DMNDiagram")) {
		for (const struct xml_element *s = xml_child(diagram, "DMNShape"); s != NULL;
		     s = xml_next(s, "DMNShape"))
			read_shape(graph, s);
		for (const struct xml_element *e = xml_child(diagram, "DMNEdge"); e != NULL;
		     e = xml_next(e, "DMNEdge"))
			read_edge(graph, e);
		if (is_whole(graph) && has_lines(graph) && is_readable(graph))
			return true;
		forget(graph);
	}
	return false;
}
