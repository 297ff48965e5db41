/* SPDX-License-Identifier: Apache-2.0 */
/* Values as a person reads them: "14 January 2025", "14 January 2025 at 9:05am", states in words.
 */
#ifndef REMIT_WEB_WORDS_H
#define REMIT_WEB_WORDS_H

#include "web/visit.h"
#include "work/flow.h"

/* "2025-01-14" as "14 January 2025"; what is no date stays as it is. */
struct text words_date(struct visit *visit, struct text iso);
/* A sentence with its dates as words. */
struct text words_dates(struct visit *visit, struct text text);
/* A value of a record: a date as words, "Yes" and "No". */
struct text words_value(struct visit *visit, struct text value);
/* What is in doubt about a value ("stale, disputed"): "Out of date, disputed". */
struct text words_quality(struct visit *visit, struct text states);
struct text words_capital(struct visit *visit, struct text text);
/* An instant in UTC as the program writes it ("2025-01-14T09:05:00.000000Z"), or in microseconds.
 */
struct text words_instant(struct visit *visit, struct text iso);
struct text words_micros(struct visit *visit, int64_t micros);
/* "13 days old", "from today". */
struct text words_age(struct visit *visit, int64_t days);
/* A state as a tag. */
void words_state(struct html *html, enum work_state state);
struct text words_state_text(enum work_state state);
/* A fact's source, date and age: "Casework system, 18 March 2022 (13 days old)". */
struct explain_fact;
struct text words_source(struct visit *visit, const struct explain_fact *fact);

#endif
