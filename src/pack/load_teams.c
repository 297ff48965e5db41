/* SPDX-License-Identifier: Apache-2.0 */
/* How items are shared out among teams, and how flags on rules are taken. */
#include "pack/load.h"

#include <stdlib.h>

enum {
	FLAGS_MOST = 10000
};

static bool is_above(const struct pack_record *record, const struct pack_record *about)
{
	while (about != NULL && about != record)
		about = about->parent;
	return about != NULL;
}

/* A special characteristic with an authorisation for lists; whether that is in date is asked when a
 * list is made. */
static bool may_list(const struct pack *pack, const struct pack_field *field)
{
	if (field->sensitivity == PACK_SENSITIVITY_ORDINARY)
		return true;
	for (size_t i = 0; i < pack->authorisation_count; i++)
		if (pack->authorisations[i].field == field &&
		    pack->authorisations[i].allows[PACK_AUTHORISED_LISTS])
			return true;
	return false;
}

enum status load_item_code(struct loading *loading, const struct yaml_node *node,
			   struct pack_fact *out)
{
	TRY(load_fact(loading, node, out));
	if (out->field->type == PACK_TYPE_CODE && may_list(loading->pack, out->field) &&
	    is_above(out->record, loading->pack->decision.about))
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no ordinary code of the record decided about",
		  TEXT_ARG(node->text));
	error_remedy(loading->error,
		     "name a field of type code and sensitivity ordinary (or one "
		     "that `authorisations:` allow lists by), of that record or one above it");
	return STATUS_INVALID;
}

static enum status load_tray(struct loading *loading, const struct yaml_node *node,
			     struct pack_tray *out)
{
	const struct pack_field *by = loading->pack->teams.by.field;
	struct pack_step step = { 0 };
	if (pack_find_code(by->codes, node->name) == NULL) {
		yaml_fail(node, loading->error, "there is no tray '%.*s'", TEXT_ARG(node->name));
		error_remedy(loading->error, "use a code of '%.*s'", TEXT_ARG(by->codes->name));
		return STATUS_INVALID;
	}
	TRY(load_step_roles(loading, yaml_get(node, "roles"), &step));
	*out = (struct pack_tray){ .code = node->name,
				   .purpose = yaml_text(node, "purpose"),
				   .source = yaml_text(node, "source"),
				   .roles = step.roles,
				   .role_count = step.role_count };
	return STATUS_OK;
}

static enum status load_trays(struct loading *loading, const struct yaml_node *table)
{
	size_t count = table != NULL ? table->count : 0;
	struct pack_tray *trays = arena_new_array(loading->arena, struct pack_tray, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_tray(loading, table->nodes[i], &trays[i]));
	loading->pack->teams.trays = trays;
	loading->pack->teams.tray_count = count;
	return STATUS_OK;
}

enum status load_flags(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "flags");
	const struct yaml_node *most = yaml_get(map, "most_a_day");
	struct pack_flags *out = &loading->pack->flags;
	char *end;
	TRY(load_period(loading, yaml_get(map, "answer"), &out->answer));
	if (most == NULL)
		return STATUS_OK;
	out->most_a_day = strtoll(text_c(loading->arena, most->text), &end, 10);
	if (*end == '\0' && out->most_a_day >= 0 && out->most_a_day <= FLAGS_MOST)
		return STATUS_OK;
	yaml_fail(most, loading->error, "'%.*s' is no number of flags", TEXT_ARG(most->text));
	error_remedy(loading->error, "write a whole number from 0 to %d", FLAGS_MOST);
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
	TRY(load_item_code(loading, by, &out->by));
	return load_trays(loading, yaml_get(map, "trays"));
}
