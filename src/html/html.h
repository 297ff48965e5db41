/* SPDX-License-Identifier: Apache-2.0 */
/* Writing HTML: elements and text, escaped by default, closed in order. No other file makes markup,
 * and no format string does.
 *
 *	html_begin(&html, "p");
 *	html_attribute(&html, "class", TEXT("hint"));
 *	html_text(&html, words);
 *	html_end(&html);
 *
 * Names are the program's own, checked; values and text may hold anything. */
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

/* A document in the language: doctype, head with title and style, body left open. */
struct html html_document(struct arena *arena, struct text language, struct text title);
void html_begin(struct html *html, const char *name);
void html_attribute(struct html *html, const char *name, struct text value);
void html_text(struct html *html, struct text text);
void html_end(struct html *html);
/* An element that holds text alone. */
void html_element(struct html *html, const char *name, struct text text);
/* Close what is open and give the whole. */
struct text html_finish(struct html *html);

/* Components, named after those of GOV.UK. */
void html_heading(struct html *html, int level, struct text text);
void html_paragraph(struct html *html, struct text text);
void html_hint(struct html *html, struct text text);
/* A summary list: begin, rows, end with html_end. A row's second value may be empty. */
void html_summary_list(struct html *html);
void html_summary_row(struct html *html, struct text key, struct text value, struct text note);
/* A table with a caption and a head; rows until html_end twice (body, table). */
void html_table(struct html *html, struct text caption, const struct text *heads, size_t count);
void html_table_row(struct html *html, const struct text *cells, size_t count);

#endif
