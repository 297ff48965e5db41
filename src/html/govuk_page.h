/* SPDX-License-Identifier: Apache-2.0 */
/* The page around its content, and its navigation.
 *
 *	struct html html = html_new(arena);
 *	struct govuk_page page = { .title = title, .service_name = name,
 *		.css_path = html_asset_path("remit.css"), .js_path = html_asset_path("remit.js") };
 *	govuk_page_begin(&html, &page);
 *	govuk_heading(&html, 1, "l", title);
 *	govuk_page_end(&html, &page);
 *	struct text bytes = html_finish(&html);
 *
 * No script or style stands in the page, so that a policy may forbid them
 * (`default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'`).
 */
#ifndef REMIT_HTML_GOVUK_PAGE_H
#define REMIT_HTML_GOVUK_PAGE_H

#include "html/govuk_shared.h"

struct govuk_navigation_item {
	struct text text;
	struct html_part html;
	struct text href;
	struct html_attributes attributes;
	bool is_current; /* this page */
	bool is_active;	 /* the part of the service that this page lies in */
};

/* Words of the page's frame, in English when not given. */
struct govuk_page_words {
	struct text skip;     /* "Skip to main content" */
	struct text menu;     /* "Menu" */
	struct text service;  /* "Service information" */
	struct text sign_out; /* "Sign out" */
};

struct govuk_page {
	struct text language; /* "en" when not given */
	struct text title; /* of the browser's tab: no personal data, "Error: " where it is due */
	struct text header_text;  /* who runs it, in the bar on top; else the service's name */
	struct text home_path;	  /* "/" when not given */
	struct text service_name; /* in the bar under it */
	struct text css_path, js_path, icon_path;
	const struct govuk_navigation_item *navigation;
	size_t navigation_count;
	struct text account_name;  /* who is signed in; none: no sign-out */
	struct text account_path;  /* their own page, or empty */
	struct text sign_out_path; /* a POST with form_token */
	struct text form_token;
	struct text phase;	      /* "Demonstration": a tag on a line of its own, */
	struct text phase_text;	      /* and what it means */
	struct html_part before_main; /* breadcrumbs or a back link */
	const struct govuk_link *footer_links;
	size_t footer_link_count;
	struct text footer_text;
	struct govuk_page_words words;
	bool is_wide; /* casework: as wide as the window, up to 1920 pixels */
};

/* Everything up to <main>, which is left open; then its end, the footer, and the page's end. */
void govuk_page_begin(struct html *html, const struct govuk_page *page);
void govuk_page_end(struct html *html, const struct govuk_page *page);

/* A form that posts; the token against forged requests comes first in it, as form_token. Close
 * with html_end. _upload for a form with files. */
void govuk_form_begin(struct html *html, struct text action, struct text token);
void govuk_upload_begin(struct html *html, struct text action, struct text token);
/* A form that asks (GET): filters and searches. Close with html_end. */
void govuk_query_begin(struct html *html, struct text action);
void govuk_hidden_field(struct html *html, struct text name, struct text value);

/* A region of its own that scrolls sideways and takes the keyboard's focus: for wide tables. */
void govuk_scroll_begin(struct html *html, struct text label);
void govuk_scroll_end(struct html *html);

/* Columns that fold into one on narrow windows: columns_begin, then for each column_begin with
 * "one-third", "two-thirds", "one-half", "one-quarter", "three-quarters" or "full". Close each with
 * html_end. */
void govuk_columns_begin(struct html *html);
void govuk_column_begin(struct html *html, const char *width);

/* Two columns where the window has room, else one below the other. The narrow one comes second, or
 * first with `is_side_first`. Close with html_end. */
void govuk_split_begin(struct html *html, bool is_side_first);
/* The wide column and the narrow one, which is a region with a name. Close each with html_end. */
void govuk_split_main_begin(struct html *html);
void govuk_split_side_begin(struct html *html, struct text label);
/* The narrow column as a form that asks, with a heading and, at its end, a button; not printed. */
void govuk_filter_begin(struct html *html, struct text action, struct text heading);
void govuk_filter_end(struct html *html, struct text button);

struct govuk_skip_link {
	struct text text;
	struct html_part html;
	struct text href; /* "#content" when not given */
	struct text classes;
	struct html_attributes attributes;
};

void govuk_skip_link(struct html *html, const struct govuk_skip_link *link);

struct govuk_back_link {
	struct text text; /* "Back" when not given */
	struct html_part html;
	struct text href; /* "#" when not given */
	struct text classes;
	struct html_attributes attributes;
};

void govuk_back_link(struct html *html, const struct govuk_back_link *link);

struct govuk_breadcrumbs {
	const struct govuk_link *items; /* one without href is the page itself */
	size_t item_count;
	struct text label; /* "Breadcrumb" when not given */
	struct text classes;
	struct html_attributes attributes;
	bool collapse_on_mobile;
};

void govuk_breadcrumbs(struct html *html, const struct govuk_breadcrumbs *breadcrumbs);

struct govuk_generic_header {
	struct text logo_text;
	struct html_part logo_html;
	struct text url; /* "/" when not given */
	struct text container_classes;
	struct text classes;
	struct html_attributes attributes;
};

void govuk_generic_header(struct html *html, const struct govuk_generic_header *header);

struct govuk_service_navigation {
	struct text service_name;
	struct text service_url;
	const struct govuk_navigation_item *items;
	size_t item_count;
	struct text label;     /* "Service information" */
	struct text menu_text; /* "Menu" */
	struct text menu_label;
	struct text navigation_label;
	struct text navigation_id;
	struct text navigation_classes;
	struct text classes;
	struct html_attributes attributes;
	struct html_part start, end, navigation_start, navigation_end;
	enum govuk_switch collapse_on_mobile; /* unset: when there is more than one item */
	bool is_end_inline;
};

void govuk_service_navigation(struct html *html, const struct govuk_service_navigation *navigation);

struct govuk_phase_banner {
	struct govuk_content tag;
	struct text text;
	struct html_part html;
	struct text classes;
	struct html_attributes attributes;
};

void govuk_phase_banner(struct html *html, const struct govuk_phase_banner *banner);

struct govuk_footer_section {
	struct text title;
	struct text width; /* "full" when not given */
	unsigned columns;
	const struct govuk_link *items;
	size_t item_count;
};

/* Without the crown, the licence and the copyright line that GOV.UK's own has. */
struct govuk_footer {
	const struct govuk_footer_section *sections;
	size_t section_count;
	bool has_meta;
	struct text meta_title; /* "Support links" when not given */
	const struct govuk_link *meta_items;
	size_t meta_item_count;
	struct text meta_text;
	struct html_part meta_html;
	struct text container_classes;
	struct text classes;
	struct html_attributes attributes;
};

void govuk_footer(struct html *html, const struct govuk_footer *footer);

struct govuk_language {
	struct text text;
	struct html_part html;
	struct text href;	     /* none: the current one */
	struct text language;	     /* BCP 47 */
	struct text target_language; /* of the page there; the language when not given */
	struct text direction;
	struct text description; /* "Change the language to Welsh", not shown */
	struct text classes;
	struct html_attributes attributes;
	bool is_current;
};

struct govuk_language_navigation {
	const struct govuk_language *items;
	size_t item_count;
	struct text label; /* "Language" when not given */
	struct text classes;
	struct html_attributes attributes;
};

void govuk_language_navigation(struct html *html,
			       const struct govuk_language_navigation *navigation);

#endif
