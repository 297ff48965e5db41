/* SPDX-License-Identifier: Apache-2.0 */
/* Commands whose room is not there yet. Whoever writes cmd_<name>.c takes the line out. */
#include "cli/command.h"

static enum status pending(const struct command_call *call, struct error *error)
{
	return error_set(error, STATUS_UNSUPPORTED, "'%s' is not built into this program",
			 call->command->name);
}

#define PENDING(name)                                                                              \
	enum status name(struct command_call *call, struct error *error)                           \
	{                                                                                          \
		return pending(call, error);                                                       \
	}

PENDING(command_synth)
