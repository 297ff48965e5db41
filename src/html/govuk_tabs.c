/* SPDX-License-Identifier: Apache-2.0 */
/* Tabs; without JavaScript, a list of contents and the panels one below the other. */
#include "html/govuk_internal.h"

static struct text tab_id(struct html *html, const struct govuk_tabs *tabs, size_t index)
{
	if (tabs->items[index].id.length != 0)
		return tabs->items[index].id;
	return govuk_join(html, tabs->id_prefix, text_format(html->out.arena, "-%zu", index + 1));
}

static void tab(struct html *html, const struct govuk_tabs *tabs, size_t index)
{
	html_begin(html, "li");
	html_class_begin(html, "govuk-tabs__list-item");
	html_class_add(html, index == 0, "govuk-tabs__list-item--selected");
	html_class_end(html);
	html_begin(html, "a");
	html_class(html, "govuk-tabs__tab", (struct text){ 0 });
	html_attribute(html, "href", govuk_join(html, TEXT("#"), tab_id(html, tabs, index)));
	html_attributes(html, tabs->items[index].attributes);
	html_text(html, tabs->items[index].label);
	html_end(html);
	html_end(html);
}

static void panel(struct html *html, const struct govuk_tabs *tabs, size_t index)
{
	const struct govuk_content *content = &tabs->items[index].panel;
	html_begin(html, "div");
	html_class_begin(html, "govuk-tabs__panel");
	html_class_add(html, index != 0, "govuk-tabs__panel--hidden");
	html_class_end(html);
	html_attribute(html, "id", tab_id(html, tabs, index));
	html_attributes(html, content->attributes);
	if (content->html.markup.length != 0)
		html_put(html, content->html);
	else if (content->text.length != 0)
		govuk_body(html, content->text);
	html_end(html);
}

void govuk_tabs(struct html *html, const struct govuk_tabs *tabs)
{
	govuk_open(html, "div", "govuk-tabs", tabs->classes, tabs->attributes);
	govuk_filled(html, "id", tabs->id);
	html_attribute(html, "data-module", TEXT("govuk-tabs"));
	html_begin(html, "h2");
	html_class(html, "govuk-tabs__title", (struct text){ 0 });
	html_text(html, govuk_or(tabs->title, "Contents"));
	html_end(html);
	if (tabs->item_count != 0) {
		html_begin(html, "ul");
		html_class(html, "govuk-tabs__list", (struct text){ 0 });
		for (size_t i = 0; i < tabs->item_count; i++)
			if (!tabs->items[i].is_left_out)
				tab(html, tabs, i);
		html_end(html);
	}
	for (size_t i = 0; i < tabs->item_count; i++)
		if (!tabs->items[i].is_left_out)
			panel(html, tabs, i);
	html_end(html);
}
