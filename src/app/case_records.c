/* SPDX-License-Identifier: Apache-2.0 */
/* The records of a case by record type, for programs: what the layout shows and what it does not.
 */
#include "app/case_file.h"

#include "app/reach.h"

/* Its number, then its fields; one that the actor is not told says so, and nothing else. */
static dmn_value row_of(struct caseload *caseload, const struct pack_record *record,
			const struct assembled_row *row)
{
	struct arena *arena = caseload->arena;
	const char **names = arena_new_array(arena, const char *, record->field_count + 1);
	dmn_value *values = arena_new_array(arena, dmn_value, record->field_count + 1);
	names[0] = "number";
	values[0] = dmn_number(row->row.id);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		bool sees = reach_sees(caseload->app, caseload->pack, record, field);
		names[i + 1] = text_c(arena, field->name);
		values[i + 1] = sees ? row->row.values[field->index] : store_text(REACH_WITHHELD);
	}
	return dmn_context(arena, names, values, record->field_count + 1);
}

static dmn_value rows_of(struct caseload *caseload, const struct pack_record *record,
			 const struct assembled_rows *rows)
{
	dmn_value *all = arena_new_array(caseload->arena, dmn_value, rows->count + 1);
	for (size_t i = 0; i < rows->count; i++)
		all[i] = row_of(caseload, record, &rows->at[i]);
	return dmn_list(caseload->arena, all, rows->count);
}

/* Reference data are nobody's. */
static bool is_of_case(const struct caseload *caseload, const struct pack_record *record)
{
	return caseload_has(caseload, record) &&
	       caseload_root(record) == caseload_root(caseload->pack->decision.about);
}

void case_records_fill(struct case_file *file, struct batch *batch)
{
	struct caseload *caseload = &file->caseload;
	const struct pack *pack = caseload->pack;
	const char **names = arena_new_array(caseload->arena, const char *, pack->record_count + 1);
	dmn_value *values = arena_new_array(caseload->arena, dmn_value, pack->record_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < pack->record_count; i++) {
		if (!is_of_case(caseload, &pack->records[i]))
			continue;
		names[count] = text_c(caseload->arena, pack->records[i].name);
		values[count++] = rows_of(caseload, &pack->records[i], &batch->rows[i]);
	}
	size_t size;
	dmn_value all = dmn_context(caseload->arena, names, values, count);
	const char *json = dmn_to_json(caseload->arena, all, &size);
	file->records = (struct text){ json, size };
}
