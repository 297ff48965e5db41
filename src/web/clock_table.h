/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks on a page: a table of them, and their times in words. */
#ifndef REMIT_WEB_CLOCK_TABLE_H
#define REMIT_WEB_CLOCK_TABLE_H

#include "app/clock.h"
#include "web/visit.h"

/* `of_case`: those of one case, each with its record; else each with its case. */
void clock_table(struct visit *visit, const struct caseload *caseload,
		 const struct clock_list *list, struct text caption, bool of_case);
/* A day or a time of the pack's place; empty stays. */
struct text clock_when(struct visit *visit, struct text local);
/* "3 days left", "Overdue by 5 hours", "Stands still". */
struct text clock_left(struct visit *visit, const struct clock_look *look);

#endif
