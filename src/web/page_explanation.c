/* SPDX-License-Identifier: Apache-2.0 */
/* The rules and inputs behind a recommendation. */
#include "web/item_page.h"

static void show_rules(struct visit *visit, const struct explanation *explanation)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Decision") },
					    { .text = TEXT("Rules that matched") },
					    { .text = TEXT("Where they come from") } };
	struct govuk_table table = { .caption = TEXT("Rules that matched"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_scroll_begin(&visit->html, TEXT("Rules that matched"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < explanation->rules.count; i++) {
		const struct explain_rule *it = &explanation->rules.at[i];
		const struct govuk_cell cells[] = { { .text = it->decision },
						    { .text = it->rules },
						    { .text = it->note } };
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static struct text or_unknown(struct visit *visit, struct text value)
{
	return value.length != 0 ? written_value(visit->arena, value) : TEXT("Not known");
}

/* Both facts of an alternative in one cell, and so what they are and what they would be. */
static void show_alternative(struct visit *visit, const struct item_page *page,
			     const struct govuk_table *table, const struct explain_alternative *it)
{
	struct text facts[3] = { it->changes[0].fact, or_unknown(visit, it->changes[0].from),
				 or_unknown(visit, it->changes[0].to) };
	if (it->change_count == 2) {
		const struct explain_change *other = &it->changes[1];
		const struct text also[3] = { other->fact, or_unknown(visit, other->from),
					      or_unknown(visit, other->to) };
		for (size_t i = 0; i < 3; i++)
			facts[i] = visit_format(visit, "%.*s; and %.*s", TEXT_ARG(facts[i]),
						TEXT_ARG(also[i]));
	}
	const struct govuk_cell cells[] = { { .text = facts[0] },
					    { .text = facts[1] },
					    { .text = facts[2] },
					    { .text = item_outcome_words(page, it->outcome) } };
	govuk_table_row(&visit->html, table, cells, 4);
}

static void show_alternatives(struct visit *visit, const struct item_page *page,
			      const struct explanation *explanation)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Fact") },
					    { .text = TEXT("It is") },
					    { .text = TEXT("If it were") },
					    { .text = TEXT("The rules would recommend") } };
	struct text caption = TEXT("What would have led to another recommendation");
	struct govuk_table table = { .caption = caption,
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 4 };
	if (explanation->search.length == 0)
		return;
	if (explanation->alternatives.count == 0) {
		govuk_heading(&visit->html, 2, "m", caption);
	} else {
		govuk_scroll_begin(&visit->html, caption);
		govuk_table_begin(&visit->html, &table);
		for (size_t i = 0; i < explanation->alternatives.count; i++)
			show_alternative(visit, page, &table, &explanation->alternatives.at[i]);
		govuk_table_end(&visit->html);
		govuk_scroll_end(&visit->html);
	}
	govuk_body(&visit->html, explanation->search);
}

enum {
	FACTS_MOST = 160 /* a page stays small, however long a record is */
};

static void show_facts(struct visit *visit, const struct explanation *explanation)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Record") },
					    { .text = TEXT("Fact") },
					    { .text = TEXT("Value") },
					    { .text = TEXT("Source and age") } };
	struct govuk_table table = { .caption = TEXT("What the rules were given"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 4 };
	govuk_scroll_begin(&visit->html, TEXT("What the rules were given"));
	govuk_table_begin(&visit->html, &table);
	size_t shown = 0;
	for (size_t i = 0; i < explanation->facts.count && shown < FACTS_MOST; i++) {
		const struct explain_fact *it = &explanation->facts.at[i];
		if (it->value.length == 0 && it->quality.length == 0)
			continue;
		shown++;
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%.*s %.*s", TEXT_ARG(it->record),
					       TEXT_ARG(it->key)) },
			{ .text = it->field },
			{ .text = it->value.length != 0
					  ? written_value(visit->arena, it->value)
					  : written_quality(visit->arena, it->quality) },
			{ .text = words_source(visit, it) }
		};
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	if (shown == FACTS_MOST)
		govuk_body(&visit->html, TEXT("The first of them. All stand in what remit explain "
					      "prints."));
}

static void show_how(struct visit *visit, const struct item_page *page,
		     const struct explanation *explanation)
{
	govuk_body(&visit->html,
		   explanation->same_again
			   ? TEXT("Evaluated again just now, the same inputs gave the same result.")
			   : TEXT("Evaluated again just now, the same inputs gave another result: "
				  "tell who runs this service."));
	show_rules(visit, explanation);
	show_alternatives(visit, page, explanation);
}

enum status page_explanation(struct visit *visit)
{
	struct explanation explanation;
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	/* Explaining reveals; a link alone does not. */
	const struct item *item = &page.look.item;
	if (item->view.found && !page.look.shows_recommendation && item->state != WORK_DECIDED &&
	    item->state != WORK_SIGNED)
		return work_refuse(REFUSAL_NO_REVEAL, visit->error);
	TRY(explain_item(&visit->app, visit->numbers[0], &explanation, visit->error));
	item_page_begin(visit, &page, "Explanation", TEXT("The recommendation explained"));
	govuk_inset_text(&visit->html,
			 &(struct govuk_inset_text){
				 .text = item_outcome_words(&page, explanation.item.outcome) });
	if (explanation.lacks.length != 0)
		govuk_body(&visit->html,
			   visit_format(visit,
					"How the rules came to it is withheld: your role does not "
					"see %.*s.",
					TEXT_ARG(explanation.lacks)));
	else
		show_how(visit, &page, &explanation);
	if (explanation.changed_since)
		govuk_warning_text(
			&visit->html,
			&(struct govuk_warning_text){
				.text = TEXT("The record has changed since: the values below "
					     "are today's.") });
	show_facts(visit, &explanation);
	return visit_page_end(visit);
}
