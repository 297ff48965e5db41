/* SPDX-License-Identifier: Apache-2.0 */
#include "web/item_page.h"

enum status item_page_open(struct visit *visit, bool decision, struct item_page *out)
{
	*out = (struct item_page){ .sent = visit->request->method == HTTP_POST };
	TRY(item_look(&visit->app, visit->numbers[0], decision, &out->look, visit->error));
	return draft_read(&visit->app, &out->look.item, &out->draft, visit->error);
}

/* What a form was made for: another recommendation, state or decision is another stamp. */
static struct text stamp_of(struct visit *visit, const struct item_page *page)
{
	const struct item *item = &page->look.item;
	return visit_format(visit, "%lld.%s.%lld", (long long)item->recommendation_id,
			    work_state_word(item->state), (long long)item->decision.id);
}

bool item_page_takes(struct visit *visit, const struct item_page *page)
{
	if (visit->resumed)
		return false;
	if (text_equal(visit_field(visit, "stamp"), stamp_of(visit, page)))
		return visit->problems.count == 0;
	visit->notice =
		TEXT("This item has changed since you opened the page: new facts came in, or "
		     "somebody took a step. Your words are kept below. Check them against the "
		     "case and send them again.");
	visit->response->status = 409;
	return false;
}

struct text item_path(struct visit *visit, const struct item_page *page, const char *rest)
{
	return visit_format(visit, "/items/%lld%s", (long long)page->look.item.id, rest);
}

void item_page_begin(struct visit *visit, const struct item_page *page, const char *title,
		     struct text heading)
{
	visit_page_begin(visit, &(struct visit_title){ .title = title,
						       .part = "/worklist",
						       .back = item_path(visit, page, ""),
						       .back_text = "Back to the task list" });
	govuk_caption(&visit->html, "l",
		      visit_format(visit, "%.*s: %.*s", TEXT_ARG(page->look.reference),
				   TEXT_ARG(page->look.label)));
	govuk_heading(&visit->html, 1, "l", heading);
}

void item_form_begin(struct visit *visit, const struct item_page *page, struct text path)
{
	govuk_form_begin(&visit->html, item_path(visit, page, text_c(visit->arena, path)),
			 visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("stamp"), stamp_of(visit, page));
}

void item_form_button(struct visit *visit, const char *text)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(text),
							   .prevent_double_click = GOVUK_ON });
}

static const struct fields *words_of(const struct visit *visit, const struct item_page *page)
{
	return page->sent ? &visit->request->form : &page->draft.fields;
}

struct text item_value(struct visit *visit, const struct item_page *page, const char *name)
{
	return text_trim(fields_get(words_of(visit, page), name));
}

size_t item_values(struct visit *visit, const struct item_page *page, const char *name,
		   const struct text **out)
{
	const struct fields *fields = words_of(visit, page);
	struct text *values = arena_new_array(visit->arena, struct text, fields->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < fields->count; i++)
		if (text_is(fields->at[i].name, name))
			values[count++] = fields->at[i].value;
	*out = values;
	return count;
}

struct text item_outcome_words(const struct item_page *page, struct text code)
{
	const struct pack_outcome *found = pack_find_outcome(page->look.item.caseload.pack, code);
	return found != NULL ? found->sentence : code;
}

static enum status outcome_radios(struct visit *visit, struct item_page *page)
{
	struct choices choices;
	TRY(item_choices(&page->look.item, &choices, visit->error));
	struct govuk_choice *items =
		arena_new_array(visit->arena, struct govuk_choice, choices.count + 1);
	for (size_t i = 0; i < choices.count; i++)
		items[i] = (struct govuk_choice){ .text = choices.at[i]->sentence,
						  .value = choices.at[i]->code };
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("Outcome"), .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_radios(
		&visit->html,
		&(struct govuk_choices){ .name = TEXT("outcome"),
					 .fieldset = &fieldset,
					 .hint.text = TEXT("Every outcome that this item can have, "
							   "least intrusive first. None is "
							   "chosen for you."),
					 .error = visit_message(visit, "outcome"),
					 .value = item_value(visit, page, "outcome"),
					 .items = items,
					 .item_count = choices.count });
	return STATUS_OK;
}

static enum status cite_boxes(struct visit *visit, struct item_page *page)
{
	struct citables list;
	const struct text *chosen;
	size_t count = item_values(visit, page, "cite", &chosen);
	TRY(item_citables(&page->look.item, &list, visit->error));
	struct govuk_choice *items =
		arena_new_array(visit->arena, struct govuk_choice, list.count + 1);
	for (size_t i = 0; i < list.count; i++)
		items[i] = (struct govuk_choice){
			.text = visit_format(
				visit, "%.*s (%.*s)", TEXT_ARG(list.at[i].label),
				TEXT_ARG(written_value(visit->arena, list.at[i].value))),
			.value = list.at[i].name
		};
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("Evidence that your reasons rest on"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_checkboxes(&visit->html,
			 &(struct govuk_choices){ .name = TEXT("cite"),
						  .fieldset = &fieldset,
						  .hint.text = TEXT("Choose at least one."),
						  .classes = TEXT("govuk-checkboxes--small"),
						  .error = visit_message(visit, "cite"),
						  .values = chosen,
						  .value_count = count,
						  .items = items,
						  .item_count = list.count });
	return STATUS_OK;
}

enum status item_outcome_fields(struct visit *visit, struct item_page *page)
{
	TRY(outcome_radios(visit, page));
	govuk_textarea(
		&visit->html,
		&(struct govuk_textarea){
			.name = TEXT("reasons"),
			.rows = 8,
			.label = { .text = TEXT("Reasons"), .classes = TEXT("govuk-label--m") },
			.hint.text = TEXT("Why, in this case. Agreeing needs reasons as much as "
					  "differing."),
			.value = item_value(visit, page, "reasons"),
			.error = visit_message(visit, "reasons") });
	return cite_boxes(visit, page);
}
