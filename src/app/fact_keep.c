/* SPDX-License-Identifier: Apache-2.0 */
#include "app/fact_keep.h"

#include "app/reach.h"

enum status fact_find_field(const struct caseload *caseload, struct text name, bool alters,
			    struct fact_place *place, struct error *error)
{
	const struct pack *pack = caseload->pack;
	struct text last;
	place->record = pack_find_record(pack, text_cut(name, '.', &last));
	if (place->record != NULL && place->record->compartment.length == 0)
		place->field = pack_find_field(place->record, last);
	if (place->field != NULL &&
	    (alters ? reach_alters(caseload->app, pack, place->record, place->field)
		    : reach_sees(caseload->app, pack, place->record, place->field)))
		return STATUS_OK;
	return error_at_field(error, "fact",
			      alters ? "this is no fact of the case that your role may enter"
				     : "this is no fact of the case that your role sees",
			      "name one as RECORD.FIELD, as the form shows them");
}

static struct text against_of(struct batch *batch, const struct fact_place *place,
			      const struct assembled_row *row)
{
	struct arena *arena = batch->caseload->arena;
	struct assembled_side *sides =
		arena_new_array(arena, struct assembled_side, row->source_count + 1);
	size_t count = batch_sides(batch, place->record, row, place->field, sides);
	dmn_value *texts = arena_new_array(arena, dmn_value, count + 1);
	for (size_t i = 0; i < count; i++) {
		size_t size;
		const char *text = dmn_text(arena, sides[i].value, &size);
		texts[i] = dmn_string_view(text, size);
	}
	size_t size;
	const char *json = dmn_to_json(arena, dmn_list(arena, texts, count), &size);
	return (struct text){ json, size };
}

static void take_row(struct batch *batch, struct fact_place *place, const struct assembled_row *row)
{
	const struct assembled_note *note =
		batch_note(batch, place->record, row, place->field, true);
	struct arena *arena = batch->caseload->arena;
	place->record_id = row->row.id;
	place->home = row->home;
	place->value = row->row.values[place->field->index];
	place->typed_by = note != NULL ? text_copy(arena, note->actor) : TEXT("");
	place->against = against_of(batch, place, row);
}

enum status fact_find_row(struct batch *batch, const struct assembled_row *about,
			  struct fact_place *place, struct error *error)
{
	const struct assembled_rows *all = &batch->rows[place->record->index];
	struct assembled_list related = { 0 };
	struct assembled_row *fitting = NULL;
	size_t count = 0;
	if (about != NULL)
		batch_related(batch, place->record, about, &related);
	for (size_t i = 0; i < (about != NULL ? related.count : all->count); i++) {
		struct assembled_row *row = about != NULL ? related.at[i] : &all->at[i];
		if (place->record_id != 0 && place->record_id != row->row.id)
			continue;
		fitting = row;
		count++;
	}
	if (count == 1) {
		take_row(batch, place, fitting);
		return STATUS_OK;
	}
	return error_at_field(error, "fact", "the case has no such record, or several",
			      "name the record, or correct it at its source");
}

enum status fact_keep(struct app *app, const struct fact_place *place, struct text value,
		      struct text reason, struct error *error)
{
	const dmn_value record_id = dmn_number(place->record_id);
	const dmn_value type = store_text(place->record->name);
	const dmn_value field = store_text(place->field->name);
	const dmn_value now = store_text(app_now(app));
	TRY(store_do(app->store, SQL_field_note_settle,
		     BIND(now, type, record_id, field, store_text(TEXT(NOTE_TYPED))), error));
	TRY(store_do(app->store, SQL_field_note_settle,
		     BIND(now, type, record_id, field, store_text(TEXT(NOTE_DISPUTED))), error));
	return store_do(app->store, SQL_field_note_put,
			BIND(type, record_id, dmn_number(place->home), field,
			     store_text(TEXT(NOTE_TYPED)), store_text(value), store_text(reason),
			     store_text(app->actor), dmn_null(), now, store_text(place->against)),
			error);
}
