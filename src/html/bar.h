/* SPDX-License-Identifier: Apache-2.0 */
/* A bar of a chart. */
#ifndef REMIT_HTML_BAR_H
#define REMIT_HTML_BAR_H

#include "html/html.h"

/* As SVG, as wide as what it stands in, filled to `of` in `most`. The figure stands beside it in
 * the same row: who does not see it loses nothing. */
struct html_part html_bar(struct html *html, int64_t of, int64_t most);

#endif
