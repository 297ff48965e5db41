/* SPDX-License-Identifier: Apache-2.0 */
/* Facts that people have entered on an item's case, beside what the sources say, and who had been
 * shown the case with what stood before. */
#include "app/item_look.h"
#include "app/reach.h"

#include "base/builder.h"

static enum status read_told(struct item *item, const struct assembled_note *note, struct text *out,
			     struct error *error)
{
	struct app *app = item->caseload.app;
	const struct pack_record *root = caseload_root(item->caseload.pack->decision.about);
	struct builder names = builder_new(item->caseload.arena);
	struct rows rows;
	int64_t at;
	bool found;
	TRY(clock_parse(note->noted_at, &at, error));
	TRY(store_query(app->store, SQL_look_people_before,
			BIND(dmn_number(item->case_id), store_text(root->name), dmn_number(at),
			     store_text(note->actor)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		builder_add_c(&names, names.length == 0 ? "" : ", ");
		builder_add(&names, rows_text(&rows, 0));
	}
	rows_end(&rows);
	*out = builder_text(&names);
	return status;
}

static enum status add(struct item *item, struct batch *batch, const struct assembled_note *note,
		       struct entered_facts *out, struct error *error)
{
	struct arena *arena = item->caseload.arena;
	const struct pack_record *record = pack_find_record(item->caseload.pack, note->record_type);
	const struct pack_field *field =
		record != NULL ? pack_find_field(record, note->field) : NULL;
	struct assembled_row *row =
		field != NULL ? batch_find(batch, record, note->record_id) : NULL;
	if (row == NULL || !reach_sees(item->caseload.app, item->caseload.pack, record, field) ||
	    batch_note(batch, record, row, field, true) != note)
		return STATUS_OK;
	struct entered_fact made = {
		.fact = explain_fact_of(batch, arena, record, row, field),
		.actor = text_copy(arena, note->actor),
		.noted_at = text_copy(arena, note->noted_at),
		.reason = text_copy(arena, note->reason),
	};
	explain_sides_of(batch, arena, record, row, field, &made.sides);
	TRY(read_told(item, note, &made.told, error));
	list_push(arena, out, made);
	return STATUS_OK;
}

enum status item_entered(struct item *item, struct entered_facts *out, struct error *error)
{
	struct batch *batch;
	struct assembled_row *about;
	*out = (struct entered_facts){ 0 };
	TRY(item_family(item, &batch, &about, error));
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < batch->note_count; i++)
		if (batch->notes[i].typed)
			status = add(item, batch, &batch->notes[i], out, error);
	batch_free(batch);
	return status;
}
