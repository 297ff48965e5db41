/* SPDX-License-Identifier: Apache-2.0 */
/* From a pack's record types to shapes and quality rules. */
#include "app/caseload_internal.h"

static struct record_column column_of(const struct pack_field *field)
{
	static const enum dmn_kind kinds[PACK_TYPE_COUNT] = {
		[PACK_TYPE_STRING] = DMN_STRING, [PACK_TYPE_INTEGER] = DMN_NUMBER,
		[PACK_TYPE_NUMBER] = DMN_NUMBER, [PACK_TYPE_BOOLEAN] = DMN_BOOLEAN,
		[PACK_TYPE_DATE] = DMN_DATE,	 [PACK_TYPE_DATE_TIME] = DMN_DATE_TIME,
		[PACK_TYPE_CODE] = DMN_STRING,
	};
	return (struct record_column){ .name = field->name,
				       .kind = kinds[field->type],
				       .whole = field->type == PACK_TYPE_INTEGER,
				       .reported =
					       field->sensitivity != PACK_SENSITIVITY_IDENTITY };
}

/* Files of all extracts that feed a record type; *key_loads: all name rows by its key field. */
static size_t feeding(const struct pack *pack, const struct pack_record *record, bool *key_loads)
{
	size_t count = 0;
	*key_loads = true;
	for (size_t e = 0; e < pack->extract_count; e++) {
		const struct pack_extract *extract = &pack->extracts[e];
		for (size_t f = 0; f < extract->file_count; f++) {
			const struct pack_source_file *file = &extract->files[f];
			if (file->record != record)
				continue;
			count++;
			bool plain = false;
			for (size_t c = 0; c < file->column_count; c++)
				if (text_equal(file->columns[c].column, file->key_column))
					plain = file->columns[c].field == record->key &&
						file->columns[c].translate_count == 0;
			*key_loads = *key_loads && plain;
		}
	}
	return count;
}

static void fill_shape(struct caseload *caseload, size_t index)
{
	const struct pack_record *record = &caseload->pack->records[index];
	struct record_shape *shape = &caseload->shapes[index];
	struct record_column *columns =
		arena_new_array(caseload->arena, struct record_column, record->field_count);
	for (size_t i = 0; i < record->field_count; i++)
		columns[i] = column_of(&record->fields[i]);
	bool key_loads;
	size_t sources = feeding(caseload->pack, record, &key_loads);
	*shape = (struct record_shape){ .name = record->name,
					.columns = columns,
					.count = record->field_count,
					.key = record->key->index,
					.several = sources > 1,
					.key_loads = sources == 1 && key_loads,
					.reported = record->compartment.length == 0 };
	if (record->parent != NULL)
		shape->parent = &caseload->shapes[record->parent->index];
}

static void fill_rules(struct caseload *caseload, size_t index)
{
	const struct pack_record *record = &caseload->pack->records[index];
	struct quality_rule *rules =
		arena_new_array(caseload->arena, struct quality_rule, record->field_count);
	for (size_t i = 0; i < record->field_count; i++)
		rules[i] = (struct quality_rule){
			.required = record->fields[i].required,
			.stale_after =
				age_from_value(caseload->arena, record->fields[i].stale_after),
		};
	caseload->rules[index] = rules;
}

void caseload_fill_shapes(struct caseload *caseload)
{
	size_t count = caseload->pack->record_count;
	caseload->shapes = arena_new_array(caseload->arena, struct record_shape, count);
	caseload->typed = arena_new_array(caseload->arena, struct typed *, count);
	caseload->rules = arena_new_array(caseload->arena, struct quality_rule *, count);
	for (size_t i = 0; i < count; i++) {
		fill_shape(caseload, i);
		fill_rules(caseload, i);
	}
}

static enum status index_matches(struct caseload *caseload, const struct pack_source_file *file,
				 struct error *error)
{
	const struct record_shape *shape = &caseload->shapes[file->record->index];
	for (size_t m = 0; m < file->match_count; m++)
		if (file->matches[m].field_count != 0 && !file->matches[m].parent)
			TRY(typed_index(caseload->app->store, shape,
					file->matches[m].fields[0]->index, error));
	return STATUS_OK;
}

enum status caseload_make_tables(struct caseload *caseload, struct error *error)
{
	const struct pack *pack = caseload->pack;
	for (size_t i = 0; i < pack->record_count; i++) {
		if (!caseload_has(caseload, &pack->records[i]))
			continue;
		TRY(typed_make(caseload->app->store, &caseload->shapes[i], error));
		if (caseload->shapes[i].several)
			TRY(typed_index(caseload->app->store, &caseload->shapes[i],
					caseload->shapes[i].key, error));
	}
	for (size_t e = 0; e < pack->extract_count; e++)
		for (size_t f = 0; f < pack->extracts[e].file_count; f++)
			if (caseload_has(caseload, pack->extracts[e].files[f].record))
				TRY(index_matches(caseload, &pack->extracts[e].files[f], error));
	return STATUS_OK;
}
