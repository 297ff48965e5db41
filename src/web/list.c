/* SPDX-License-Identifier: Apache-2.0 */
#include "web/list.h"

#include "app/explain.h"

/* Why it is where it is: the keys of its place, in order. */
static struct html_part reasons(struct visit *visit, const struct pack *pack,
				const struct worklist_item *item)
{
	struct html part = html_part_begin(&visit->html);
	html_begin(&part, "ol");
	html_class(&part, "govuk-list remit-keys", TEXT(""));
	for (size_t i = 0; i < item->key_count; i++) {
		html_begin(&part, "li");
		html_element(&part, "b",
			     explain_sentence(pack->decision.priorities, item->keys[i].key));
		html_text(&part, TEXT(": "));
		html_text(&part, written_dates(visit->arena, item->keys[i].reason));
		html_end(&part);
	}
	html_end(&part);
	return html_part_end(&part);
}

/* The way to the item: its first column, or its number where the pack names none. */
static struct html_part first_cell(struct visit *visit, const struct worklist_item *item,
				   size_t columns)
{
	struct html part = html_part_begin(&visit->html);
	struct text words = columns == 0 ? visit_format(visit, "Item %lld", (long long)item->id)
			    : item->words[0].length != 0 ? item->words[0]
							 : TEXT("No reference");
	govuk_link(&part, &(struct govuk_link){ .text = words,
						.href = visit_format(visit, "/items/%lld",
								     (long long)item->id) });
	return html_part_end(&part);
}

static struct html_part state_cell(struct visit *visit, const struct worklist_item *item)
{
	struct html part = html_part_begin(&visit->html);
	enum work_state state;
	if (work_state_parse(item->state, &state))
		words_state(&part, state);
	return html_part_end(&part);
}

static void add_row(struct visit *visit, const struct pack *pack, const struct govuk_table *table,
		    const struct worklist_item *item)
{
	size_t named = pack->worklist_count;
	size_t columns = named == 0 ? 1 : named;
	struct govuk_cell *cells = arena_new_array(visit->arena, struct govuk_cell, columns + 3);
	for (size_t i = 1; i < named; i++)
		cells[i].text = item->words[i];
	cells[0].html = first_cell(visit, item, named);
	cells[columns].html = reasons(visit, pack, item);
	cells[columns + 1].text = item->barred ? TEXT("For another person: you took part in "
						      "what is challenged")
				  : item->claimed_by.length != 0 ? item->claimed_by
								 : TEXT("Nobody");
	cells[columns + 2].html = state_cell(visit, item);
	govuk_table_row(&visit->html, table, cells, columns + 3);
}

void list_table(struct visit *visit, const struct pack *pack, const struct worklist *list,
		const char *caption)
{
	size_t columns = pack->worklist_count == 0 ? 1 : pack->worklist_count;
	struct govuk_cell *heads = arena_new_array(visit->arena, struct govuk_cell, columns + 3);
	heads[0].text = TEXT("Item");
	for (size_t i = 0; i < pack->worklist_count; i++)
		heads[i].text = pack->worklist[i].field->label;
	heads[columns].text = TEXT("Why it is here");
	heads[columns + 1].text = TEXT("Claimed by");
	heads[columns + 2].text = TEXT("State");
	struct govuk_table table = { .caption = text_from(caption),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = columns + 3,
				     .first_cell_is_header = true };
	govuk_scroll_begin(&visit->html, text_from(caption));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++)
		add_row(visit, pack, &table, &list->at[i]);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

struct text list_count_words(struct visit *visit, const struct worklist *list)
{
	return visit_format(visit, "See all%s %lld", list->more_than ? ": more than" : "",
			    (long long)list->total);
}

void list_find_form(struct visit *visit)
{
	govuk_query_begin(&visit->html, TEXT("/cases"));
	html_begin(&visit->html, "div");
	html_class(&visit->html, "remit-filter", TEXT(""));
	govuk_input(&visit->html,
		    &(struct govuk_input){ .name = TEXT("reference"),
					   .label.text = TEXT("Find a case by its reference"),
					   .value = visit_field(visit, "reference"),
					   .classes = TEXT("govuk-input--width-20"),
					   .spellcheck = GOVUK_OFF,
					   .error = visit_message(visit, "reference") });
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Find"),
					     .classes = TEXT("govuk-button--secondary") });
	html_end(&visit->html);
	html_end(&visit->html);
}
