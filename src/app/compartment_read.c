/* SPDX-License-Identifier: Apache-2.0 */
/* What a compartment holds under one root, of the fields that the actor's role sees. */
#include "app/compartment.h"
#include "app/compartment_look.h"

#include "app/explain.h"
#include "app/reach.h"

static void show_row(struct compartment *it, const struct pack_record *record,
		     const struct typed_row *row, struct compartment_shown *out)
{
	struct arena *arena = it->caseload.arena;
	const struct caseload_origin *origin = caseload_origin(&it->caseload, row->origin);
	struct text key = explain_value_words(arena, record->key, row->values[record->key->index]);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		if (field->key || row->values[i].kind == DMN_NULL ||
		    !reach_sees(&it->app, it->caseload.pack, record, field))
			continue;
		struct compartment_value value = {
			.name = text_format(arena, "%.*s.%.*s", TEXT_ARG(record->name),
					    TEXT_ARG(field->name)),
			.record = text_format(arena, "%.*s %.*s", TEXT_ARG(record->label),
					      TEXT_ARG(key)),
			.label = field->label,
			.value = explain_value_words(arena, field, row->values[i]),
			.source = origin != NULL ? origin->label : TEXT(""),
			.told_day = origin != NULL ? origin->told_day : 0,
		};
		list_push(arena, out, value);
	}
}

enum status compartment_read(struct compartment *it, int64_t root_id, struct compartment_shown *out,
			     struct error *error)
{
	const struct pack *pack = it->caseload.pack;
	const struct pack_record *root = caseload_root(pack->decision.about);
	for (size_t i = 0; i < pack->record_count; i++) {
		const struct pack_record *record = &pack->records[i];
		struct rows rows;
		struct typed_row row;
		bool found;
		enum status status;
		if (!caseload_has(&it->caseload, record) || caseload_root(record) != root)
			continue;
		struct typed *typed = caseload_typed(&it->caseload, record);
		TRY(typed_range(typed, root_id, root_id, &rows, error));
		while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
			typed_read(typed, it->caseload.arena, &rows, false, &row);
			show_row(it, record, &row, out);
		}
		rows_end(&rows);
		TRY(status);
	}
	return STATUS_OK;
}
