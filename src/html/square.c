/* SPDX-License-Identifier: Apache-2.0 */
#include "html/square.h"

enum {
	QUIET = 4,
	PIXELS = 5 /* a module */
};

/* A stroke for each run of dark modules. */
static struct text path_of(struct html *html, const bool *dark, unsigned size)
{
	struct builder out = builder_new(html->out.arena);
	for (unsigned y = 0; y < size; y++) {
		for (unsigned x = 0; x < size; x++) {
			unsigned from = x;
			while (x < size && dark[y * size + x])
				x++;
			if (x != from)
				builder_add_format(&out, "M%u %uh%uv1h-%uz", from + QUIET,
						   y + QUIET, x - from, x - from);
		}
	}
	return builder_text(&out);
}

void html_square(struct html *html, const bool *dark, unsigned size, struct text label)
{
	struct arena *arena = html->out.arena;
	unsigned whole = size + 2 * QUIET;
	struct text pixels = text_format(arena, "%u", whole * PIXELS);
	html_begin(html, "svg");
	html_attribute(html, "xmlns", TEXT("http://www.w3.org/2000/svg"));
	html_attribute(html, "width", pixels);
	html_attribute(html, "height", pixels);
	html_attribute(html, "viewBox", text_format(arena, "0 0 %u %u", whole, whole));
	html_attribute(html, "role", TEXT("img"));
	html_attribute(html, "aria-label", label);
	html_attribute(html, "shape-rendering", TEXT("crispEdges"));
	html_begin(html, "rect");
	html_attribute(html, "width", TEXT("100%"));
	html_attribute(html, "height", TEXT("100%"));
	html_attribute(html, "fill", TEXT("#ffffff"));
	html_end(html);
	html_begin(html, "path");
	html_attribute(html, "d", path_of(html, dark, size));
	html_attribute(html, "fill", TEXT("#000000"));
	html_end(html);
	html_end(html);
}
