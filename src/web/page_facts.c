/* SPDX-License-Identifier: Apache-2.0 */
/* Checking the facts: what is missing, old, disputed or not settled; what people have entered. */
#include "base/builder.h"
#include "web/item_page.h"

static struct html_part enter_link(struct visit *visit, const struct item_page *page,
				   const struct doubt *doubt)
{
	struct html part = html_part_begin(&visit->html);
	if (app_can(&visit->app, USE_NOTE_FACT, page->look.item.caseload.pack))
		govuk_link(
			&part,
			&(struct govuk_link){
				.text = TEXT("Enter"),
				.visually_hidden_text = doubt->fact.field,
				.href = visit_format(
					visit, "/items/%lld/facts/note?fact=%.*s&record=%lld",
					(long long)page->look.item.id, TEXT_ARG(doubt->fact.name),
					(long long)doubt->record_id) });
	return html_part_end(&part);
}

/* What each source says, a line each: "Two days a week: Casework system, 18 March 2022". */
static struct text sides_words(struct visit *visit, const struct explain_sides *sides)
{
	struct builder out = builder_new(visit->arena);
	for (size_t i = 0; i < sides->count; i++) {
		const struct explain_fact *side = &sides->at[i];
		builder_add_format(&out, "%s%.*s: %.*s", i == 0 ? "" : "; ",
				   TEXT_ARG(written_value(visit->arena, side->value)),
				   TEXT_ARG(words_source(visit, side)));
	}
	return builder_text(&out);
}

static void show_doubts(struct visit *visit, const struct item_page *page,
			const struct doubts *doubts)
{
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Fact") },
		{ .text = TEXT("Value") },
		{ .text = TEXT("What is in doubt") },
		{ .text = TEXT("Source and age") },
		{ .text = TEXT("What you know") },
	};
	struct govuk_table table = { .caption = TEXT("Facts in doubt"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, TEXT("Facts in doubt"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < doubts->count; i++) {
		const struct explain_fact *fact = &doubts->at[i].fact;
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%.*s %.*s: %.*s", TEXT_ARG(fact->record),
					       TEXT_ARG(fact->key), TEXT_ARG(fact->field)) },
			{ .text = fact->value.length != 0 ? written_value(visit->arena, fact->value)
							  : TEXT("Not known") },
			{ .text = written_quality(visit->arena, fact->quality) },
			{ .text = doubts->at[i].sides.count > 1
					  ? sides_words(visit, &doubts->at[i].sides)
					  : words_source(visit, fact) },
			{ .html = enter_link(visit, page, &doubts->at[i]) }
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_entered(struct visit *visit, const struct entered_facts *list)
{
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Fact") },
		{ .text = TEXT("Value") },
		{ .text = TEXT("Entered") },
		{ .text = TEXT("What the sources say") },
		{ .text = TEXT("Shown before to") },
	};
	struct govuk_table table = { .caption = TEXT("Facts that people have entered"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, TEXT("Facts that people have entered"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct entered_fact *entered = &list->at[i];
		const struct explain_fact *fact = &entered->fact;
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%.*s %.*s: %.*s", TEXT_ARG(fact->record),
					       TEXT_ARG(fact->key), TEXT_ARG(fact->field)) },
			{ .text = written_value(visit->arena, fact->value) },
			{ .text = visit_format(visit, "%.*s, %.*s: %.*s", TEXT_ARG(entered->actor),
					       TEXT_ARG(words_instant(visit, entered->noted_at)),
					       TEXT_ARG(entered->reason)) },
			{ .text = entered->sides.count != 0 ? sides_words(visit, &entered->sides)
							    : TEXT("Nothing") },
			{ .text = entered->told.length != 0 ? entered->told : TEXT("Nobody else") },
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static enum status show_facts(struct visit *visit, struct item_page *page)
{
	struct doubts doubts;
	struct entered_facts entered;
	TRY(item_entered(&page->look.item, &entered, visit->error));
	TRY(item_doubts(&page->look.item, &doubts, visit->error));
	item_page_begin(visit, page, "Check the facts", TEXT("Check the facts"));
	govuk_body(
		&visit->html,
		doubts.count == 0
			? TEXT("No fact of this case is missing, out of date, disputed or not "
			       "adjudicated.")
			: TEXT("The rules cannot rely on these facts of the case. Enter what you "
			       "know, and where it is known from."));
	if (doubts.count != 0)
		show_doubts(visit, page, &doubts);
	if (entered.count != 0)
		show_entered(visit, &entered);
	if (app_can(&visit->app, USE_NOTE_FACT, page->look.item.caseload.pack)) {
		item_form_begin(visit, page, TEXT("/facts"));
		item_form_button(visit, "I have checked the facts");
		html_end(&visit->html);
	}
	return visit_page_end(visit);
}

enum status page_facts(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	return show_facts(visit, &page);
}

enum status page_facts_post(struct visit *visit)
{
	static const char *const names[] = { "facts_checked" };
	struct item_page page;
	struct fields fields = { 0 };
	TRY(item_page_open(visit, false, &page));
	TRY(app_may(&visit->app, USE_NOTE_FACT, page.look.item.caseload.pack, visit->error));
	if (!item_page_takes(visit, &page))
		return show_facts(visit, &page);
	fields_add(visit->arena, &fields, TEXT("facts_checked"), TEXT("yes"));
	TRY(draft_save(&visit->app, &page.look.item, names, 1, &fields, visit->error));
	return visit_redirect(visit, "/items/%lld", (long long)page.look.item.id);
}
