/* SPDX-License-Identifier: Apache-2.0 */
/* One FEEL expression at the public door. */
#include "feel/evaluate.h"
#include "feel/parser.h"

struct single {
	struct run run;
	struct text source;
	dmn_value context;
	bool unary;
	dmn_value result;
};

/* The names of contexts inside the context are known, so that they may have spaces. */
static void add_members(struct vocabulary *vocabulary, dmn_value value, unsigned depth)
{
	if (depth == 0)
		return;
	for (size_t i = 0; value.kind == DMN_LIST && i < value.count; i++)
		add_members(vocabulary, value.as.items[i], depth - 1);
	for (size_t i = 0; i < dmn_context_count(value); i++) {
		vocabulary_add(vocabulary, value.as.context->entries[i].name);
		add_members(vocabulary, value.as.context->entries[i].value, depth - 1);
	}
}

/* What the tests say; where they say nothing, the first problem met tells why. */
static dmn_value test_single(struct run *run, const struct node *tests, dmn_value question,
			     const struct frame *frame)
{
	enum ternary truth = evaluate_tests(run, tests, question, frame);
	if (truth != TERNARY_UNKNOWN)
		return value_boolean(truth == TERNARY_TRUE);
	if (run->problems.count != 0)
		return (dmn_value){ .kind = DMN_NULL, .as.problem = run->problems.at[0] };
	return run_fail(run, PROBLEM_TYPE, "the value cannot be compared with the test");
}

static void run_single(void *user)
{
	enum {
		MEMBER_DEPTH = 32
	};
	struct single *single = user;
	struct run *run = &single->run;
	struct vocabulary vocabulary = vocabulary_new(run->arena);
	struct scope scope = { 0 };
	size_t count = dmn_context_count(single->context);
	dmn_value *slots = arena_new_array(run->arena, dmn_value, count + 1);
	dmn_value question = value_null();
	for (size_t i = 0; i < count; i++) {
		const struct context_entry *entry = &single->context.as.context->entries[i];
		scope_add(&vocabulary, &scope, entry->name);
		slots[i] = entry->value;
		if (text_is(entry->name, "?"))
			question = entry->value;
	}
	add_members(&vocabulary, single->context, MEMBER_DEPTH);
	run->place = (struct place){ .source = single->source };
	const struct node *node =
		single->unary ? parse_tests(run, &vocabulary, &scope, single->source)
			      : parse_expression(run, &vocabulary, &scope, single->source);
	if (node == NULL) {
		single->result = (dmn_value){ .kind = DMN_NULL, .as.problem = run->problems.at[0] };
		return;
	}
	/* A function that is the result keeps the frame, so it is in the arena. */
	struct frame *frame = arena_new_one(run->arena, struct frame);
	frame->slots = slots;
	if (!single->unary) {
		single->result = evaluate(run, node, frame);
		return;
	}
	single->result = test_single(run, node, question, frame);
}

dmn_value dmn_feel(const struct dmn_host *host, struct arena *arena, const char *expression,
		   size_t size, dmn_value context, bool unary)
{
	const struct dmn_host own = run_host(host);
	struct single single = { .source = { expression, size },
				 .context = context,
				 .unary = unary };
	struct error error;
	single.run = run_new(arena, &own);
	if (boundary_run(arena, run_single, &single, &error) != STATUS_OK)
		return run_limit(&single.run, &error);
	return single.result;
}
