/* SPDX-License-Identifier: Apache-2.0 */
/* Which fields each role sees, alters and exports. */
#include "pack/load.h"

#include <string.h>

typedef unsigned masks[PACK_ACTION_COUNT];

static enum status load_sensitivities(struct loading *loading, const struct yaml_node *list,
				      unsigned *out)
{
	*out = 0;
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		unsigned word;
		TRY(load_word(loading, list->nodes[i], pack_sensitivity_words,
			      PACK_SENSITIVITY_COUNT, &word));
		*out |= 1U << word;
	}
	return STATUS_OK;
}

static enum status load_masks(struct loading *loading, const struct yaml_node *node, masks out)
{
	for (unsigned i = 0; i < PACK_ACTION_COUNT; i++) {
		TRY(load_sensitivities(loading, yaml_get(node, pack_action_words[i]), &out[i]));
		if ((out[i] & ~out[PACK_ACTION_SEE]) == 0)
			continue;
		yaml_fail(node, loading->error, "'%s' holds what the role does not see",
			  pack_action_words[i]);
		error_remedy(loading->error, "add it to `see`, or take it out here");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status check_role(struct loading *loading, const struct yaml_node *node)
{
	if (pack_find_role(loading->pack, node->name) != NULL || pack_is_own_role(node->name))
		return STATUS_OK;
	yaml_fail(node, loading->error, "there is no role '%.*s'", TEXT_ARG(node->name));
	error_remedy(loading->error, "use a name that stands under `roles:`, or operator, "
				     "auditor, manager or policy_owner");
	return STATUS_INVALID;
}

/* `all` first, then the record types that are named. */
static enum status load_role(struct loading *loading, const struct yaml_node *table,
			     struct pack_permission *out)
{
	const struct pack *pack = loading->pack;
	masks *may = arena_new_array(loading->arena, masks, pack->record_count);
	const struct yaml_node *all = yaml_get(table, "all");
	unsigned reached = 0;
	TRY(check_role(loading, table));
	for (size_t i = 0; all != NULL && i < pack->record_count; i++)
		TRY(load_masks(loading, all, may[i]));
	for (size_t i = 0; i < table->count; i++) {
		const struct yaml_node *node = table->nodes[i];
		const struct pack_record *record = pack_find_record(pack, node->name);
		if (record != NULL) {
			TRY(load_masks(loading, node, may[record->index]));
		} else if (node != all) {
			yaml_fail(node, loading->error, "there is no record type '%.*s'",
				  TEXT_ARG(node->name));
			error_remedy(loading->error, "name one of `records:`, or all");
			return STATUS_INVALID;
		}
	}
	for (size_t i = 0; i < pack->record_count; i++)
		reached |= may[i][PACK_ACTION_SEE];
	*out = (struct pack_permission){ table->name, (const masks *)may };
	if (reached != 0)
		return STATUS_OK;
	yaml_fail(table, loading->error, "the role '%.*s' sees nothing", TEXT_ARG(table->name));
	error_remedy(loading->error, "take it out: a role that is not named sees nothing");
	return STATUS_INVALID;
}

/* Who decides or signs reads all that the rules are given. */
static enum status check_step(struct loading *loading, const struct yaml_node *table,
			      const struct pack_step *step)
{
	const struct pack *pack = loading->pack;
	for (size_t i = 0; i < step->role_count; i++) {
		if (pack_permits_inputs(pack, step->roles[i]->name, PACK_ACTION_SEE))
			continue;
		yaml_fail(table, loading->error,
			  "'%.*s' decides or signs and does not see all that the rules are given",
			  TEXT_ARG(step->roles[i]->name));
		error_remedy(loading->error,
			     "let the role see the ordinary and protective fields of every record "
			     "type that is an input");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

enum status load_permissions(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "permissions");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_permission *all =
		arena_new_array(loading->arena, struct pack_permission, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_role(loading, table->nodes[i], &all[i]));
	loading->pack->permissions = all;
	loading->pack->permission_count = count;
	for (size_t i = 0; count != 0 && i < PACK_DIRECTION_COUNT; i++) {
		TRY(check_step(loading, table, &loading->pack->authority[i].decide));
		TRY(check_step(loading, table, &loading->pack->authority[i].sign));
	}
	for (size_t i = 0; count != 0 && i < loading->pack->sample_count; i++)
		TRY(check_step(loading, table, &loading->pack->samples[i].by));
	return STATUS_OK;
}
