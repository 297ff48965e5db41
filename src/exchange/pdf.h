/* SPDX-License-Identifier: Apache-2.0 */
/* A document (letter/document.h) as tagged PDF on A4: what a screen reader needs, what prints well,
 * and the same bytes for the same document, fonts and libraries.
 *
 * The structure (ISO 32000-1, 14.8): Document; H1; Sect with H2; H3; P; a summary as L, LI, Lbl and
 * LBody; Table with Caption, THead, TBody, TR, TH (scope: column) and TD. What repeats on each
 * page, and lines and boxes, are artifacts. The file tells its language and title. It does not
 * claim to conform to PDF/UA: no validator has seen it. */
#ifndef REMIT_EXCHANGE_PDF_H
#define REMIT_EXCHANGE_PDF_H

#include "letter/document.h"

enum {
	PDF_PAGES_MOST = 5000
};

/* The file's bytes, in `arena`. Text of any length and bytes is taken: what is no UTF-8 and control
 * characters become U+FFFD, words that are too long are broken. STATUS_LIMIT past PDF_PAGES_MOST or
 * past the memory for it. May run on several threads at once. */
enum status pdf_write(struct arena *arena, const struct document *document, struct text *bytes,
		      struct error *error) MUST_USE;

#endif
