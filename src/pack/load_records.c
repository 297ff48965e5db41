/* SPDX-License-Identifier: Apache-2.0 */
/* Code lists, record types and their fields. */
#include "pack/load.h"

static const bool engine_reads[] = {
#define PACK_SENSITIVITY(name, word, engine_reads, meaning) engine_reads,
#include "pack/words.def"
};

static enum status load_code(struct loading *loading, const struct yaml_node *node,
			     struct pack_code *out)
{
	out->code = node->name;
	out->settled = true;
	out->from = out->until = dmn_null();
	if (node->kind == YAML_TEXT) {
		out->sentence = node->text;
		return STATUS_OK;
	}
	out->sentence = yaml_text(node, "sentence");
	if (yaml_get(node, "settled") != NULL)
		out->settled = yaml_is_yes(node, "settled");
	TRY(load_date(loading, node, "from", &out->from));
	return load_date(loading, node, "until", &out->until);
}

enum status load_codes(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "codes");
	if (table == NULL)
		return STATUS_OK;
	const struct pack_codes **all =
		arena_new_array(loading->arena, const struct pack_codes *, table->count);
	for (size_t i = 0; i < table->count; i++) {
		const struct yaml_node *codes = yaml_get(table->nodes[i], "codes");
		struct pack_code *rows =
			arena_new_array(loading->arena, struct pack_code, codes->count);
		for (size_t j = 0; j < codes->count; j++)
			TRY(load_code(loading, codes->nodes[j], &rows[j]));
		struct pack_codes *list = arena_new_one(loading->arena, struct pack_codes);
		*list = (struct pack_codes){ table->nodes[i]->name,
					     yaml_text(table->nodes[i], "label"), rows,
					     codes->count };
		all[i] = list;
	}
	loading->pack->codes = all;
	loading->pack->codes_count = table->count;
	return STATUS_OK;
}

static enum status check_codes(struct loading *loading, const struct yaml_node *node,
			       const struct pack_field *field)
{
	if ((field->type == PACK_TYPE_CODE) == (field->codes != NULL))
		return STATUS_OK;
	yaml_fail(node, loading->error, "the field '%.*s' %s", TEXT_ARG(field->name),
		  field->codes != NULL ? "has a code list but is not of type code"
				       : "is of type code but names no code list");
	error_remedy(loading->error, "give both `type: code` and `codes: NAME`, or neither");
	return STATUS_INVALID;
}

static enum status check_protective(struct loading *loading, const struct yaml_node *node,
				    const struct pack_field *field)
{
	if (field->sensitivity != PACK_SENSITIVITY_PROTECTIVE || field->type == PACK_TYPE_BOOLEAN)
		return STATUS_OK;
	yaml_fail(node, loading->error, "the protective field '%.*s' is not a yes or no",
		  TEXT_ARG(field->name));
	error_remedy(loading->error, "make it `type: boolean`, or declare another sensitivity");
	return STATUS_INVALID;
}

static enum status load_field(struct loading *loading, const struct yaml_node *node,
			      const struct pack_record *record, struct pack_field *field)
{
	unsigned type, sensitivity;
	TRY(load_word(loading, yaml_get(node, "type"), pack_type_words, PACK_TYPE_COUNT, &type));
	TRY(load_word(loading, yaml_get(node, "sensitivity"), pack_sensitivity_words,
		      PACK_SENSITIVITY_COUNT, &sensitivity));
	field->name = node->name;
	field->label = yaml_text(node, "label");
	field->source = yaml_text(node, "source");
	field->type = (enum pack_type)type;
	field->sensitivity = (enum pack_sensitivity)sensitivity;
	field->key = yaml_is_yes(node, "key");
	field->required = yaml_is_yes(node, "required");
	field->engine = (engine_reads[sensitivity] || load_is_authorised(loading, record, field)) &&
			record->compartment.length == 0;
	TRY(load_codes_ref(loading, yaml_get(node, "codes"), &field->codes));
	TRY(check_codes(loading, node, field));
	TRY(check_protective(loading, node, field));
	return load_period(loading, yaml_get(node, "stale_after"), &field->stale_after);
}

static enum status link_told_by(struct loading *loading, const struct yaml_node *node,
				const struct pack_record *record, struct pack_field *field)
{
	const struct yaml_node *told = yaml_get(node, "told_by");
	if (told == NULL)
		return STATUS_OK;
	TRY(load_field_ref(loading, told, record, told->text, &field->told_by));
	if (field->told_by->type == PACK_TYPE_DATE)
		return STATUS_OK;
	yaml_fail(told, loading->error, "'%.*s' is not a date", TEXT_ARG(told->text));
	error_remedy(loading->error, "name a field of type date of the same record");
	return STATUS_INVALID;
}

static enum status load_fields(struct loading *loading, const struct yaml_node *node,
			       struct pack_record *record)
{
	const struct yaml_node *table = yaml_get(node, "fields");
	struct pack_field *fields =
		arena_new_array(loading->arena, struct pack_field, table->count);
	record->fields = fields;
	record->field_count = table->count;
	unsigned keys = 0;
	for (size_t i = 0; i < table->count; i++) {
		fields[i].index = i;
		TRY(load_field(loading, table->nodes[i], record, &fields[i]));
		if (fields[i].key) {
			record->key = &fields[i];
			keys++;
		}
	}
	for (size_t i = 0; i < table->count; i++)
		TRY(link_told_by(loading, table->nodes[i], record, &fields[i]));
	if (keys == 1)
		return STATUS_OK;
	yaml_fail(node, loading->error, "the record type '%.*s' has %u key fields",
		  TEXT_ARG(record->name), keys);
	error_remedy(loading->error, "write `key: yes` on exactly one field");
	return STATUS_INVALID;
}

/* A record of casework that hung on one in a compartment would tell of it. */
static enum status check_compartment(struct loading *loading, const struct yaml_node *node,
				     const struct pack_record *record)
{
	const struct pack_record *parent = record->parent;
	return parent == NULL || text_equal(parent->compartment, record->compartment)
		       ? STATUS_OK
		       : load_is_open(loading, node, parent);
}

enum status load_records(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "records");
	if (table == NULL || table->count == 0) {
		yaml_fail(root, loading->error, "the pack has no record types");
		error_remedy(loading->error, "add `records:`, or use a pack that has some");
		return STATUS_INVALID;
	}
	struct pack_record *all = arena_new_array(loading->arena, struct pack_record, table->count);
	loading->pack->records = all;
	for (size_t i = 0; i < table->count; i++) {
		const struct yaml_node *node = table->nodes[i];
		all[i].name = node->name;
		all[i].index = i;
		all[i].label = yaml_text(node, "label");
		all[i].owner = load_source_of(loading, node)->name;
		all[i].compartment = yaml_text(node, "compartment");
		TRY(load_record_ref(loading, yaml_get(node, "parent"), &all[i].parent));
		TRY(check_compartment(loading, node, &all[i]));
		TRY(load_fields(loading, node, &all[i]));
		loading->pack->record_count = i + 1;
	}
	return STATUS_OK;
}
