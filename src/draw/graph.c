/* SPDX-License-Identifier: Apache-2.0 */
/* The requirement graph from the model's XML: what is required is an href, as link.c reads it. */
#include "draw/graph.h"

enum {
	NODES_MOST = 2000,
	EDGES_MOST = 20000
};

static bool shape_of(struct text name, enum node_shape *out)
{
	static const char *const names[SHAPE_KIND_COUNT] = { "decision", "inputData",
							     "businessKnowledgeModel",
							     "decisionService", "knowledgeSource" };
	for (size_t i = 0; i < SHAPE_KIND_COUNT; i++)
		if (text_is(name, names[i])) {
			*out = (enum node_shape)i;
			return true;
		}
	return false;
}

static size_t find_node(const struct graph *graph, const struct model_file *file, struct text id)
{
	for (size_t i = 0; i < graph->nodes.count; i++)
		if (graph->nodes.at[i].file == file && text_equal(graph->nodes.at[i].id, id))
			return i;
	return SIZE_MAX;
}

static size_t add_node(struct graph *graph, const struct model_file *file,
		       const struct xml_element *source, enum node_shape shape)
{
	struct graph_node node = { .shape = shape,
				   .file = file,
				   .id = xml_attribute(source, "id"),
				   .name = text_trim(xml_attribute(source, "name")),
				   .width = NODE_WIDTH,
				   .height = NODE_HEIGHT,
				   .font_size = NODE_FONT };
	if (node.name.length == 0)
		node.name = node.id;
	if (graph->nodes.count >= NODES_MOST)
		return SIZE_MAX;
	list_push(graph->arena, &graph->nodes, node);
	return graph->nodes.count - 1;
}

static const struct xml_element *child_of_id(const struct model_file *file, struct text id)
{
	for (const struct xml_element *child = file->root->first; child != NULL;
	     child = child->next)
		if (text_equal(xml_attribute(child, "id"), id))
			return child;
	return NULL;
}

static const struct model_file *file_of(const struct graph *graph, struct text namespace_uri)
{
	for (size_t i = 0; i < graph->model->files.count; i++)
		if (text_equal(graph->model->files.at[i]->namespace_uri, namespace_uri))
			return graph->model->files.at[i];
	return NULL;
}

/* The node that an href points at, of another file too; SIZE_MAX: of none. */
static size_t node_of(struct graph *graph, const struct model_file *file, struct text href)
{
	size_t hash = text_find(href, TEXT("#"), 0);
	struct text id = hash == SIZE_MAX ? href : text_slice(href, hash + 1, href.length);
	if (hash != SIZE_MAX && hash != 0)
		file = file_of(graph, text_slice(href, 0, hash));
	if (file == NULL || id.length == 0)
		return SIZE_MAX;
	size_t found = find_node(graph, file, id);
	enum node_shape shape;
	const struct xml_element *source = found == SIZE_MAX ? child_of_id(file, id) : NULL;
	if (source == NULL || !shape_of(source->name, &shape))
		return found;
	return add_node(graph, file, source, shape);
}

static void add_requirement(struct graph *graph, size_t requirer, const struct xml_element *source,
			    enum edge_line line)
{
	static const char *const targets[] = { "requiredInput", "requiredDecision",
					       "requiredKnowledge", "requiredAuthority" };
	const struct model_file *file = graph->nodes.at[requirer].file;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		const struct xml_element *target = xml_child(source, targets[i]);
		size_t required = target == NULL
					  ? SIZE_MAX
					  : node_of(graph, file, xml_attribute(target, "href"));
		if (required != SIZE_MAX && required != requirer && graph->edges.count < EDGES_MOST)
			list_push(graph->arena, &graph->edges,
				  (struct graph_edge){ .from = required,
						       .to = requirer,
						       .line = line,
						       .id = xml_attribute(source, "id") });
	}
}

static void add_requirements(struct graph *graph, size_t requirer,
			     const struct xml_element *element)
{
	static const char *const kinds[] = { "informationRequirement", "knowledgeRequirement",
					     "authorityRequirement" };
	for (const struct xml_element *child = element->first; child != NULL; child = child->next)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (text_is(child->name, kinds[k]))
				add_requirement(graph, requirer, child, (enum edge_line)k);
}

/* Straight from the middle of one shape to the middle of the other, cut at their borders. */
static struct point border_towards(const struct graph_node *node, struct point other)
{
	struct point middle = { node->x + node->width / 2, node->y + node->height / 2 };
	int64_t dx = other.x - middle.x, dy = other.y - middle.y;
	int64_t half_width = node->width / 2, half_height = node->height / 2;
	int64_t across = (dx < 0 ? -dx : dx) * half_height;
	int64_t along = (dy < 0 ? -dy : dy) * half_width;
	if (dx != 0 && across > along)
		return (struct point){ middle.x + (int)(dx < 0 ? -half_width : half_width),
				       middle.y + (int)(dy * half_width / (dx < 0 ? -dx : dx)) };
	if (dy == 0)
		return middle;
	return (struct point){ middle.x + (int)(dx * half_height / (dy < 0 ? -dy : dy)),
			       middle.y + (int)(dy < 0 ? -half_height : half_height) };
}

static void connect(struct graph *graph)
{
	for (size_t i = 0; i < graph->edges.count; i++) {
		struct graph_edge *edge = &graph->edges.at[i];
		const struct graph_node *from = &graph->nodes.at[edge->from];
		const struct graph_node *to = &graph->nodes.at[edge->to];
		if (edge->points.count != 0 || !from->is_placed || !to->is_placed)
			continue;
		struct point to_middle = { to->x + to->width / 2, to->y + to->height / 2 };
		struct point from_middle = { from->x + from->width / 2,
					     from->y + from->height / 2 };
		list_push(graph->arena, &edge->points, border_towards(from, to_middle));
		list_push(graph->arena, &edge->points, border_towards(to, from_middle));
	}
}

int graph_text_width(const struct graph_node *node)
{
	int margin = node->shape == SHAPE_INPUT ? node->height / 3 + 4 : NODE_MARGIN;
	int width = node->width - 2 * margin;
	return width < NODE_FONT ? NODE_FONT : width;
}

/* The name within its shape: in smaller letters where it is too long. */
static void fit_name(struct graph *graph, struct graph_node *node)
{
	int room = node->height - (node->shape == SHAPE_SOURCE ? 26 : 6);
	for (;; node->font_size--) {
		node->lines = (struct line_list){ 0 };
		text_wrap(graph->arena, node->name, graph_text_width(node), node->font_size, false,
			  &node->lines);
		int height = (int)node->lines.count * text_leading(node->font_size);
		if (height <= room || node->font_size <= NODE_FONT_LEAST || node->encloses)
			return;
	}
}

/* Move all of it into the picture, and say how large that is. */
static void frame(struct graph *graph)
{
	struct point least = { INT32_MAX, INT32_MAX }, most = { 0, 0 };
	for (size_t i = 0; i < graph->nodes.count; i++) {
		const struct graph_node *node = &graph->nodes.at[i];
		if (!node->is_placed)
			continue;
		least.x = node->x < least.x ? node->x : least.x;
		least.y = node->y < least.y ? node->y : least.y;
	}
	for (size_t i = 0; i < graph->edges.count; i++)
		for (size_t p = 0; p < graph->edges.at[i].points.count; p++) {
			struct point point = graph->edges.at[i].points.at[p];
			least.x = point.x < least.x ? point.x : least.x;
			least.y = point.y < least.y ? point.y : least.y;
		}
	for (size_t i = 0; i < graph->edges.count; i++)
		for (size_t p = 0; p < graph->edges.at[i].points.count; p++) {
			struct point *point = &graph->edges.at[i].points.at[p];
			point->x += GRAPH_MARGIN - least.x;
			point->y += GRAPH_MARGIN - least.y;
			most.x = point->x > most.x ? point->x : most.x;
			most.y = point->y > most.y ? point->y : most.y;
		}
	for (size_t i = 0; i < graph->nodes.count; i++) {
		struct graph_node *node = &graph->nodes.at[i];
		node->x += GRAPH_MARGIN - least.x;
		node->y += GRAPH_MARGIN - least.y;
		node->divider += node->divider != 0 ? GRAPH_MARGIN - least.y : 0;
		int right = node->x + node->width, bottom = node->y + node->height;
		most.x = node->is_placed && right > most.x ? right : most.x;
		most.y = node->is_placed && bottom > most.y ? bottom : most.y;
	}
	graph->width = most.x + GRAPH_MARGIN;
	graph->height = most.y + GRAPH_MARGIN;
}

void graph_make(struct arena *arena, const struct dmn_model *model, struct graph *out)
{
	const struct model_file *main_file = model->files.at[0];
	*out = (struct graph){ .arena = arena, .model = model };
	for (const struct xml_element *child = main_file->root->first; child != NULL;
	     child = child->next) {
		enum node_shape shape;
		if (shape_of(child->name, &shape))
			add_node(out, main_file, child, shape);
	}
	/* What is found on the way has requirements of its own. */
	for (size_t i = 0; i < out->nodes.count; i++) {
		const struct xml_element *source =
			child_of_id(out->nodes.at[i].file, out->nodes.at[i].id);
		if (source != NULL)
			add_requirements(out, i, source);
	}
	if (!graph_interchange(out))
		graph_layout(out);
	for (size_t i = 0; i < out->nodes.count; i++)
		fit_name(out, &out->nodes.at[i]);
	connect(out);
	frame(out);
}
