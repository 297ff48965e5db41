/* SPDX-License-Identifier: Apache-2.0 */
/* Ways around: skip link, back link, breadcrumbs, languages, service navigation. */
#include "html/govuk_internal.h"
#include "html/govuk_page.h"

void govuk_skip_link(struct html *html, const struct govuk_skip_link *link)
{
	govuk_open(html, "a", "govuk-skip-link", link->classes, link->attributes);
	html_attribute(html, "href", govuk_or(link->href, "#content"));
	html_attribute(html, "data-module", TEXT("govuk-skip-link"));
	html_content(html, link->text, link->html);
	html_end(html);
}

void govuk_back_link(struct html *html, const struct govuk_back_link *link)
{
	govuk_open(html, "a", "govuk-back-link", link->classes, link->attributes);
	html_attribute(html, "href", govuk_or(link->href, "#"));
	html_content(html, govuk_or(link->text, "Back"), link->html);
	html_end(html);
}

static void crumb(struct html *html, const struct govuk_link *item)
{
	html_begin(html, "li");
	html_class(html, "govuk-breadcrumbs__list-item", (struct text){ 0 });
	if (item->href.length != 0) {
		html_begin(html, "a");
		html_class(html, "govuk-breadcrumbs__link", (struct text){ 0 });
		html_attribute(html, "href", item->href);
		html_attributes(html, item->attributes);
	} else {
		html_attribute(html, "aria-current", TEXT("page"));
	}
	html_content(html, item->text, item->html);
	if (item->href.length != 0)
		html_end(html);
	html_end(html);
}

void govuk_breadcrumbs(struct html *html, const struct govuk_breadcrumbs *breadcrumbs)
{
	html_begin(html, "nav");
	html_class_begin(html, "govuk-breadcrumbs");
	html_class_more(html, breadcrumbs->classes);
	html_class_add(html, breadcrumbs->collapse_on_mobile,
		       "govuk-breadcrumbs--collapse-on-mobile");
	html_class_end(html);
	html_attribute(html, "aria-label", govuk_or(breadcrumbs->label, "Breadcrumb"));
	html_attributes(html, breadcrumbs->attributes);
	html_begin(html, "ol");
	html_class(html, "govuk-breadcrumbs__list", (struct text){ 0 });
	for (size_t i = 0; i < breadcrumbs->item_count; i++)
		crumb(html, &breadcrumbs->items[i]);
	html_end(html);
	html_end(html);
}

static void language(struct html *html, const struct govuk_language *item)
{
	bool is_current = item->is_current || item->href.length == 0;
	html_begin(html, "li");
	html_class(html, "govuk-language-navigation__list-item", (struct text){ 0 });
	govuk_open(html, is_current ? "span" : "a",
		   is_current ? "govuk-language-navigation__text"
			      : "govuk-language-navigation__link",
		   item->classes, item->attributes);
	govuk_filled(html, "lang", item->language);
	govuk_filled(html, "dir", item->direction);
	if (is_current) {
		html_attribute(html, "aria-current", TEXT("true"));
	} else {
		html_attribute(html, "href", item->href);
		html_attribute(html, "rel", TEXT("alternate"));
		govuk_filled(html, "hreflang",
			     item->target_language.length != 0 ? item->target_language
							       : item->language);
	}
	html_content(html, item->text, item->html);
	if (!is_current && item->description.length != 0)
		govuk_hidden_text(html, govuk_join(html, TEXT(" "), item->description));
	html_end(html);
	html_end(html);
}

void govuk_language_navigation(struct html *html,
			       const struct govuk_language_navigation *navigation)
{
	govuk_open(html, "nav", "govuk-language-navigation", navigation->classes,
		   navigation->attributes);
	html_attribute(html, "aria-label", govuk_or(navigation->label, "Language"));
	html_begin(html, "ul");
	html_class(html, "govuk-language-navigation__list", (struct text){ 0 });
	for (size_t i = 0; i < navigation->item_count; i++)
		language(html, &navigation->items[i]);
	html_end(html);
	html_end(html);
}
