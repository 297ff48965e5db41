/* SPDX-License-Identifier: Apache-2.0 */
/* SVG elements. */
#include "draw/svg.h"

static const char style[] =
	"text{font-family:Arial,'Liberation Sans',Helvetica,sans-serif;fill:#0b0c0c;"
	"white-space:pre}"
	".bold{font-weight:bold}.hint{fill:#505a5f}"
	".shape{fill:#fff;stroke:#0b0c0c;stroke-width:1.5}"
	".service{fill:#fff;stroke:#0b0c0c;stroke-width:3}"
	".edge{fill:none;stroke:#0b0c0c;stroke-width:1.2}"
	".dashed{stroke-dasharray:6 4}"
	".head{fill:#0b0c0c;stroke:none}.open{fill:none;stroke:#0b0c0c;stroke-width:1.4}"
	".cell{fill:#fff;stroke:#505a5f;stroke-width:1}"
	".cell-head{fill:#eef2f5;stroke:#505a5f;stroke-width:1}"
	".cell-out{fill:#f8f4e8;stroke:#505a5f;stroke-width:1}"
	".rule{stroke:#0b0c0c;stroke-width:2.5}";

void svg_number(struct html *html, const char *name, int64_t value)
{
	html_attribute(html, name, text_format(html->out.arena, "%lld", (long long)value));
}

void svg_begin(struct html *html, int width, int height, struct text title, struct text description)
{
	html_begin(html, "svg");
	html_attribute(html, "xmlns", TEXT("http://www.w3.org/2000/svg"));
	svg_number(html, "width", width);
	svg_number(html, "height", height);
	html_attribute(html, "viewBox", text_format(html->out.arena, "0 0 %d %d", width, height));
	html_attribute(html, "role", TEXT("img"));
	html_attribute(html, "aria-labelledby", TEXT("picture-title picture-description"));
	html_begin(html, "title");
	html_attribute(html, "id", TEXT("picture-title"));
	html_text(html, title);
	html_end(html);
	html_begin(html, "desc");
	html_attribute(html, "id", TEXT("picture-description"));
	html_text(html, description);
	html_end(html);
	html_style(html, style);
}

void svg_rect(struct html *html, const char *class_name, int x, int y, int width, int height,
	      int radius)
{
	html_begin(html, "rect");
	html_attribute(html, "class", text_from(class_name));
	svg_number(html, "x", x);
	svg_number(html, "y", y);
	svg_number(html, "width", width);
	svg_number(html, "height", height);
	if (radius != 0)
		svg_number(html, "rx", radius);
	html_end(html);
}

void svg_line(struct html *html, const char *class_name, int x1, int y1, int x2, int y2)
{
	html_begin(html, "line");
	html_attribute(html, "class", text_from(class_name));
	svg_number(html, "x1", x1);
	svg_number(html, "y1", y1);
	svg_number(html, "x2", x2);
	svg_number(html, "y2", y2);
	html_end(html);
}

void svg_lines(struct html *html, const char *class_name, const char *anchor, int x, int y,
	       int font_size, const struct line_list *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		html_begin(html, "text");
		html_attribute(html, "class", text_from(class_name));
		html_attribute(html, "text-anchor", text_from(anchor));
		svg_number(html, "font-size", font_size);
		svg_number(html, "x", x);
		svg_number(html, "y", y + (int64_t)i * text_leading(font_size));
		html_text(html, lines->at[i]);
		html_end(html);
	}
}
