/* SPDX-License-Identifier: Apache-2.0 */
/* How items are shared out among teams. */
#include "pack/load.h"

static bool is_above(const struct pack_record *record, const struct pack_record *about)
{
	while (about != NULL && about != record)
		about = about->parent;
	return about != NULL;
}

enum status load_item_code(struct loading *loading, const struct yaml_node *node,
			   struct pack_fact *out)
{
	TRY(load_fact(loading, node, out));
	if (out->field->type == PACK_TYPE_CODE &&
	    out->field->sensitivity == PACK_SENSITIVITY_ORDINARY &&
	    is_above(out->record, loading->pack->decision.about))
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no ordinary code of the record decided about",
		  TEXT_ARG(node->text));
	error_remedy(loading->error, "name a field of type code and sensitivity ordinary, of that "
				     "record or one above it");
	return STATUS_INVALID;
}

enum status load_teams(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "teams");
	const struct yaml_node *by = yaml_get(map, "by");
	struct pack_teams *out = &loading->pack->teams;
	if (map == NULL)
		return STATUS_OK;
	out->restricts = yaml_is_yes(map, "restrict");
	return load_item_code(loading, by, &out->by);
}
