/* SPDX-License-Identifier: Apache-2.0 */
/* Looking into a closed compartment, on one case. */
#include "app/compartment_look.h"
#include "web/words.h"

static void choose(struct visit *visit, const struct compartment_reach *reach)
{
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("Which compartment?"),
			    .classes = TEXT("govuk-fieldset__legend--s") }
	};
	struct govuk_choice *items =
		arena_new_array(visit->arena, struct govuk_choice, reach->count);
	for (size_t i = 0; i < reach->count; i++)
		items[i] =
			(struct govuk_choice){ .text = written_capital(visit->arena, reach->at[i]),
					       .value = reach->at[i] };
	govuk_radios(&visit->html,
		     &(struct govuk_choices){ .name = TEXT("compartment"),
					      .fieldset = &fieldset,
					      .error = visit_message(visit, "compartment"),
					      .value = visit_field(visit, "compartment"),
					      .items = items,
					      .item_count = reach->count });
}

static void show_form(struct visit *visit, const struct compartment_reach *reach)
{
	govuk_body(
		&visit->html,
		TEXT("What lies there is kept apart from the work: it is no part of the case, and "
		     "no decision may rest on it. That you look, and why, is recorded."));
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/cases/%lld/closed", (long long)visit->numbers[0]),
			 visit->form_token);
	choose(visit, reach);
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){ .name = TEXT("reason"),
						 .label = { .text = TEXT("Why do you look?"),
							    .classes = TEXT("govuk-label--s") },
						 .value = visit_field(visit, "reason"),
						 .error = visit_message(visit, "reason") });
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Look"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static struct text told_on(struct visit *visit, const struct compartment_value *it)
{
	char day[CLOCK_TEXT_SIZE];
	if (it->source.length == 0)
		return TEXT("");
	clock_print_day(it->told_day, day);
	return written_date(visit->arena, text_copy(visit->arena, text_from(day)));
}

static void show_values(struct visit *visit, const struct compartment_shown *shown)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Record") },
					    { .text = TEXT("Field") },
					    { .text = TEXT("Value") },
					    { .text = TEXT("Source") },
					    { .text = TEXT("Told on") } };
	struct govuk_table table = { .caption = TEXT("What is held there on this case"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 5 };
	if (shown->count == 0) {
		govuk_body(&visit->html, TEXT("Nothing is held there on this case."));
		return;
	}
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < shown->count; i++) {
		const struct compartment_value *it = &shown->at[i];
		const struct govuk_cell cells[] = { { .text = it->record },
						    { .text = it->label },
						    { .text = written_value(visit->arena,
									    it->value) },
						    { .text = it->source },
						    { .text = told_on(visit, it) } };
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

/* The form; or, after a look, what was found. */
static enum status show(struct visit *visit, const struct compartment_reach *reach,
			const struct compartment_shown *shown)
{
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Closed compartment",
						.part = "/worklist",
						.back = visit_format(visit, "/cases/%lld",
								     (long long)visit->numbers[0]),
						.back_text = "Case" });
	govuk_caption(&visit->html, "l",
		      visit_format(visit, "Case %.*s", TEXT_ARG(reach->reference)));
	govuk_heading(&visit->html, 1, "l", TEXT("Closed compartment"));
	if (shown != NULL)
		show_values(visit, shown);
	else
		show_form(visit, reach);
	return visit_page_end(visit);
}

enum status page_compartment(struct visit *visit)
{
	struct caseload caseload;
	struct compartment_reach reach;
	TRY(visit_pack(visit, &caseload));
	TRY(compartment_reached(&caseload, visit->numbers[0], &reach, visit->error));
	return show(visit, &reach, NULL);
}

enum status page_compartment_post(struct visit *visit)
{
	struct caseload caseload;
	struct compartment_reach reach;
	struct compartment_shown shown;
	TRY(visit_pack(visit, &caseload));
	TRY(compartment_reached(&caseload, visit->numbers[0], &reach, visit->error));
	if (visit_field(visit, "compartment").length == 0)
		visit_problem(visit, "compartment", TEXT("Choose the compartment"));
	if (visit_field(visit, "reason").length == 0)
		visit_problem(visit, "reason", TEXT("Say why you look"));
	if (!visit_takes(visit))
		return show(visit, &reach, NULL);
	enum status status =
		compartment_look(&caseload, visit->numbers[0], visit_field(visit, "compartment"),
				 visit_field(visit, "reason"), &shown, visit->error);
	if (status == STATUS_OK)
		return show(visit, &reach, &shown);
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &reach, NULL);
}
