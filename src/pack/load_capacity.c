/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack says that its decisions take. */
#include "pack/load.h"

#include <stdlib.h>

enum {
	MOST = 1000000000
};

static enum status load_most(struct loading *loading, const struct yaml_node *node, int64_t *out)
{
	char *end;
	*out = strtoll(text_c(loading->arena, node->text), &end, 10);
	if (node->text.length != 0 && *end == '\0' && *out >= 0 && *out <= MOST)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no number of things", TEXT_ARG(node->text));
	error_remedy(loading->error, "write a whole number from 0 to %d", MOST);
	return STATUS_INVALID;
}

static enum status load_needs(struct loading *loading, const struct yaml_node *list,
			      struct pack_capacity *out)
{
	struct text *all = arena_new_array(loading->arena, struct text, list->count);
	for (size_t i = 0; i < list->count; i++) {
		all[i] = list->nodes[i]->text;
		if (pack_find_outcome(loading->pack, all[i]) != NULL)
			continue;
		yaml_fail(list->nodes[i], loading->error, "'%.*s' is no outcome", TEXT_ARG(all[i]));
		error_remedy(loading->error, "name one that stands under decision.outcomes");
		return STATUS_INVALID;
	}
	out->outcomes = all;
	out->outcome_count = list->count;
	return STATUS_OK;
}

static enum status load_one(struct loading *loading, const struct yaml_node *node,
			    struct pack_capacity *out)
{
	const struct yaml_node *moved = yaml_get(node, "moved");
	*out = (struct pack_capacity){ .name = node->name,
				       .label = yaml_text(node, "label"),
				       .source = yaml_text(node, "source"),
				       .invented = yaml_is_yes(node, "invented") };
	if (moved != NULL)
		out->moved = (struct pack_moved){
			.version = yaml_text(moved, "version"),
			.why = yaml_text(moved, "why"),
			.equality = yaml_text(moved, "equality"),
			.data_protection = yaml_text(moved, "data_protection"),
		};
	TRY(load_needs(loading, yaml_get(node, "outcomes"), out));
	return load_most(loading, yaml_get(node, "most"), &out->most);
}

static enum status load_effort(struct loading *loading, const struct yaml_node *map)
{
	struct pack_effort *out = &loading->pack->effort;
	*out = (struct pack_effort){ .again = yaml_text(map, "again"),
				     .source = yaml_text(map, "source"),
				     .invented = yaml_is_yes(map, "invented") };
	if (map == NULL)
		return STATUS_OK;
	TRY(load_seconds(loading, map, "low", &out->low));
	TRY(load_seconds(loading, map, "high", &out->high));
	if (out->low <= out->high)
		return STATUS_OK;
	yaml_fail(map, loading->error, "the least that one item takes is more than the most");
	error_remedy(loading->error, "write the shorter time under low");
	return STATUS_INVALID;
}

enum status load_capacity(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "capacity");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_capacity *all =
		arena_new_array(loading->arena, struct pack_capacity, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_one(loading, table->nodes[i], &all[i]));
	loading->pack->capacities = all;
	loading->pack->capacity_count = count;
	return load_effort(loading, yaml_get(root, "effort"));
}
