/* SPDX-License-Identifier: Apache-2.0 */
/* Headings, paragraphs, links; components that are one box of text. */
#include "html/govuk_internal.h"

/* <name class="head-size">text</name> */
static void sized(struct html *html, const char *name, const char *head, const char *size,
		  struct text text)
{
	html_begin(html, name);
	html_attribute(html, "class", govuk_join(html, text_from(head), text_from(size)));
	html_text(html, text);
	html_end(html);
}

void govuk_heading(struct html *html, int level, const char *size, struct text text)
{
	sized(html, govuk_heading_name((unsigned)level, 1), "govuk-heading-", size, text);
}

void govuk_caption(struct html *html, const char *size, struct text text)
{
	sized(html, "span", "govuk-caption-", size, text);
}

void govuk_body(struct html *html, struct text text)
{
	sized(html, "p", "govuk-body", "", text);
}

void govuk_hidden_text(struct html *html, struct text text)
{
	sized(html, "span", "govuk-visually-hidden", "", text);
}

void govuk_link(struct html *html, const struct govuk_link *link)
{
	govuk_open(html, "a", "govuk-link", link->classes, link->attributes);
	html_attribute(html, "href", link->href);
	html_content(html, link->text, link->html);
	if (link->visually_hidden_text.length != 0)
		govuk_hidden_text(html, govuk_join(html, TEXT(" "), link->visually_hidden_text));
	html_end(html);
}

void govuk_bullets(struct html *html, const struct text *items, size_t count)
{
	govuk_open(html, "ul", "govuk-list", TEXT("govuk-list--bullet"),
		   (struct html_attributes){ 0 });
	for (size_t i = 0; i < count; i++)
		html_element(html, "li", items[i]);
	html_end(html);
}

void govuk_tag(struct html *html, const struct govuk_content *tag)
{
	govuk_open(html, "strong", "govuk-tag", tag->classes, tag->attributes);
	html_content(html, tag->text, tag->html);
	html_end(html);
}

void govuk_inset_text(struct html *html, const struct govuk_inset_text *inset)
{
	govuk_open(html, "div", "govuk-inset-text", inset->classes, inset->attributes);
	govuk_filled(html, "id", inset->id);
	html_content(html, inset->text, inset->html);
	html_end(html);
}

void govuk_warning_text(struct html *html, const struct govuk_warning_text *warning)
{
	govuk_open(html, "div", "govuk-warning-text", warning->classes, warning->attributes);
	html_begin(html, "span");
	html_class(html, "govuk-warning-text__icon", (struct text){ 0 });
	html_attribute(html, "aria-hidden", TEXT("true"));
	html_text(html, TEXT("!"));
	html_end(html);
	html_text(html, TEXT(" "));
	html_begin(html, "strong");
	html_class(html, "govuk-warning-text__text", (struct text){ 0 });
	govuk_hidden_text(html, govuk_or(warning->icon_text, "Warning"));
	html_text(html, TEXT(" "));
	html_content(html, warning->text, warning->html);
	html_end(html);
	html_end(html);
}

void govuk_details_begin(struct html *html, const struct govuk_details *details)
{
	govuk_open(html, "details", "govuk-details", details->classes, details->attributes);
	govuk_filled(html, "id", details->id);
	govuk_flag(html, "open", details->is_open);
	html_begin(html, "summary");
	html_class(html, "govuk-details__summary", (struct text){ 0 });
	html_begin(html, "span");
	html_class(html, "govuk-details__summary-text", (struct text){ 0 });
	html_content(html, details->summary.text, details->summary.html);
	html_end(html);
	html_end(html);
	html_begin(html, "div");
	html_class(html, "govuk-details__text", (struct text){ 0 });
}

void govuk_details_end(struct html *html)
{
	html_end(html);
	html_end(html);
}
