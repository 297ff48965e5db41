/* SPDX-License-Identifier: Apache-2.0 */
/* The bar with the service's name, its parts, and whoever is signed in. */
#include "html/govuk_internal.h"
#include "html/govuk_page.h"

static void service_name(struct html *html, const struct govuk_service_navigation *navigation)
{
	html_begin(html, "span");
	html_class(html, "govuk-service-navigation__service-name", (struct text){ 0 });
	if (navigation->service_url.length != 0) {
		html_begin(html, "a");
		html_attribute(html, "href", navigation->service_url);
		html_class(html, "govuk-service-navigation__link", (struct text){ 0 });
	} else {
		html_begin(html, "span");
		html_class(html, "govuk-service-navigation__text", (struct text){ 0 });
	}
	html_text(html, navigation->service_name);
	html_end(html);
	html_end(html);
}

/* Where the reader is stands in bold too, for whoever overrides colours. */
static void item_face(struct html *html, const struct govuk_navigation_item *item)
{
	bool is_here = item->is_active || item->is_current;
	if (is_here) {
		html_attribute(html, "aria-current",
			       item->is_current ? TEXT("page") : TEXT("true"));
		html_begin(html, "strong");
		html_class(html, "govuk-service-navigation__active-fallback", (struct text){ 0 });
	}
	html_content(html, item->text, item->html);
	if (is_here)
		html_end(html);
	html_end(html);
}

static void item_write(struct html *html, const struct govuk_navigation_item *item)
{
	html_begin(html, "li");
	html_class_begin(html, "govuk-service-navigation__item");
	html_class_add(html, item->is_active || item->is_current,
		       "govuk-service-navigation__item--active");
	html_class_end(html);
	if (item->href.length != 0) {
		govuk_open(html, "a", "govuk-service-navigation__link", (struct text){ 0 },
			   item->attributes);
		html_attribute(html, "href", item->href);
		item_face(html, item);
	} else if (govuk_has(item->text, item->html)) {
		html_begin(html, "span");
		html_class(html, "govuk-service-navigation__text", (struct text){ 0 });
		item_face(html, item);
	}
	html_end(html);
}

static void toggle(struct html *html, const struct govuk_service_navigation *navigation,
		   struct text menu, struct text id)
{
	html_begin(html, "button");
	html_class(html, "govuk-service-navigation__toggle govuk-js-service-navigation-toggle",
		   (struct text){ 0 });
	html_attribute(html, "type", TEXT("button"));
	html_attribute(html, "aria-controls", id);
	if (navigation->menu_label.length != 0 && !text_equal(navigation->menu_label, menu))
		html_attribute(html, "aria-label", navigation->menu_label);
	html_attribute_bare(html, "hidden");
	html_attribute(html, "aria-hidden", TEXT("true"));
	html_text(html, menu);
	html_end(html);
}

static void items(struct html *html, const struct govuk_service_navigation *navigation)
{
	struct text menu = govuk_or(navigation->menu_text, "Menu");
	struct text id = govuk_or(navigation->navigation_id, "navigation");
	html_begin(html, "nav");
	html_class(html, "govuk-service-navigation__wrapper", navigation->navigation_classes);
	html_attribute(html, "aria-label",
		       navigation->navigation_label.length != 0 ? navigation->navigation_label
								: menu);
	if (navigation->collapse_on_mobile == GOVUK_ON ||
	    (navigation->collapse_on_mobile == GOVUK_UNSET && navigation->item_count > 1))
		toggle(html, navigation, menu, id);
	html_begin(html, "ul");
	html_class(html, "govuk-service-navigation__list", (struct text){ 0 });
	html_attribute(html, "id", id);
	html_put(html, navigation->navigation_start);
	for (size_t i = 0; i < navigation->item_count; i++)
		item_write(html, &navigation->items[i]);
	html_put(html, navigation->navigation_end);
	html_end(html);
	html_end(html);
}

void govuk_service_navigation(struct html *html, const struct govuk_service_navigation *navigation)
{
	bool is_section = navigation->service_name.length != 0 ||
			  navigation->start.markup.length != 0 ||
			  navigation->end.markup.length != 0;
	govuk_open(html, is_section ? "section" : "div", "govuk-service-navigation",
		   navigation->classes, navigation->attributes);
	if (is_section)
		html_attribute(html, "aria-label",
			       govuk_or(navigation->label, "Service information"));
	html_attribute(html, "data-module", TEXT("govuk-service-navigation"));
	html_begin(html, "div");
	html_class_begin(html, "govuk-width-container");
	html_class_add(html, navigation->is_end_inline,
		       "govuk-service-navigation__inlining-container");
	html_class_end(html);
	html_put(html, navigation->start);
	html_begin(html, "div");
	html_class(html, "govuk-service-navigation__container", (struct text){ 0 });
	if (navigation->service_name.length != 0)
		service_name(html, navigation);
	if (navigation->item_count != 0 || navigation->navigation_start.markup.length != 0 ||
	    navigation->navigation_end.markup.length != 0)
		items(html, navigation);
	html_end(html);
	html_put(html, navigation->end);
	html_end(html);
	html_end(html);
}
