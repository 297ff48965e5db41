/* SPDX-License-Identifier: Apache-2.0 */
/* A batch answers each row as the decision does, by every kernel: random rows, the ends of the
 * range, nulls, counts that are no multiple of a lane. */
#include "dmn/batch_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
	ROWS = 3001,
	COLUMNS = 5,
	RULES_MOST = 40
};

struct sample {
	int32_t values[COLUMNS][ROWS];
	struct dmn_column columns[COLUMNS];
	uint16_t portable[ROWS];
	uint16_t best[ROWS];
	char xml[65536];
};

static const char *const jobs[] = { "cook", "nurse", "a job with a long name", "", "clerk" };

static uint32_t next(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

/* A test of numbers near the values that make_rows gives. */
static void write_number(char *out, size_t size, uint32_t *state)
{
	static const struct {
		const char *before;
		const char *after;
	} forms[] = { { "&lt; ", "" }, { "&gt;= ", "" },    { "[", "..50]" },
		      { "", "" },      { "not(", ")" },	    { "(", "..9999]" },
		      { "!= ", "" },   { "&gt; -9, ", "" }, { "", ".5, &gt; 60" } };
	uint32_t choice = next(state) % 9;
	snprintf(out, size, "%s%d%s", forms[choice].before, (int)(next(state) % 60),
		 forms[choice].after);
}

static void write_cell(char *out, size_t size, size_t column, uint32_t *state)
{
	static const char *const texts[] = { "\"cook\"", "\"nurse\",\"clerk\"", "not(\"\")",
					     "&lt; \"d\"" };
	unsigned choice = next(state);
	if (choice % 3 == 0)
		snprintf(out, size, "-");
	else if (column == 2)
		snprintf(out, size, "%s", texts[choice % 4]);
	else if (column == 3)
		snprintf(out, size, "%s", choice % 2 == 0 ? "true" : "false");
	else if (column == 4)
		snprintf(out, size, "&gt;= date(\"19%u-01-01\")", 70 + choice % 9);
	else
		write_number(out, size, state);
}

static void write_model(struct sample *sample, const char *policy, size_t rules, uint32_t *state)
{
	static const char *const types[] = { "number", "number", "string", "boolean", "date" };
	char *at = sample->xml;
	char *end = at + sizeof sample->xml;
	at += snprintf(at, (size_t)(end - at),
		       "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' "
		       "namespace='m'>");
	for (size_t c = 0; c < COLUMNS; c++)
		at += snprintf(at, (size_t)(end - at),
			       "<inputData id='i%zu' name='I%zu'><variable name='I%zu' "
			       "typeRef='%s'/></inputData>",
			       c, c, c, types[c]);
	at += snprintf(at, (size_t)(end - at), "<decision name='D'><variable name='D'/>");
	for (size_t c = 0; c < COLUMNS; c++)
		at += snprintf(at, (size_t)(end - at),
			       "<informationRequirement><requiredInput href='#i%zu'/>"
			       "</informationRequirement>",
			       c);
	at += snprintf(at, (size_t)(end - at), "<decisionTable hitPolicy='%s'>", policy);
	for (size_t c = 0; c < COLUMNS; c++)
		at += snprintf(
			at, (size_t)(end - at),
			"<input><inputExpression><text>I%zu</text></inputExpression></input>", c);
	at += snprintf(at, (size_t)(end - at), "<output/>");
	for (size_t r = 0; r < rules; r++) {
		at += snprintf(at, (size_t)(end - at), "<rule>");
		for (size_t c = 0; c < COLUMNS; c++) {
			char cell[64];
			write_cell(cell, sizeof cell, c, state);
			at += snprintf(at, (size_t)(end - at),
				       "<inputEntry><text>%s</text></inputEntry>", cell);
		}
		at += snprintf(at, (size_t)(end - at),
			       "<outputEntry><text>%zu</text></outputEntry></rule>", r + 1);
	}
	snprintf(at, (size_t)(end - at), "</decisionTable></decision></definitions>");
}

static int32_t random_value(size_t column, uint32_t *state)
{
	static const int32_t ends[] = { DMN_COLUMN_NULL, DMN_COLUMN_NULL + 1, INT32_MAX, 0, -1 };
	uint32_t choice = next(state);
	if (choice % 8 == 0)
		return column == 3 ? DMN_COLUMN_NULL : ends[choice / 8 % 5];
	if (column == 0)
		return (int32_t)(choice % 120) - 20;
	if (column == 1) /* hundredths */
		return (int32_t)(choice % 9000) - 1500;
	if (column == 2)
		return (int32_t)(choice % 7) - 1;
	return column == 3 ? (int32_t)(choice % 2) : (int32_t)(choice % 4000);
}

static void make_rows(struct sample *sample, uint32_t *state)
{
	static const char *const names[COLUMNS] = { "I0", "I1", "I2", "I3", "I4" };
	for (size_t c = 0; c < COLUMNS; c++) {
		sample->columns[c] =
			(struct dmn_column){ .input = names[c], .values = sample->values[c] };
		for (size_t r = 0; r < ROWS; r++)
			sample->values[c][r] = random_value(c, state);
	}
	sample->columns[1].scale = 2;
	sample->columns[2].texts = jobs;
	sample->columns[2].text_count = 5;
}

static dmn_value one_value(struct arena *arena, size_t column, int32_t value)
{
	char text[32];
	if (value == DMN_COLUMN_NULL)
		return dmn_null();
	if (column == 2)
		return value < 0 || value >= 5 ? dmn_null()
					       : dmn_string_view(jobs[value], strlen(jobs[value]));
	if (column == 3)
		return dmn_boolean(value != 0);
	if (column == 4)
		return dmn_date(value);
	if (column == 0)
		return dmn_number(value);
	int size = snprintf(text, sizeof text, "%s%lld.%02lld", value < 0 ? "-" : "",
			    (value < 0 ? -(long long)value : value) / 100,
			    (value < 0 ? -(long long)value : value) % 100);
	return dmn_number_text(arena, text, (size_t)size);
}

static void check_rows(const struct sample *sample, const struct dmn_model *model)
{
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	for (size_t r = 0; r < ROWS; r++) {
		int64_t rule;
		dmn_evaluation_reset(evaluation);
		for (size_t c = 0; c < COLUMNS; c++)
			dmn_set_input(evaluation, sample->columns[c].input,
				      one_value(dmn_evaluation_arena(evaluation), c,
						sample->values[c][r]));
		dmn_value answer = dmn_decide(evaluation, "D");
		rule = answer.kind == DMN_NULL ? 0 : answer.as.integer;
		assert_int_equal(sample->portable[r], rule);
		assert_int_equal(sample->best[r], rule);
	}
	dmn_evaluation_free(evaluation);
}

static unsigned try_table(struct sample *sample, const char *policy, size_t rules, uint32_t *state)
{
	write_model(sample, policy, rules, state);
	make_rows(sample, state);
	struct dmn_model *model = dmn_model_new(NULL);
	assert_true(dmn_model_add(model, "m", sample->xml, strlen(sample->xml)));
	assert_true(dmn_model_compile(model));
	struct arena *arena = dmn_arena_new(0);
	struct dmn_batch *batch = dmn_batch_new(model, arena, "D", sample->columns, COLUMNS);
	if (batch != NULL) {
		batch_run_with(batch, batch_kernel(false), sample->columns, ROWS, sample->portable);
		dmn_batch_run(batch, sample->columns, ROWS, sample->best);
		check_rows(sample, model);
		assert_int_equal(dmn_batch_answer(batch, 0).kind, DMN_NULL);
		assert_int_equal(dmn_batch_answer(batch, 2).as.integer, 2);
	}
	unsigned found = batch != NULL;
	dmn_arena_free(arena);
	dmn_model_free(model);
	return found;
}

static void test_rows_agree(void **state)
{
	static struct sample sample;
	uint32_t random = 20261122;
	unsigned found = 0;
	(void)state;
	for (size_t i = 0; i < 60; i++)
		found += try_table(&sample, i % 2 == 0 ? "FIRST" : "UNIQUE",
				   i % 10 == 9 ? RULES_MOST : 2 + i % 31, &random);
	assert_true(found > 30);
}

static void test_refused(void **state)
{
	static struct sample sample;
	uint32_t random = 1;
	(void)state;
	write_model(&sample, "FIRST", 5, &random);
	make_rows(&sample, &random);
	struct dmn_model *model = dmn_model_new(NULL);
	dmn_model_add(model, "m", sample.xml, strlen(sample.xml));
	dmn_model_compile(model);
	struct arena *arena = dmn_arena_new(0);
	assert_null(dmn_batch_new(model, arena, "E", sample.columns, COLUMNS));
	assert_null(dmn_batch_new(model, arena, "D", sample.columns, COLUMNS - 1));
	sample.columns[2].texts = NULL;
	assert_null(dmn_batch_new(model, arena, "D", sample.columns, COLUMNS));
	dmn_arena_free(arena);
	dmn_model_free(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows_agree),
					    cmocka_unit_test(test_refused) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
