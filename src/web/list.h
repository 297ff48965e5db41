/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of work items, as home and the worklist show them. */
#ifndef REMIT_WEB_LIST_H
#define REMIT_WEB_LIST_H

#include "app/worklist.h"
#include "web/words.h"

/* A row for each item: the pack's columns, why it stands where it does, who has it, its state. */
void list_table(struct visit *visit, const struct pack *pack, const struct worklist *list,
		const char *caption);
/* "See all 12", "See all of more than 1,000". */
struct text list_count_words(struct visit *visit, const struct worklist *list);
/* The field to find a case by its reference. */
void list_find_form(struct visit *visit);

#endif
