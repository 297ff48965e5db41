/* SPDX-License-Identifier: Apache-2.0 */
/* Header, phase banner and footer. */
#include "html/govuk_internal.h"
#include "html/govuk_page.h"

void govuk_generic_header(struct html *html, const struct govuk_generic_header *header)
{
	govuk_open(html, "div", "govuk-generic-header", header->classes, header->attributes);
	html_begin(html, "div");
	html_class(html, "govuk-generic-header__container",
		   govuk_or(header->container_classes, "govuk-width-container"));
	html_begin(html, "div");
	html_class(html, "govuk-generic-header__logo", (struct text){ 0 });
	html_begin(html, "a");
	html_attribute(html, "href", govuk_or(header->url, "/"));
	html_class(html, "govuk-generic-header__homepage-link", (struct text){ 0 });
	html_content(html, header->logo_text, header->logo_html);
	html_end(html);
	html_end(html);
	html_end(html);
	html_end(html);
}

void govuk_phase_banner(struct html *html, const struct govuk_phase_banner *banner)
{
	struct govuk_content tag = banner->tag;
	tag.classes = govuk_ids(html, TEXT("govuk-phase-banner__content__tag"), tag.classes);
	govuk_open(html, "div", "govuk-phase-banner govuk-width-container", banner->classes,
		   banner->attributes);
	html_begin(html, "p");
	html_class(html, "govuk-phase-banner__content", (struct text){ 0 });
	govuk_tag(html, &tag);
	html_text(html, TEXT(" "));
	html_begin(html, "span");
	html_class(html, "govuk-phase-banner__text", (struct text){ 0 });
	html_content(html, banner->text, banner->html);
	html_end(html);
	html_end(html);
	html_end(html);
}

static void footer_links(struct html *html, const struct govuk_link *links, size_t count,
			 const char *item_class)
{
	for (size_t i = 0; i < count; i++) {
		html_begin(html, "li");
		html_class(html, item_class, (struct text){ 0 });
		govuk_open(html, "a", "govuk-footer__link", links[i].classes, links[i].attributes);
		html_attribute(html, "href", links[i].href);
		html_content(html, links[i].text, links[i].html);
		html_end(html);
		html_end(html);
	}
}

static void section(struct html *html, const struct govuk_footer_section *section)
{
	html_begin(html, "div");
	html_class(html, "govuk-footer__section",
		   govuk_join(html, TEXT("govuk-grid-column-"), govuk_or(section->width, "full")));
	html_begin(html, "h2");
	html_class(html, "govuk-footer__heading govuk-heading-m", (struct text){ 0 });
	html_text(html, section->title);
	html_end(html);
	if (section->item_count != 0) {
		struct text columns = { 0 };
		if (section->columns != 0)
			columns = text_format(html->out.arena, "govuk-footer__list--columns-%u",
					      section->columns);
		html_begin(html, "ul");
		html_class(html, "govuk-footer__list", columns);
		footer_links(html, section->items, section->item_count, "govuk-footer__list-item");
		html_end(html);
	}
	html_end(html);
}

static void sections(struct html *html, const struct govuk_footer *footer)
{
	if (footer->section_count == 0)
		return;
	html_begin(html, "div");
	html_class(html, "govuk-footer__navigation", (struct text){ 0 });
	for (size_t i = 0; i < footer->section_count; i++)
		section(html, &footer->sections[i]);
	html_end(html);
	html_begin(html, "hr");
	html_class(html, "govuk-footer__section-break", (struct text){ 0 });
	html_end(html);
}

static void meta(struct html *html, const struct govuk_footer *footer)
{
	html_begin(html, "h2");
	html_class(html, "govuk-visually-hidden", (struct text){ 0 });
	html_text(html, govuk_or(footer->meta_title, "Support links"));
	html_end(html);
	if (footer->meta_item_count != 0) {
		html_begin(html, "ul");
		html_class(html, "govuk-footer__inline-list", (struct text){ 0 });
		footer_links(html, footer->meta_items, footer->meta_item_count,
			     "govuk-footer__inline-list-item");
		html_end(html);
	}
	if (govuk_has(footer->meta_text, footer->meta_html)) {
		html_begin(html, "div");
		html_class(html, "govuk-footer__meta-custom", (struct text){ 0 });
		html_content(html, footer->meta_text, footer->meta_html);
		html_end(html);
	}
}

void govuk_footer(struct html *html, const struct govuk_footer *footer)
{
	govuk_open(html, "div", "govuk-footer", footer->classes, footer->attributes);
	html_begin(html, "div");
	html_class(html, "govuk-width-container", footer->container_classes);
	sections(html, footer);
	html_begin(html, "div");
	html_class(html, "govuk-footer__meta", (struct text){ 0 });
	html_begin(html, "div");
	html_class(html, "govuk-footer__meta-item govuk-footer__meta-item--grow",
		   (struct text){ 0 });
	if (footer->has_meta)
		meta(html, footer);
	html_end(html);
	html_end(html);
	html_end(html);
	html_end(html);
}
