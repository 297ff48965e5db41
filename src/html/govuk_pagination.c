/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of a list. */
#include "html/govuk_internal.h"

static const struct govuk_icon arrow_previous = {
	.class_name = "govuk-pagination__icon govuk-pagination__icon--prev",
	.width = "15",
	.height = "13",
	.view_box = "0 0 15 13",
	.path = "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2"
		"h-12.984l4.2931-4.293-1.414-1.414z",
};

static const struct govuk_icon arrow_next = {
	.class_name = "govuk-pagination__icon govuk-pagination__icon--next",
	.width = "15",
	.height = "13",
	.view_box = "0 0 15 13",
	.path = "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 "
		"1.4492 6.7441-6.4062-6.7246-6.7266z",
};

struct side {
	const char *class_name, *rel, *word;
	const struct govuk_icon *icon;
	bool is_next;
};

static void arrow_words(struct html *html, const struct govuk_neighbour *neighbour,
			const struct side *side, bool is_block)
{
	html_begin(html, "span");
	html_class_begin(html, "govuk-pagination__link-title");
	html_class_add(html, is_block && neighbour->label.length == 0,
		       "govuk-pagination__link-title--decorated");
	html_class_end(html);
	if (govuk_has(neighbour->text, neighbour->html)) {
		html_content(html, neighbour->text, neighbour->html);
	} else {
		html_text(html, text_from(side->word));
		govuk_hidden_text(html, TEXT(" page"));
	}
	html_end(html);
	if (neighbour->label.length != 0 && is_block) {
		html_text(html, TEXT(" "));
		govuk_hidden_text(html, TEXT(":"));
		html_text(html, TEXT(" "));
		html_begin(html, "span");
		html_class(html, "govuk-pagination__link-label", (struct text){ 0 });
		html_text(html, neighbour->label);
		html_end(html);
	}
}

static void arrow(struct html *html, const struct govuk_neighbour *neighbour,
		  const struct side *side, bool is_block)
{
	if (neighbour->href.length == 0)
		return;
	html_begin(html, "div");
	html_class(html, side->class_name, (struct text){ 0 });
	html_begin(html, "a");
	html_class(html, "govuk-link govuk-pagination__link", (struct text){ 0 });
	html_attribute(html, "href", neighbour->href);
	html_attribute(html, "rel", text_from(side->rel));
	html_attributes(html, neighbour->attributes);
	bool is_icon_first = is_block || !side->is_next;
	if (is_icon_first)
		govuk_icon(html, side->icon);
	arrow_words(html, neighbour, side, is_block);
	if (!is_icon_first)
		govuk_icon(html, side->icon);
	html_end(html);
	html_end(html);
}

static void page(struct html *html, const struct govuk_page_link *item)
{
	html_begin(html, "li");
	html_class_begin(html, "govuk-pagination__item");
	html_class_add(html, item->is_current, "govuk-pagination__item--current");
	html_class_add(html, item->is_ellipsis, "govuk-pagination__item--ellipsis");
	html_class_end(html);
	if (item->is_ellipsis) {
		html_text(html, TEXT("\u22ef"));
	} else {
		html_begin(html, "a");
		html_class(html, "govuk-link govuk-pagination__link", (struct text){ 0 });
		html_attribute(html, "href", item->href);
		html_attribute(html, "aria-label",
			       item->label.at != NULL
				       ? item->label
				       : govuk_join(html, TEXT("Page "), item->number));
		if (item->is_current)
			html_attribute(html, "aria-current", TEXT("page"));
		html_attributes(html, item->attributes);
		html_text(html, item->number);
		html_end(html);
	}
	html_end(html);
}

void govuk_pagination(struct html *html, const struct govuk_pagination *pagination)
{
	static const struct side previous = { "govuk-pagination__prev", "prev", "Previous",
					      &arrow_previous, false };
	static const struct side next = { "govuk-pagination__next", "next", "Next", &arrow_next,
					  true };
	bool is_block = pagination->item_count == 0 && (pagination->previous.href.length != 0 ||
							pagination->next.href.length != 0);
	html_begin(html, "nav");
	html_class_begin(html, "govuk-pagination");
	html_class_add(html, is_block, "govuk-pagination--block");
	html_class_more(html, pagination->classes);
	html_class_end(html);
	html_attribute(html, "aria-label", govuk_or(pagination->label, "Pagination"));
	html_attributes(html, pagination->attributes);
	arrow(html, &pagination->previous, &previous, is_block);
	if (pagination->item_count != 0) {
		html_begin(html, "ul");
		html_class(html, "govuk-pagination__list", (struct text){ 0 });
		for (size_t i = 0; i < pagination->item_count; i++)
			page(html, &pagination->items[i]);
		html_end(html);
	}
	arrow(html, &pagination->next, &next, is_block);
	html_end(html);
}
