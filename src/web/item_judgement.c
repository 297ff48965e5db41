/* SPDX-License-Identifier: Apache-2.0 */
/* A question that only a person answers, as a field of a form. */
#include "web/item_page.h"

static void date_field(struct visit *visit, const struct item_page *page,
		       const struct pack_judgement *judgement)
{
	const char *field = item_judgement_field(visit, judgement);
	const struct govuk_fieldset fieldset = {
		.legend = { .text = judgement->label, .classes = TEXT("govuk-fieldset__legend--m") }
	};
	struct govuk_date_input date = {
		.id = text_from(field),
		.name_prefix = text_from(field),
		.fieldset = &fieldset,
		.hint.text = judgement->hint.length != 0 ? judgement->hint
							 : TEXT("For example, 30 6 2022"),
		.error = visit_message(visit, visit_format(visit, "%s-day", field).at),
	};
	date.day.value = item_value(visit, page, visit_format(visit, "%s-day", field).at);
	date.month.value = item_value(visit, page, visit_format(visit, "%s-month", field).at);
	date.year.value = item_value(visit, page, visit_format(visit, "%s-year", field).at);
	govuk_date_input(&visit->html, &date);
}

static void code_field(struct visit *visit, const struct item_page *page,
		       const struct pack_judgement *judgement)
{
	const char *field = item_judgement_field(visit, judgement);
	size_t count;
	struct govuk_choice *items = words_codes(visit, judgement->codes, &count);
	const struct govuk_fieldset fieldset = {
		.legend = { .text = judgement->label, .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = text_from(field),
							    .fieldset = &fieldset,
							    .hint.text = judgement->hint,
							    .value = item_value(visit, page, field),
							    .error = visit_message(visit, field),
							    .items = items,
							    .item_count = count });
}

void item_judgement_input(struct visit *visit, const struct item_page *page,
			  const struct pack_judgement *judgement)
{
	const char *field = item_judgement_field(visit, judgement);
	if (judgement->is_date)
		date_field(visit, page, judgement);
	else if (judgement->codes != NULL)
		code_field(visit, page, judgement);
	else
		govuk_textarea(&visit->html, &(struct govuk_textarea){
						     .name = text_from(field),
						     .label = { .text = judgement->label,
								.classes = TEXT("govuk-label--m") },
						     .hint.text = judgement->hint,
						     .value = item_value(visit, page, field),
						     .error = visit_message(visit, field) });
}

void item_judgement_check(struct visit *visit, const struct item_page *page,
			  const struct pack_judgement *judgement)
{
	const char *field = item_judgement_field(visit, judgement);
	struct text value = item_judgement_value(visit, page, judgement);
	int64_t day;
	if (judgement->is_date)
		field = visit_format(visit, "%s-day", field).at;
	if (value.length == 0 && judgement->required)
		visit_problem(visit, field,
			      visit_format(visit, "%.*s: %s", TEXT_ARG(judgement->label),
					   judgement->codes != NULL ? "choose an answer"
					   : judgement->is_date	    ? "enter a date"
								    : "enter an answer"));
	else if (value.length != 0 && judgement->is_date &&
		 clock_parse_day(value, &day, NULL) != STATUS_OK)
		visit_problem(visit, field,
			      visit_format(visit, "%.*s: enter a day that exists, like 30 6 2022",
					   TEXT_ARG(judgement->label)));
}
