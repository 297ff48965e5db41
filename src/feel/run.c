/* SPDX-License-Identifier: Apache-2.0 */
/* Budgets and problems of an evaluation. */
#include "feel/evaluate.h"

#include "base/builder.h"

#include <stdio.h>
#include <string.h>

enum {
	STEPS_MOST_DEFAULT = 100 * 1000 * 1000
};

void run_start(struct run *run, struct arena *arena, const struct dmn_host *host)
{
	*run = (struct run){ .arena = arena, .host = host };
	run->steps_left = host->most_steps != 0 ? host->most_steps : STEPS_MOST_DEFAULT;
	run->is_two_valued = host->b_feel;
	run->depth_left = host->most_depth != 0 ? host->most_depth : DEPTH_MOST_DEFAULT;
}

struct run run_new(struct arena *arena, const struct dmn_host *host)
{
	struct run run;
	run_start(&run, arena, host);
	return run;
}

struct dmn_host run_host(const struct dmn_host *given)
{
	struct dmn_host host = { 0 };
	size_t size = given == NULL ? 0 : given->size;
	if (given != NULL)
		memcpy(&host, given, size == 0 || size > sizeof host ? sizeof host : size);
	host.size = sizeof host;
	return host;
}

void run_step_asking(struct run *run, uint64_t steps)
{
	if (run->steps_left < steps)
		boundary_leave(run->arena, STATUS_LIMIT, "the limit of steps was reached");
	uint64_t before = run->steps_left;
	run->steps_left -= steps;
	if (before / STEPS_BETWEEN_ASKING == run->steps_left / STEPS_BETWEEN_ASKING)
		return;
	if (run->host->keep_going != NULL && !run->host->keep_going(run->host->user))
		boundary_leave(run->arena, STATUS_LIMIT, "the host asked to stop");
}

void run_line_and_column(struct text source, size_t offset, unsigned *line, unsigned *column)
{
	*line = 1;
	*column = 1;
	for (size_t i = 0; source.at != NULL && i < offset && i < source.length;) {
		bool is_ascii = (source.at[i] & 0x80) == 0;
		if (is_ascii ? source.at[i++] == '\n' : text_next(source, &i) == '\n') {
			(*line)++;
			*column = 1;
		} else {
			(*column)++;
		}
	}
}

static const struct {
	const char *code;
	const char *remedy;
} rows[] = {
#define PROBLEM(name, code, example, remedy) { code, remedy },
#include "feel/problem.def"
#undef PROBLEM
};

/* NUL-ended and UTF-8, whatever the bytes: a host may have given others, or a message be cut. */
static const char *clean(struct arena *arena, struct text text)
{
	if (text_is_utf8(text))
		return text_c(arena, text);
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < text.length;)
		builder_add_code_point(&out, text_next(text, &i));
	return text_c(arena, builder_text(&out));
}

static struct dmn_problem *problem_new(struct run *run, enum problem_code code)
{
	struct dmn_problem *problem = arena_new_one(run->arena, struct dmn_problem);
	problem->code = rows[code].code;
	problem->remedy = rows[code].remedy;
	problem->file = run->place.file != NULL ? run->place.file : "";
	problem->element = run->place.element != NULL ? run->place.element : "";
	problem->expression = clean(run->arena, run->place.source);
	if (run->place.source.at == NULL && run->place.line != 0)
		problem->line = run->place.line;
	else
		run_line_and_column(run->place.source, run->place.offset, &problem->line,
				    &problem->column);
	return problem;
}

/* Past what is kept, the last one stands for all that follow; an error takes a warning's place. */
PRINTF_LIKE(4, 0)
static dmn_value note(struct run *run, enum problem_code code, enum dmn_severity severity,
		      const char *format, va_list arguments)
{
	bool is_full = run->problems.count >= PROBLEMS_KEPT;
	if (is_full && run->problems.at[PROBLEMS_KEPT - 1]->severity <= severity)
		return (dmn_value){ .kind = DMN_NULL,
				    .as.problem = run->problems.at[PROBLEMS_KEPT - 1] };
	char message[400];
	vsnprintf(message, sizeof message, format, arguments);
	struct dmn_problem *problem = problem_new(run, code);
	problem->message = clean(run->arena, text_from(message));
	problem->severity = severity;
	if (is_full)
		run->problems.at[PROBLEMS_KEPT - 1] = problem;
	else
		list_push(run->arena, &run->problems, problem);
	return (dmn_value){ .kind = DMN_NULL, .as.problem = problem };
}

dmn_value run_fail(struct run *run, enum problem_code code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	dmn_value null = note(run, code, DMN_ERROR, format, arguments);
	va_end(arguments);
	return null;
}

void run_note_null(struct run *run, dmn_value refused, bool has_own)
{
	if (run->nulls != NULL && refused.kind == DMN_NULL)
		list_push(run->arena, run->nulls,
			  (struct met_null){ .place = run->place,
					     .null = refused,
					     .problem = run->problems.count,
					     .has_own = has_own });
}

void run_settle_nulls(struct run *run, size_t count)
{
	for (size_t i = count; i < run_nulls_met(run); i++)
		run->nulls->at[i].is_settled = true;
}

dmn_value run_blame(struct run *run, dmn_value cause, enum problem_code code, const char *format,
		    ...)
{
	char message[400];
	run_note_null(run, cause, !run_has_failed(cause));
	if (run_has_failed(cause))
		return cause;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	if (cause.kind != DMN_NULL || cause.as.problem == NULL)
		return run_fail(run, code, "%s", message);
	return run_fail(run, code, "%s; %s", message, cause.as.problem->message);
}

dmn_value run_warn(struct run *run, enum problem_code code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	dmn_value null = note(run, code, DMN_WARNING, format, arguments);
	va_end(arguments);
	return null;
}

struct limit {
	struct run *run;
	const char *message;
	dmn_value null;
};

static void tell_limit(void *user)
{
	struct limit *limit = user;
	limit->run->problems.count -= limit->run->problems.count >= PROBLEMS_KEPT;
	limit->null = run_fail(limit->run, PROBLEM_LIMIT, "%s", limit->message);
}

dmn_value run_limit(struct run *run, const struct error *error)
{
	static const struct dmn_problem no_memory = { .code = "DMN-LIMIT",
						      .message = "the machine has no memory left",
						      .remedy = "",
						      .file = "",
						      .element = "",
						      .expression = "" };
	struct limit limit = { .run = run, .message = error->message };
	size_t limit_size = run->arena->limit_size;
	run->arena->limit_size = 0;
	enum status status = boundary_run(run->arena, tell_limit, &limit, NULL);
	run->arena->limit_size = limit_size;
	if (status != STATUS_OK)
		return (dmn_value){ .kind = DMN_NULL, .as.problem = &no_memory };
	return limit.null;
}

dmn_value run_call(struct run *run, dmn_value function, const dmn_value *arguments, size_t count)
{
	if (function.kind != DMN_FUNCTION)
		return run_fail(run, PROBLEM_CALL, "a %s is no function and cannot be called",
				dmn_kind_name(function.kind));
	return function_call(run, value_function(function), NULL, arguments, count);
}
