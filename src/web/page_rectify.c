/* SPDX-License-Identifier: Apache-2.0 */
/* Requests to put something right: the list, and taking one down. */
#include "app/rectify.h"
#include "web/challenges.h"
#include "web/words.h"

static struct html_part due_cell(struct visit *visit, const struct rectification *it)
{
	struct html part = html_part_begin(&visit->html);
	html_text(&part, written_date(visit->arena, it->due_on));
	if (it->is_late) {
		html_text(&part, TEXT(" "));
		govuk_tag(&part, &(struct govuk_content){ .text = TEXT("Late"),
							  .classes = TEXT("govuk-tag--red") });
	}
	return html_part_end(&part);
}

static struct html_part link_cell(struct visit *visit, const struct rectification *it)
{
	struct html part = html_part_begin(&visit->html);
	govuk_link(&part, &(struct govuk_link){
				  .text = visit_format(visit, "Request %lld", (long long)it->id),
				  .href = visit_format(visit, "/rectifications/%lld",
						       (long long)it->id) });
	return html_part_end(&part);
}

static void show_list(struct visit *visit, const struct rectification_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Request") },
					    { .text = TEXT("Case") },
					    { .text = TEXT("About") },
					    { .text = TEXT("Asked on") },
					    { .text = TEXT("To be answered by") },
					    { .text = TEXT("State") } };
	struct govuk_table table = { .caption = TEXT("Requests, open ones first"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 6 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct rectification *it = &list->at[i];
		const struct govuk_cell cells[] = {
			{ .html = link_cell(visit, it) },
			{ .text = it->reference },
			{ .text = it->label },
			{ .text = written_date(visit->arena, it->asked_on) },
			{ .html = due_cell(visit, it) },
			{ .text = written_capital(visit->arena, it->state) },
		};
		govuk_table_row(&visit->html, &table, cells, 6);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status page_rectifications(struct visit *visit)
{
	struct caseload caseload;
	struct rectification_list list;
	TRY(visit_pack(visit, &caseload));
	TRY(rectify_list(&caseload, &list, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "What people ask for",
						       .part = "/rectifications",
						       .is_wide = true });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("What people ask for"));
	TRY(challenges_show(visit, &caseload));
	govuk_heading(&visit->html, 2, "m", TEXT("Requests to put something right"));
	govuk_body(&visit->html, TEXT("What people say is wrong in what is held on them. One is "
				      "taken down from the page of the case."));
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("There is none."));
	else
		show_list(visit, &list);
	return visit_page_end(visit);
}

static void fact_select(struct visit *visit, const struct rectify_choices *choices)
{
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, choices->count + 1);
	options[0] = (struct govuk_option){ .text = TEXT("Choose a value"), .value = TEXT("") };
	for (size_t i = 0; i < choices->count; i++) {
		const struct rectify_choice *it = &choices->at[i];
		struct text value = it->value.length != 0 ? written_value(visit->arena, it->value)
							  : TEXT("not known");
		options[i + 1] = (struct govuk_option){
			.text = visit_format(visit, "%.*s (%.*s)", TEXT_ARG(it->label),
					     TEXT_ARG(value)),
			.value = visit_format(visit, "%.*s/%lld", TEXT_ARG(it->name),
					      (long long)it->record_id),
		};
	}
	govuk_select(&visit->html, &(struct govuk_select){
					   .name = TEXT("fact"),
					   .label.text = TEXT("What does the person say is wrong?"),
					   .value = visit_field(visit, "fact"),
					   .error = visit_message(visit, "fact"),
					   .options = options,
					   .option_count = choices->count + 1 });
}

static enum status show_ask(struct visit *visit, struct caseload *caseload)
{
	struct rectify_choices choices;
	TRY(rectify_choices(caseload, visit->numbers[0], &choices, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Something is wrong",
						.part = "/rectifications",
						.back = visit_format(visit, "/cases/%lld",
								     (long long)visit->numbers[0]),
						.back_text = "Case" });
	govuk_caption(&visit->html, "l", choices.reference);
	govuk_heading(&visit->html, 1, "l", TEXT("The person says that something is wrong"));
	govuk_body(&visit->html,
		   visit_format(visit,
				"The clock runs from the day on which the request came (%.*s).",
				TEXT_ARG(caseload->pack->rectification.source)));
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/cases/%lld/rectify", (long long)visit->numbers[0]),
			 visit->form_token);
	fact_select(visit, &choices);
	visit_line(visit, "wanted", "What should it be?",
		   "A code, a date as 2026-03-31, yes or no, or text");
	visit_line(visit, "evidence", "What do they say or show for it?",
		   "Documents are filed on the case");
	visit_line(visit, "asked_on", "On which day did the request come?",
		   "As year, month and day: 2026-03-31");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Take it down"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_rectify(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show_ask(visit, &caseload);
}

enum status page_rectify_post(struct visit *visit)
{
	struct caseload caseload;
	struct text record;
	int64_t id;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_RECTIFY_ASK, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show_ask(visit, &caseload);
	struct rectify_request it = { .root_id = visit->numbers[0],
				      .name = text_cut(visit_field(visit, "fact"), '/', &record),
				      .wanted = visit_field(visit, "wanted"),
				      .evidence = visit_field(visit, "evidence"),
				      .asked_on = visit_field(visit, "asked_on") };
	it.record_id = visit_number_of(record);
	enum status status = rectify_ask(&caseload, &it, &id, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/rectifications/%lld", (long long)id);
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status,
			  status == STATUS_CONFLICT ? "fact" : NULL));
	return show_ask(visit, &caseload);
}
