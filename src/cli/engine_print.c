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

struct problem_walk {
	const struct dmn_problem **problems;
	size_t most;
	size_t count;
};

static void walk_value(struct problem_walk *walk, dmn_value value, unsigned depth)
{
	enum {
		DEPTH_MOST = 200
	};
	const struct dmn_problem *problem = dmn_problem_of(value);
	if (problem != NULL) {
		for (size_t i = 0; i < walk->count && i < walk->most; i++)
			if (walk->problems[i] == problem)
				return;
		if (walk->count < walk->most)
			walk->problems[walk->count] = problem;
		walk->count++;
	}
	if (depth == DEPTH_MOST)
		return;
	for (size_t i = 0; value.kind == DMN_LIST && i < value.count; i++)
		walk_value(walk, dmn_list_at(value, i), depth + 1);
	for (size_t i = 0; i < dmn_context_count(value); i++)
		walk_value(walk, dmn_context_at(value, i, NULL, NULL), depth + 1);
}

size_t value_problems(dmn_value value, const struct dmn_problem **problems, size_t most)
{
	struct problem_walk walk = { .problems = problems, .most = most };
	walk_value(&walk, value, 0);
	return walk.count;
}

void print_value_problems(struct command_call *call, dmn_value value)
{
	enum {
		SHOWN_MOST = 20
	};
	const struct dmn_problem *problems[SHOWN_MOST];
	size_t count = value_problems(value, problems, SHOWN_MOST);
	for (size_t i = 0; i < count && i < SHOWN_MOST; i++)
		print_problem(call, problems[i]);
	if (count > SHOWN_MOST)
		fprintf(call->notes, "remit: and %zu problems more\n", count - SHOWN_MOST);
}
