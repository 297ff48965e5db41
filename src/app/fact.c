/* SPDX-License-Identifier: Apache-2.0 */
#include "app/fact.h"

#include "app/assemble_internal.h"
#include "app/reach.h"
#include "app/run.h"
#include "base/builder.h"
#include "format/json.h"

struct noting {
	struct item *item;
	const struct fact_note *note;
	const struct pack_record *record;
	const struct pack_field *field;
	int64_t record_id;
	int64_t home;	     /* the root of that record, as it is stored */
	struct text value;   /* as it is kept */
	struct text against; /* what the sources say: a JSON list of texts */
};

static enum status find_field(struct noting *noting, struct error *error)
{
	const struct pack *pack = noting->item->caseload.pack;
	struct text field;
	struct text record = text_cut(noting->note->name, '.', &field);
	noting->record = pack_find_record(pack, record);
	if (noting->record != NULL && noting->record->compartment.length == 0)
		noting->field = pack_find_field(noting->record, field);
	if (noting->field != NULL &&
	    reach_alters(noting->item->caseload.app, pack, noting->record, noting->field))
		return STATUS_OK;
	return error_at_field(error, "fact", "this is no fact of the case that your role may enter",
			      "name one as RECORD.FIELD, as the form shows them");
}

static void read_against(struct noting *noting, struct batch *batch,
			 const struct assembled_row *row)
{
	struct arena *arena = noting->item->caseload.arena;
	struct assembled_side *sides =
		arena_new_array(arena, struct assembled_side, row->source_count + 1);
	size_t count = batch_sides(batch, noting->record, row, noting->field, sides);
	dmn_value *texts = arena_new_array(arena, dmn_value, count + 1);
	for (size_t i = 0; i < count; i++) {
		size_t size;
		const char *text = dmn_text(arena, sides[i].value, &size);
		texts[i] = dmn_string_view(text, size);
	}
	size_t size;
	const char *json = dmn_to_json(arena, dmn_list(arena, texts, count), &size);
	noting->against = (struct text){ json, size };
}

static enum status find_row(struct noting *noting, struct error *error)
{
	struct item *item = noting->item;
	struct batch *batch;
	struct assembled_row *about;
	struct assembled_list rows;
	size_t fitting = 0;
	TRY(item_family(item, &batch, &about, error));
	batch_related(batch, noting->record, about, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		int64_t id = rows.at[i]->row.id;
		if (noting->note->record_id != 0 && noting->note->record_id != id)
			continue;
		noting->record_id = id;
		noting->home = rows.at[i]->home;
		read_against(noting, batch, rows.at[i]);
		fitting++;
	}
	batch_free(batch);
	return fitting == 1
		       ? STATUS_OK
		       : error_at_field(error, "fact", "the case has no such record, or several",
					"name the record, or correct it at its source");
}

static enum status check_value(struct noting *noting, struct error *error)
{
	struct arena *arena = noting->item->caseload.arena;
	dmn_value value;
	noting->value = text_trim(noting->note->value);
	TRY(pack_read_value(arena, noting->field, noting->value, &value, error));
	if (value.kind == DMN_NULL)
		return error_at_field(error, text_c(arena, noting->field->name),
				      "the value is empty", "enter it, or leave the fact out");
	if (work_word_count(noting->note->reason) < 3)
		return error_at_field(error, "reason", "it is not said where this is known from",
				      "say it in at least three words");
	return STATUS_OK;
}

static struct text detail_of(const struct noting *noting)
{
	struct builder out = builder_new(noting->item->caseload.arena);
	builder_add_c(&out, "{\"fact\":");
	json_write_string(&out, noting->note->name);
	builder_add_format(&out, ",\"record\":%lld,\"value\":", (long long)noting->record_id);
	json_write_string(&out, noting->value);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

static enum status record(struct noting *noting, struct error *error)
{
	struct item *item = noting->item;
	struct app *app = item->caseload.app;
	struct caseload caseload;
	struct run_report report;
	const dmn_value record_id = dmn_number(noting->record_id);
	const dmn_value type = store_text(noting->record->name);
	const dmn_value field = store_text(noting->field->name);
	const dmn_value now = store_text(app_now(app));
	TRY(item_hold(item, error));
	TRY(store_do(app->store, SQL_field_note_settle,
		     BIND(now, type, record_id, field, store_text(TEXT(NOTE_TYPED))), error));
	TRY(store_do(app->store, SQL_field_note_settle,
		     BIND(now, type, record_id, field, store_text(TEXT(NOTE_DISPUTED))), error));
	TRY(store_do(app->store, SQL_field_note_put,
		     BIND(type, record_id, dmn_number(noting->home), field,
			  store_text(TEXT(NOTE_TYPED)), store_text(noting->value),
			  store_text(noting->note->reason), store_text(app->actor), dmn_null(), now,
			  store_text(noting->against)),
		     error));
	TRY(item_log(item, USE_NOTE_FACT, detail_of(noting), error));
	TRY(caseload_named(app, item->caseload.pack->name, &caseload, error));
	return run_family(&caseload, item->root_id, &report, error);
}

enum status fact_note(struct app *app, int64_t item_id, const struct fact_note *note,
		      struct error *error)
{
	struct item item;
	struct noting noting = { .item = &item, .note = note };
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_NOTE_FACT, item.caseload.pack, error));
	if (!work_state_is_open(item.state))
		return item_refuse(&item, USE_NOTE_FACT, REFUSAL_WRONG_STATE, error);
	TRY(find_field(&noting, error));
	TRY(find_row(&noting, error));
	TRY(check_value(&noting, error));
	TRY(app_begin(app, error));
	return app_end(app, record(&noting, error), error);
}
