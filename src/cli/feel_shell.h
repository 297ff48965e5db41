/* SPDX-License-Identifier: Apache-2.0 */
/* `remit feel` on a terminal: a line, an answer, with history and variables. History is kept in
 * memory alone: what is typed may hold facts of a case. */
#ifndef REMIT_CLI_FEEL_SHELL_H
#define REMIT_CLI_FEEL_SHELL_H

#include "cli/command.h"

#include <dmn.h>

/* Ask until :quit or the end of input. `context` (or null) gives the first variables. */
enum status feel_shell(struct command_call *call, const struct dmn_host *host, dmn_value context,
		       struct error *error) MUST_USE;

#endif
