/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a record as a person reads them, on a page as on paper (GOV.UK style guide: dates and
 * times). What is not of the form expected stays as it is. Results are in the arena, or the text
 * that was given. */
#ifndef REMIT_LETTER_WRITTEN_H
#define REMIT_LETTER_WRITTEN_H

#include "base/arena.h"
#include "base/text.h"

/* "2025-01-14" as "14 January 2025". */
struct text written_date(struct arena *arena, struct text iso);
/* The same with other names of the twelve months. */
struct text written_date_by(struct arena *arena, struct text iso, const char *const *names);
/* A sentence with its dates as words. */
struct text written_dates(struct arena *arena, struct text text);
/* A date as words, "Yes" and "No"; of a date and time its offset, too: "14 January 2025 at 9:05am
 * UTC". */
struct text written_value(struct arena *arena, struct text value);
/* A local time, "2025-01-14T09:05" and what follows: "14 January 2025 at 9:05am". */
struct text written_instant(struct arena *arena, struct text iso);
/* What is in doubt about a value ("stale, disputed"): "Out of date, disputed". */
struct text written_quality(struct arena *arena, struct text states);
/* With its first letter as a capital. */
struct text written_capital(struct arena *arena, struct text text);

#endif
