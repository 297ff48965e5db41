/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of problem of feel/problem.def: its example gives it, with place and remedy. */
#include <dmn.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *code;
	const char *example;
	const char *remedy;
} rows[] = {
#define PROBLEM(name, code, example, remedy) { code, example, remedy },
#include "feel/problem.def"
#undef PROBLEM
};

static const struct dmn_host host = { .size = sizeof host, .most_steps = 1000 * 1000 };

static void assert_row(size_t row, const struct dmn_problem *problem)
{
	if (problem == NULL)
		fail_msg("no problem: %s", rows[row].example);
	assert_string_equal(problem->code, rows[row].code);
	assert_string_equal(problem->remedy, rows[row].remedy);
	assert_int_not_equal(problem->message[0], '\0');
	assert_int_not_equal(problem->line, 0);
}

static void check_text(size_t row)
{
	struct arena *arena = dmn_arena_new(0);
	const char *example = rows[row].example;
	dmn_value value = dmn_feel(&host, arena, example, strlen(example), dmn_null(), false);
	assert_row(row, dmn_problem_of(value));
	assert_string_equal(dmn_problem_of(value)->expression, example);
	assert_int_not_equal(dmn_problem_of(value)->column, 0);
	dmn_arena_free(arena);
}

/* Of what was found when the model was loaded, or else when its decision was made. */
static void check_model(size_t row)
{
	char xml[2000];
	snprintf(xml, sizeof xml,
		 "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' "
		 "namespace='urn:m'>\n%s</definitions>",
		 rows[row].example);
	struct dmn_model *model = dmn_model_new(&host);
	bool is_loaded =
		dmn_model_add(model, "m.dmn", xml, strlen(xml)) && dmn_model_compile(model);
	struct dmn_evaluation *evaluation = is_loaded ? dmn_evaluation_new(model) : NULL;
	const struct dmn_problem *problem = dmn_model_problem(model, 0);
	if (problem == NULL && is_loaded)
		problem = dmn_problem_of(dmn_decide(evaluation, "d"));
	assert_row(row, problem);
	assert_string_equal(problem->file, "m.dmn");
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
}

static void examples_give_their_problems(void **state)
{
	(void)state;
	for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
		(rows[row].example[0] == '<' ? check_model : check_text)(row);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(examples_give_their_problems) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
