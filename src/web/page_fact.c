/* SPDX-License-Identifier: Apache-2.0 */
/* Entering a fact in doubt: what the sources say side by side, and what a person knows. */
#include "app/fact.h"
#include "web/item_page.h"

/* The fact that the address or the form names, where it is one of those in doubt. */
static enum status find_doubt(struct visit *visit, struct item_page *page, struct doubt *out)
{
	struct doubts doubts;
	struct text name = visit_field(visit, "fact");
	int64_t record = visit_number(visit, "record");
	TRY(item_doubts(&page->look.item, &doubts, visit->error));
	for (size_t i = 0; i < doubts.count; i++)
		if (text_equal(doubts.at[i].fact.name, name) && doubts.at[i].record_id == record) {
			*out = doubts.at[i];
			return STATUS_OK;
		}
	error_set(visit->error, STATUS_NOT_FOUND, "no fact of this case in doubt has this name");
	error_remedy(visit->error, "go back to the list of facts in doubt");
	return STATUS_NOT_FOUND;
}

static void choice_field(struct visit *visit, const struct doubt *doubt)
{
	const struct pack_codes *codes = doubt->field->codes;
	const struct govuk_choice yes_no[] = { { .text = TEXT("Yes"), .value = TEXT("yes") },
					       { .text = TEXT("No"), .value = TEXT("no") } };
	size_t count = 2;
	const struct govuk_choice *items =
		codes != NULL ? words_codes(visit, codes, &count) : yes_no;
	const struct govuk_fieldset fieldset = {
		.legend = { .text = doubt->fact.field,
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = TEXT("value"),
							    .fieldset = &fieldset,
							    .value = visit_field(visit, "value"),
							    .error = visit_message(visit, "value"),
							    .items = items,
							    .item_count = count });
}

static void value_field(struct visit *visit, const struct doubt *doubt)
{
	bool chosen = doubt->field->codes != NULL || doubt->field->type == PACK_TYPE_BOOLEAN;
	bool date = doubt->field->type == PACK_TYPE_DATE;
	if (chosen) {
		choice_field(visit, doubt);
		return;
	}
	govuk_input(&visit->html,
		    &(struct govuk_input){ .name = TEXT("value"),
					   .label = { .text = doubt->fact.field,
						      .classes = TEXT("govuk-label--m") },
					   .hint.text = date ? TEXT("As year, month and day: "
								    "2022-03-31")
							     : TEXT(""),
					   .classes = TEXT("govuk-input--width-20"),
					   .value = visit_field(visit, "value"),
					   .error = visit_message(visit, "value") });
}

/* The sources' values side by side, above the question. */
static void show_sides(struct visit *visit, const struct doubt *doubt)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Source") },
					    { .text = TEXT("Value") },
					    { .text = TEXT("Age") } };
	struct govuk_table table = { .caption = TEXT("What the sources say"),
				     .caption_classes = TEXT("govuk-table__caption--s"),
				     .classes = TEXT("remit-dense remit-few"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < doubt->sides.count; i++) {
		const struct explain_fact *side = &doubt->sides.at[i];
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%.*s, %.*s", TEXT_ARG(side->source),
					       TEXT_ARG(written_date(visit->arena, side->told))) },
			{ .text = written_value(visit->arena, side->value) },
			{ .text = words_age(visit, side->age_days) }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

static enum status show_fact(struct visit *visit, struct item_page *page, const struct doubt *doubt)
{
	item_page_begin(visit, page, "Enter a fact",
			visit_format(visit, "%.*s %.*s: %.*s", TEXT_ARG(doubt->fact.record),
				     TEXT_ARG(doubt->fact.key), TEXT_ARG(doubt->fact.field)));
	govuk_body(&visit->html,
		   visit_format(visit, "On record: %.*s. %.*s.",
				TEXT_ARG(doubt->fact.value.length != 0
						 ? written_value(visit->arena, doubt->fact.value)
						 : TEXT("not known")),
				TEXT_ARG(written_quality(visit->arena, doubt->fact.quality))));
	if (doubt->sides.count != 0)
		show_sides(visit, doubt);
	govuk_inset_text(
		&visit->html,
		&(struct govuk_inset_text){
			.text = TEXT("What you enter is kept beside what the sources say, with "
				     "your name and reason, and the rules are applied anew. If "
				     "that changes anything, this item is sealed again.") });
	item_form_begin(visit, page, TEXT("/facts/note"));
	govuk_hidden_field(&visit->html, TEXT("fact"), doubt->fact.name);
	govuk_hidden_field(&visit->html, TEXT("record"),
			   visit_format(visit, "%lld", (long long)doubt->record_id));
	value_field(visit, doubt);
	govuk_textarea(&visit->html, &(struct govuk_textarea){
					     .name = TEXT("reason"),
					     .label = { .text = TEXT("Where is this known from?"),
							.classes = TEXT("govuk-label--m") },
					     .value = visit_field(visit, "reason"),
					     .error = visit_message(visit, "reason") });
	item_form_button(visit, "Save the fact");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_fact(struct visit *visit)
{
	struct item_page page;
	struct doubt doubt;
	TRY(item_page_open(visit, false, &page));
	TRY(app_may(&visit->app, USE_NOTE_FACT, page.look.item.caseload.pack, visit->error));
	TRY(find_doubt(visit, &page, &doubt));
	return show_fact(visit, &page, &doubt);
}

enum status page_fact_post(struct visit *visit)
{
	struct item_page page;
	struct doubt doubt;
	TRY(item_page_open(visit, false, &page));
	TRY(app_may(&visit->app, USE_NOTE_FACT, page.look.item.caseload.pack, visit->error));
	TRY(find_doubt(visit, &page, &doubt));
	if (!item_page_takes(visit, &page))
		return show_fact(visit, &page, &doubt);
	struct fact_note note = { .name = doubt.fact.name,
				  .record_id = doubt.record_id,
				  .value = visit_field(visit, "value"),
				  .reason = visit_field(visit, "reason") };
	enum status status = fact_note(&visit->app, page.look.item.id, &note, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/items/%lld/facts", (long long)page.look.item.id);
	bool about_reason = text_is(text_from(visit->error->field), "reason");
	TRY(visit_refused(visit, status, about_reason ? "reason" : "value"));
	return show_fact(visit, &page, &doubt);
}
