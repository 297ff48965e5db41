/* SPDX-License-Identifier: Apache-2.0 */
/* Other values of a parameter of the rules, over what is recorded. */
#include "app/whatif.h"
#include "html/chart.h"
#include "letter/written.h"
#include "web/rules.h"

enum {
	COLUMNS_MOST = 2 + WHATIF_MOST + 2,
	SECONDS_AN_HOUR = 3600
};

static struct govuk_cell number(struct visit *visit, int64_t value)
{
	return (struct govuk_cell){ .text = visit_format(visit, "%lld", (long long)value),
				    .is_numeric = true };
}

static struct text name_of(struct visit *visit, const struct whatif_try *it)
{
	return it->is_now ? visit_format(visit, "%.*s (in force)", TEXT_ARG(it->name)) : it->name;
}

static void begin(struct visit *visit, struct govuk_table *table, struct text caption,
		  const struct govuk_cell *heads, size_t count)
{
	*table = (struct govuk_table){ .caption = caption,
				       .caption_classes = TEXT("govuk-table__caption--m"),
				       .heads = heads,
				       .head_count = count,
				       .first_cell_is_header = true };
	govuk_scroll_begin(&visit->html, caption);
	govuk_table_begin(&visit->html, table);
}

static void end(struct visit *visit)
{
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

/* ---- what events make --------------------------------------------------- */

static void show_made(struct visit *visit, const struct whatif *it)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Value") },
					    { .text = TEXT("Made"), .is_numeric = true },
					    { .text = TEXT("Hours of staff"),
					      .is_numeric = true } };
	struct govuk_table table;
	bool hours = it->effort.high != 0;
	begin(visit, &table,
	      visit_format(visit, "%.*s, over %lld that are recorded", TEXT_ARG(it->rule->label),
			   (long long)it->stretches),
	      heads, hours ? 3 : 2);
	for (size_t i = 0; i < it->count; i++) {
		const struct whatif_try *one = &it->tries[i];
		const struct govuk_cell cells[] = {
			{ .text = name_of(visit, one) },
			number(visit, one->made),
			{ .text = visit_format(
				  visit, "%lld to %lld",
				  (long long)(one->made * it->effort.low / SECONDS_AN_HOUR),
				  (long long)(one->made * it->effort.high / SECONDS_AN_HOUR)),
			  .is_numeric = true }
		};
		govuk_table_row(&visit->html, &table, cells, hours ? 3 : 2);
	}
	end(visit);
	if (hours)
		govuk_body(&visit->html,
			   visit_format(visit, "Hours: %lld to %lld minutes for each (%.*s).",
					(long long)it->effort.low / 60,
					(long long)it->effort.high / 60,
					TEXT_ARG(it->effort.source)));
}

static struct text week_of(struct visit *visit, const struct whatif_week *it)
{
	return written_date(visit->arena, visit_day(visit, it->monday));
}

static void show_chart(struct visit *visit, const struct whatif *it)
{
	struct html_line lines[WHATIF_MOST + 2];
	if (it->weeks.count == 0)
		return;
	for (size_t i = 0; i < it->count; i++) {
		int64_t *values = arena_new_array(visit->arena, int64_t, it->weeks.count);
		for (size_t w = 0; w < it->weeks.count; w++)
			values[w] = it->weeks.at[w].made[i];
		lines[i] = (struct html_line){ .name = name_of(visit, &it->tries[i]),
					       .values = values };
	}
	html_chart(&visit->html,
		   &(struct html_chart){ .label = visit_format(visit,
							       "%.*s, made in each week, a line "
							       "for each value; the table below "
							       "has the numbers",
							       TEXT_ARG(it->rule->label)),
					 .first = week_of(visit, &it->weeks.at[0]),
					 .last = week_of(visit, &it->weeks.at[it->weeks.count - 1]),
					 .points = it->weeks.count,
					 .lines = lines,
					 .line_count = it->count });
}

static void show_weeks(struct visit *visit, const struct whatif *it)
{
	struct govuk_cell heads[COLUMNS_MOST] = { { .text = TEXT("Week from") } };
	struct govuk_table table;
	if (it->weeks.count == 0)
		return;
	for (size_t i = 0; i < it->count; i++)
		heads[i + 1] = (struct govuk_cell){ .text = name_of(visit, &it->tries[i]),
						    .is_numeric = true };
	begin(visit, &table, TEXT("Made in each week"), heads, it->count + 1);
	for (size_t w = 0; w < it->weeks.count; w++) {
		struct govuk_cell cells[COLUMNS_MOST] = { { .text = week_of(visit,
									    &it->weeks.at[w]) } };
		for (size_t i = 0; i < it->count; i++)
			cells[i + 1] = number(visit, it->weeks.at[w].made[i]);
		govuk_table_row(&visit->html, &table, cells, it->count + 1);
	}
	end(visit);
}

/* ---- what comes out of the cases ---------------------------------------- */

static void show_outcomes(struct visit *visit, const struct whatif *it)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Value") },
					    { .text = TEXT("Come out differently"),
					      .is_numeric = true },
					    { .text = TEXT("Harsher"), .is_numeric = true },
					    { .text = TEXT("Milder"), .is_numeric = true },
					    { .text = TEXT("Into scope"), .is_numeric = true },
					    { .text = TEXT("Out of scope"), .is_numeric = true } };
	struct govuk_table table;
	begin(visit, &table, TEXT("What would come out of the cases as they are"), heads, 6);
	for (size_t i = 0; i < it->count; i++) {
		const struct impact *impact = &it->tries[i].impact;
		const struct govuk_cell cells[] = { { .text = name_of(visit, &it->tries[i]) },
						    number(visit, impact->changed),
						    number(visit, impact->harsher),
						    number(visit, impact->milder),
						    number(visit, impact->enter),
						    number(visit, impact->leave) };
		govuk_table_row(&visit->html, &table, cells, 6);
	}
	end(visit);
}

/* ---- the page ------------------------------------------------------------ */

static void show_parameters(struct visit *visit, const struct pack *pack)
{
	struct text *items =
		arena_new_array(visit->arena, struct text, pack->accumulation_count + 2);
	size_t count = 0;
	for (size_t i = 0; i < pack->accumulation_count; i++) {
		const struct pack_accumulation *it = &pack->accumulations[i];
		items[count++] =
			visit_format(visit, "accumulates.%.*s.%s: %.*s", TEXT_ARG(it->name),
				     it->total != 0 ? "total" : "count", TEXT_ARG(it->label));
	}
	items[count++] = TEXT("any other single value of pack.yaml by its path");
	items[count++] = TEXT("rules.TABLE.RULE.CELL: a cell of the rules, the table by its id");
	govuk_details_begin(&visit->html,
			    &(struct govuk_details){ .summary.text = TEXT("What can be tried") });
	govuk_bullets(&visit->html, items, count);
	govuk_details_end(&visit->html);
}

static void show_form(struct visit *visit, const struct pack *pack)
{
	govuk_query_begin(&visit->html, TEXT("/rules/whatif"));
	govuk_hidden_field(&visit->html, TEXT("pack"), pack->name);
	visit_line(visit, "set", "Which parameter?", "By its path in the pack");
	visit_line(visit, "to", "Which values?",
		   "Up to six, with a semicolon between two: PT6H; PT24H");
	visit_line(visit, "from", "From which day?", "2022-01-01; nothing: from the first");
	visit_line(visit, "until", "Until which day?", "Nothing: to the last");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Try it") });
	html_end(&visit->html);
	show_parameters(visit, pack);
}

static enum status read_day(struct visit *visit, const char *name, int64_t *out)
{
	struct text word = visit_field(visit, name);
	*out = 0;
	if (word.length == 0 || clock_parse_day(word, out, NULL) == STATUS_OK)
		return STATUS_OK;
	return error_at_field(visit->error, name, "this is no day", "write it as 2022-03-31");
}

static enum status try_out(struct visit *visit, struct caseload *caseload, struct whatif *out)
{
	struct text values[WHATIF_MOST + 1];
	struct text rest = visit_field(visit, "to");
	struct whatif_wanted wanted = { .path = visit_field(visit, "set"), .values = values };
	while (rest.length != 0 && wanted.count <= WHATIF_MOST) {
		struct text one = text_trim(text_cut(rest, ';', &rest));
		if (one.length != 0)
			values[wanted.count++] = one;
	}
	TRY(read_day(visit, "from", &wanted.from));
	TRY(read_day(visit, "until", &wanted.until));
	return whatif_try_out(caseload, &wanted, out, visit->error);
}

enum status page_whatif(struct visit *visit)
{
	struct caseload caseload;
	struct whatif found = { 0 };
	TRY(rules_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_WHATIF, caseload.pack, visit->error));
	if (visit_field(visit, "set").length != 0) {
		enum status status = try_out(visit, &caseload, &found);
		if (status != STATUS_OK) {
			found = (struct whatif){ 0 };
			TRY(visit_refused(visit, status,
					  visit->error->field[0] != '\0' ? NULL : "set"));
		}
	}
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "What if",
						.part = "/rules",
						.is_wide = true,
						.back = visit_format(visit, "/rules?pack=%.*s",
								     TEXT_ARG(caseload.pack->name)),
						.back_text = "The rules" });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("What if a value were another?"));
	govuk_body(&visit->html, TEXT("Asked of what is recorded. Nothing changes by it."));
	if (found.rule != NULL) {
		show_made(visit, &found);
		show_chart(visit, &found);
		show_weeks(visit, &found);
	} else if (found.count != 0) {
		show_outcomes(visit, &found);
	}
	show_form(visit, caseload.pack);
	return visit_page_end(visit);
}
