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

enum {
	ANSWER_MEMBERS = 4,		    /* of a problem in an answer */
	INNER_MOST = 20,		    /* problems told of nulls inside a list or context */
	LINE_BYTES_MOST = 256 * 1024 * 1024 /* what a line and its answer may take */
};

/* error, code, line and column, from index 1 of an answer on or of an object of their own. */
static const char *const answer_names[] = { "value", "error", "code", "line", "column" };

static void describe(struct arena *arena, const struct dmn_problem *problem, dmn_value *values)
{
	values[0] = dmn_string(arena, problem->message, strlen(problem->message));
	values[1] = dmn_string(arena, problem->code, strlen(problem->code));
	values[2] = dmn_number(problem->line);
	values[3] = dmn_number(problem->column);
}

/* The value; of a null for an error, error, line and column; of such nulls inside it, `errors`. */
static void answer_line(struct command_call *call, struct arena *arena, dmn_value value)
{
	const struct dmn_problem *problems[INNER_MOST];
	dmn_value values[1 + ANSWER_MEMBERS] = { value };
	size_t count = value_problems(value, problems, INNER_MOST);
	dmn_value object;
	if (dmn_problem_of(value) != NULL) {
		describe(arena, problems[0], values + 1);
		object = dmn_context(arena, answer_names, values, 1 + ANSWER_MEMBERS);
	} else if (count != 0) {
		static const char *const names[] = { "value", "errors" };
		dmn_value list[INNER_MOST];
		size_t told = count < INNER_MOST ? count : INNER_MOST;
		for (size_t i = 0; i < told; i++) {
			describe(arena, problems[i], values + 1);
			list[i] = dmn_context(arena, answer_names + 1, values + 1, ANSWER_MEMBERS);
		}
		dmn_value both[] = { value, dmn_list(arena, list, told) };
		object = dmn_context(arena, names, both, 2);
	} else {
		object = dmn_context(arena, answer_names, values, 1);
	}
	const char *json = dmn_to_json(arena, object, NULL);
	fprintf(call->out, "%s\n",
		json[0] != '\0' ? json
				: "{\"value\":null,\"error\":\"the answer is too large\","
				  "\"code\":\"DMN-LIMIT\",\"line\":1,\"column\":1}");
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
	struct arena *arena = arena_new(LINE_BYTES_MOST);
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
	print_value_problems(call, value);
	const struct dmn_problem *problem = dmn_problem_of(value);
	if (problem == NULL || problem->severity == DMN_WARNING)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
			 "the expression gave null because of the problem above");
}
