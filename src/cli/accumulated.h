/* SPDX-License-Identifier: Apache-2.0 */
/* What an accumulation did, told. */
#ifndef REMIT_CLI_ACCUMULATED_H
#define REMIT_CLI_ACCUMULATED_H

#include "app/accumulate.h"
#include "cli/answer.h"

void accumulated_print(FILE *out, const struct accumulate_report *report);
void accumulated_answer(struct answer *answer, const char *key,
			const struct accumulate_report *report);

#endif
