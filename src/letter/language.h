/* SPDX-License-Identifier: Apache-2.0 */
/* The languages in which letters are written, and what the platform itself writes in them: dates
 * and a few words. All else is the pack's. */
#ifndef REMIT_LETTER_LANGUAGE_H
#define REMIT_LETTER_LANGUAGE_H

#include "base/arena.h"
#include "base/text.h"

struct language {
	const char *tag; /* BCP 47 */
	const char *months[12];
	const char *page, *of; /* of "Page 1 of 2" */
	const char *yes, *no;
	const char *not_known, *instead_of;
};

/* By its tag, or by the first part of one ("en-GB"); NULL: letters are not written in it. */
const struct language *language_find(struct text tag);
/* The tags, for a sentence. */
struct text language_tags(struct arena *arena);
/* "2025-01-14" as "14 January 2025"; what is no date stays as it is. */
struct text language_date(struct arena *arena, const struct language *language, struct text iso);

#endif
