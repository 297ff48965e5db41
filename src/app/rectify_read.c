/* SPDX-License-Identifier: Apache-2.0 */
/* Reading requests. */
#include "app/access.h"
#include "app/explain.h"
#include "app/reach.h"
#include "app/rectify_internal.h"
#include "base/builder.h"
#include "format/json.h"

enum {
	LIST_MOST = 500
};

/* As stored: a code's sentence; a date, a number and yes or no stay. */
static struct text in_words(const struct pack_field *field, struct text value)
{
	return field != NULL ? explain_sentence(field->codes, value) : value;
}

static struct rectification read_row(struct caseload *caseload, const struct rows *rows)
{
	struct text texts[20];
	for (unsigned i = 0; i < 20; i++)
		texts[i] = text_copy(caseload->arena, rows_text(rows, i));
	const struct pack_record *record = pack_find_record(caseload->pack, texts[2]);
	const struct pack_field *field = record != NULL ? pack_find_field(record, texts[4]) : NULL;
	bool sees = field != NULL && reach_sees(caseload->app, caseload->pack, record, field);
	int64_t due;
	struct rectification out = {
		.id = rows_int(rows, 0),
		.root_id = rows_int(rows, 1),
		.record_id = rows_int(rows, 3),
		.name = text_format(caseload->arena, "%.*s.%.*s", TEXT_ARG(texts[2]),
				    TEXT_ARG(texts[4])),
		.held = sees ? in_words(field, texts[5]) : REACH_WITHHELD,
		.entered_by = texts[6],
		.wanted = sees ? in_words(field, texts[7]) : REACH_WITHHELD,
		.wanted_text = texts[7],
		.evidence = sees ? texts[8] : REACH_WITHHELD,
		.withheld = !sees,
		.asked_on = texts[9],
		.due_on = texts[10],
		.actor = texts[11],
		.recorded_at = texts[12],
		.extended_by = texts[13],
		.extended_at = texts[14],
		.extend_reason = texts[15],
		.state = texts[16],
		.answered_by = texts[17],
		.answered_at = texts[18],
		.answer = sees ? texts[19] : REACH_WITHHELD,
		.is_open = text_is(texts[16], RECTIFY_OPEN),
	};
	out.label = field == NULL ? out.name
				  : text_format(caseload->arena, "%.*s: %.*s",
						TEXT_ARG(record->label), TEXT_ARG(field->label));
	out.is_late = out.is_open && clock_parse_day(out.due_on, &due, NULL) == STATUS_OK &&
		      due < clock_today(&caseload->app->clock);
	return out;
}

/* The case that it is read on, with its person's secret. */
static enum status name_case(struct caseload *caseload, struct rectification *it,
			     struct error *error)
{
	TRY(caseload_kept(caseload, it->root_id, &it->case_id, error));
	return caseload_case(caseload, it->case_id, &it->reference, &it->secret, error);
}

enum status rectify_log(struct caseload *caseload, const struct rectification *it,
			enum use_case use, const char *member, struct text value,
			struct error *error)
{
	struct builder detail = builder_new(caseload->arena);
	builder_add_format(&detail, "{\"%s\":", member);
	json_write_string(&detail, value);
	builder_add_byte(&detail, '}');
	struct app_log log = { .use = use,
			       .purpose = TEXT("rectification"),
			       .subject = TEXT("rectification"),
			       .subject_id = it->id,
			       .person_type = caseload_root(caseload->pack->decision.about)->name,
			       .person_id = it->case_id,
			       .secret = it->secret,
			       .detail = builder_text(&detail) };
	return app_log(caseload->app, &log, error);
}

enum status rectify_open(struct caseload *caseload, int64_t id, struct rectification *out,
			 struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_rectify_get,
			BIND(store_text(caseload->pack->name), dmn_number(id), ACCESS_VIEWER(app)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*out = read_row(caseload, &rows);
	rows_end(&rows);
	TRY(status);
	if (found)
		return name_case(caseload, out, error);
	error_set(error, STATUS_NOT_FOUND, "there is no request %lld", (long long)id);
	return error_remedy(error, "they are listed by: remit rectify list");
}

enum status rectify_list(struct caseload *caseload, struct rectification_list *out,
			 struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	*out = (struct rectification_list){ 0 };
	TRY(app_may(app, USE_RECTIFICATIONS, caseload->pack, error));
	TRY(store_query(
		app->store, SQL_rectify_list,
		BIND(store_text(caseload->pack->name), ACCESS_VIEWER(app), dmn_number(LIST_MOST)),
		&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(caseload->arena, out, read_row(caseload, &rows));
	rows_end(&rows);
	for (size_t i = 0; status == STATUS_OK && i < out->count; i++)
		status = name_case(caseload, &out->at[i], error);
	TRY(status);
	struct app_log log = { .use = USE_RECTIFICATIONS, .subject = TEXT("rectification") };
	log.detail = app_shown(caseload->arena, "requests", out->at, out->count, sizeof *out->at);
	return app_look(app, &log, error);
}

enum status rectify_waiting(struct caseload *caseload, int64_t *count, struct error *error)
{
	struct app *app = caseload->app;
	*count = 0;
	if (!app_can(app, USE_RECTIFICATIONS, caseload->pack))
		return STATUS_OK;
	return store_number(app->store, SQL_rectify_waiting,
			    BIND(store_text(caseload->pack->name), ACCESS_VIEWER(app)), count, NULL,
			    error);
}
