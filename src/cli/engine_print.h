/* SPDX-License-Identifier: Apache-2.0 */
/* Values and problems of the engine, for a person at a terminal. */
#ifndef REMIT_CLI_ENGINE_PRINT_H
#define REMIT_CLI_ENGINE_PRINT_H

#include "cli/command.h"

#include <dmn.h>

/* A value on a line: as JSON when `json`, as FEEL prints it otherwise. */
void print_value(struct command_call *call, dmn_value value, bool json);
/* The error of a problem: message, place, remedy. */
enum status problem_error(const struct dmn_problem *problem, struct error *error);
/* The problems of the nulls in a value, itself or inside a list or context, in order, at most
 * `most`; gives how many there are in all. */
size_t value_problems(dmn_value value, const struct dmn_problem **problems, size_t most);
/* Them on standard error, the first 20. */
void print_value_problems(struct command_call *call, dmn_value value);
/* The problem on standard error, with the text and a mark under the place. */
void print_problem(struct command_call *call, const struct dmn_problem *problem);

#endif
