/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's conditions (pack/condition.h), asked of records. */
#ifndef REMIT_APP_CONDITION_H
#define REMIT_APP_CONDITION_H

#include "app/assemble.h"
#include "app/engine_host.h"

/* The conditions that are asked of one record type. */
struct condition_model {
	struct dmn_model *model; /* NULL: there are none */
	struct dmn_evaluation *evaluation;
};

struct clock_sight;

struct conditions {
	const struct pack *pack;
	struct engine_host host;
	struct condition_model *models; /* one for each of pack->records */
	struct clock_sight *clocks;	/* NULL: none of them names one */
};

/* Compile them. To be closed, also after a failure; both live in the caseload's arena till then. */
enum status conditions_open(struct conditions *conditions, struct caseload *caseload,
			    struct error *error) MUST_USE;
void conditions_close(struct conditions *conditions);

/* What the condition is of a row of the type that it is asked of, in a batch of families; `form` is
 * null but in a step. It lives until that type is asked again, and is null where it cannot be told:
 * what must hold has to be true. */
dmn_value condition_ask(struct conditions *conditions, const struct pack_condition *condition,
			struct batch *batch, struct assembled_row *row, dmn_value form);
/* True where there is no such condition (NULL), and where it is true. */
bool condition_holds(struct conditions *conditions, const struct pack_condition *condition,
		     struct batch *batch, struct assembled_row *row, dmn_value form);

#endif
