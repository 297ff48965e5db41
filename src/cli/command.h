/* SPDX-License-Identifier: Apache-2.0 */
/* The command line as a table: each command is a row of command.def, which also prints the help,
 * and one function. A command parses, calls one use case and shows the answer; it knows no SQL,
 * no HTML and no rule. */
#ifndef REMIT_CLI_COMMAND_H
#define REMIT_CLI_COMMAND_H

#include "base/error.h"
#include "base/text.h"

#include <stdio.h>

struct command_call {
	const struct command *command;
	int argc; /* words after the command's name */
	char **argv;
	struct arena *arena; /* freed when the program ends */
	FILE *out;	     /* what was asked for */
	FILE *notes;	     /* remarks for a person; standard error */
};

typedef enum status command_function(struct command_call *call, struct error *error);

struct command {
	const char *name; /* one or two words */
	const char *usage;
	const char *help; /* one line */
	command_function *function;
};

/* All of them, in the order of the help. */
const struct command *command_table(size_t *count);
/* The command that the words begin with, and how many words its name takes; NULL for none. */
const struct command *command_find(int argc, char **argv, int *taken);
void command_print_help(FILE *out);

#define COMMAND(name, function, usage, help) command_function function;
#include "cli/command.def"
#undef COMMAND

#endif
