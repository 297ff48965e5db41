/* SPDX-License-Identifier: Apache-2.0 */
/* All stories of a pack, for `remit pack test`. */
#ifndef REMIT_CLI_SCENARIO_TEST_H
#define REMIT_CLI_SCENARIO_TEST_H

#include "cli/command.h"

struct scenario_counts {
	unsigned held, failed;
	unsigned breaks, unnoticed; /* changes of the pack with which a story still holds */
};

/* Run them, with `mutate` also broken; a line for each that fails. */
enum status scenario_test(struct command_call *call, const char *folder, bool mutate,
			  struct scenario_counts *out, struct error *error) MUST_USE;

#endif
