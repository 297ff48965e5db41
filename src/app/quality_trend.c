/* SPDX-License-Identifier: Apache-2.0 */
/* The last measures beside one another: is it getting better? */
#include "app/quality_internal.h"

static struct quality_series *series_of(struct caseload *caseload, struct quality_trend *trend,
					const struct quality_count *count)
{
	for (size_t i = 0; i < trend->series.count; i++) {
		struct quality_series *it = &trend->series.at[i];
		if (it->field == count->field && it->dimension == count->dimension &&
		    text_equal(it->source, count->source))
			return it;
	}
	struct quality_series made = { .record = count->record,
				       .field = count->field,
				       .source = count->source,
				       .dimension = count->dimension };
	list_push(caseload->arena, &trend->series, made);
	return &trend->series.at[trend->series.count - 1];
}

/* The latest first. */
static enum status read_measures(struct caseload *caseload, struct quality_trend *out,
				 int64_t *numbers, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_quality_measure_last,
			BIND(store_text(caseload->pack->name), dmn_number(QUALITY_TREND_MOST)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		numbers[out->count] = rows_int(&rows, 0);
		out->as_of[out->count++] = text_copy(caseload->arena, rows_text(&rows, 1));
	}
	rows_end(&rows);
	return status;
}

static enum status read_points(struct caseload *caseload, struct quality_trend *out, size_t place,
			       int64_t measure, struct error *error)
{
	struct quality_report report = { 0 };
	TRY(quality_read_counts(caseload, measure, false, &report, error));
	for (size_t i = 0; i < report.counts.count; i++) {
		const struct quality_count *it = &report.counts.at[i];
		struct quality_series *series = series_of(caseload, out, it);
		series->points[place] = (struct quality_point){ true, it->wrong, it->of };
	}
	return STATUS_OK;
}

/* Oldest first, as people read. */
enum status quality_trend(struct caseload *caseload, struct quality_trend *out, struct error *error)
{
	struct app *app = caseload->app;
	int64_t numbers[QUALITY_TREND_MOST];
	struct app_log log = { .use = USE_QUALITY, .subject = TEXT("quality") };
	*out = (struct quality_trend){ 0 };
	TRY(app_may(app, USE_QUALITY, caseload->pack, error));
	TRY(app_look(app, &log, error));
	TRY(read_measures(caseload, out, numbers, error));
	for (size_t i = 0; i < out->count / 2; i++) {
		struct text as_of = out->as_of[i];
		out->as_of[i] = out->as_of[out->count - 1 - i];
		out->as_of[out->count - 1 - i] = as_of;
	}
	for (size_t i = 0; i < out->count; i++)
		TRY(read_points(caseload, out, i, numbers[out->count - 1 - i], error));
	return STATUS_OK;
}
