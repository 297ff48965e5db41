/* SPDX-License-Identifier: Apache-2.0 */
/* A document on paper (letter/document.h), as a part of a page. */
#ifndef REMIT_WEB_PAPER_H
#define REMIT_WEB_PAPER_H

#include "letter/document.h"
#include "web/visit.h"

/* Its blocks, without its title. */
void paper_show(struct visit *visit, const struct document *document);

#endif
