/* SPDX-License-Identifier: Apache-2.0 */
/* What people noted about fields: disputes, and values typed where no source had one, or had one
 * told earlier. A source that tells another value later than the typed one makes the field
 * disputed: neither wins by coming last. */
#include "app/assemble_internal.h"

#include "base/list.h"

#include <string.h>

static struct assembled_note read_note(struct arena *arena, const struct rows *rows)
{
	struct text against = rows_text(rows, 7);
	struct assembled_note note = { .typed = text_is(rows_text(rows, 3), NOTE_TYPED),
				       .record_type = text_copy(arena, rows_text(rows, 0)),
				       .record_id = rows_int(rows, 1),
				       .field = text_copy(arena, rows_text(rows, 2)),
				       .value = text_copy(arena, rows_text(rows, 4)),
				       .reason = text_copy(arena, rows_text(rows, 5)),
				       .actor = text_copy(arena, rows_text(rows, 6)),
				       .noted_at = text_copy(arena, rows_text(rows, 8)) };
	if (!dmn_from_json(arena, against.at, against.length, &note.against))
		note.against = dmn_null();
	note.noted_day = clock_day_of(note.noted_at);
	return note;
}

/* Did a source say this already when the person settled it? Where the source dates what it tells,
 * it may say the same anew. */
static bool was_settled(struct batch *batch, const struct pack_field *field,
			const struct assembled_note *note, dmn_value value)
{
	size_t size;
	const char *text = dmn_text(batch->arena, value, &size);
	for (size_t i = 0; field->told_by == NULL && i < note->against.count; i++) {
		dmn_value old = dmn_list_at(note->against, i);
		if (old.kind == DMN_STRING && text_equal((struct text){ old.as.string, old.count },
							 (struct text){ text, size }))
			return true;
	}
	return false;
}

/* Put the typed value where it stands; false when a source has told another since. */
static bool apply(struct batch *batch, struct assembled_row *row, const struct pack_field *field,
		  struct assembled_note *note)
{
	dmn_value value;
	dmn_value *present = &row->row.values[field->index];
	if (pack_read_value(batch->arena, field, note->value, &value, NULL) != STATUS_OK)
		return true;
	struct assembled_origin origin = batch_source_origin(batch, row, field);
	bool later =
		present->kind != DMN_NULL && origin.told_known && origin.told_day > note->noted_day;
	if (later && !dmn_equal(*present, value) && !was_settled(batch, field, note, *present))
		return false;
	note->instead = *present;
	*present = value;
	return true;
}

static void apply_all(struct batch *batch)
{
	const struct pack *pack = batch->caseload->pack;
	for (size_t i = 0; i < batch->note_count; i++) {
		struct assembled_note *note = &batch->notes[i];
		const struct pack_record *record = pack_find_record(pack, note->record_type);
		const struct pack_field *field =
			record != NULL ? pack_find_field(record, note->field) : NULL;
		struct assembled_row *row =
			field != NULL ? batch_find(batch, record, note->record_id) : NULL;
		if (note->typed && row != NULL && !apply(batch, row, field, note))
			note->typed = false;
	}
}

struct note_list {
	LIST_OF(struct assembled_note);
};

static enum status read_range(struct batch *batch, const struct assembled_range *range,
			      struct note_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(batch->caseload->app->store, SQL_field_note_range,
			BIND(dmn_number(range->low), dmn_number(range->high)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct text kind = rows_text(&rows, 3);
		if (text_is(kind, NOTE_TYPED) || text_is(kind, NOTE_DISPUTED))
			list_push(batch->arena, out, read_note(batch->arena, &rows));
	}
	rows_end(&rows);
	return status;
}

enum status assemble_read_notes(struct batch *batch, struct error *error)
{
	struct note_list list = { 0 };
	for (size_t i = 0; i < batch->range_count; i++)
		TRY(read_range(batch, &batch->ranges[i], &list, error));
	batch->notes = list.at;
	batch->note_count = list.count;
	apply_all(batch);
	return STATUS_OK;
}

const struct assembled_note *batch_note(const struct batch *batch, const struct pack_record *record,
					const struct assembled_row *row,
					const struct pack_field *field, bool typed)
{
	for (size_t i = batch->note_count; i-- > 0;) {
		const struct assembled_note *note = &batch->notes[i];
		if (note->typed == typed && note->record_id == row->row.id &&
		    text_equal(note->field, field->name) &&
		    text_equal(note->record_type, record->name))
			return note;
	}
	return NULL;
}
