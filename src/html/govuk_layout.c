/* SPDX-License-Identifier: Apache-2.0 */
/* The boxes that pages are laid out with: forms, columns, a region that scrolls. */
#include "html/govuk_internal.h"
#include "html/govuk_page.h"

static void form(struct html *html, const char *method, struct text action)
{
	html_begin(html, "form");
	html_attribute(html, "method", text_from(method));
	html_attribute(html, "action", action);
	/* The server's messages say more than the browser's, and say it to everybody. */
	html_attribute_bare(html, "novalidate");
}

void govuk_form_begin(struct html *html, struct text action, struct text token)
{
	form(html, "post", action);
	if (token.length != 0)
		govuk_hidden_field(html, TEXT("form_token"), token);
}

void govuk_upload_begin(struct html *html, struct text action, struct text token)
{
	form(html, "post", action);
	html_attribute(html, "enctype", TEXT("multipart/form-data"));
	if (token.length != 0)
		govuk_hidden_field(html, TEXT("form_token"), token);
}

void govuk_query_begin(struct html *html, struct text action)
{
	form(html, "get", action);
}

void govuk_hidden_field(struct html *html, struct text name, struct text value)
{
	html_begin(html, "input");
	html_attribute(html, "type", TEXT("hidden"));
	html_attribute(html, "name", name);
	html_attribute(html, "value", value);
	html_end(html);
}

void govuk_scroll_begin(struct html *html, struct text label)
{
	html_begin(html, "div");
	html_class(html, "remit-scroll", (struct text){ 0 });
	html_attribute(html, "role", TEXT("region"));
	html_attribute(html, "aria-label", label);
	html_attribute(html, "tabindex", TEXT("0"));
}

void govuk_scroll_end(struct html *html)
{
	html_end(html);
}

void govuk_columns_begin(struct html *html)
{
	html_begin(html, "div");
	html_class(html, "govuk-grid-row", (struct text){ 0 });
}

void govuk_column_begin(struct html *html, const char *width)
{
	html_begin(html, "div");
	html_attribute(html, "class",
		       govuk_join(html, TEXT("govuk-grid-column-"), text_from(width)));
}

void govuk_split_begin(struct html *html, bool is_side_first)
{
	html_begin(html, "div");
	html_class_begin(html, "remit-split");
	html_class_add(html, is_side_first, "remit-split--side-first");
	html_class_end(html);
}

void govuk_split_main_begin(struct html *html)
{
	html_begin(html, "div");
}

void govuk_split_side_begin(struct html *html, struct text label)
{
	html_begin(html, "section");
	html_class(html, "remit-side", (struct text){ 0 });
	html_attribute(html, "aria-label", label);
}

void govuk_filter_begin(struct html *html, struct text action, struct text heading)
{
	html_begin(html, "section");
	html_class(html, "remit-side", TEXT("remit-filter"));
	html_attribute(html, "aria-label", heading);
	govuk_query_begin(html, action);
	govuk_heading(html, 2, "m", heading);
}

void govuk_filter_end(struct html *html, struct text button)
{
	govuk_button(html, &(struct govuk_button){ .text = button,
						   .classes = TEXT("govuk-button--secondary") });
	html_end(html);
	html_end(html);
}
