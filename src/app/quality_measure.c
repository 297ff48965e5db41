/* SPDX-License-Identifier: Apache-2.0 */
/* A measure of quality: counted, and kept. */
#include "app/quality_internal.h"

static enum status count_all(struct measuring *measuring, struct error *error)
{
	const struct pack *pack = measuring->caseload->pack;
	for (size_t r = 0; r < pack->record_count; r++) {
		if (pack->records[r].compartment.length != 0)
			continue;
		TRY(quality_count_rows(measuring, &pack->records[r], error));
		TRY(quality_count_sources(measuring, &pack->records[r], error));
	}
	TRY(quality_count_files(measuring, error));
	return quality_count_entered(measuring, error);
}

static enum status put(struct caseload *caseload, const struct quality_report *report,
		       struct error *error)
{
	struct app *app = caseload->app;
	int64_t id;
	TRY(store_number(app->store, SQL_quality_measure_put,
			 BIND(store_text(caseload->pack->name), store_text(report->as_of),
			      store_text(report->measured_at), store_text(app->actor)),
			 &id, NULL, error));
	for (size_t i = 0; i < report->counts.count; i++) {
		const struct quality_count *it = &report->counts.at[i];
		TRY(store_do(app->store, SQL_quality_count_put,
			     BIND(dmn_number(id), store_text(it->record->name),
				  store_text(it->field->name), store_text(it->source),
				  store_text(text_from(quality_dimension_word(it->dimension))),
				  dmn_number(it->wrong), dmn_number(it->of)),
			     error));
	}
	struct app_log log = { .use = USE_QUALITY_MEASURE,
			       .subject = TEXT("quality_measure"),
			       .subject_id = id };
	return app_log(app, &log, error);
}

enum status quality_measure(struct caseload *caseload, struct quality_report *out,
			    struct error *error)
{
	struct app *app = caseload->app;
	char day[CLOCK_TEXT_SIZE];
	struct quality_report now = { .measured_at = app_now(app) };
	struct measuring measuring = { .caseload = caseload,
				       .as_of = clock_today(&app->clock),
				       .report = &now };
	TRY(app_may(app, USE_QUALITY_MEASURE, caseload->pack, error));
	clock_print_day(measuring.as_of, day);
	now.as_of = text_copy(caseload->arena, text_from(day));
	TRY(count_all(&measuring, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, put(caseload, &now, error), error));
	return quality_read_report(caseload, out, error);
}
