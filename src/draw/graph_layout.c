/* SPDX-License-Identifier: Apache-2.0 */
/* Places in layers, for a model without a diagram: what requires stands above what is required (the
 * method of Sugiyama). A line that passes a layer has a place in it, so that it crosses no shape.
 * What stands alone goes below, in rows. */
#include "draw/graph.h"

enum {
	GAP_ACROSS = 28,
	GAP_DOWN = 56,
	GAP_LINE = 14, /* between lines that pass a layer */
	SWEEPS = 24,
	ROW_MOST = 6, /* shapes that stand alone, in a row */
	PASSING_MOST = 6000,
	BACK_MOST = 64
};

/* A shape's or a passing line's place in a layer. */
struct slot {
	size_t node; /* SIZE_MAX: a line passes */
	int width;
	int64_t x; /* of its middle */
	int64_t wanted;
	struct {
		LIST_OF(size_t);
	} below, above; /* slots in the next layers */
};

struct slot_list {
	LIST_OF(size_t);
};

struct layout {
	struct graph *graph;
	struct arena *arena;
	struct {
		LIST_OF(struct slot);
	} slots;
	struct slot_list *layers; /* from the lowest */
	size_t layer_count;
	size_t *chain_first; /* by edge: its slots from `from` to `to`, in chain */
	struct slot_list chain;
	bool *is_alone; /* by node */
};

/* ---- layers --------------------------------------------------------------------- */

/* Back from a node that waits to what it waits for: after some steps that is in a circle. */
static size_t in_circle(const struct graph *graph, size_t node, const bool *is_done)
{
	for (int step = 0; step < BACK_MOST; step++)
		for (size_t i = 0; i < graph->edges.count; i++) {
			const struct graph_edge *edge = &graph->edges.at[i];
			if (edge->to != node || is_done[edge->from])
				continue;
			node = edge->from;
			break;
		}
	return node;
}

/* The first that waits for nothing any more; where none does, one of a circle. */
static size_t next_free(const struct graph *graph, const size_t *waits, const bool *is_done)
{
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < graph->nodes.count; i++) {
		if (is_done[i])
			continue;
		if (waits[i] == 0)
			return i;
		if (first == SIZE_MAX)
			first = i;
	}
	return in_circle(graph, first, is_done);
}

static void find_layers(struct layout *layout)
{
	struct graph *graph = layout->graph;
	size_t count = graph->nodes.count;
	size_t *waits = arena_new_array(layout->arena, size_t, count);
	bool *is_done = arena_new_array(layout->arena, bool, count);
	for (size_t i = 0; i < graph->edges.count; i++)
		waits[graph->edges.at[i].to]++;
	for (size_t n = 0; n < count; n++) {
		size_t node = next_free(graph, waits, is_done);
		is_done[node] = true;
		for (size_t i = 0; i < graph->edges.count; i++) {
			const struct graph_edge *edge = &graph->edges.at[i];
			struct graph_node *to = &graph->nodes.at[edge->to];
			if (edge->from != node)
				continue;
			if (waits[edge->to] != 0)
				waits[edge->to]--;
			if (!is_done[edge->to] && to->layer <= graph->nodes.at[node].layer)
				to->layer = graph->nodes.at[node].layer + 1;
		}
	}
}

/* What requires nothing stands just below the lowest that requires it. */
static void raise_leaves(struct layout *layout)
{
	struct graph *graph = layout->graph;
	for (size_t n = 0; n < graph->nodes.count; n++) {
		int least = INT32_MAX;
		bool requires = false;
		for (size_t i = 0; i < graph->edges.count; i++) {
			const struct graph_edge *edge = &graph->edges.at[i];
			requires = requires || edge->to == n;
			int layer = graph->nodes.at[edge->to].layer;
			if (edge->from == n && layer < least)
				least = layer;
		}
		if (!requires && least != INT32_MAX && least > 0)
			graph->nodes.at[n].layer = least - 1;
		layout->is_alone[n] = !requires && least == INT32_MAX;
	}
}

/* ---- slots ------------------------------------------------------------------------ */

static size_t add_slot(struct layout *layout, int layer, size_t node, int width)
{
	size_t index = layout->slots.count;
	list_push(layout->arena, &layout->slots, (struct slot){ .node = node, .width = width });
	list_push(layout->arena, &layout->layers[layer], index);
	return index;
}

static void join_slots(struct layout *layout, size_t below, size_t above)
{
	list_push(layout->arena, &layout->slots.at[below].above, above);
	list_push(layout->arena, &layout->slots.at[above].below, below);
}

static void make_slots(struct layout *layout)
{
	struct graph *graph = layout->graph;
	size_t *slot_of = arena_new_array(layout->arena, size_t, graph->nodes.count);
	for (size_t i = 0; i < graph->nodes.count; i++) {
		if ((size_t)graph->nodes.at[i].layer >= layout->layer_count)
			layout->layer_count = (size_t)graph->nodes.at[i].layer + 1;
	}
	layout->layers = arena_new_array(layout->arena, struct slot_list, layout->layer_count);
	for (size_t i = 0; i < graph->nodes.count; i++)
		if (!layout->is_alone[i])
			slot_of[i] = add_slot(layout, graph->nodes.at[i].layer, i,
					      graph->nodes.at[i].width);
	layout->chain_first = arena_new_array(layout->arena, size_t, graph->edges.count + 1);
	for (size_t i = 0; i < graph->edges.count; i++) {
		const struct graph_edge *edge = &graph->edges.at[i];
		int from = graph->nodes.at[edge->from].layer, to = graph->nodes.at[edge->to].layer;
		size_t last = slot_of[edge->from];
		layout->chain_first[i] = layout->chain.count;
		list_push(layout->arena, &layout->chain, last);
		for (int layer = from + 1; layer < to && layout->slots.count < PASSING_MOST;
		     layer++) {
			size_t passing = add_slot(layout, layer, SIZE_MAX, 0);
			join_slots(layout, last, passing);
			list_push(layout->arena, &layout->chain, passing);
			last = passing;
		}
		if (from < to)
			join_slots(layout, last, slot_of[edge->to]);
		list_push(layout->arena, &layout->chain, slot_of[edge->to]);
	}
	layout->chain_first[graph->edges.count] = layout->chain.count;
}

/* ---- order and places in a layer ------------------------------------------------------- */

static int64_t middle_of(const struct layout *layout, const size_t *slots, size_t count,
			 int64_t otherwise)
{
	int64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += layout->slots.at[slots[i]].x;
	return count == 0 ? otherwise : sum / (int64_t)count;
}

static void want_places(struct layout *layout, size_t layer, bool of_below)
{
	const struct slot_list *list = &layout->layers[layer];
	for (size_t i = 0; i < list->count; i++) {
		struct slot *slot = &layout->slots.at[list->at[i]];
		slot->wanted =
			of_below ? middle_of(layout, slot->below.at, slot->below.count, slot->x)
				 : middle_of(layout, slot->above.at, slot->above.count, slot->x);
	}
}

/* Stable, so that what wants the same place stays in its order. */
static void sort_layer(struct layout *layout, size_t layer)
{
	struct slot_list *list = &layout->layers[layer];
	for (size_t i = 1; i < list->count; i++) {
		size_t slot = list->at[i], at = i;
		for (; at > 0 &&
		       layout->slots.at[list->at[at - 1]].wanted > layout->slots.at[slot].wanted;
		     at--)
			list->at[at] = list->at[at - 1];
		list->at[at] = slot;
	}
}

static int64_t apart(const struct slot *left, const struct slot *right)
{
	int gap = left->node == SIZE_MAX || right->node == SIZE_MAX ? GAP_LINE : GAP_ACROSS;
	return (left->width + right->width) / 2 + gap;
}

/* As near to where each wants to be as its neighbours let it: the mean of pushing all to the right
 * and all to the left keeps every distance. */
static void place_layer(struct layout *layout, size_t layer)
{
	const struct slot_list *list = &layout->layers[layer];
	struct slot *slots = layout->slots.at;
	if (list->count == 0)
		return;
	int64_t *right = arena_new_array(layout->arena, int64_t, list->count);
	int64_t *left = arena_new_array(layout->arena, int64_t, list->count);
	for (size_t i = 0; i < list->count; i++) {
		struct slot *slot = &slots[list->at[i]];
		right[i] = slot->wanted;
		if (i > 0 && right[i] < right[i - 1] + apart(&slots[list->at[i - 1]], slot))
			right[i] = right[i - 1] + apart(&slots[list->at[i - 1]], slot);
	}
	for (size_t i = list->count; i-- > 0;) {
		struct slot *slot = &slots[list->at[i]];
		left[i] = slot->wanted;
		if (i + 1 < list->count &&
		    left[i] > left[i + 1] - apart(slot, &slots[list->at[i + 1]]))
			left[i] = left[i + 1] - apart(slot, &slots[list->at[i + 1]]);
	}
	for (size_t i = 0; i < list->count; i++)
		slots[list->at[i]].x = (left[i] + right[i]) / 2;
}

static void sweep(struct layout *layout, bool is_up, bool sorts)
{
	for (size_t n = 0; n < layout->layer_count; n++) {
		size_t layer = is_up ? n : layout->layer_count - 1 - n;
		want_places(layout, layer, is_up);
		if (sorts)
			sort_layer(layout, layer);
		place_layer(layout, layer);
	}
}

/* ---- down the page ----------------------------------------------------------------------- */

static int layer_height(const struct layout *layout, size_t layer)
{
	int height = 0;
	for (size_t i = 0; i < layout->layers[layer].count; i++) {
		size_t node = layout->slots.at[layout->layers[layer].at[i]].node;
		if (node != SIZE_MAX && layout->graph->nodes.at[node].height > height)
			height = layout->graph->nodes.at[node].height;
	}
	return height;
}

/* More room where many lines run. */
static int gap_above(const struct layout *layout, size_t layer)
{
	size_t lines = 0;
	for (size_t i = 0; i < layout->layers[layer].count; i++)
		lines += layout->slots.at[layout->layers[layer].at[i]].above.count;
	return GAP_DOWN + (int)(lines > 40 ? 80 : lines * 2);
}

static void set_places(struct layout *layout, int *top, int *bottom)
{
	int y = 0;
	for (size_t layer = layout->layer_count; layer-- > 0;) {
		int height = layer_height(layout, layer);
		if (layer + 1 < layout->layer_count)
			y += gap_above(layout, layer);
		top[layer] = y;
		bottom[layer] = y + height;
		for (size_t i = 0; i < layout->layers[layer].count; i++) {
			const struct slot *slot = &layout->slots.at[layout->layers[layer].at[i]];
			if (slot->node == SIZE_MAX)
				continue;
			struct graph_node *node = &layout->graph->nodes.at[slot->node];
			node->x = (int)(slot->x - node->width / 2);
			node->y = y + (height - node->height) / 2;
			node->is_placed = true;
		}
		y += height;
	}
}

static void place_alone(struct layout *layout)
{
	struct graph *graph = layout->graph;
	int64_t left = 0;
	int y = 0, column = 0;
	for (size_t i = 0; i < graph->nodes.count; i++) {
		const struct graph_node *node = &graph->nodes.at[i];
		if (!node->is_placed)
			continue;
		left = node->x < left || y == 0 ? node->x : left;
		y = node->y + node->height + GAP_DOWN > y ? node->y + node->height + GAP_DOWN : y;
	}
	int row_height = 0;
	for (size_t i = 0; i < graph->nodes.count; i++) {
		struct graph_node *node = &graph->nodes.at[i];
		if (!layout->is_alone[i])
			continue;
		if (column == ROW_MOST) {
			column = 0;
			y += row_height + GAP_ACROSS;
			row_height = 0;
		}
		node->x = (int)left + column++ * (NODE_WIDTH + GAP_ACROSS);
		node->y = y;
		node->is_placed = true;
		row_height = node->height > row_height ? node->height : row_height;
	}
}

/* ---- lines ------------------------------------------------------------------------------- */

/* Where on its side of a shape a line ends: the lines share it, in the order in which they come. */
static int port(const struct layout *layout, const struct slot *slot, size_t other, bool is_top)
{
	const struct graph_node *node = &layout->graph->nodes.at[slot->node];
	const size_t *others = is_top ? slot->above.at : slot->below.at;
	size_t count = is_top ? slot->above.count : slot->below.count;
	size_t before = 0, same = 0;
	for (size_t i = 0; i < count; i++) {
		const struct slot *it = &layout->slots.at[others[i]];
		before += it->x < layout->slots.at[other].x ||
			  (it->x == layout->slots.at[other].x && others[i] < other);
		same += others[i] == other;
	}
	int margin = node->shape == SHAPE_INPUT ? node->height / 2 : 16;
	int room = node->width - 2 * margin;
	if (count == 0)
		return node->x + node->width / 2;
	return node->x + margin + (int)((before * 2 + same) * (size_t)room / (count * 2));
}

static void add_point(struct layout *layout, struct graph_edge *edge, int x, int y)
{
	list_push(layout->arena, &edge->points, (struct point){ x, y });
}

static void draw_edge(struct layout *layout, size_t index, const int *top, const int *bottom)
{
	struct graph_edge *edge = &layout->graph->edges.at[index];
	const size_t *chain = layout->chain.at + layout->chain_first[index];
	size_t count = layout->chain_first[index + 1] - layout->chain_first[index];
	const struct graph_node *from = &layout->graph->nodes.at[edge->from];
	const struct graph_node *to = &layout->graph->nodes.at[edge->to];
	if (from->layer >= to->layer)
		return; /* of a circle: drawn straight */
	int x = port(layout, &layout->slots.at[chain[0]], chain[1], true);
	add_point(layout, edge, x, from->y);
	if (from->y != top[from->layer])
		add_point(layout, edge, x, top[from->layer]);
	for (size_t i = 1; i + 1 < count; i++) {
		int passing = (int)layout->slots.at[chain[i]].x;
		add_point(layout, edge, passing, bottom[from->layer + (int)i]);
		add_point(layout, edge, passing, top[from->layer + (int)i]);
	}
	x = port(layout, &layout->slots.at[chain[count - 1]], chain[count - 2], false);
	if (to->y + to->height != bottom[to->layer])
		add_point(layout, edge, x, bottom[to->layer]);
	add_point(layout, edge, x, to->y + to->height);
}

/* A shape is as high as its name needs. */
static void size_nodes(struct graph *graph)
{
	for (size_t i = 0; i < graph->nodes.count; i++) {
		struct graph_node *node = &graph->nodes.at[i];
		struct line_list lines = { 0 };
		text_wrap(graph->arena, node->name, graph_text_width(node), NODE_FONT, false,
			  &lines);
		int margin = node->shape == SHAPE_SOURCE ? 38 : 24;
		int height = (int)lines.count * text_leading(NODE_FONT) + margin;
		node->height = height > NODE_HEIGHT ? height : NODE_HEIGHT;
	}
}

void graph_layout(struct graph *graph)
{
	struct layout layout = { .graph = graph, .arena = graph->arena };
	layout.is_alone = arena_new_array(graph->arena, bool, graph->nodes.count);
	size_nodes(graph);
	find_layers(&layout);
	raise_leaves(&layout);
	make_slots(&layout);
	for (size_t layer = 0; layer < layout.layer_count; layer++)
		place_layer(&layout, layer);
	for (int i = 0; i < SWEEPS; i++)
		sweep(&layout, i % 2 == 0, i < SWEEPS - 8);
	int *top = arena_new_array(graph->arena, int, layout.layer_count);
	int *bottom = arena_new_array(graph->arena, int, layout.layer_count);
	set_places(&layout, top, bottom);
	for (size_t i = 0; i < graph->edges.count; i++)
		draw_edge(&layout, i, top, bottom);
	place_alone(&layout);
}
