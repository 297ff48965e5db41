/* SPDX-License-Identifier: Apache-2.0 */
/* A square of dark and light modules, as a QR code is one. */
#ifndef REMIT_HTML_SQUARE_H
#define REMIT_HTML_SQUARE_H

#include "html/html.h"

/* As SVG, dark on white in every colour scheme, with the four light modules around it that readers
 * need. `label` says what it is to who cannot see it. */
void html_square(struct html *html, const bool *dark, unsigned size, struct text label);

#endif
