/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules recommend: shown to who has recorded a view of their own. */
#include "app/flow.h"
#include "web/item_page.h"

static struct text printed(struct visit *visit, dmn_value value)
{
	size_t size;
	if (value.kind == DMN_NULL)
		return TEXT("");
	if (value.kind == DMN_BOOLEAN)
		return dmn_is_true(value) ? TEXT("Open") : TEXT("Not open");
	const char *text = dmn_text(visit->arena, value, &size);
	return written_dates(visit->arena, (struct text){ text, size });
}

/* Codes with what they rest on, as a list. */
static void show_codes(struct visit *visit, const char *heading, const struct pack_codes *codes,
		       dmn_value list, const char *beside)
{
	size_t count = list.kind == DMN_LIST ? list.count : 0;
	struct text *items = arena_new_array(visit->arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++) {
		dmn_value it = dmn_list_at(list, i);
		struct text words =
			explain_sentence(codes, evaluate_text(evaluate_member(it, "code")));
		struct text more = printed(visit, evaluate_member(it, beside));
		items[i] = more.length == 0 ? words
					    : visit_format(visit, "%.*s (%.*s)", TEXT_ARG(words),
							   TEXT_ARG(more));
	}
	govuk_heading(&visit->html, 2, "m", text_from(heading));
	if (count == 0)
		govuk_body(&visit->html, TEXT("None."));
	else
		govuk_bullets(&visit->html, items, count);
}

static void show_missing(struct visit *visit, dmn_value list)
{
	size_t count = list.kind == DMN_LIST ? list.count : 0;
	struct text *items = arena_new_array(visit->arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++) {
		dmn_value it = dmn_list_at(list, i);
		items[i] = visit_format(visit, "%.*s: %.*s (%.*s)",
					TEXT_ARG(printed(visit, evaluate_member(it, "field"))),
					TEXT_ARG(printed(visit, evaluate_member(it, "why"))),
					TEXT_ARG(printed(visit, evaluate_member(it, "from"))));
	}
	if (count == 0)
		return;
	govuk_heading(&visit->html, 2, "m", TEXT("What the rules lack"));
	govuk_bullets(&visit->html, items, count);
}

static struct text reasons_of(struct visit *visit, const struct pack_codes *codes, dmn_value list)
{
	struct builder out = builder_new(visit->arena);
	for (size_t i = 0; list.kind == DMN_LIST && i < list.count; i++) {
		builder_add_c(&out, i == 0 ? "" : "; ");
		builder_add(&out, explain_sentence(codes, evaluate_text(dmn_list_at(list, i))));
	}
	return builder_text(&out);
}

static void show_options(struct visit *visit, const struct item_page *page, dmn_value list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Outcome") },
					    { .text = TEXT("Open or not") },
					    { .text = TEXT("Why") } };
	struct govuk_table table = { .caption = TEXT("Every option, least intrusive first"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 3 };
	if (list.kind != DMN_LIST || list.count == 0)
		return;
	govuk_scroll_begin(&visit->html, TEXT("Options"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list.count; i++) {
		dmn_value it = dmn_list_at(list, i);
		const struct govuk_cell cells[] = {
			{ .text = item_outcome_words(
				  page, evaluate_text(evaluate_member(it, "outcome"))) },
			{ .text = printed(visit, evaluate_member(it, "open")) },
			{ .text = reasons_of(visit, page->look.item.caseload.pack->decision.reasons,
					     evaluate_member(it, "reasons")) }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status item_recommendation(struct visit *visit, struct item_page *page)
{
	const struct item *item = &page->look.item;
	const struct pack_decision *decision = &item->caseload.pack->decision;
	dmn_value result;
	if (!dmn_from_json(visit->arena, item->result.at, item->result.length, &result))
		return error_set(visit->error, STATUS_DATABASE, "the stored result is no JSON");
	govuk_inset_text(&visit->html, &(struct govuk_inset_text){
					       .text = item_outcome_words(page, item->outcome),
					       .classes = TEXT("govuk-!-font-weight-bold") });
	govuk_body(&visit->html,
		   TEXT("A recommendation decides nothing. You decide, with reasons of "
			"your own; agreeing and differing take the same steps."));
	show_codes(visit, "Because", decision->reasons, evaluate_member(result, "Reasons"),
		   "evidence");
	show_codes(visit, "What stops action now", decision->barriers,
		   evaluate_member(result, "Barriers"), "since");
	show_missing(visit, evaluate_member(result, "Missing"));
	show_codes(visit, "What only a person can weigh", decision->safeguards,
		   evaluate_member(result, "Safeguards"), "evidence");
	show_options(visit, page, evaluate_member(result, "Options"));
	visit_link(visit, "The rules and inputs behind it", item_path(visit, page, "/explanation"));
	return STATUS_OK;
}

static enum status show_result(struct visit *visit, struct item_page *page)
{
	item_page_begin(visit, page, "The recommendation", TEXT("What the rules recommend"));
	TRY(item_recommendation(visit, page));
	return visit_page_end(visit);
}

enum status item_reveal(struct visit *visit, int64_t id)
{
	struct item item;
	TRY(flow_reveal(&visit->app, id, &item, visit->error));
	return visit_redirect(visit,
			      app_can(&visit->app, USE_DECIDE, item.caseload.pack)
				      ? "/items/%lld/decision"
				      : "/items/%lld/recommendation",
			      (long long)id);
}

enum status page_recommendation(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	TRY(app_may(&visit->app, USE_REVEAL, page.look.item.caseload.pack, visit->error));
	if (page.look.shows_recommendation)
		return show_result(visit, &page);
	if (!page.look.item.view.found) {
		error_set(visit->error, STATUS_SEALED, "%s",
			  "you have not recorded your own view of this item");
		return error_remedy(visit->error,
				    "record it first: it is the second step of the task "
				    "list");
	}
	item_page_begin(visit, &page, "The recommendation", TEXT("See what the rules recommend"));
	govuk_body(&visit->html,
		   TEXT("Your own view is recorded and stands as it is. That you have "
			"seen the recommendation is kept on record."));
	item_form_begin(visit, &page, TEXT("/recommendation"));
	item_form_button(visit, "Show the recommendation");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_recommendation_post(struct visit *visit)
{
	return visit->resumed ? visit_redirect(visit, "/items/%lld/recommendation",
					       (long long)visit->numbers[0])
			      : item_reveal(visit, visit->numbers[0]);
}
