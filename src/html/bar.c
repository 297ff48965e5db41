/* SPDX-License-Identifier: Apache-2.0 */
#include "html/bar.h"

enum {
	WIDTH = 1000
};

struct html_part html_bar(struct html *html, int64_t of, int64_t most)
{
	struct html bar = html_part_begin(html);
	struct arena *arena = html->out.arena;
	long long filled = most > 0 && of > 0 ? (long long)((double)of / (double)most * WIDTH) : 0;
	html_begin(&bar, "svg");
	html_attribute(&bar, "xmlns", TEXT("http://www.w3.org/2000/svg"));
	html_attribute(&bar, "class", TEXT("remit-bar"));
	html_attribute(&bar, "viewBox", text_format(arena, "0 0 %d 10", WIDTH));
	html_attribute(&bar, "preserveAspectRatio", TEXT("none"));
	html_attribute(&bar, "aria-hidden", TEXT("true"));
	html_attribute(&bar, "focusable", TEXT("false"));
	html_begin(&bar, "rect");
	html_attribute(&bar, "width", text_format(arena, "%lld", filled));
	html_attribute(&bar, "height", TEXT("10"));
	html_end(&bar);
	html_end(&bar);
	return html_part_end(&bar);
}
