/* SPDX-License-Identifier: Apache-2.0 */
/* Every limit at its edge and one past it; a host that leaves by longjmp; a warm evaluation, which
 * calls no malloc; one compiled model in two threads. Through dmn.h alone, but for the allocation
 * functions, which the linker wraps (--wrap). */
#include <dmn.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	PARSE_DEPTH = 250,
	JSON_DEPTH = 200,
	XML_DEPTH = 256,
	PROBLEMS_KEPT = 1000,
	TEXT_SIZE = 8192
};

/* ---- counting allocations ---------------------------------------------- */

static _Thread_local unsigned long allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
	allocations++;
	return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	allocations++;
	return __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	allocations++;
	return __real_realloc(old, size);
}

#define DEFINITIONS                                                         \
	"<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'" \
	" name='m' namespace='m'>"

/* ---- expressions ------------------------------------------------------- */

/* The code of the problem that the expression gives under this host, or "" when it gives none. */
static void code_of(const struct dmn_host *host, const char *expression, char *code)
{
	struct arena *arena = dmn_arena_new(0);
	dmn_value value = dmn_feel(host, arena, expression, strlen(expression), dmn_null(), false);
	const struct dmn_problem *problem = dmn_problem_of(value);
	snprintf(code, 32, "%s", problem != NULL ? problem->code : "");
	if (problem != NULL && strcmp(code, "DMN-LIMIT") == 0) {
		assert_string_equal(problem->expression, expression);
		assert_int_not_equal(problem->line, 0);
	}
	dmn_arena_free(arena);
}

#define assert_code(host, expression, expected)      \
	do {                                         \
		char code[32];                       \
		code_of((host), (expression), code); \
		assert_string_equal(code, expected); \
	} while (0)

static char *repeated(char *out, const char *open, const char *middle, const char *close,
		      size_t count)
{
	char *at = out;
	for (size_t i = 0; i < count; i++)
		at = stpcpy(at, open);
	at = stpcpy(at, middle);
	for (size_t i = 0; i < count; i++)
		at = stpcpy(at, close);
	return out;
}

static void parse_depth(void **state)
{
	(void)state;
	char text[TEXT_SIZE];
	/* The expression itself is the first level, each pair of brackets one more. */
	assert_code(NULL, repeated(text, "[", "1", "]", PARSE_DEPTH - 1), "");
	assert_code(NULL, repeated(text, "[", "1", "]", PARSE_DEPTH), "FEEL-SYNTAX");
	assert_code(NULL, repeated(text, "(", "1", ")", PARSE_DEPTH - 1), "");
	assert_code(NULL, repeated(text, "(", "1", ")", PARSE_DEPTH), "FEEL-SYNTAX");
	assert_code(NULL, repeated(text, "(", "1", ")", TEXT_SIZE / 2 - 8), "FEEL-SYNTAX");
}

static void evaluation_depth(void **state)
{
	(void)state;
	struct dmn_host host = { .size = sizeof host, .most_depth = 2 };
	assert_code(&host, "1 + x", "FEEL-NAME");
	assert_code(&host, "[1]", "");
	assert_code(&host, "[[1]]", "DMN-LIMIT");
	host.most_depth = 3;
	assert_code(&host, "[[1]]", "");
	assert_code(NULL, "{f: function(n) if n = 0 then 0 else f(n - 1), r: f(100)}.r", "");
	assert_code(NULL, "{f: function(n) if n = 0 then 0 else f(n - 1), r: f(1e5)}.r",
		    "DMN-LIMIT");
}

static void steps(void **state)
{
	(void)state;
	struct dmn_host host = { .size = sizeof host, .most_steps = 3 };
	assert_code(&host, "1 + 2", "");
	host.most_steps = 2;
	assert_code(&host, "1 + 2", "DMN-LIMIT");
	host.most_steps = 100000;
	assert_code(&host, "for i in 1..1000000000 return i", "DMN-LIMIT");
	assert_code(&host, "some i in 1..1000000000 satisfies i < 0", "DMN-LIMIT");
}

/* A long sum leans to the left, but is not deep. */
static void long_sum(void **state)
{
	(void)state;
	char text[TEXT_SIZE];
	struct dmn_host host = { .size = sizeof host, .most_depth = 3 };
	assert_code(&host, repeated(text, "1+", "1", "", 4000), "");
	assert_code(&host, repeated(text, "1*2-", "1", "", 2000), "");
}

static void items(void **state)
{
	static const char *const makers[][2] = {
		{ "for i in 1..4 return i", "for i in 1..5 return i" },
		{ "for i in 1..2, j in 1..2 return i", "for i in 1..3, j in 1..2 return i" },
		{ "append([1, 2, 3], 4)", "append([1, 2, 3], 4, 5)" },
		{ "concatenate([1, 2], [3, 4])", "concatenate([1, 2], [3, 4, 5])" },
		{ "insert before([1, 2, 3], 1, 0)", "insert before([1, 2, 3, 4], 1, 0)" },
		{ "flatten([[1, 2], [3, 4]])", "flatten([[1, 2], [3, 4, 5]])" },
		{ "union([1, 2], [3, 4])", "union([1, 2], [3, 4, 5])" },
		{ "split(\"1,2,3,4\", \",\")", "split(\"1,2,3,4,5\", \",\")" },
	};
	(void)state;
	struct dmn_host host = { .size = sizeof host, .most_items = 4 };
	for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
		assert_code(&host, makers[i][0], "");
		assert_code(&host, makers[i][1], "DMN-LIMIT");
		assert_code(NULL, makers[i][1], "");
	}
}

static void text_size(void **state)
{
	static const char *const makers[][2] = {
		{ "\"ab\" + \"cd\"", "\"ab\" + \"cde\"" },
		{ "string join([\"a\", \"b\"], \"--\")", "string join([\"a\", \"b\"], \"---\")" },
		{ "replace(\"abc\", \"b\", \"xx\")", "replace(\"abc\", \"b\", \"xxx\")" },
		{ "replace(\"ab\", \"[ab]\", \"$0$0\")", "replace(\"ab\", \"[ab]\", \"$0$0$0\")" },
		{ "string(1234)", "string(12345)" },
		{ "upper case(\"\u00dfab\")", "upper case(\"\u00dfabc\")" },
		{ "lower case(\"ABCD\")", "lower case(\"ABCDE\")" },
	};
	(void)state;
	struct dmn_host host = { .size = sizeof host, .most_text = 4 };
	for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
		assert_code(&host, makers[i][0], "");
		assert_code(&host, makers[i][1], "DMN-LIMIT");
		assert_code(NULL, makers[i][1], "");
	}
}

/* A host of an older kind, whose struct ends before the members that came later. */
static void short_host(void **state)
{
	(void)state;
	struct dmn_host host = { .size = offsetof(struct dmn_host, most_items), .most_items = 1 };
	assert_code(&host, "for i in 1..5 return i", "");
}

static void json_depth(void **state)
{
	(void)state;
	char text[TEXT_SIZE];
	dmn_value value;
	struct arena *arena = dmn_arena_new(0);
	repeated(text, "[", "1", "]", JSON_DEPTH);
	assert_true(dmn_from_json(arena, text, strlen(text), &value));
	repeated(text, "[", "1", "]", JSON_DEPTH + 1);
	assert_false(dmn_from_json(arena, text, strlen(text), &value));
	assert_non_null(dmn_problem_of(value));
	dmn_arena_free(arena);
}

/* A loop makes values deeper than any stack: they are written, compared and bound all the same. */
static void deep_values(void **state)
{
	static const char deep[] =
		"(for i in 1..200000 return if i = 1 then {} else {a: partial[-1]})"
		"[-1]";
	static const char recursive[] =
		DEFINITIONS "<itemDefinition name='t'><itemComponent name='a'><typeRef>t</typeRef>"
			    "</itemComponent></itemDefinition>"
			    "<decision name='d'><variable name='d' typeRef='t'/><literalExpression>"
			    "<text>(for i in 1..200000 return if i = 1 then {a: null} else "
			    "{a: partial[-1]})[-1]</text></literalExpression></decision>"
			    "</definitions>";
	(void)state;
	struct arena *arena = dmn_arena_new(0);
	size_t size = 0;
	dmn_value value = dmn_feel(NULL, arena, deep, sizeof deep - 1, dmn_null(), false);
	assert_int_equal(value.kind, DMN_CONTEXT);
	dmn_to_json(arena, value, &size);
	assert_int_equal(size, 200000 * strlen("{\"a\":}") - strlen("\"a\":"));
	dmn_text(arena, value, &size);
	assert_true(size > 0);
	dmn_equal(value, value);
	dmn_arena_free(arena);
	struct dmn_model *model = dmn_model_new(NULL);
	assert_true(dmn_model_add(model, "r.dmn", recursive, sizeof recursive - 1));
	assert_true(dmn_model_compile(model));
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	assert_string_equal(dmn_problem_of(dmn_decide(evaluation, "d"))->code, "DMN-LIMIT");
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
}

/* What fills an arena of the caller's ends in a null or an empty text, not in the process. */
static void full_arena(void **state)
{
	enum {
		LIMIT = 64 * 1024,
		ITEMS = LIMIT / sizeof(dmn_value) + 1
	};
	(void)state;
	static char bytes[LIMIT + 1];
	static dmn_value items[ITEMS];
	static const char *names[ITEMS];
	struct arena *arena = dmn_arena_new(LIMIT);
	memset(bytes, '1', sizeof bytes);
	for (size_t i = 0; i < ITEMS; i++)
		names[i] = "a";
	dmn_value made[] = { dmn_string(arena, bytes, sizeof bytes), dmn_list(arena, items, ITEMS),
			     dmn_context(arena, names, items, ITEMS) };
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		assert_non_null(dmn_problem_of(made[i]));
		assert_string_equal(dmn_problem_of(made[i])->code, "DMN-LIMIT");
	}
	size_t size = 1;
	dmn_value list = { .kind = DMN_LIST, .count = ITEMS, .as.items = items };
	assert_string_equal(dmn_text(arena, dmn_string_view(bytes, sizeof bytes), &size), "");
	assert_int_equal(size, 0);
	assert_string_equal(dmn_to_json(arena, list, &size), "");
	dmn_value read;
	bytes[0] = '"';
	bytes[LIMIT] = '"';
	assert_false(dmn_from_json(arena, bytes, sizeof bytes, &read));
	assert_string_equal(dmn_problem_of(read)->code, "DMN-LIMIT");
	assert_string_equal(dmn_problem_of(dmn_number_text(arena, "x", 1))->code, "FEEL-ARGUMENT");
	assert_string_equal(dmn_problem_of(dmn_temporal(arena, DMN_DATE, "x", 1))->code,
			    "FEEL-TEMPORAL");
	dmn_arena_free(arena);
}

/* ---- models ------------------------------------------------------------ */

static struct dmn_model *model_of(const struct dmn_host *host, const char *expression)
{
	char xml[TEXT_SIZE];
	snprintf(xml, sizeof xml,
		 DEFINITIONS "<inputData id='n' name='n'><variable name='n'/></inputData>"
			     "<decision name='d'><variable name='d'/><informationRequirement>"
			     "<requiredInput href='#n'/></informationRequirement>"
			     "<literalExpression><text>%s</text></literalExpression></decision>"
			     "</definitions>",
		 expression);
	struct dmn_model *model = dmn_model_new(host);
	assert_true(dmn_model_add(model, "m.dmn", xml, strlen(xml)));
	assert_true(dmn_model_compile(model));
	return model;
}

/* To compile a pattern takes steps for its length: an evaluation does not pay what the model has.
 */
static void patterns_are_compiled_once(void **state)
{
	enum {
		LENGTH = 1000
	};
	(void)state;
	char expression[TEXT_SIZE], pattern[LENGTH + 1];
	repeated(pattern, "a", "", "", LENGTH);
	snprintf(expression, sizeof expression, "matches(n, \"%s\")", pattern);
	struct dmn_host host = { .size = sizeof host, .most_steps = LENGTH + 55 };
	struct dmn_model *model = model_of(&host, expression);
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	dmn_set_input(evaluation, "n", dmn_string_view(pattern, LENGTH));
	assert_true(dmn_is_true(dmn_decide(evaluation, "d")));
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
	snprintf(expression, sizeof expression, "matches(n, \"%s\" + \"\")", pattern);
	model = model_of(&host, expression);
	evaluation = dmn_evaluation_new(model);
	dmn_set_input(evaluation, "n", dmn_string_view(pattern, LENGTH));
	assert_string_equal(dmn_problem_of(dmn_decide(evaluation, "d"))->code, "DMN-LIMIT");
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
}

static void xml_depth(void **state)
{
	(void)state;
	char text[TEXT_SIZE];
	char middle[TEXT_SIZE / 2];
	for (int past = 0; past <= 1; past++) {
		/* definitions is the first level */
		repeated(middle, "<a>", "", "</a>", (size_t)(XML_DEPTH - 1 + past));
		snprintf(text, sizeof text, DEFINITIONS "%s</definitions>", middle);
		struct dmn_model *model = dmn_model_new(NULL);
		assert_int_equal(dmn_model_add(model, "deep.dmn", text, strlen(text)), past == 0);
		if (past)
			assert_string_equal(dmn_model_problem(model, 0)->code, "DMN-XML");
		dmn_model_free(model);
	}
}

static bool decides(size_t bytes, const char *expression)
{
	struct dmn_host host = { .size = sizeof host, .most_bytes = bytes };
	struct dmn_model *model = model_of(&host, expression);
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	const struct dmn_problem *problem = dmn_problem_of(dmn_decide(evaluation, "d"));
	if (problem != NULL) {
		assert_string_equal(problem->code, "DMN-LIMIT");
		assert_string_equal(problem->element, "d");
		/* Asked again it is the limit again, not a circle of requirements. */
		problem = dmn_problem_of(dmn_decide(evaluation, "d"));
		assert_non_null(problem);
		assert_string_equal(problem->code, "DMN-LIMIT");
	}
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
	return problem == NULL;
}

static void bytes(void **state)
{
	(void)state;
	const char *expression = "for i in 1..5000 return i";
	size_t low = 1024, high = 64 * 1024 * 1024;
	assert_false(decides(low, expression));
	assert_true(decides(high, expression));
	while (high - low > 1) { /* the least that is enough, and one byte less */
		size_t middle = low + (high - low) / 2;
		if (decides(middle, expression))
			high = middle;
		else
			low = middle;
	}
	assert_true(decides(high, expression));
	assert_false(decides(high - 1, expression));
	assert_in_range(high, 5000 * sizeof(dmn_value), 4 * 1024 * 1024);
}

static void problems_kept(void **state)
{
	(void)state;
	struct dmn_model *model = model_of(NULL, "for i in 1..n return i / \"a\"");
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	for (int past = 0; past <= 1; past++) {
		dmn_evaluation_reset(evaluation);
		dmn_set_input(evaluation, "n", dmn_number(PROBLEMS_KEPT + past));
		dmn_value list = dmn_decide(evaluation, "d");
		assert_non_null(dmn_evaluation_problem(evaluation, PROBLEMS_KEPT - 1));
		assert_null(dmn_evaluation_problem(evaluation, PROBLEMS_KEPT));
		assert_ptr_equal(dmn_problem_of(dmn_list_at(list, list.count - 1)),
				 dmn_evaluation_problem(evaluation, PROBLEMS_KEPT - 1));
	}
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
}

/* Past what is kept an error is not told as the warning that came last. */
static void error_after_warnings(void **state)
{
	(void)state;
	struct dmn_model *model = model_of(NULL, "[for i in 1..1000 return i / 0, 1 + \"a\"][2]");
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	const struct dmn_problem *problem = dmn_problem_of(dmn_decide(evaluation, "d"));
	assert_non_null(problem);
	assert_int_equal(problem->severity, DMN_ERROR);
	assert_string_equal(problem->code, "FEEL-TYPE");
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
}

/* ---- keep_going -------------------------------------------------------- */

struct deadline {
	jmp_buf away;
	unsigned asked;
	unsigned most;
	bool leaves;
};

static bool keep_going(void *user)
{
	struct deadline *deadline = user;
	if (++deadline->asked < deadline->most)
		return true;
	if (deadline->leaves)
		longjmp(deadline->away, 1);
	return false;
}

static void host_stops(void **state)
{
	(void)state;
	struct deadline deadline = { .most = 3 };
	struct dmn_host host = { .size = sizeof host, .user = &deadline, .keep_going = keep_going };
	assert_code(&host, "for i in 1..100000 return i", "DMN-LIMIT");
	assert_int_equal(deadline.asked, 3);
}

static void host_jumps_away(void **state)
{
	(void)state;
	static struct deadline deadline;
	deadline = (struct deadline){ .most = 3, .leaves = true };
	struct dmn_host host = { .size = sizeof host, .user = &deadline, .keep_going = keep_going };
	struct dmn_model *volatile model = model_of(&host, "count(for i in 1..n return i)");
	struct dmn_evaluation *volatile evaluation = dmn_evaluation_new(model);
	dmn_set_input(evaluation, "n", dmn_number(100000));
	if (setjmp(deadline.away) == 0) {
		dmn_decide(evaluation, "d");
		fail_msg("the host did not leave");
	}
	assert_int_equal(deadline.asked, 3);
	/* The evaluation can be used again. */
	dmn_evaluation_reset(evaluation);
	dmn_set_input(evaluation, "n", dmn_number(7));
	int64_t count = 0;
	assert_true(dmn_get_int(dmn_decide(evaluation, "d"), &count));
	assert_int_equal(count, 7);
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
}

/* ---- tables: warm, and shared ------------------------------------------ */

static struct dmn_model *table_model(void)
{
	static const char xml[] = DEFINITIONS
		"<inputData id='n' name='n'><variable name='n' typeRef='number'/></inputData>"
		"<decision name='d'><variable name='d'/><informationRequirement>"
		"<requiredInput href='#n'/></informationRequirement>"
		"<decisionTable hitPolicy='FIRST'>"
		"<input><inputExpression><text>n</text></inputExpression></input>"
		"<output name='o'/>"
		"<rule><inputEntry><text>&lt; 10</text></inputEntry>"
		"<outputEntry><text>\"low\"</text></outputEntry></rule>"
		"<rule><inputEntry><text>[10..20]</text></inputEntry>"
		"<outputEntry><text>n * 2</text></outputEntry></rule>"
		"<rule><inputEntry><text>-</text></inputEntry>"
		"<outputEntry><text>\"high\"</text></outputEntry></rule>"
		"</decisionTable></decision></definitions>";
	struct dmn_model *model = dmn_model_new(NULL);
	assert_true(dmn_model_add(model, "t.dmn", xml, sizeof xml - 1));
	assert_true(dmn_model_compile(model));
	assert_null(dmn_model_problem(model, 0));
	return model;
}

static int slots[2]; /* of n and d */

static dmn_value once_by_name(struct dmn_evaluation *evaluation, int n)
{
	dmn_set_input(evaluation, "n", dmn_number(n));
	return dmn_decide(evaluation, "d");
}

static dmn_value once_by_slot(struct dmn_evaluation *evaluation, int n)
{
	dmn_set_slot(evaluation, slots[0], dmn_number(n));
	return dmn_decide_slot(evaluation, slots[1]);
}

static dmn_value once_by_json(struct dmn_evaluation *evaluation, int n)
{
	char text[32];
	dmn_value inputs;
	struct arena *arena = dmn_evaluation_arena(evaluation);
	int size = snprintf(text, sizeof text, "{\"n\": %d}", n);
	assert_true(dmn_from_json(arena, text, (size_t)size, &inputs));
	dmn_set_inputs(evaluation, inputs);
	dmn_value value = dmn_decide(evaluation, "d");
	assert_string_not_equal(dmn_to_json(arena, value, NULL), "");
	return value;
}

static void warm_evaluation(void **state)
{
	(void)state;
	dmn_value (*const ways[])(struct dmn_evaluation * evaluation,
				  int n) = { once_by_name, once_by_slot, once_by_json };
	struct dmn_model *model = table_model();
	slots[0] = dmn_slot(model, "n");
	slots[1] = dmn_slot(model, "d");
	for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
		struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
		for (int i = 0; i < 100; i++) {
			unsigned long before = allocations;
			dmn_evaluation_reset(evaluation);
			assert_null(dmn_problem_of(ways[way](evaluation, i % 30)));
			if (i > 0)
				assert_int_equal(allocations - before, 0);
			else
				assert_int_not_equal(allocations - before, 0); /* it counts */
		}
		dmn_evaluation_free(evaluation);
	}
	dmn_model_free(model);
}

enum {
	ROUNDS = 2000
};

struct worker {
	const struct dmn_model *model;
	char answers[ROUNDS][16];
};

static void *work(void *user)
{
	struct worker *worker = user;
	struct dmn_evaluation *evaluation = dmn_evaluation_new(worker->model);
	for (int i = 0; i < ROUNDS; i++) {
		dmn_evaluation_reset(evaluation);
		dmn_set_input(evaluation, "n", dmn_number(i % 30));
		dmn_value value = dmn_decide(evaluation, "d");
		snprintf(worker->answers[i], sizeof worker->answers[i], "%s",
			 dmn_text(dmn_evaluation_arena(evaluation), value, NULL));
	}
	dmn_evaluation_free(evaluation);
	return NULL;
}

static void two_threads(void **state)
{
	(void)state;
	static struct worker workers[2];
	pthread_t threads[2];
	struct dmn_model *model = table_model();
	for (int i = 0; i < 2; i++) {
		workers[i].model = model;
		assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
	}
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert_memory_equal(workers[0].answers, workers[1].answers, sizeof workers[0].answers);
	assert_string_equal(workers[0].answers[9], "low");
	assert_string_equal(workers[0].answers[10], "20");
	assert_string_equal(workers[1].answers[21], "high");
	dmn_model_free(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse_depth),
		cmocka_unit_test(evaluation_depth),
		cmocka_unit_test(steps),
		cmocka_unit_test(long_sum),
		cmocka_unit_test(items),
		cmocka_unit_test(text_size),
		cmocka_unit_test(short_host),
		cmocka_unit_test(json_depth),
		cmocka_unit_test(deep_values),
		cmocka_unit_test(full_arena),
		cmocka_unit_test(patterns_are_compiled_once),
		cmocka_unit_test(xml_depth),
		cmocka_unit_test(bytes),
		cmocka_unit_test(problems_kept),
		cmocka_unit_test(error_after_warnings),
		cmocka_unit_test(host_stops),
		cmocka_unit_test(host_jumps_away),
		cmocka_unit_test(warm_evaluation),
		cmocka_unit_test(two_threads),
	};
	return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
