/* SPDX-License-Identifier: Apache-2.0 */
/* What a proposed version would take: work by week, and things of which there are so many. */
#include "app/evaluate.h"
#include "app/impact.h"
#include "letter/written.h"
#include "web/rules.h"

enum {
	COLUMNS_MOST = 16,
	SECONDS_AN_HOUR = 3600
};

static int64_t number_of(dmn_value of, const char *name)
{
	int64_t out = 0;
	return dmn_get_int(dmn_context_get(of, name), &out) ? out : 0;
}

static struct govuk_cell counted(struct visit *visit, int64_t count)
{
	bool few = !visit->signed_in && count != 0 && count < IMPACT_SMALLEST;
	return (struct govuk_cell){ .text = few ? TEXT("under 10")
						: visit_format(visit, "%lld", (long long)count),
				    .is_numeric = true };
}

/* "12 to 18 hours", of so many items. */
static struct govuk_cell hours(struct visit *visit, dmn_value seconds, int64_t items)
{
	long long low = items * number_of(seconds, "low") / SECONDS_AN_HOUR;
	long long high = items * number_of(seconds, "high") / SECONDS_AN_HOUR;
	return (struct govuk_cell){ .text = low == high ? visit_format(visit, "%lld", low)
							: visit_format(visit, "%lld to %lld", low,
								       high),
				    .is_numeric = true };
}

static struct govuk_cell most(struct visit *visit, dmn_value of)
{
	int64_t before = number_of(of, "before"), after = number_of(of, "after");
	struct text text = before < 0 || before == after
				   ? visit_format(visit, "%lld", (long long)after)
			   : after < 0 ? visit_format(visit, "%lld", (long long)before)
				       : visit_format(visit, "%lld, then %lld", (long long)before,
						      (long long)after);
	return (struct govuk_cell){ .text = text, .is_numeric = true };
}

static void show_capacities(struct visit *visit, dmn_value list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("What cases need") },
					    { .text = TEXT("There are"), .is_numeric = true },
					    { .text = TEXT("Needed now"), .is_numeric = true },
					    { .text = TEXT("With the new version"),
					      .is_numeric = true } };
	const struct govuk_table table = { .caption = TEXT("What there is only so much of"),
					   .caption_classes = TEXT("govuk-table__caption--m"),
					   .heads = heads,
					   .head_count = 4 };
	if (list.kind != DMN_LIST || list.count == 0)
		return;
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list.count; i++) {
		dmn_value it = dmn_list_at(list, i);
		dmn_value need = dmn_context_get(it, "need");
		const struct govuk_cell cells[] = { { .text = evaluate_text(
							      dmn_context_get(it, "label")) },
						    most(visit, dmn_context_get(it, "most")),
						    counted(visit, number_of(need, "before")),
						    counted(visit, number_of(need, "after")) };
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	govuk_table_end(&visit->html);
}

static struct text week_words(struct visit *visit, struct text week)
{
	if (text_is(week, "earlier"))
		return TEXT("Already late");
	if (text_is(week, "later"))
		return TEXT("Later");
	return written_date(visit->arena, week);
}

/* The columns: the week, cases, hours where they are known, each thing. */
static size_t week_heads(struct visit *visit, dmn_value impact, struct govuk_cell *heads)
{
	dmn_value capacities = dmn_context_get(impact, "capacities");
	size_t count = 0;
	heads[count++] = (struct govuk_cell){ .text = TEXT("Week from") };
	heads[count++] = (struct govuk_cell){ .text = TEXT("Cases now"), .is_numeric = true };
	heads[count++] =
		(struct govuk_cell){ .text = TEXT("Cases, new version"), .is_numeric = true };
	if (dmn_context_get(impact, "seconds").kind == DMN_CONTEXT) {
		heads[count++] =
			(struct govuk_cell){ .text = TEXT("Hours now"), .is_numeric = true };
		heads[count++] = (struct govuk_cell){ .text = TEXT("Hours, new version"),
						      .is_numeric = true };
	}
	for (size_t i = 0; i < capacities.count && count + 2 <= COLUMNS_MOST; i++) {
		dmn_value it = dmn_list_at(capacities, i);
		struct text label = evaluate_text(dmn_context_get(it, "label"));
		heads[count++] = (struct govuk_cell){
			.text = visit_format(visit, "%.*s now", TEXT_ARG(label)), .is_numeric = true
		};
		heads[count++] =
			(struct govuk_cell){ .text = visit_format(visit, "%.*s, new version",
								  TEXT_ARG(label)),
					     .is_numeric = true };
	}
	return count;
}

static void week_row(struct visit *visit, const struct govuk_table *table, dmn_value seconds,
		     dmn_value week)
{
	struct govuk_cell cells[COLUMNS_MOST];
	dmn_value cases = dmn_context_get(week, "cases");
	dmn_value needs = dmn_context_get(week, "needs");
	int64_t before = number_of(cases, "before"), after = number_of(cases, "after");
	size_t count = 0;
	cells[count++] = (struct govuk_cell){
		.text = week_words(visit, evaluate_text(dmn_context_get(week, "week")))
	};
	cells[count++] = counted(visit, before);
	cells[count++] = counted(visit, after);
	if (seconds.kind == DMN_CONTEXT) {
		cells[count++] = hours(visit, seconds, before);
		cells[count++] = hours(visit, seconds, after);
	}
	for (size_t i = 0; i < needs.count && count + 2 <= COLUMNS_MOST; i++) {
		cells[count++] = counted(visit, number_of(dmn_list_at(needs, i), "before"));
		cells[count++] = counted(visit, number_of(dmn_list_at(needs, i), "after"));
	}
	govuk_table_row(&visit->html, table, cells, count);
}

static void show_weeks(struct visit *visit, dmn_value impact)
{
	dmn_value weeks = dmn_context_get(impact, "weeks");
	struct govuk_cell heads[COLUMNS_MOST];
	struct govuk_table table = { .caption = TEXT("Looked at again, week by week"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .first_cell_is_header = true };
	/* Of few in a week who has no account would be told. */
	if (weeks.kind != DMN_LIST || weeks.count == 0 || !visit->signed_in)
		return;
	table.head_count = week_heads(visit, impact, heads);
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < weeks.count; i++)
		week_row(visit, &table, dmn_context_get(impact, "seconds"), dmn_list_at(weeks, i));
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	govuk_body(&visit->html, TEXT("As if each case were decided today as is recommended."));
}

static void show_work(struct visit *visit, dmn_value impact)
{
	dmn_value work = dmn_context_get(impact, "work");
	dmn_value seconds = dmn_context_get(impact, "seconds");
	int64_t before = number_of(work, "before"), after = number_of(work, "after");
	if (work.kind != DMN_CONTEXT || seconds.kind != DMN_CONTEXT)
		return;
	govuk_body(&visit->html,
		   visit_format(visit,
				"To decide every case in scope takes %.*s hours of staff now, and "
				"%.*s with the new version.",
				TEXT_ARG(hours(visit, seconds, before).text),
				TEXT_ARG(hours(visit, seconds, after).text)));
}

void rules_effect(struct visit *visit, dmn_value impact)
{
	show_work(visit, impact);
	show_capacities(visit, dmn_context_get(impact, "capacities"));
	show_weeks(visit, impact);
}

void rules_moved(struct visit *visit, const struct pack *pack)
{
	for (size_t i = 0; i < pack->capacity_count; i++) {
		const struct pack_capacity *it = &pack->capacities[i];
		const struct govuk_summary_row rows[] = {
			{ .key.text = TEXT("Why"), .value.text = it->moved.why },
			{ .key.text = TEXT("Equality impact assessment"),
			  .value.text = it->moved.equality },
			{ .key.text = TEXT("Data protection impact assessment"),
			  .value.text = it->moved.data_protection },
		};
		if (!text_equal(it->moved.version, pack->version))
			continue;
		govuk_heading(&visit->html, 2, "m",
			      visit_format(visit, "Why version %.*s moves the need: %.*s",
					   TEXT_ARG(pack->version), TEXT_ARG(it->label)));
		govuk_summary_list(&visit->html,
				   &(struct govuk_summary_list){ .rows = rows, .row_count = 3 });
	}
}
