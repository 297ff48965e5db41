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

/* A document in the language: doctype, head with title and the program's own style, body left open
 * (attributes may come). */
struct html html_document(struct arena *arena, struct text language, struct text title,
			  const char *style);
void html_begin(struct html *html, const char *name);
void html_attribute(struct html *html, const char *name, struct text value);
void html_text(struct html *html, struct text text);
void html_end(struct html *html);
/* An element that holds text alone. */
void html_element(struct html *html, const char *name, struct text text);
/* Close what is open and give the whole. */
struct text html_finish(struct html *html);

#endif
