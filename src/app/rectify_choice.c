/* SPDX-License-Identifier: Apache-2.0 */
/* What a person can say is wrong: every value of the case that the reader sees. */
#include "app/explain.h"
#include "app/reach.h"
#include "app/rectify.h"

static void add_row(struct batch *batch, const struct pack_record *record,
		    struct assembled_row *row, struct rectify_choices *out)
{
	const struct caseload *caseload = batch->caseload;
	struct arena *arena = caseload->arena;
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		if (field->key || !reach_sees(caseload->app, caseload->pack, record, field))
			continue;
		struct explain_fact fact = explain_fact_of(batch, arena, record, row, field);
		list_push(arena, out,
			  (struct rectify_choice){
				  .name = fact.name,
				  .record_id = row->row.id,
				  .label = text_format(arena, "%.*s %.*s: %.*s",
						       TEXT_ARG(fact.record), TEXT_ARG(fact.key),
						       TEXT_ARG(fact.field)),
				  .value = fact.value,
			  });
	}
}

static void add_family(struct batch *batch, struct rectify_choices *out)
{
	const struct pack *pack = batch->caseload->pack;
	for (size_t r = 0; r < pack->record_count; r++) {
		const struct pack_record *record = &pack->records[r];
		if (record->compartment.length != 0 ||
		    caseload_root(record) != caseload_root(pack->decision.about))
			continue;
		for (size_t i = 0; i < batch->rows[r].count; i++)
			add_row(batch, record, &batch->rows[r].at[i], out);
	}
}

enum status rectify_choices(struct caseload *caseload, int64_t root_id, struct rectify_choices *out,
			    struct error *error)
{
	struct app *app = caseload->app;
	struct batch *batch;
	struct text secret;
	*out = (struct rectify_choices){ 0 };
	TRY(app_may(app, USE_RECTIFY_ASK, caseload->pack, error));
	TRY(caseload_kept(caseload, root_id, &root_id, error));
	TRY(caseload_case(caseload, root_id, &out->reference, &secret, error));
	TRY(batch_new(caseload, clock_today(&app->clock), &batch, error));
	enum status status = batch_family(batch, root_id, error);
	if (status == STATUS_OK)
		add_family(batch, out);
	batch_free(batch);
	TRY(status);
	struct app_log log = { .use = USE_CASE_FILE,
			       .subject = TEXT("case_file"),
			       .subject_id = root_id,
			       .person_type = caseload_root(caseload->pack->decision.about)->name,
			       .person_id = root_id,
			       .secret = secret };
	return app_look(app, &log, error);
}
