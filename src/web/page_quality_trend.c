/* SPDX-License-Identifier: Apache-2.0 */
/* The quality of the data over its last measures. */
#include "app/quality.h"
#include "letter/written.h"
#include "web/words.h"

enum {
	ROWS_A_PAGE = 60,
	FIXED = 3 /* cells before the measures */
};

static struct govuk_cell point_cell(struct visit *visit, const struct quality_point *point)
{
	double share = point->of != 0 ? 100.0 * (double)point->wrong / (double)point->of : 0;
	return (struct govuk_cell){ .text = point->known ? visit_format(visit, "%.2f %%", share)
							 : TEXT("Not measured"),
				    .is_numeric = true };
}

static bool is_ever_wrong(const struct quality_series *it)
{
	for (size_t i = 0; i < QUALITY_TREND_MOST; i++)
		if (it->points[i].wrong != 0)
			return true;
	return false;
}

static void show_row(struct visit *visit, const struct govuk_table *table,
		     const struct quality_trend *trend, const struct quality_series *it)
{
	struct govuk_cell cells[FIXED + QUALITY_TREND_MOST] = {
		{ .text = visit_format(visit, "%.*s: %.*s", TEXT_ARG(it->record->label),
				       TEXT_ARG(it->field->label)) },
		{ .text = it->source },
		{ .text = written_capital(visit->arena,
					  text_from(quality_dimension_word(it->dimension))) },
	};
	for (size_t i = 0; i < trend->count; i++)
		cells[FIXED + i] = point_cell(visit, &it->points[i]);
	govuk_table_row(&visit->html, table, cells, FIXED + trend->count);
}

/* Those that ever had something wrong, from the `skip`th on; how many there are. */
static size_t show_table(struct visit *visit, const struct quality_trend *trend, size_t skip)
{
	struct govuk_cell heads[FIXED + QUALITY_TREND_MOST] = { { .text = TEXT("Field") },
								{ .text = TEXT("Source") },
								{ .text = TEXT("Dimension") } };
	for (size_t i = 0; i < trend->count; i++)
		heads[FIXED + i] =
			(struct govuk_cell){ .text = written_date(visit->arena, trend->as_of[i]),
					     .is_numeric = true };
	struct govuk_table table = { .caption = TEXT("Share of what falls short, as of each day"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = FIXED + trend->count };
	size_t shown = 0;
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < trend->series.count; i++) {
		if (!is_ever_wrong(&trend->series.at[i]))
			continue;
		if (shown >= skip && shown < skip + ROWS_A_PAGE)
			show_row(visit, &table, trend, &trend->series.at[i]);
		shown++;
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	return shown;
}

enum status page_quality_trend(struct visit *visit)
{
	struct caseload caseload;
	struct quality_trend trend;
	int64_t from = visit_number(visit, "from");
	size_t skip = from > 0 && from < 100000 ? (size_t)from : 0;
	TRY(visit_pack(visit, &caseload));
	TRY(quality_trend(&caseload, &trend, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Quality over time",
						       .part = "/quality",
						       .is_wide = true,
						       .back = TEXT("/quality"),
						       .back_text = "Quality of the data" });
	govuk_heading(&visit->html, 1, "l", TEXT("Quality over time"));
	if (trend.count == 0)
		govuk_body(&visit->html, TEXT("It has not been measured yet."));
	else if (show_table(visit, &trend, skip) > skip + ROWS_A_PAGE)
		govuk_pagination(&visit->html,
				 &(struct govuk_pagination){
					 .label = TEXT("More of the trend"),
					 .next.text = TEXT("More"),
					 .next.href = visit_format(visit, "/quality/trend?from=%zu",
								   skip + ROWS_A_PAGE) });
	return visit_page_end(visit);
}
