/* SPDX-License-Identifier: Apache-2.0 */
/* What a proposed version would do to the cases, on its page. */
#include "app/evaluate.h"
#include "app/impact.h"
#include "letter/written.h"
#include "web/rules.h"

enum {
	RULES_SHOWN = 20
};

static int64_t number_of(dmn_value of, const char *name)
{
	int64_t out = 0;
	return dmn_get_int(dmn_context_get(of, name), &out) ? out : 0;
}

/* Who has no account is not told of few. */
static struct text counted(struct visit *visit, dmn_value of, const char *name)
{
	int64_t count = number_of(of, name);
	if (!visit->signed_in && count != 0 && count < IMPACT_SMALLEST)
		return TEXT("under 10");
	return visit_format(visit, "%lld", (long long)count);
}

static struct text outcome_words(struct visit *visit, const struct pack *pack, struct text code)
{
	const struct pack_outcome *outcome = pack_find_outcome(pack, code);
	return outcome != NULL ? outcome->sentence : written_capital(visit->arena, code);
}

static void show_outcomes(struct visit *visit, const struct pack *pack, dmn_value list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Now") },
					    { .text = TEXT("With the new version") },
					    { .text = TEXT("Cases"), .is_numeric = true } };
	const struct govuk_table table = { .caption = TEXT("What would come out"),
					   .caption_classes = TEXT("govuk-table__caption--m"),
					   .heads = heads,
					   .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list.count; i++) {
		dmn_value it = dmn_list_at(list, i);
		struct text from = evaluate_text(dmn_context_get(it, "from"));
		struct text to = evaluate_text(dmn_context_get(it, "to"));
		const struct govuk_cell cells[] = {
			{ .text = outcome_words(visit, pack, from) },
			{ .text = text_equal(from, to) ? TEXT("The same")
						       : outcome_words(visit, pack, to) },
			{ .text = counted(visit, it, "count"), .is_numeric = true }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

static void show_rules(struct visit *visit, dmn_value list)
{
	size_t shown = list.count < RULES_SHOWN ? list.count : RULES_SHOWN;
	const struct govuk_cell heads[] = { { .text = TEXT("Rule") },
					    { .text = TEXT("It says") },
					    { .text = TEXT("Cases"), .is_numeric = true } };
	const struct govuk_table table = { .caption = TEXT("Rules that make the difference"),
					   .caption_classes = TEXT("govuk-table__caption--m"),
					   .heads = heads,
					   .head_count = 3 };
	if (shown == 0)
		return;
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < shown; i++) {
		dmn_value it = dmn_list_at(list, i);
		struct text name = evaluate_text(dmn_context_get(it, "name"));
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%.*s, rule %lld", TEXT_ARG(name),
					       (long long)number_of(it, "rule")) },
			{ .text = evaluate_text(dmn_context_get(it, "note")) },
			{ .text = counted(visit, it, "count"), .is_numeric = true }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
	if (shown < list.count)
		govuk_body(&visit->html,
			   visit_format(visit, "And %zu more: remit pack show tells all.",
					list.count - shown));
}

/* What is few is withheld, so that nobody is told of one person. */
static struct text group_words(struct visit *visit, dmn_value group, const char *name)
{
	return dmn_context_get(group, name).kind == DMN_NULL ? TEXT("Withheld")
							     : counted(visit, group, name);
}

static void show_groups(struct visit *visit, dmn_value list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Group") },
					    { .text = TEXT("Cases"), .is_numeric = true },
					    { .text = TEXT("Come out differently"),
					      .is_numeric = true } };
	const struct govuk_table table = { .caption = TEXT("By group"),
					   .caption_classes = TEXT("govuk-table__caption--m"),
					   .heads = heads,
					   .head_count = 3 };
	bool withheld = false;
	if (list.count == 0)
		return;
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list.count; i++) {
		dmn_value it = dmn_list_at(list, i);
		withheld = withheld || dmn_context_get(it, "changed").kind == DMN_NULL;
		const struct govuk_cell cells[] = {
			{ .text = visit_format(
				  visit, "%.*s: %.*s",
				  TEXT_ARG(evaluate_text(dmn_context_get(it, "field"))),
				  TEXT_ARG(evaluate_text(dmn_context_get(it, "sentence")))) },
			{ .text = group_words(visit, it, "cases"), .is_numeric = true },
			{ .text = group_words(visit, it, "changed"), .is_numeric = true }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
	if (withheld)
		govuk_body(&visit->html, TEXT("Withheld: fewer than 10 cases are on one side."));
}

static void show_lacking(struct visit *visit, dmn_value list)
{
	struct text *items = arena_new_array(visit->arena, struct text, list.count + 1);
	for (size_t i = 0; i < list.count; i++)
		items[i] = evaluate_text(dmn_list_at(list, i));
	if (list.count == 0)
		return;
	govuk_body(&visit->html, TEXT("The new version reads what is not held yet; it was taken "
				      "as absent:"));
	govuk_bullets(&visit->html, items, list.count);
}

void rules_impact(struct visit *visit, const struct pack *pack, struct text json)
{
	dmn_value impact;
	govuk_heading(&visit->html, 2, "m", TEXT("What it would do to the cases"));
	if (!dmn_from_json(visit->arena, json.at, json.length, &impact) ||
	    impact.kind != DMN_CONTEXT) {
		govuk_body(&visit->html, TEXT("This was not measured when it was proposed."));
		return;
	}
	struct text day = evaluate_text(dmn_context_get(impact, "as_of"));
	govuk_body(
		&visit->html,
		visit_format(
			visit,
			"Asked of the %.*s cases as they were on %.*s: %.*s would come out "
			"differently. By how far the outcomes intrude, %.*s would be harsher and "
			"%.*s milder; %.*s would come into scope and %.*s go out of it.",
			TEXT_ARG(counted(visit, impact, "cases")),
			TEXT_ARG(written_date(visit->arena, day)),
			TEXT_ARG(counted(visit, impact, "changed")),
			TEXT_ARG(counted(visit, impact, "harsher")),
			TEXT_ARG(counted(visit, impact, "milder")),
			TEXT_ARG(counted(visit, impact, "enter")),
			TEXT_ARG(counted(visit, impact, "leave"))));
	show_outcomes(visit, pack, dmn_context_get(impact, "outcomes"));
	rules_effect(visit, impact);
	show_rules(visit, dmn_context_get(impact, "rules"));
	show_groups(visit, dmn_context_get(impact, "groups"));
	show_lacking(visit, dmn_context_get(impact, "lacking"));
}
