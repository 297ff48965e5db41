/* SPDX-License-Identifier: Apache-2.0 */
/* Components of a page. */
#include "html/html.h"

#include "base/ensure.h"

void html_heading(struct html *html, int level, struct text text)
{
	static const char *const names[] = { "h1", "h2", "h3", "h4" };
	ensure(level >= 1 && level <= 4);
	html_element(html, names[level - 1], text);
}

void html_paragraph(struct html *html, struct text text)
{
	html_element(html, "p", text);
}

void html_hint(struct html *html, struct text text)
{
	html_begin(html, "p");
	html_attribute(html, "class", TEXT("hint"));
	html_text(html, text);
	html_end(html);
}

void html_summary_list(struct html *html)
{
	html_begin(html, "dl");
}

void html_summary_row(struct html *html, struct text key, struct text value, struct text note)
{
	html_begin(html, "div");
	html_attribute(html, "class", TEXT("row"));
	html_element(html, "dt", key);
	html_element(html, "dd", value);
	html_begin(html, "dd");
	html_attribute(html, "class", TEXT("note"));
	html_text(html, note);
	html_end(html);
	html_end(html);
}

void html_table(struct html *html, struct text caption, const struct text *heads, size_t count)
{
	html_begin(html, "table");
	html_element(html, "caption", caption);
	html_begin(html, "thead");
	html_begin(html, "tr");
	for (size_t i = 0; i < count; i++) {
		html_begin(html, "th");
		html_attribute(html, "scope", TEXT("col"));
		html_text(html, heads[i]);
		html_end(html);
	}
	html_end(html);
	html_end(html);
	html_begin(html, "tbody");
}

void html_table_row(struct html *html, const struct text *cells, size_t count)
{
	html_begin(html, "tr");
	for (size_t i = 0; i < count; i++)
		html_element(html, "td", cells[i]);
	html_end(html);
}
