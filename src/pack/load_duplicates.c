/* SPDX-License-Identifier: Apache-2.0 */
/* What two records of one person have alike. */
#include "pack/load.h"

static enum status load_key(struct loading *loading, const struct yaml_node *node,
			    const struct pack_record *root, struct pack_duplicate *out)
{
	const struct yaml_node *fields = yaml_get(node, "fields");
	out->name = node->name;
	out->sentence = yaml_text(node, "sentence");
	out->fields = arena_new_array(loading->arena, const struct pack_field *, fields->count);
	out->field_count = fields->count;
	for (size_t i = 0; i < fields->count; i++)
		TRY(load_field_ref(loading, fields->nodes[i], root, fields->nodes[i]->text,
				   &out->fields[i]));
	if (out->field_count != 0)
		return STATUS_OK;
	yaml_fail(fields, loading->error, "the key '%.*s' has no field", TEXT_ARG(node->name));
	error_remedy(loading->error, "name the fields that two records of one person share");
	return STATUS_INVALID;
}

enum status load_duplicates(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "duplicates");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_duplicate *keys = arena_new_array(loading->arena, struct pack_duplicate, count);
	for (size_t i = 0; i < count; i++)
		TRY(load_key(loading, table->nodes[i], pack_root(loading->pack), &keys[i]));
	loading->pack->duplicates = keys;
	loading->pack->duplicate_count = count;
	return STATUS_OK;
}
