/* SPDX-License-Identifier: Apache-2.0 */
/* Instants, ages, states and sources as a person reads them; letter/written.h has plain values. */
#ifndef REMIT_WEB_WORDS_H
#define REMIT_WEB_WORDS_H

#include "letter/written.h"
#include "web/visit.h"
#include "work/flow.h"

/* An instant in UTC as the program writes it ("2025-01-14T09:05:00.000000Z"), or in microseconds,
 * in the time zone of the program: "14 January 2025 at 9:05am". */
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
/* Its value, with what is known to be wrong with it; and with its source below. */
struct html_part words_value(struct visit *visit, const struct explain_fact *fact);
struct html_part words_fact(struct visit *visit, const struct explain_fact *fact);
/* The codes that may be chosen on the program's date. */
struct govuk_choice *words_codes(struct visit *visit, const struct pack_codes *codes,
				 size_t *count);
/* What is known to be wrong with what a page shows, under a heading; nothing where nothing is. */
struct quality_caveats;
void words_caveats(struct visit *visit, const char *heading, const struct quality_caveats *caveats);

#endif
