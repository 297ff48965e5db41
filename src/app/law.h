/* SPDX-License-Identifier: Apache-2.0 */
/* Effects of law (pack: effects_of_law): what the law itself does when a day has passed, without a
 * decision of anybody's. The day is put down as a value of the record, by "the law", with the
 * paragraph that says so; each is an entry of the log of a kind of its own, and the rules are
 * applied to the family anew. It is caught up once, whenever it runs: the value is the day on which
 * it happened, the entry has when it was put down. A source that says otherwise later makes the
 * value disputed, as it does what a person entered. */
#ifndef REMIT_APP_LAW_H
#define REMIT_APP_LAW_H

#include "app/assemble.h"

/* Who a value is by; no account has this name. */
#define LAW_ACTOR "the law"

struct law_report {
	int64_t as_of;
	int64_t done;
	int64_t disputed; /* the day is disputed, or what it would set: left to people */
};

/* Of every record of the pack's cases, as of the program's date. */
enum status law_apply(struct caseload *caseload, struct law_report *report,
		      struct error *error) MUST_USE;

bool law_is_disputed(const struct batch *batch, const struct assembled_row *row,
		     const struct pack_fact *fact) MUST_USE;
/* Of a clock's effect: has the record's field no value, and is it not disputed? */
bool law_is_free(const struct batch *batch, const struct pack_effect *effect,
		 const struct assembled_row *row) MUST_USE;
/* Put the value down, with its entry. In the present transaction; the rules are still to be applied
 * anew. */
enum status law_effect(struct batch *batch, const struct pack_effect *effect,
		       const struct assembled_row *row, struct text value,
		       struct error *error) MUST_USE;

#endif
