/* SPDX-License-Identifier: Apache-2.0 */
/* The table of commands and its help. */
#include "cli/command.h"

#include <string.h>

const struct command *command_table(size_t *count)
{
	static const struct command commands[] = {
#define COMMAND(name, function, usage, help) { name, usage, help, function },
#include "cli/command.def"
#undef COMMAND
	};
	*count = sizeof commands / sizeof commands[0];
	return commands;
}

static bool matches(const char *name, int argc, char **argv, int *taken)
{
	const char *second = strchr(name, ' ');
	size_t first_size = second == NULL ? strlen(name) : (size_t)(second - name);
	*taken = second == NULL ? 1 : 2;
	if (argc < *taken || strlen(argv[0]) != first_size ||
	    memcmp(argv[0], name, first_size) != 0)
		return false;
	return second == NULL || strcmp(argv[1], second + 1) == 0;
}

const struct command *command_find(int argc, char **argv, int *taken)
{
	size_t count;
	const struct command *table = command_table(&count);
	for (size_t i = 0; i < count; i++)
		if (matches(table[i].name, argc, argv, taken))
			return &table[i];
	return NULL;
}

void command_print_help(FILE *out)
{
	size_t count;
	const struct command *table = command_table(&count);
	fputs("remit: casework under published rules\n\n", out);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %-17s %s\n", table[i].name, table[i].help);
	fputs("\n'remit help COMMAND' prints how to call it.\n", out);
}
