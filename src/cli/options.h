/* SPDX-License-Identifier: Apache-2.0 */
/* Options of a command: --name VALUE, --name=VALUE, flags, and the words that are neither. */
#ifndef REMIT_CLI_OPTIONS_H
#define REMIT_CLI_OPTIONS_H

#include "cli/command.h"
#include "base/list.h"

struct option_words {
	LIST_OF(const char *);
};

/* One option: set exactly one of the three places. A repeated `value` is refused. */
struct option_spec {
	const char *name;	    /* without the dashes */
	const char **value;	    /* a text */
	bool *flag;		    /* no value */
	struct option_words *words; /* a text that may be given again */
	bool needed;
};

/* Read the call's words. `words` gets what is no option; there must be from `fewest` to `most`.
 * STATUS_USAGE names the option and prints the command's usage as the remedy. */
enum status options_read(struct command_call *call, const struct option_spec *specs, size_t count,
			 struct option_words *words, size_t fewest, size_t most,
			 struct error *error) MUST_USE;

/* A whole number from `least` to `most`. */
enum status options_number(const char *name, const char *value, int64_t least, int64_t most,
			   int64_t *out, struct error *error) MUST_USE;

#endif
