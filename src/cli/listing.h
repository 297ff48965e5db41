/* SPDX-License-Identifier: Apache-2.0 */
/* A command that takes a pack's name and lists something of it, in words or as JSON. */
#ifndef REMIT_CLI_LISTING_H
#define REMIT_CLI_LISTING_H

#include "cli/session.h"

/* Writes each thing to `answer`, and to `out` where that is not NULL; gives how many there are. */
typedef enum status listing_tell(struct caseload *caseload, struct answer *answer, FILE *out,
				 size_t *count, struct error *error);

/* remit WHAT list --db URL PACK [--json]: "None." where there is nothing. */
enum status listing_run(struct command_call *call, listing_tell *tell,
			struct error *error) MUST_USE;

#endif
