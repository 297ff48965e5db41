/* SPDX-License-Identifier: Apache-2.0 */
/* remit help, remit version. */
#include "cli/command.h"

#include <string.h>

/* Those of two words that begin with this one; how many. */
static size_t print_family(FILE *out, const char *word)
{
	size_t count, shown = 0, length = strlen(word);
	const struct command *table = command_table(&count);
	for (size_t i = 0; i < count; i++)
		if (strncmp(table[i].name, word, length) == 0 && table[i].name[length] == ' ') {
			fprintf(out, "remit %s\n    %s\n", table[i].name, table[i].help);
			shown++;
		}
	return shown;
}

enum status command_help(struct command_call *call, struct error *error)
{
	int taken;
	if (call->argc == 0) {
		command_print_help(call->out);
		return STATUS_OK;
	}
	const struct command *command = command_find(call->argc, call->argv, &taken);
	if (command == NULL && print_family(call->out, call->argv[0]) != 0)
		return STATUS_OK;
	if (command == NULL) {
		error_set(error, STATUS_USAGE, "there is no command '%s'", call->argv[0]);
		return error_remedy(error, "'remit help' lists them");
	}
	fprintf(call->out, "remit %s %s\n\n%s\n", command->name, command->usage, command->help);
	return STATUS_OK;
}

enum status command_version(struct command_call *call, struct error *error)
{
	(void)error;
	fputs("remit " REMIT_VERSION "\n", call->out);
	return STATUS_OK;
}
