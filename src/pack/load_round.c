/* SPDX-License-Identifier: Apache-2.0 */
/* Rounds: what calls for one, who begins and ends it. */
#include "pack/load.h"

static enum status load_triggers(struct loading *loading, const struct yaml_node *table,
				 struct pack_round *out)
{
	struct pack_trigger *all =
		arena_new_array(loading->arena, struct pack_trigger, table->count + 1);
	for (size_t i = 0; i < table->count; i++) {
		const struct yaml_node *node = table->nodes[i];
		all[i].name = node->name;
		all[i].label = yaml_text(node, "label");
		all[i].source = yaml_text(node, "source");
		TRY(load_condition(loading, yaml_get(node, "since"), pack_root(loading->pack),
				   &all[i].since));
	}
	out->triggers = all;
	out->trigger_count = table->count;
	return STATUS_OK;
}

static enum status load_set(struct loading *loading, const struct yaml_node *node,
			    struct pack_setting *out)
{
	const struct pack_record *about = loading->pack->decision.about;
	TRY(load_field_ref(loading, node, about, node->name, &out->field));
	TRY(load_condition(loading, node, about, &out->value));
	if (!out->field->key)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is the key of its record",
		  TEXT_ARG(out->field->name));
	error_remedy(loading->error, "set another field: a key stays");
	return STATUS_INVALID;
}

static enum status load_sets(struct loading *loading, const struct yaml_node *table,
			     struct pack_round *out)
{
	size_t count = table == NULL ? 0 : table->count;
	struct pack_setting *all = arena_new_array(loading->arena, struct pack_setting, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_set(loading, table->nodes[i], &all[i]));
	out->sets = all;
	out->set_count = count;
	return STATUS_OK;
}

enum status load_round(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *node = yaml_get(root, "round");
	struct pack_round *out = &loading->pack->round;
	if (node == NULL)
		return STATUS_OK;
	if (!pack_decides(loading->pack)) {
		yaml_fail(node, loading->error, "a pack that decides nothing has no rounds");
		error_remedy(loading->error, "take `round:` out");
		return STATUS_INVALID;
	}
	out->label = yaml_text(node, "label");
	out->source = yaml_text(node, "source");
	TRY(load_step(loading, yaml_get(node, "by"), &out->by));
	TRY(load_triggers(loading, yaml_get(node, "triggers"), out));
	return load_sets(loading, yaml_get(node, "sets"), out);
}

const struct pack_trigger *pack_find_trigger(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->round.trigger_count; i++)
		if (text_equal(pack->round.triggers[i].name, name))
			return &pack->round.triggers[i];
	return NULL;
}

struct text pack_trigger_label(const struct pack *pack, struct text name)
{
	const struct pack_trigger *found = pack_find_trigger(pack, name);
	return found != NULL ? found->label : name;
}
