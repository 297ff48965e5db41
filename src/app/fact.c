/* SPDX-License-Identifier: Apache-2.0 */
#include "app/fact.h"

#include "app/fact_keep.h"
#include "app/run.h"
#include "base/builder.h"
#include "format/json.h"

struct noting {
	struct item *item;
	const struct fact_note *note;
	struct fact_place place;
	struct text value; /* as it is kept */
};

static enum status find_row(struct noting *noting, struct error *error)
{
	struct batch *batch;
	struct assembled_row *about;
	noting->place.record_id = noting->note->record_id;
	TRY(item_family(noting->item, &batch, &about, error));
	enum status status = fact_find_row(batch, about, &noting->place, error);
	batch_free(batch);
	return status;
}

static enum status check_value(struct noting *noting, struct error *error)
{
	struct arena *arena = noting->item->caseload.arena;
	dmn_value value;
	noting->value = text_trim(noting->note->value);
	TRY(pack_read_value(arena, noting->place.field, noting->value, &value, error));
	if (value.kind == DMN_NULL)
		return error_at_field(error, text_c(arena, noting->place.field->name),
				      "the value is empty", "enter it, or leave the fact out");
	const struct pack_codes *codes = noting->place.field->codes;
	if (codes != NULL && !pack_code_holds(pack_find_code(codes, noting->value),
					      clock_today(&noting->item->caseload.app->clock)))
		return error_at_field(error, text_c(arena, noting->place.field->name),
				      "this code is not to be chosen today",
				      "choose one of those that the page offers");
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
	builder_add_format(&out, ",\"record\":%lld,\"value\":", (long long)noting->place.record_id);
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
	TRY(item_hold(item, error));
	TRY(fact_keep(app, &noting->place, noting->value, noting->note->reason, error));
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
	TRY(fact_find_field(&item.caseload, note->name, true, &noting.place, error));
	TRY(find_row(&noting, error));
	TRY(check_value(&noting, error));
	TRY(app_begin(app, error));
	return app_end(app, record(&noting, error), error);
}
