/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an expression and as unary tests, twice: by the code of its nodes, and by the walk
 * over the tree, which is the oracle. Value and problems (code, message, place) are the same. With
 * -Dfast=false both are the walk. */
#include "base/builder.h"
#include "feel/evaluate.h"
#include "feel/parser.h"
#include "feel/value_print.h"
#include "host.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

struct side {
	struct run run;
	struct text source;
	bool is_tests;
	dmn_value value;
	enum ternary truth;
	bool has_left; /* through the boundary: a limit */
};

enum {
	NAME_COUNT = 6
};
static const char *const names[NAME_COUNT] = { "?", "a b", "x", "list", "people", "day" };

static dmn_value read(struct arena *arena, const char *text)
{
	return dmn_feel(&fuzz_host, arena, text, strlen(text), dmn_null(), false);
}

static dmn_value *make_slots(struct arena *arena)
{
	dmn_value *slots = arena_new_array(arena, dmn_value, NAME_COUNT);
	slots[0] = dmn_number(5);
	slots[1] = dmn_string_view("text", 4);
	slots[2] = dmn_date(19082);
	slots[3] = read(arena, "[1, null, \"a\", 2.50, [3], true]");
	slots[4] =
		read(arena, "[{name: \"Ann\", age: 40, kids: [{age: 3}, {age: 7}]}, "
			    "{name: \"Bo\", age: null, x: 1}, {name: \"Cy\", age: 2.5, kids: []}]");
	slots[5] = read(arena, "@\"2026-06-30\"");
	return slots;
}

static void run_side(void *user)
{
	struct side *side = user;
	struct run *run = &side->run;
	struct vocabulary vocabulary = vocabulary_new(run->arena);
	struct scope scope = { 0 };
	for (size_t i = 0; i < NAME_COUNT; i++)
		scope_add(&vocabulary, &scope, text_from(names[i]));
	static const char *const members[] = { "name", "age", "kids" };
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		vocabulary_add(&vocabulary, text_from(members[i]));
	run->place = (struct place){ .source = side->source };
	const struct node *node =
		side->is_tests ? parse_tests(run, &vocabulary, &scope, side->source)
			       : parse_expression(run, &vocabulary, &scope, side->source);
	if (node == NULL)
		return;
	struct frame *frame = arena_new_one(run->arena, struct frame);
	frame->slots = make_slots(run->arena);
	if (side->is_tests)
		side->truth = evaluate_tests(run, node, frame->slots[0], frame);
	else
		side->value = evaluate(run, node, frame);
}

static void check_problems(const struct side *a, const struct side *b)
{
	if (a->run.problems.count != b->run.problems.count)
		abort();
	for (size_t i = 0; i < a->run.problems.count; i++) {
		const struct dmn_problem *left = a->run.problems.at[i];
		const struct dmn_problem *right = b->run.problems.at[i];
		if (strcmp(left->code, right->code) != 0 ||
		    strcmp(left->message, right->message) != 0 || left->line != right->line ||
		    left->column != right->column || left->severity != right->severity)
			abort();
	}
}

static struct text printed(struct arena *arena, dmn_value value)
{
	struct builder out = builder_new(arena);
	value_print_literal(&out, value);
	return builder_text(&out);
}

static void check(struct side *walked, struct side *coded)
{
	/* What is left at a limit holds what was done until then: steps and depth are counted
	 * alike, bytes are not. */
	if (walked->has_left || coded->has_left)
		return;
	check_problems(walked, coded);
	if (walked->truth != coded->truth || walked->value.kind != coded->value.kind)
		abort();
	if (walked->value.kind != DMN_FUNCTION &&
	    !text_equal(printed(walked->run.arena, walked->value),
			printed(coded->run.arena, coded->value)))
		abort();
	if (walked->value.kind == DMN_NULL &&
	    (walked->value.as.problem == NULL) != (coded->value.as.problem == NULL))
		abort();
	if (walked->run.steps_left != coded->run.steps_left ||
	    walked->run.depth_left != coded->run.depth_left)
		abort();
}

struct pair {
	struct side *walked;
	struct side *coded;
};

static void run_check(void *user)
{
	struct pair *pair = user;
	check(pair->walked, pair->coded);
}

static void compare(struct text source, bool is_tests)
{
	struct arena *arenas[2] = { dmn_arena_new(fuzz_host.most_bytes),
				    dmn_arena_new(fuzz_host.most_bytes) };
	struct side sides[2];
	for (size_t i = 0; i < 2; i++) {
		sides[i] = (struct side){ .run = run_new(arenas[i], &fuzz_host),
					  .source = source,
					  .is_tests = is_tests };
		sides[i].run.is_walked = i == 0;
		sides[i].has_left = boundary_run(arenas[i], run_side, &sides[i], NULL) != STATUS_OK;
	}
	struct pair pair = { &sides[0], &sides[1] };
	if (boundary_run(arenas[0], run_check, &pair, NULL) != STATUS_OK)
		pair.walked = NULL; /* too large to be printed: nothing to compare */
	dmn_arena_free(arenas[0]);
	dmn_arena_free(arenas[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct text source = { (const char *)at, size };
	compare(source, false);
	compare(source, true);
	return 0;
}
