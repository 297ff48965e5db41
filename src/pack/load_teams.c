/* SPDX-License-Identifier: Apache-2.0 */
/* How items are shared out among teams. */
#include "pack/load.h"

static bool is_above(const struct pack_record *record, const struct pack_record *about)
{
	while (about != NULL && about != record)
		about = about->parent;
	return about != NULL;
}

enum status load_teams(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "teams");
	const struct yaml_node *by = yaml_get(map, "by");
	struct pack_teams *out = &loading->pack->teams;
	if (map == NULL)
		return STATUS_OK;
	TRY(load_fact(loading, by, &out->by));
	out->restricts = yaml_is_yes(map, "restrict");
	if (out->by.field->type == PACK_TYPE_CODE &&
	    out->by.field->sensitivity == PACK_SENSITIVITY_ORDINARY &&
	    is_above(out->by.record, loading->pack->decision.about))
		return STATUS_OK;
	yaml_fail(by, loading->error, "'%.*s' is no ordinary code of the record decided about",
		  TEXT_ARG(by->text));
	error_remedy(loading->error, "name a field of type code and sensitivity ordinary, of that "
				     "record or one above it");
	return STATUS_INVALID;
}
