/* SPDX-License-Identifier: Apache-2.0 */
/* The requirement graph in the shapes of the specification (DMN 1.5 6.2). */
#include "draw/draw.h"
#include "draw/graph.h"
#include "draw/svg.h"

static void put_path(struct html *html, const char *class_name, struct text path)
{
	html_begin(html, "path");
	html_attribute(html, "class", text_from(class_name));
	html_attribute(html, "d", path);
	html_end(html);
}

/* ---- lines ---------------------------------------------------------------------- */

static void put_marker(struct html *html, const char *id, const char *class_name, const char *path,
		       int reference)
{
	html_begin(html, "marker");
	html_attribute(html, "id", text_from(id));
	html_attribute(html, "viewBox", TEXT("0 0 10 10"));
	svg_number(html, "refX", reference);
	svg_number(html, "refY", 5);
	svg_number(html, "markerWidth", 10);
	svg_number(html, "markerHeight", 10);
	html_attribute(html, "markerUnits", TEXT("userSpaceOnUse"));
	html_attribute(html, "orient", TEXT("auto"));
	put_path(html, class_name, text_from(path));
	html_end(html);
}

static void put_markers(struct html *html)
{
	html_begin(html, "defs");
	put_marker(html, "information", "head", "M0 0L10 5L0 10z", 10);
	put_marker(html, "knowledge", "open", "M1 1L9 5L1 9", 9);
	put_marker(html, "authority", "head", "M1 5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", 5);
	html_end(html);
}

static void put_edge(struct html *html, const struct graph_edge *edge)
{
	static const char *const markers[] = { "url(#information)", "url(#knowledge)",
					       "url(#authority)" };
	struct builder path = builder_new(html->out.arena);
	if (edge->points.count < 2)
		return;
	for (size_t i = 0; i < edge->points.count; i++)
		builder_add_format(&path, "%s%d %d", i == 0 ? "M" : "L", edge->points.at[i].x,
				   edge->points.at[i].y);
	html_begin(html, "path");
	html_attribute(html, "class",
		       edge->line == LINE_INFORMATION ? TEXT("edge") : TEXT("edge dashed"));
	html_attribute(html, "marker-end", text_from(markers[edge->line]));
	html_attribute(html, "d", builder_text(&path));
	html_end(html);
}

/* ---- shapes ---------------------------------------------------------------------- */

/* Two corners cut off. */
static void put_bkm(struct html *html, const struct graph_node *n)
{
	int cut = n->height / 4 < 14 ? n->height / 4 : 14;
	put_path(html, "shape",
		 text_format(html->out.arena, "M%d %dh%dv%dl%d %dh%dv%dz", n->x + cut, n->y,
			     n->width - cut, n->height - cut, -cut, cut, -(n->width - cut),
			     -(n->height - cut)));
}

/* A sheet of paper with a wavy foot. */
static void put_source(struct html *html, const struct graph_node *n)
{
	int wave = n->height / 6 < 10 ? n->height / 6 : 10;
	int quarter = n->width / 4;
	put_path(html, "shape",
		 text_format(html->out.arena, "M%d %dh%dv%dq%d %d %d 0t%d 0z", n->x, n->y, n->width,
			     n->height - wave, -quarter, -2 * wave, -2 * quarter,
			     -(n->width - 2 * quarter)));
}

static void put_service(struct html *html, const struct graph_node *n)
{
	svg_rect(html, "service", n->x, n->y, n->width, n->height, 14);
	if (n->divider > n->y && n->divider < n->y + n->height)
		svg_line(html, "edge", n->x, n->divider, n->x + n->width, n->divider);
}

static void put_shape(struct html *html, const struct graph_node *node)
{
	switch (node->shape) {
	case SHAPE_INPUT:
		svg_rect(html, "shape", node->x, node->y, node->width, node->height,
			 node->height / 2);
		break;
	case SHAPE_BKM: put_bkm(html, node); break;
	case SHAPE_SERVICE: put_service(html, node); break;
	case SHAPE_SOURCE: put_source(html, node); break;
	case SHAPE_DECISION:
	case SHAPE_KIND_COUNT:
		svg_rect(html, "shape", node->x, node->y, node->width, node->height, 0);
	}
}

static void put_name(struct html *html, const struct graph_node *node)
{
	int leading = text_leading(node->font_size);
	int height = (int)node->lines.count * leading;
	int top = node->encloses ? node->y + 6 : node->y + (node->height - height) / 2;
	if (node->shape == SHAPE_SOURCE)
		top -= 9;
	svg_lines(html, node->encloses ? "bold" : "name", "middle", node->x + node->width / 2,
		  top + node->font_size, node->font_size, &node->lines);
}

static void put_node(struct html *html, const struct graph_node *node)
{
	static const char *const words[SHAPE_KIND_COUNT] = { "Decision", "Input data",
							     "Business knowledge model",
							     "Decision service",
							     "Knowledge source" };
	if (!node->is_placed)
		return;
	html_begin(html, "g");
	html_begin(html, "title");
	html_text(html, text_format(html->out.arena, "%s: %.*s", words[node->shape],
				    TEXT_ARG(node->name)));
	html_end(html);
	put_shape(html, node);
	put_name(html, node);
	html_end(html);
}

/* ---- all of it -------------------------------------------------------------------- */

static struct text description(struct arena *arena, const struct graph *graph)
{
	size_t counts[SHAPE_KIND_COUNT] = { 0 };
	for (size_t i = 0; i < graph->nodes.count; i++)
		counts[graph->nodes.at[i].shape]++;
	return text_format(arena,
			   "Decision requirements diagram: %zu decisions, %zu inputs, %zu business "
			   "knowledge models, %zu decision services and %zu knowledge sources, "
			   "with %zu requirements between them.",
			   counts[SHAPE_DECISION], counts[SHAPE_INPUT], counts[SHAPE_BKM],
			   counts[SHAPE_SERVICE], counts[SHAPE_SOURCE], graph->edges.count);
}

void draw_graph(struct html *html, const struct dmn_model *model)
{
	struct arena *arena = html->out.arena;
	struct graph graph;
	graph_make(arena, model, &graph);
	svg_begin(html, graph.width, graph.height,
		  text_format(arena, "What the decisions of %s require", model->name),
		  description(arena, &graph));
	put_markers(html);
	for (size_t i = 0; i < graph.nodes.count; i++)
		if (graph.nodes.at[i].encloses)
			put_node(html, &graph.nodes.at[i]);
	for (size_t i = 0; i < graph.edges.count; i++)
		put_edge(html, &graph.edges.at[i]);
	for (size_t i = 0; i < graph.nodes.count; i++)
		if (!graph.nodes.at[i].encloses)
			put_node(html, &graph.nodes.at[i]);
	html_end(html);
}
