/* SPDX-License-Identifier: Apache-2.0 */
/* The writer of HTML. */
#include "html/html.h"

#include "base/ensure.h"

#include <string.h>

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static bool is_void(const char *name)
{
	static const char *const names[] = { "meta", "br", "hr", "link", "img", "input" };
	return is_one_of(name, names, sizeof names / sizeof names[0]);
}

/* A line end after these would be a space on the page. */
static bool is_inline(const char *name)
{
	static const char *const names[] = { "a", "abbr", "b",	    "code",	"em",
					     "i", "span", "strong", "textarea", "time" };
	return is_one_of(name, names, sizeof names / sizeof names[0]);
}

static void check_name(const char *name)
{
	ensure(name[0] >= 'a' && name[0] <= 'z');
	for (const char *at = name; *at != '\0'; at++)
		ensure((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '-' ||
		       *at == '.' || (*at >= 'A' && *at <= 'Z'));
}

static void end_tag(struct html *html)
{
	if (html->in_tag)
		builder_add_byte(&html->out, '>');
	html->in_tag = false;
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
	builder_add_xml(&html->out, value);
	builder_add_byte(&html->out, '"');
}

void html_attribute_bare(struct html *html, const char *name)
{
	check_name(name);
	ensure(html->in_tag);
	builder_add_byte(&html->out, ' ');
	builder_add_c(&html->out, name);
}

void html_attributes(struct html *html, struct html_attributes attributes)
{
	for (size_t i = 0; i < attributes.count; i++) {
		const struct html_attribute *attribute = &attributes.at[i];
		if (attribute->is_bare)
			html_attribute_bare(html, attribute->name);
		else
			html_attribute(html, attribute->name, attribute->value);
	}
}

void html_class_begin(struct html *html, const char *class_name)
{
	ensure(html->in_tag);
	builder_add_c(&html->out, " class=\"");
	builder_add_c(&html->out, class_name);
}

void html_class_add(struct html *html, bool holds, const char *class_name)
{
	if (holds)
		html_class_more(html, text_from(class_name));
}

void html_class_more(struct html *html, struct text classes)
{
	if (classes.length == 0)
		return;
	builder_add_byte(&html->out, ' ');
	builder_add_xml(&html->out, classes);
}

void html_class_end(struct html *html)
{
	builder_add_byte(&html->out, '"');
}

void html_class(struct html *html, const char *class_name, struct text more)
{
	html_class_begin(html, class_name);
	html_class_more(html, more);
	html_class_end(html);
}

void html_text(struct html *html, struct text text)
{
	end_tag(html);
	builder_add_xml(&html->out, text);
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
	builder_add_c(&html->out, is_inline(name) ? ">" : ">\n");
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

void html_style(struct html *html, const char *style)
{
	html_begin(html, "style");
	end_tag(html);
	builder_add_c(&html->out, style);
	html_end(html);
}

struct html html_new(struct arena *arena)
{
	return (struct html){ .out = builder_new(arena) };
}

struct html html_part_begin(struct html *html)
{
	return html_new(html->out.arena);
}

void html_doctype(struct html *html)
{
	builder_add_c(&html->out, "<!DOCTYPE html>\n");
}

struct html_part html_part_end(struct html *part)
{
	ensure(part->depth == 0);
	return (struct html_part){ .markup = builder_text(&part->out) };
}

void html_put(struct html *html, struct html_part part)
{
	end_tag(html);
	builder_add(&html->out, part.markup);
}

void html_content(struct html *html, struct text text, struct html_part part)
{
	if (part.markup.length != 0)
		html_put(html, part);
	else
		html_text(html, text);
}

struct html html_document(struct arena *arena, struct text language, struct text title,
			  const char *style)
{
	struct html html = html_new(arena);
	html_doctype(&html);
	html_begin(&html, "html");
	html_attribute(&html, "lang", language);
	html_begin(&html, "head");
	meta(&html, "charset", "utf-8", NULL);
	meta(&html, "name", "viewport", "width=device-width, initial-scale=1");
	html_element(&html, "title", title);
	html_style(&html, style);
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
