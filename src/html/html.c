/* SPDX-License-Identifier: Apache-2.0 */
/* The writer of HTML. */
#include "html/html.h"

#include "base/ensure.h"

#include <string.h>

static bool is_void(const char *name)
{
	static const char *const names[] = { "meta", "br", "hr", "link", "img", "input" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void check_name(const char *name)
{
	ensure(name[0] >= 'a' && name[0] <= 'z');
	for (const char *at = name; *at != '\0'; at++)
		ensure((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '-');
}

static void end_tag(struct html *html)
{
	if (html->in_tag)
		builder_add_byte(&html->out, '>');
	html->in_tag = false;
}

static void escaped(struct builder *out, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		switch (text.at[i]) {
		case '&': builder_add_c(out, "&amp;"); break;
		case '<': builder_add_c(out, "&lt;"); break;
		case '>': builder_add_c(out, "&gt;"); break;
		case '"': builder_add_c(out, "&quot;"); break;
		case '\'': builder_add_c(out, "&#39;"); break;
		case '\0': builder_add_code_point(out, 0xFFFD); break;
		default: builder_add_byte(out, text.at[i]);
		}
	}
}

void html_begin(struct html *html, const char *name)
{
	check_name(name);
	end_tag(html);
	builder_add_byte(&html->out, '<');
	builder_add_c(&html->out, name);
	html->in_tag = true;
	ensure(html->depth < HTML_DEPTH_MOST);
	html->open[html->depth++] = name;
}

void html_attribute(struct html *html, const char *name, struct text value)
{
	check_name(name);
	ensure(html->in_tag);
	builder_add_byte(&html->out, ' ');
	builder_add_c(&html->out, name);
	builder_add_c(&html->out, "=\"");
	escaped(&html->out, value);
	builder_add_byte(&html->out, '"');
}

void html_text(struct html *html, struct text text)
{
	end_tag(html);
	escaped(&html->out, text);
}

void html_end(struct html *html)
{
	ensure(html->depth != 0);
	const char *name = html->open[--html->depth];
	end_tag(html);
	if (is_void(name))
		return;
	builder_add_c(&html->out, "</");
	builder_add_c(&html->out, name);
	builder_add_c(&html->out, ">\n");
}

void html_element(struct html *html, const char *name, struct text text)
{
	html_begin(html, name);
	html_text(html, text);
	html_end(html);
}

static void meta(struct html *html, const char *name, const char *value, const char *content)
{
	html_begin(html, "meta");
	html_attribute(html, name, text_from(value));
	if (content != NULL)
		html_attribute(html, "content", text_from(content));
	html_end(html);
}

struct html html_document(struct arena *arena, struct text language, struct text title,
			  const char *style)
{
	struct html html = { .out = builder_new(arena) };
	builder_add_c(&html.out, "<!DOCTYPE html>\n");
	html_begin(&html, "html");
	html_attribute(&html, "lang", language);
	html_begin(&html, "head");
	meta(&html, "charset", "utf-8", NULL);
	meta(&html, "name", "viewport", "width=device-width, initial-scale=1");
	html_element(&html, "title", title);
	html_begin(&html, "style");
	end_tag(&html);
	builder_add_c(&html.out, style);
	html_end(&html);
	html_end(&html);
	html_begin(&html, "body");
	return html;
}

struct text html_finish(struct html *html)
{
	while (html->depth != 0)
		html_end(html);
	return builder_text(&html->out);
}
