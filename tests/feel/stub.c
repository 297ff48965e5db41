/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the run that the evaluator defines, in the shortest form that tests need. A
 * "function" here is a pointer to a stub_function. */
#include "stub.h"

#include "feel/number.h"
#include "feel/temporal.h"
#include "feel/value_print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static bool read_zone(void *user, const char *name, const void **at, size_t *size)
{
	struct run *run = *(struct run **)user;
	char path[200];
	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return false;
	char *room = arena_alloc(run->arena, 65536);
	*size = fread(room, 1, 65536, file);
	*at = room;
	fclose(file);
	return true;
}

static int64_t now(void *user, int32_t *offset)
{
	(void)user;
	*offset = 3600;
	return 1795339230LL * 1000000000 + 500000000;
}

struct run *stub_run(void)
{
	struct run *run = calloc(1, sizeof *run);
	struct run **user = malloc(sizeof *user);
	struct dmn_host *host = calloc(1, sizeof *host);
	*user = run;
	*host = (struct dmn_host){
		.size = sizeof *host, .user = user, .zone = read_zone, .now = now
	};
	run->arena = arena_new(0);
	run->host = host;
	run->steps_left = 100000000;
	run->depth_left = 200;
	return run;
}

void stub_run_free(struct run *run)
{
	arena_free(run->arena);
	free(run->host->user);
	free((void *)(uintptr_t)run->host);
	free(run);
}

PRINTF_LIKE(3, 0)
static dmn_value note(struct run *run, enum problem_code code, const char *format,
		      va_list arguments)
{
	static const char *const codes[] = {
#define PROBLEM(name, code, example, remedy) code,
#include "feel/problem.def"
#undef PROBLEM
	};
	char message[1000];
	vsnprintf(message, sizeof message, format, arguments);
	struct dmn_problem *problem = arena_new_one(run->arena, struct dmn_problem);
	problem->code = codes[code];
	problem->message = text_c(run->arena, text_from(message));
	return (dmn_value){ .kind = DMN_NULL, .as.problem = problem };
}

dmn_value run_fail(struct run *run, enum problem_code code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	dmn_value null = note(run, code, format, arguments);
	va_end(arguments);
	return null;
}

dmn_value run_blame(struct run *run, dmn_value cause, enum problem_code code, const char *format,
		    ...)
{
	if (cause.kind == DMN_NULL && cause.as.problem != NULL)
		return cause;
	va_list arguments;
	va_start(arguments, format);
	dmn_value null = note(run, code, format, arguments);
	va_end(arguments);
	return null;
}

dmn_value run_warn(struct run *run, enum problem_code code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	dmn_value null = note(run, code, format, arguments);
	va_end(arguments);
	return null;
}

void run_step_asking(struct run *run, uint64_t steps)
{
	if (run->steps_left < steps)
		boundary_leave(run->arena, STATUS_LIMIT, "steps");
	run->steps_left -= steps;
}

typedef dmn_value stub_function(struct run *run, const dmn_value *arguments, size_t count);

dmn_value run_call(struct run *run, dmn_value function, const dmn_value *arguments, size_t count)
{
	stub_function *call = (stub_function *)(uintptr_t)function.as.pointer;
	return call(run, arguments, count);
}

dmn_value stub_number(struct run *run, const char *text)
{
	dmn_value value;
	assert_true(number_parse(run->arena, text_from(text), &value));
	return value;
}

dmn_value stub_temporal(struct run *run, const char *text)
{
	dmn_value value;
	if (!temporal_parse_any(run, text_from(text), &value))
		fail_msg("%s is not temporal", text);
	return value;
}

const char *stub_text(struct run *run, dmn_value value)
{
	struct builder out = builder_new(run->arena);
	if (value.kind == DMN_NULL && value.as.problem != NULL) {
		builder_add_byte(&out, '!');
		builder_add_c(&out, value.as.problem->code);
	} else {
		value_print_literal(&out, value);
	}
	return text_c(run->arena, builder_text(&out));
}
