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

static enum status load_filters(struct loading *loading, const struct yaml_node *list)
{
	struct pack *pack = loading->pack;
	pack->filter_count = list == NULL ? 0 : list->count;
	struct pack_fact *facts =
		arena_new_array(loading->arena, struct pack_fact, pack->filter_count + 1);
	for (size_t i = 0; i < pack->filter_count; i++)
		TRY(load_item_code(loading, list->nodes[i], &facts[i]));
	pack->filters = facts;
	return STATUS_OK;
}

static enum status load_judgement_type(struct loading *loading, const struct yaml_node *node,
				       bool *is_date)
{
	static const char *const words[] = { "text", "date" };
	unsigned word = 0;
	if (node != NULL)
		TRY(load_word(loading, node, words, 2, &word));
	*is_date = word == 1;
	return STATUS_OK;
}

enum status load_judgements(struct loading *loading, const struct yaml_node *table,
			    const struct pack_judgement **out, size_t *out_count)
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
		TRY(load_judgement_type(loading, yaml_get(node, "type"), &all[i].is_date));
	}
	*out = all;
	*out_count = count;
	return STATUS_OK;
}

static enum status load_section(struct loading *loading, const struct yaml_node *node,
				struct pack_section *out)
{
	out->title = yaml_text(node, "title");
	out->guidance = yaml_text(node, "guidance");
	out->table = yaml_text(node, "table");
	TRY(load_facts(loading, yaml_get(node, "facts"), &out->facts, &out->fact_count));
	return load_judgements(loading, yaml_get(node, "judgements"), &out->judgements,
			       &out->judgement_count);
}

static enum status load_sections(struct loading *loading, const struct yaml_node *list,
				 const struct pack_section **out, size_t *count)
{
	*count = list == NULL ? 0 : list->count;
	struct pack_section *sections =
		arena_new_array(loading->arena, struct pack_section, *count);
	for (size_t i = 0; i < *count; i++)
		TRY(load_section(loading, list->nodes[i], &sections[i]));
	*out = sections;
	return STATUS_OK;
}

enum status load_layout(struct loading *loading, const struct yaml_node *root)
{
	struct pack *pack = loading->pack;
	const struct yaml_node *form = yaml_get(root, "form");
	TRY(load_facts(loading, yaml_get(root, "worklist"), &pack->worklist,
		       &pack->worklist_count));
	TRY(load_filters(loading, yaml_get(root, "filters")));
	const struct yaml_node *overview = yaml_get(root, "case");
	pack->overview.model = yaml_text(overview, "model");
	pack->overview.choices = yaml_text(overview, "choices");
	TRY(load_sections(loading, yaml_get(overview, "sections"), &pack->overview.sections,
			  &pack->overview.section_count));
	pack->form.title = yaml_text(form, "title");
	return load_sections(loading, yaml_get(form, "sections"), &pack->form.sections,
			     &pack->form.section_count);
}
