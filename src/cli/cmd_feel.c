/* SPDX-License-Identifier: Apache-2.0 */
/* remit feel: one expression, or with --jsonl one a line; on a terminal a session. */
#include "app/engine_host.h"
#include "cli/engine_print.h"
#include "cli/feel_shell.h"
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct feel_options {
	const char *context;
	bool json;
	bool jsonl;
	bool unary;
	bool b_feel;
};

/* An object of results is written by hand once: value, or null with error, line and column. */
static void answer_line(struct command_call *call, struct arena *arena, dmn_value value)
{
	const struct dmn_problem *problem = dmn_problem_of(value);
	const char *names[] = { "value", "error", "code", "line", "column" };
	dmn_value values[5] = { value };
	if (problem != NULL) {
		values[0] = dmn_null();
		values[1] = dmn_string(arena, problem->message, strlen(problem->message));
		values[2] = dmn_string(arena, problem->code, strlen(problem->code));
		values[3] = dmn_number(problem->line);
		values[4] = dmn_number(problem->column);
	}
	dmn_value object = dmn_context(arena, names, values, problem != NULL ? 5 : 1);
	fprintf(call->out, "%s\n", dmn_to_json(arena, object, NULL));
}

static dmn_value evaluate_line(const struct dmn_host *host, struct arena *arena, const char *line,
			       size_t size, bool unary)
{
	dmn_value request;
	if (!dmn_from_json(arena, line, size, &request))
		return request;
	dmn_value expression = dmn_context_get(request, "expression");
	if (expression.kind != DMN_STRING)
		expression = dmn_string_view("", 0);
	return dmn_feel(host, arena, expression.as.string, expression.count,
			dmn_context_get(request, "context"), unary);
}

static enum status run_lines(struct command_call *call, const struct dmn_host *host, bool unary,
			     struct error *error)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	struct arena *arena = arena_new(0);
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	while ((size = getline(&line, &room, stdin)) >= 0) {
		if (size > 0 && line[size - 1] == '\n')
			size--;
		dmn_value value = evaluate_line(host, arena, line, (size_t)size, unary);
		answer_line(call, arena, value);
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	return STATUS_OK;
}

static enum status read_context(struct command_call *call, const char *json, dmn_value *out,
				struct error *error)
{
	*out = dmn_null();
	if (json == NULL)
		return STATUS_OK;
	if (!dmn_from_json(call->arena, json, strlen(json), out))
		return problem_error(dmn_problem_of(*out), error);
	if (out->kind == DMN_CONTEXT)
		return STATUS_OK;
	error_set(error, STATUS_USAGE, "--context is a JSON object");
	return error_remedy(error, "for instance --context '{\"age\": 19}'");
}

enum status command_feel(struct command_call *call, struct error *error)
{
	struct feel_options options = { 0 };
	const struct option_spec specs[] = {
		{ .name = "context", .value = &options.context },
		{ .name = "json", .flag = &options.json },
		{ .name = "jsonl", .flag = &options.jsonl },
		{ .name = "unary", .flag = &options.unary },
		{ .name = "b-feel", .flag = &options.b_feel },
	};
	struct option_words words = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &words, 0, 1, error));
	struct engine_host engine;
	engine_host_init(&engine, call->arena);
	engine.host.b_feel = options.b_feel;
	if (options.jsonl)
		return run_lines(call, &engine.host, options.unary, error);
	dmn_value context;
	TRY(read_context(call, options.context, &context, error));
	if (words.count == 0 && !options.unary && !options.json && isatty(STDIN_FILENO) == 1)
		return feel_shell(call, &engine.host, context, error);
	if (words.count == 0) {
		error_set(error, STATUS_USAGE, "an expression is missing");
		return error_remedy(error, "for instance: remit feel '1 + 2'");
	}
	dmn_value value = dmn_feel(&engine.host, call->arena, words.at[0], strlen(words.at[0]),
				   context, options.unary);
	print_value(call, value, options.json);
	if (dmn_problem_of(value) != NULL) {
		print_problem(call, dmn_problem_of(value));
		if (dmn_problem_of(value)->severity == DMN_WARNING)
			return STATUS_OK;
		return error_set(error, STATUS_INVALID,
				 "the expression gave null because of the problem above");
	}
	return STATUS_OK;
}
