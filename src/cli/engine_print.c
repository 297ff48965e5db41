/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/engine_print.h"

#include <string.h>

void print_value(struct command_call *call, dmn_value value, bool json)
{
	size_t size;
	const char *text =
		json ? dmn_to_json(call->arena, value, &size) : dmn_text(call->arena, value, &size);
	fwrite(text, 1, size, call->out);
	fputc('\n', call->out);
}

enum status problem_error(const struct dmn_problem *problem, struct error *error)
{
	error_set(error, STATUS_INVALID, "%s: %s", problem->code, problem->message);
	error_remedy(error, "%s", problem->remedy);
	return error_place(error, problem->file[0] != '\0' ? problem->file : NULL, problem->line,
			   NULL);
}

/* The line of a text, from 1. */
static struct text line_of(const char *text, unsigned number)
{
	struct text rest = text_from(text);
	struct text line = rest;
	for (unsigned i = 0; i < number; i++)
		line = text_cut(rest, '\n', &rest);
	return line;
}

void print_problem(struct command_call *call, const struct dmn_problem *problem)
{
	fprintf(call->notes, "remit: %s%s: %s\n",
		problem->severity == DMN_WARNING ? "warning " : "", problem->code,
		problem->message);
	if (problem->element[0] != '\0')
		fprintf(call->notes, "  in '%s'%s%s\n", problem->element,
			problem->file[0] != '\0' ? " of " : "", problem->file);
	if (problem->expression[0] != '\0' && problem->line != 0) {
		struct text line = line_of(problem->expression, problem->line);
		fprintf(call->notes, "  line %u, column %u:\n    %.*s\n    %*s^\n", problem->line,
			problem->column, TEXT_ARG(line), (int)problem->column - 1, "");
	} else if (problem->line != 0) {
		fprintf(call->notes, "  at line %u\n", problem->line);
	}
	if (problem->remedy[0] != '\0')
		fprintf(call->notes, "  %s\n", problem->remedy);
}
