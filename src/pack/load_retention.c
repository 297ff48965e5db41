/* SPDX-License-Identifier: Apache-2.0 */
/* How long cases are kept. */
#include "pack/load.h"

static enum status load_rule(struct loading *loading, const struct yaml_node *node,
			     struct pack_retention *out)
{
	const struct yaml_node *ended = yaml_get(node, "ended_by");
	out->name = node->name;
	out->label = yaml_text(node, "label");
	out->source = yaml_text(node, "source");
	out->invented = yaml_is_yes(node, "invented");
	out->confirm = yaml_is_yes(node, "confirm");
	TRY(load_period(loading, yaml_get(node, "after"), &out->after));
	TRY(load_fact(loading, ended, &out->ended_by));
	if (out->ended_by.field->type == PACK_TYPE_DATE)
		return STATUS_OK;
	yaml_fail(ended, loading->error, "'%.*s' is not a date", TEXT_ARG(ended->text));
	error_remedy(loading->error, "name a field of type date, as record.field");
	return STATUS_INVALID;
}

enum status load_retention(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "retention");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_retention *rules =
		arena_new_array(loading->arena, struct pack_retention, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_rule(loading, table->nodes[i], &rules[i]));
	loading->pack->retention = rules;
	loading->pack->retention_count = count;
	return STATUS_OK;
}
