/* SPDX-License-Identifier: Apache-2.0 */
/* Writing HTML: elements and text, escaped by default, closed in order. No other file makes markup,
 * and no format string does.
 *
 *	html_begin(&html, "p");
 *	html_attribute(&html, "class", TEXT("hint"));
 *	html_text(&html, words);
 *	html_end(&html);
 *
 * Names are the program's own, checked; values and text may hold anything. Markup that is made
 * ahead, to stand inside a component, is a part:
 *
 *	struct html inner = html_part_begin(&html);
 *	html_element(&inner, "p", words);
 *	struct html_part part = html_part_end(&inner);
 *
 * Only this room fills a struct html_part: text cannot be taken for markup. */
#ifndef REMIT_HTML_HTML_H
#define REMIT_HTML_HTML_H

#include "base/builder.h"

enum {
	HTML_DEPTH_MOST = 64
};

struct html {
	struct builder out;
	const char *open[HTML_DEPTH_MOST];
	unsigned depth;
	bool in_tag; /* attributes may still come */
};

/* Whole, closed markup. Zeroed: none. */
struct html_part {
	struct text markup;
};

/* An attribute as data, for the options of components. */
struct html_attribute {
	const char *name;
	struct text value;
	bool is_bare; /* no value: `hidden` */
};

struct html_attributes {
	const struct html_attribute *at;
	size_t count;
};

/* A document in the language: doctype, head with title and the program's own style, body left open
 * (attributes may come). */
struct html html_document(struct arena *arena, struct text language, struct text title,
			  const char *style);
/* A writer of a page (see govuk_page.h) or of a part, empty. */
struct html html_new(struct arena *arena);

/* The program's own style, for the head or a picture. */
void html_style(struct html *html, const char *style);
void html_doctype(struct html *html);
void html_begin(struct html *html, const char *name);
void html_attribute(struct html *html, const char *name, struct text value);
void html_attribute_bare(struct html *html, const char *name);
void html_attributes(struct html *html, struct html_attributes attributes);
void html_text(struct html *html, struct text text);
void html_end(struct html *html);
/* An element that holds text alone. */
void html_element(struct html *html, const char *name, struct text text);
/* Close what is open and give the whole. */
struct text html_finish(struct html *html);

/* The class attribute: begin, add what holds, end. Empty additions leave nothing. */
void html_class_begin(struct html *html, const char *class_name);
void html_class_add(struct html *html, bool holds, const char *class_name);
void html_class_more(struct html *html, struct text classes);
void html_class_end(struct html *html);
/* All three in one: the class and, when there are, more. */
void html_class(struct html *html, const char *class_name, struct text more);

/* A writer in the same arena for markup that will stand inside `html`. */
struct html html_part_begin(struct html *html);
struct html_part html_part_end(struct html *part);
void html_put(struct html *html, struct html_part part);
/* The part, when there is one, else the text, escaped. */
void html_content(struct html *html, struct text text, struct html_part part);

#endif
