/* SPDX-License-Identifier: Apache-2.0 */
/* Lines over time. A table with the same numbers stands beside it: who does not see the picture
 * loses nothing. */
#ifndef REMIT_HTML_CHART_H
#define REMIT_HTML_CHART_H

#include "html/html.h"

enum {
	HTML_CHART_LINES_MOST = 8
};

struct html_line {
	struct text name;
	const int64_t *values; /* 0 and above, one for each point */
};
struct html_chart {
	struct text label;	 /* what it shows, for who cannot see it */
	struct text first, last; /* under the ends of the lines */
	size_t points;
	const struct html_line *lines; /* told apart by their dashes, not by colour alone */
	size_t line_count;
};

void html_chart(struct html *html, const struct html_chart *chart);

#endif
