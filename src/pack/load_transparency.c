/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack says for its transparency record. */
#include "pack/load.h"

static const char *const phases[] = { "idea", "design", "development", "production", "retired" };

static void load_risks(struct loading *loading, const struct yaml_node *list,
		       struct pack_transparency *out)
{
	size_t count = list == NULL ? 0 : list->count;
	struct pack_risk *all = arena_new_array(loading->arena, struct pack_risk, count + 1);
	for (size_t i = 0; i < count; i++)
		all[i] = (struct pack_risk){
			.name = yaml_text(list->nodes[i], "name"),
			.description = yaml_text(list->nodes[i], "description"),
			.mitigation = yaml_text(list->nodes[i], "mitigation"),
		};
	out->risks = all;
	out->risk_count = count;
}

enum status load_transparency(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "transparency");
	struct pack_transparency *out = &loading->pack->transparency;
	unsigned phase;
	if (map == NULL)
		return STATUS_OK;
	out->organisation = yaml_text(map, "organisation");
	out->team = yaml_text(map, "team");
	out->responsible = yaml_text(map, "responsible");
	out->contact = yaml_text(map, "contact");
	out->website = yaml_text(map, "website");
	out->phase = yaml_text(map, "phase");
	out->not_for = yaml_text(map, "not_for");
	out->benefit = yaml_text(map, "benefit");
	out->alternatives = yaml_text(map, "alternatives");
	out->supplier = yaml_text(map, "supplier");
	out->storage = yaml_text(map, "storage");
	load_risks(loading, yaml_get(map, "risks"), out);
	return load_word(loading, yaml_get(map, "phase"), phases, sizeof phases / sizeof phases[0],
			 &phase);
}
