/* SPDX-License-Identifier: Apache-2.0 */
/* A transition, put down: the state, the fields that change with it, the row, the log. */
#include "app/transition_internal.h"

#include "app/fact_keep.h"
#include "app/run.h"
#include "base/builder.h"
#include "format/json.h"

static enum status keep(struct moving *moving, const struct pack_field *field, struct text value,
			const struct move *move, struct error *error)
{
	struct app *app = moving->caseload.app;
	struct fact_place place = { .record = moving->caseload.pack->decision.about,
				    .field = field,
				    .record_id = moving->item->record_id };
	TRY(fact_find_row(moving->batch, moving->about, &place, error));
	return fact_keep(app, &place, value,
			 text_format(app->arena, "%.*s: %.*s", TEXT_ARG(move->transition->label),
				     TEXT_ARG(move->reason)),
			 error);
}

static enum status cannot_tell(const struct pack_setting *setting, struct error *error)
{
	error_set(error, STATUS_INVALID, "what '%.*s' becomes cannot be told: %.*s",
		  TEXT_ARG(setting->field->name), TEXT_ARG(setting->value->text));
	return error_remedy(error, "fill in what it rests on, or have the pack's owner mend it");
}

/* Its value as a person would enter it, of the field's type. */
static enum status value_of(struct moving *moving, const struct pack_setting *setting,
			    const struct move *move, struct text *out, struct error *error)
{
	struct arena *arena = moving->caseload.arena;
	dmn_value form, value, ignored;
	if (!dmn_from_json(arena, move->form.at, move->form.length, &form))
		form = dmn_null();
	value = condition_ask(&moving->conditions, setting->value, moving->batch, moving->about,
			      form);
	if (value.kind == DMN_NULL)
		return cannot_tell(setting, error);
	size_t size;
	const char *text = dmn_text(arena, value, &size);
	*out = text_copy(arena, (struct text){ text, size });
	return pack_read_value(arena, setting->field, *out, &ignored, error);
}

static enum status put(struct moving *moving, const struct move *move, struct text from,
		       struct error *error)
{
	struct app *app = moving->caseload.app;
	const struct item *item = moving->item;
	return store_number(
		app->store, SQL_transition_put,
		BIND(dmn_number(moving->caseload.pack_id), dmn_number(item->id),
		     store_text(moving->caseload.pack->decision.about->name),
		     dmn_number(item->record_id), dmn_number(moving->about->home),
		     store_text(move->states->name), store_text(move->transition->name),
		     store_text(from), store_text(move->transition->to->code),
		     store_text(move->reason), store_text(move->form),
		     move->decision_id == 0 ? dmn_null() : dmn_number(move->decision_id),
		     store_text(app->actor), store_text(app_now(app))),
		&moving->taken_id, NULL, error);
}

static struct text detail_of(const struct moving *moving, const struct move *move, struct text from)
{
	struct builder out = builder_new(moving->caseload.arena);
	const struct text words[] = { TEXT("transition"), move->transition->name,
				      TEXT("from"),	  from,
				      TEXT("to"),	  move->transition->to->code,
				      TEXT("reason"),	  move->reason };
	for (unsigned i = 0; i < 8; i++) {
		builder_add_c(&out, i == 0 ? "{" : i % 2 == 0 ? "," : ":");
		json_write_string(&out, words[i]);
	}
	builder_add_c(&out, ",\"form\":");
	builder_add(&out, move->form);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

enum status transition_move(struct moving *moving, const struct move *move, struct error *error)
{
	const struct pack_transition *transition = move->transition;
	const struct pack_code *from = moving_state(moving, move->states);
	struct text *values =
		arena_new_array(moving->caseload.arena, struct text, transition->set_count + 1);
	for (size_t i = 0; i < transition->set_count; i++)
		TRY(value_of(moving, &transition->sets[i], move, &values[i], error));
	for (size_t i = 0; i < transition->set_count; i++)
		TRY(keep(moving, transition->sets[i].field, values[i], move, error));
	TRY(keep(moving, move->states->field, transition->to->code, move, error));
	TRY(put(moving, move, from->code, error));
	return item_log(moving->item, USE_TRANSITION, detail_of(moving, move, from->code), error);
}

enum status transition_settle(struct moving *moving, struct error *error)
{
	struct run_report report;
	return run_family(&moving->caseload, moving->item->root_id, &report, error);
}
