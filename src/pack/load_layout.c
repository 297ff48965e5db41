/* SPDX-License-Identifier: Apache-2.0 */
/* The worklist's columns and the outcome form. */
#include "pack/load.h"

static enum status load_facts(struct loading *loading, const struct yaml_node *list,
			      const struct pack_fact **out, size_t *count)
{
	*count = list == NULL ? 0 : list->count;
	struct pack_fact *facts = arena_new_array(loading->arena, struct pack_fact, *count);
	for (size_t i = 0; i < *count; i++)
		TRY(load_fact(loading, list->nodes[i], &facts[i]));
	*out = facts;
	return STATUS_OK;
}

static enum status load_judgements(struct loading *loading, const struct yaml_node *table,
				   struct pack_section *out)
{
	size_t count = table == NULL ? 0 : table->count;
	struct pack_judgement *all = arena_new_array(loading->arena, struct pack_judgement, count);
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *node = table->nodes[i];
		all[i].name = node->name;
		all[i].label = yaml_text(node, "label");
		all[i].hint = yaml_text(node, "hint");
		all[i].required = yaml_is_yes(node, "required");
		TRY(load_codes_ref(loading, yaml_get(node, "codes"), &all[i].codes));
	}
	out->judgements = all;
	out->judgement_count = count;
	return STATUS_OK;
}

enum status load_layout(struct loading *loading, const struct yaml_node *root)
{
	struct pack *pack = loading->pack;
	TRY(load_facts(loading, yaml_get(root, "worklist"), &pack->worklist,
		       &pack->worklist_count));
	const struct yaml_node *form = yaml_get(root, "form");
	const struct yaml_node *list = yaml_get(form, "sections");
	struct pack_section *sections =
		arena_new_array(loading->arena, struct pack_section, list->count);
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_node *node = list->nodes[i];
		sections[i].title = yaml_text(node, "title");
		sections[i].guidance = yaml_text(node, "guidance");
		TRY(load_facts(loading, yaml_get(node, "facts"), &sections[i].facts,
			       &sections[i].fact_count));
		TRY(load_judgements(loading, yaml_get(node, "judgements"), &sections[i]));
	}
	pack->form = (struct pack_form){ yaml_text(form, "title"), sections, list->count };
	return STATUS_OK;
}
