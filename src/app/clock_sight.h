/* SPDX-License-Identifier: Apache-2.0 */
/* What a condition sees of clocks (pack/condition.h), as they stand in the database. */
#ifndef REMIT_APP_CLOCK_SIGHT_H
#define REMIT_APP_CLOCK_SIGHT_H

#include "app/assemble.h"

struct clock_sight;
enum status clock_sight_open(struct caseload *caseload, struct clock_sight **out,
			     struct error *error) MUST_USE;
/* NULL is allowed. */
void clock_sight_close(struct clock_sight *sight);
/* The row's fields, and its clocks behind them. */
dmn_value clock_sight_add(struct clock_sight *sight, struct batch *batch,
			  const struct pack_record *record, const struct assembled_row *row,
			  dmn_value fields);

#endif
