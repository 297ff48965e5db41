/* SPDX-License-Identifier: Apache-2.0 */
/* One effect of law, put down as a value by "the law". */
#include "app/fact_keep.h"
#include "app/law.h"
#include "base/builder.h"
#include "format/json.h"

bool law_is_disputed(const struct batch *batch, const struct assembled_row *row,
		     const struct pack_fact *fact)
{
	return batch_note(batch, fact->record, row, fact->field, false) != NULL;
}

static struct text detail_of(struct arena *arena, const struct pack_effect *effect,
			     const struct assembled_row *row, struct text value)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "{\"effect\":");
	json_write_string(&out, effect->name);
	builder_add_format(&out, ",\"record\":%lld,\"field\":\"%.*s.%.*s\",\"value\":\"%.*s\"}",
			   (long long)row->row.id, TEXT_ARG(effect->sets.record->name),
			   TEXT_ARG(effect->sets.field->name), TEXT_ARG(value));
	return builder_text(&out);
}

static enum status keep(struct app *app, const struct pack_effect *effect,
			const struct assembled_row *row, struct text value, struct error *error)
{
	const struct fact_place place = { .record = effect->sets.record,
					  .field = effect->sets.field,
					  .record_id = row->row.id,
					  .home = row->home,
					  .against = TEXT("[]") };
	struct text person = app->actor;
	app->actor = TEXT(LAW_ACTOR);
	enum status status =
		fact_keep(app, &place, value,
			  text_format(app->arena, "%.*s (%.*s)", TEXT_ARG(effect->label),
				      TEXT_ARG(effect->source)),
			  error);
	app->actor = person;
	return status;
}

enum status law_effect(struct batch *batch, const struct pack_effect *effect,
		       const struct assembled_row *row, struct text value, struct error *error)
{
	struct app *app = batch->caseload->app;
	const struct pack_record *root = caseload_root(batch->caseload->pack->decision.about);
	TRY(keep(app, effect, row, value, error));
	struct app_log log = { .use = USE_LAW_EFFECT,
			       .purpose = effect->name,
			       .subject = TEXT("case_file"),
			       .subject_id = row->row.root,
			       .person_type = root->name,
			       .person_id = row->row.root,
			       .secret = batch_secret(batch, row),
			       .detail = detail_of(batch->arena, effect, row, value) };
	return app_log(app, &log, error);
}

bool law_is_free(const struct batch *batch, const struct pack_effect *effect,
		 const struct assembled_row *row)
{
	return row->row.values[effect->sets.field->index].kind == DMN_NULL &&
	       !law_is_disputed(batch, row, &effect->sets);
}
