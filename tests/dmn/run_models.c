/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the case files given: `decision | inputs => result`, one a line, against the model named in
 * the file. `name()` calls a service. */
#include "base/list.h"
#include "base/text.h"

#include <dmn.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct runner {
	struct arena *arena;
	const char *folder;
	const char *file;
	struct dmn_model *model;
	struct dmn_evaluation *evaluation;
	unsigned line;
	unsigned passed;
	unsigned failed;
};

static struct text read_whole(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rbe");
	if (file == NULL) {
		fprintf(stderr, "cannot read %s\n", path);
		exit(2);
	}
	fseek(file, 0, SEEK_END);
	size_t size = (size_t)ftell(file);
	rewind(file);
	char *at = arena_alloc(arena, size + 1);
	size = fread(at, 1, size, file);
	fclose(file);
	return (struct text){ at, size };
}

static void load_models(struct runner *runner, struct text names)
{
	static const struct dmn_host host = { .size = sizeof host };
	dmn_evaluation_free(runner->evaluation);
	dmn_model_free(runner->model);
	runner->model = dmn_model_new(&host);
	while (names.length != 0) {
		struct text name = text_cut(names, ' ', &names);
		const char *path =
			text_c(runner->arena, text_format(runner->arena, "%s/%.*s", runner->folder,
							  TEXT_ARG(name)));
		struct text xml = read_whole(runner->arena, path);
		if (!dmn_model_add(runner->model, path, xml.at, xml.length)) {
			fprintf(stderr, "%s: %s\n", path,
				dmn_model_problem(runner->model, 0)->message);
			exit(2);
		}
	}
	dmn_model_compile(runner->model);
	runner->evaluation = dmn_evaluation_new(runner->model);
}

static bool has_input(const struct runner *runner, struct text name)
{
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(runner->model, i, &element); i++)
		if (text_is(name, element.name))
			return true;
	return text_find(name, TEXT("."), 0) != SIZE_MAX; /* of an import */
}

static dmn_value decide(struct runner *runner, struct text name, struct text inputs)
{
	dmn_value context;
	dmn_evaluation_reset(runner->evaluation);
	struct arena *arena = dmn_evaluation_arena(runner->evaluation);
	if (!dmn_from_json(arena, inputs.at, inputs.length, &context)) {
		fprintf(stderr, "%s:%u: the inputs are no JSON\n", runner->file, runner->line);
		exit(2);
	}
	if (text_ends(name, TEXT("()")))
		return dmn_invoke(runner->evaluation,
				  text_c(runner->arena, text_slice(name, 0, name.length - 2)),
				  context);
	for (size_t i = 0; i < dmn_context_count(context); i++) {
		struct text key;
		dmn_context_at(context, i, &key.at, &key.length);
		if (!has_input(runner, key))
			fprintf(stderr, "%s:%u: no input '%.*s'\n", runner->file, runner->line,
				TEXT_ARG(key));
	}
	dmn_set_inputs(runner->evaluation, context);
	return dmn_decide(runner->evaluation, text_c(runner->arena, name));
}

static bool as_expected(struct runner *runner, struct text expected, dmn_value value)
{
	const struct dmn_problem *problem = dmn_problem_of(value);
	bool wants_warning = text_starts(expected, TEXT("?"));
	if (wants_warning && (problem == NULL || problem->severity != DMN_WARNING))
		return false;
	if (wants_warning || text_starts(expected, TEXT("!")))
		return problem != NULL &&
		       text_is(text_slice(expected, 1, expected.length), problem->code);
	const char *json = dmn_to_json(runner->arena, value, NULL);
	return problem == NULL && text_is(expected, json);
}

static void run_line(struct runner *runner, struct text line)
{
	size_t bar = text_find(line, TEXT(" | "), 0);
	size_t arrow = text_find(line, TEXT(" => "), 0);
	if (bar == SIZE_MAX || arrow == SIZE_MAX) {
		fprintf(stderr, "%s:%u: not 'decision | inputs => result'\n", runner->file,
			runner->line);
		exit(2);
	}
	struct text expected = text_slice(line, arrow + 4, line.length);
	dmn_value value =
		decide(runner, text_slice(line, 0, bar), text_slice(line, bar + 3, arrow));
	if (as_expected(runner, expected, value)) {
		runner->passed++;
		return;
	}
	runner->failed++;
	const struct dmn_problem *problem = dmn_problem_of(value);
	printf("%s:%u: %.*s\n  got %s%s%s%s%s\n", runner->file, runner->line, TEXT_ARG(line),
	       dmn_to_json(runner->arena, value, NULL), problem != NULL ? " " : "",
	       problem != NULL ? problem->code : "", problem != NULL ? ": " : "",
	       problem != NULL ? problem->message : "");
}

static void run_file(struct runner *runner, const char *path)
{
	struct text rest = read_whole(runner->arena, path);
	runner->file = path;
	runner->line = 0;
	while (rest.length != 0) {
		struct text line = text_trim(text_cut(rest, '\n', &rest));
		runner->line++;
		if (line.length == 0 || line.at[0] == '#')
			continue;
		if (text_starts(line, TEXT("model ")))
			load_models(runner, text_slice(line, 6, line.length));
		else
			run_line(runner, line);
	}
}

int main(int argc, char **argv)
{
	struct runner runner = { .arena = arena_new(0), .folder = argv[1] };
	for (int i = 2; i < argc; i++)
		run_file(&runner, argv[i]);
	printf("%u passed, %u failed\n", runner.passed, runner.failed);
	dmn_evaluation_free(runner.evaluation);
	dmn_model_free(runner.model);
	arena_free(runner.arena);
	return runner.failed != 0 || runner.passed == 0;
}
