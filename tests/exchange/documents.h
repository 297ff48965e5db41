/* SPDX-License-Identifier: Apache-2.0 */
/* Documents to try the PDF writer on. */
#ifndef REMIT_TESTS_EXCHANGE_DOCUMENTS_H
#define REMIT_TESTS_EXCHANGE_DOCUMENTS_H

#include "letter/document.h"

/* Every kind of block, over some pages; each text is one word with its number in it. */
struct document documents_every_kind(struct arena *arena);
/* Welsh, Polish, Arabic, and all of it from right to left. */
struct document documents_languages(struct arena *arena, struct text language);
/* A table of so many rows. */
struct document documents_table(struct arena *arena, size_t rows);
/* Bytes that are no text, in every place that takes text. */
struct document documents_hostile(struct arena *arena);

#endif
