/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of the log as a table: of one case, or of a search. */
#ifndef REMIT_WEB_TRAIL_TABLE_H
#define REMIT_WEB_TRAIL_TABLE_H

#include "app/trail.h"
#include "web/visit.h"

void trail_table(struct visit *visit, const struct trail_entry *entries, size_t count);

#endif
