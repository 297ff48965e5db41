/* SPDX-License-Identifier: Apache-2.0 */
/* What the law does when a day has passed, or a clock has run out. */
#include "pack/load.h"

static enum status load_day(struct loading *loading, const struct yaml_node *node, bool or_time,
			    struct pack_fact *out)
{
	TRY(load_fact(loading, node, out));
	if (out->field->type == PACK_TYPE_DATE ||
	    (or_time && out->field->type == PACK_TYPE_DATE_TIME))
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is not a date%s", TEXT_ARG(node->text),
		  or_time ? " or a time" : "");
	error_remedy(loading->error, "name a field of type date, as record.field");
	return STATUS_INVALID;
}

static bool is_of_case(const struct pack *pack, const struct pack_record *record)
{
	while (record->parent != NULL)
		record = record->parent;
	return record == pack_root(pack);
}

static enum status check_sets(struct loading *loading, const struct yaml_node *node,
			      const struct pack_effect *it)
{
	if (it->sets.record == it->on.record && it->sets.field != it->on.field &&
	    is_of_case(loading->pack, it->on.record))
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is not another date of the same record of a case",
		  TEXT_ARG(node->text));
	error_remedy(loading->error, "name a second date of '%.*s', or of what belongs to a case",
		     TEXT_ARG(it->on.record->name));
	return STATUS_INVALID;
}

static enum status load_effect(struct loading *loading, const struct yaml_node *node,
			       struct pack_effect *out)
{
	const struct yaml_node *on = yaml_get(node, "on");
	const struct yaml_node *sets = yaml_get(node, "sets");
	out->name = node->name;
	out->label = yaml_text(node, "label");
	out->source = yaml_text(node, "source");
	out->clock = pack_find_clock(loading->pack, on->text);
	if (out->clock != NULL)
		out->on.record = out->clock->of;
	else
		TRY(load_day(loading, on, false, &out->on));
	TRY(load_day(loading, sets, out->clock != NULL, &out->sets));
	return check_sets(loading, sets, out);
}

enum status load_effects(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "effects_of_law");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_effect *effects =
		arena_new_array(loading->arena, struct pack_effect, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_effect(loading, table->nodes[i], &effects[i]));
	loading->pack->effects = effects;
	loading->pack->effect_count = count;
	return STATUS_OK;
}
