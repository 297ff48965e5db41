/* SPDX-License-Identifier: Apache-2.0 */
/* Types that several sources feed: what each source says is kept beside, the record shows the
 * first source's value in the pack's order, and no later writer wins. */
#include "app/assemble.h"
#include "app/import_internal.h"

#include "base/list.h"

struct source_rows {
	LIST_OF(struct typed_row);
};

static enum status read_sources(struct loading *loading, const struct typed_row *record,
				struct source_rows *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(typed_source_range(loading->typed, record->root, record->root, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(loading->typed, loading->row_arena, &rows, true, &row);
		if (row.id == record->id)
			list_push(loading->row_arena, out, row);
	}
	rows_end(&rows);
	return status;
}

/* Does some file that feeds this type declare the field as one to dispute? */
static bool is_disputed_field(const struct loading *loading, size_t field)
{
	const struct pack *pack = loading->caseload->pack;
	for (size_t e = 0; e < pack->extract_count; e++) {
		for (size_t f = 0; f < pack->extracts[e].file_count; f++) {
			const struct pack_source_file *file = &pack->extracts[e].files[f];
			for (size_t c = 0;
			     file->record == loading->file->record && c < file->column_count; c++)
				if (file->columns[c].field != NULL &&
				    file->columns[c].field->index == field &&
				    file->columns[c].conflict == PACK_CONFLICT_DISPUTE)
					return true;
		}
	}
	return false;
}

static enum status note_dispute(struct loading *loading, const struct typed_row *record,
				size_t field, dmn_value other, int64_t origin, struct error *error)
{
	struct app *app = loading->caseload->app;
	dmn_value type = store_text(loading->shape->name);
	dmn_value name = store_text(loading->shape->columns[field].name);
	dmn_value kind = store_text(TEXT(NOTE_DISPUTED));
	int64_t id;
	bool found;
	size_t size;
	const char *text = dmn_text(loading->row_arena, other, &size);
	TRY(store_number(
		app->store, SQL_field_note_known,
		BIND(type, dmn_number(record->id), name, kind, dmn_string_view(text, size)), &id,
		&found, error));
	if (found)
		return STATUS_OK;
	loading->out->values_disputed++;
	return store_do(app->store, SQL_field_note_put,
			BIND(type, dmn_number(record->id), dmn_number(record->root), name, kind,
			     dmn_string_view(text, size),
			     store_text(TEXT("two sources give different values")),
			     store_text(app->actor), dmn_number(origin), store_text(loading->now),
			     store_text(TEXT("[]"))),
			error);
}

/* The sources agree again: nothing is left to settle. */
static enum status end_dispute(struct loading *loading, const struct typed_row *record,
			       size_t field, struct error *error)
{
	return store_do(loading->caseload->app->store, SQL_field_note_settle,
			BIND(store_text(loading->now), store_text(loading->shape->name),
			     dmn_number(record->id),
			     store_text(loading->shape->columns[field].name),
			     store_text(TEXT(NOTE_DISPUTED))),
			error);
}

/* The first value by the pack's order of extracts; a second that differs may be a dispute. */
static enum status merge_field(struct loading *loading, const struct typed_row *record,
			       const struct source_rows *sources, size_t field, dmn_value *out,
			       struct error *error)
{
	const struct caseload *caseload = loading->caseload;
	size_t given = 0;
	size_t differing = 0;
	*out = dmn_null();
	for (size_t e = 0; e < caseload->pack->extract_count; e++) {
		for (size_t i = 0; i < sources->count; i++) {
			const struct typed_row *row = &sources->at[i];
			dmn_value value = row->values[field];
			if (row->source != caseload->sources[e] || value.kind == DMN_NULL)
				continue;
			if (given++ == 0)
				*out = value;
			if (record_same(*out, value) || !is_disputed_field(loading, field))
				continue;
			differing++;
			TRY(note_dispute(loading, record, field, value, row->origin, error));
		}
	}
	bool agree = given > 1 && differing == 0 && is_disputed_field(loading, field);
	return agree ? end_dispute(loading, record, field, error) : STATUS_OK;
}

/* Make the record what its sources say together. */
enum status import_merge(struct loading *loading, const struct typed_row *record,
			 struct error *error)
{
	struct source_rows sources = { 0 };
	TRY(read_sources(loading, record, &sources, error));
	struct typed_row after = *record;
	after.values = arena_new_array(loading->row_arena, dmn_value, loading->shape->count);
	bool changed = false;
	for (size_t i = 0; i < loading->shape->count; i++) {
		TRY(merge_field(loading, record, &sources, i, &after.values[i], error));
		changed = changed || !record_same(after.values[i], record->values[i]);
	}
	if (!changed)
		return STATUS_OK;
	after.version++;
	TRY(import_history(loading, record, error));
	return typed_replace(loading->typed, &after, error);
}
