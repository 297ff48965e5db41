/* SPDX-License-Identifier: Apache-2.0 */
/* What closed compartments are to others: a sanitised view, and disclosure. */
#include "pack/load.h"

static enum status mistaken(struct loading *loading, const struct yaml_node *node, struct text name,
			    const char *what, const char *remedy)
{
	yaml_fail(node, loading->error, "'%.*s' %s", TEXT_ARG(name), what);
	error_remedy(loading->error, "%s", remedy);
	return STATUS_INVALID;
}

static bool is_lain_in(const struct pack *pack, struct text compartment)
{
	for (size_t i = 0; i < pack->record_count; i++)
		if (text_equal(pack->records[i].compartment, compartment))
			return true;
	return false;
}

/* Does a file feed both a record type of the compartment and `record`? */
static bool is_fed_beside(const struct pack *pack, struct text compartment,
			  const struct pack_extract *extract, const struct pack_source_file *file)
{
	for (size_t e = 0; e < pack->extract_count; e++) {
		const struct pack_extract *other = &pack->extracts[e];
		for (size_t f = 0; f < other->file_count; f++)
			if (text_equal(other->files[f].record->compartment, compartment) &&
			    text_equal(other->folder, extract->folder) &&
			    text_equal(other->files[f].file, file->file))
				return true;
	}
	return false;
}

static enum status check_sources(struct loading *loading, const struct yaml_node *node,
				 struct text compartment, const struct pack_record *record)
{
	const struct pack *pack = loading->pack;
	for (size_t e = 0; e < pack->extract_count; e++)
		for (size_t f = 0; f < pack->extracts[e].file_count; f++)
			if (pack->extracts[e].files[f].record == record &&
			    is_fed_beside(pack, compartment, &pack->extracts[e],
					  &pack->extracts[e].files[f]))
				return mistaken(loading, node, pack->extracts[e].files[f].file,
						"feeds both the compartment and what others see in "
						"its place",
						"have the source give what others may see in a "
						"file of its own");
	return STATUS_OK;
}

/* Nothing in it that the rules could not read either. */
static enum status check_fields(struct loading *loading, const struct yaml_node *node,
				const struct pack_record *record)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (!record->fields[i].key && !record->fields[i].engine)
			return mistaken(loading, node, record->fields[i].name,
					"is no field of a sanitised view",
					"name a record type whose fields, but the key, are "
					"ordinary or protective");
	return STATUS_OK;
}

static enum status load_sanitised(struct loading *loading, const struct yaml_node *list,
				  struct pack_compartment *out)
{
	size_t count = list == NULL ? 0 : list->count;
	const struct pack_record **all =
		arena_new_array(loading->arena, const struct pack_record *, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *node = list->nodes[i];
		TRY(load_record_ref(loading, node, &all[i]));
		TRY(load_is_open(loading, node, all[i]));
		TRY(check_fields(loading, node, all[i]));
		TRY(check_sources(loading, node, out->name, all[i]));
	}
	out->sanitised = all;
	out->sanitised_count = count;
	return STATUS_OK;
}

static enum status load_disclosure(struct loading *loading, const struct yaml_node *node,
				   struct pack_disclosure *out)
{
	out->told_within = out->deleted_within = dmn_null();
	if (node == NULL)
		return STATUS_OK;
	out->source = yaml_text(node, "source");
	out->invented = yaml_is_yes(node, "invented");
	TRY(load_step(loading, node, &out->by));
	TRY(load_codes_ref(loading, yaml_get(node, "grounds"), &out->grounds));
	TRY(load_period(loading, yaml_get(node, "told_within"), &out->told_within));
	return load_period(loading, yaml_get(node, "deleted_within"), &out->deleted_within);
}

static enum status load_one(struct loading *loading, const struct yaml_node *node,
			    struct pack_compartment *out)
{
	out->name = node->name;
	out->label = yaml_text(node, "label");
	if (!is_lain_in(loading->pack, out->name))
		return mistaken(loading, node, out->name, "is no compartment of a record type",
				"use the name that `records.*.compartment` gives");
	TRY(load_sanitised(loading, yaml_get(node, "sanitised"), out));
	return load_disclosure(loading, yaml_get(node, "disclosure"), &out->disclosure);
}

enum status load_compartments(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "compartments");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_compartment *all =
		arena_new_array(loading->arena, struct pack_compartment, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_one(loading, table->nodes[i], &all[i]));
	loading->pack->compartments = all;
	loading->pack->compartment_count = count;
	return STATUS_OK;
}

const struct pack_compartment *pack_find_compartment(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->compartment_count; i++)
		if (text_equal(pack->compartments[i].name, name))
			return &pack->compartments[i];
	return NULL;
}
