/* SPDX-License-Identifier: Apache-2.0 */
/* Summary list, with or without a card around it. */
#include "html/govuk_internal.h"

/* "Change<hidden> name (card's title)</hidden>" */
static void action(struct html *html, const struct govuk_link *action,
		   const struct govuk_content *card_title)
{
	govuk_open(html, "a", "govuk-link", action->classes, action->attributes);
	html_attribute(html, "href", action->href);
	html_content(html, action->text, action->html);
	if (action->visually_hidden_text.length != 0 || card_title != NULL) {
		html_begin(html, "span");
		html_class(html, "govuk-visually-hidden", (struct text){ 0 });
		if (action->visually_hidden_text.length != 0) {
			html_text(html, TEXT(" "));
			html_text(html, action->visually_hidden_text);
		}
		if (card_title != NULL) {
			html_text(html, TEXT(" ("));
			html_content(html, card_title->text, card_title->html);
			html_text(html, TEXT(")"));
		}
		html_end(html);
	}
	html_end(html);
}

struct actions {
	const struct govuk_link *at;
	size_t count;
	const char *list, *item; /* classes */
	const struct govuk_content *card_title;
};

static void action_list(struct html *html, const struct actions *actions, struct text classes)
{
	html_begin(html, "ul");
	html_class(html, actions->list, classes);
	for (size_t i = 0; i < actions->count; i++) {
		html_begin(html, "li");
		html_class(html, actions->item, (struct text){ 0 });
		action(html, &actions->at[i], actions->card_title);
		html_end(html);
	}
	html_end(html);
}

static void card_actions(struct html *html, const struct govuk_summary_card *card)
{
	const struct actions actions = { .at = card->actions,
					 .count = card->action_count,
					 .list = "govuk-summary-card__actions",
					 .item = "govuk-summary-card__action",
					 .card_title = &card->title };
	if (card->action_count == 1) {
		html_begin(html, "div");
		html_class(html, actions.list, card->action_classes);
		action(html, &card->actions[0], &card->title);
		html_end(html);
	} else if (card->action_count > 1) {
		action_list(html, &actions, card->action_classes);
	}
}

static void row_actions(struct html *html, const struct govuk_summary_row *row,
			const struct govuk_content *card_title)
{
	const struct actions actions = { .at = row->actions,
					 .count = row->action_count,
					 .list = "govuk-summary-list__actions-list",
					 .item = "govuk-summary-list__actions-list-item",
					 .card_title = card_title };
	html_begin(html, "dd");
	html_class(html, "govuk-summary-list__actions", row->action_classes);
	if (row->action_count == 1)
		action(html, &row->actions[0], card_title);
	else
		action_list(html, &actions, (struct text){ 0 });
	html_end(html);
}

static void row_write(struct html *html, const struct govuk_summary_row *row, bool any_has_actions,
		      const struct govuk_content *card_title)
{
	html_begin(html, "div");
	html_class_begin(html, "govuk-summary-list__row");
	html_class_add(html, any_has_actions && row->action_count == 0,
		       "govuk-summary-list__row--no-actions");
	html_class_more(html, row->classes);
	html_class_end(html);
	govuk_open(html, "dt", "govuk-summary-list__key", row->key.classes, row->key.attributes);
	html_content(html, row->key.text, row->key.html);
	html_end(html);
	govuk_open(html, "dd", "govuk-summary-list__value", row->value.classes,
		   row->value.attributes);
	html_content(html, row->value.text, row->value.html);
	html_end(html);
	if (row->action_count != 0)
		row_actions(html, row, card_title);
	html_end(html);
}

static void card_begin(struct html *html, const struct govuk_summary_card *card)
{
	govuk_open(html, "div", "govuk-summary-card", card->classes, card->attributes);
	html_begin(html, "div");
	html_class(html, "govuk-summary-card__title-wrapper", (struct text){ 0 });
	if (govuk_has(card->title.text, card->title.html)) {
		html_begin(html, govuk_heading_name(card->heading_level, 2));
		html_class(html, "govuk-summary-card__title", card->title.classes);
		html_content(html, card->title.text, card->title.html);
		html_end(html);
	}
	card_actions(html, card);
	html_end(html);
	html_begin(html, "div");
	html_class(html, "govuk-summary-card__content", (struct text){ 0 });
}

void govuk_summary_list(struct html *html, const struct govuk_summary_list *list)
{
	const struct govuk_content *card_title = NULL;
	if (list->card != NULL && govuk_has(list->card->title.text, list->card->title.html))
		card_title = &list->card->title;
	bool any_has_actions = false;
	for (size_t i = 0; i < list->row_count; i++)
		any_has_actions = any_has_actions || list->rows[i].action_count != 0;
	if (list->card != NULL)
		card_begin(html, list->card);
	govuk_open(html, "dl", "govuk-summary-list", list->classes, list->attributes);
	for (size_t i = 0; i < list->row_count; i++)
		row_write(html, &list->rows[i], any_has_actions, card_title);
	html_end(html);
	if (list->card != NULL) {
		html_end(html);
		html_end(html);
	}
}
