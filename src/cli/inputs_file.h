/* SPDX-License-Identifier: Apache-2.0 */
/* Many sets of inputs from a file: CSV with a header, or JSON lines.
 *
 * In CSV a column is an input ("Age") or a path into one ("Person.age"). A cell that is a JSON
 * number, true, false, null, list, object or quoted text is that; an empty one is null; any other
 * is a text, which the engine reads as a date, time or duration where the model declares one. */
#ifndef REMIT_CLI_INPUTS_FILE_H
#define REMIT_CLI_INPUTS_FILE_H

#include "cli/command.h"

#include <dmn.h>

/* One set, as a context; `line` of the file. What it returns other than STATUS_OK ends the reading.
 */
typedef enum status inputs_function(void *user, dmn_value inputs, unsigned line,
				    struct error *error);

enum status inputs_file_read(struct command_call *call, const char *path,
			     inputs_function *on_inputs, void *user, struct error *error) MUST_USE;

#endif
