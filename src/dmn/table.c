/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables: which rules match, and what the hit policy makes of them (DMN 1.5 8.2.10). */
#include "dmn/instance.h"
#include "dmn/table_index.h"

#include "feel/builtin.h"

#include <string.h>

/* One evaluation of one table. */
struct hit {
	struct instance *instance;
	struct run *run;
	const struct table *table;
	const struct frame *frame;
	struct rule_list rules;		 /* matching, from 0, in order */
	dmn_value *outputs;		 /* of each matching rule: a value or a context */
	dmn_value **columns;		 /* of each matching rule: its output entries */
	const struct expression *broken; /* a cell that was needed and did not parse, or NULL */
};

static dmn_value read_input(struct hit *hit, size_t i)
{
	const struct table_input *input = &hit->table->inputs[i];
	dmn_value value = expression_evaluate(hit->instance, &input->value, hit->frame);
	hit->run->place = input->value.place;
	return type_bind(hit->run, value, input->type, text_c(hit->run->arena, input->label));
}

/* A value outside the input values makes the whole result null. */
static bool is_allowed_input(struct hit *hit, size_t i, dmn_value value, dmn_value *trouble)
{
	const struct table_input *input = &hit->table->inputs[i];
	if (input->allowed == NULL || value.kind == DMN_NULL)
		return true;
	struct frame frame = { .outer = hit->frame, .slots = &value };
	if (evaluate_tests(hit->run, input->allowed, value, &frame) == TERNARY_TRUE)
		return true;
	*trouble = run_fail(hit->run, PROBLEM_CONSTRAINT,
			    "the input %.*s is not among the allowed values %.*s",
			    TEXT_ARG(input->label), TEXT_ARG(input->allowed_text));
	return false;
}

static bool cell_matches(struct hit *hit, size_t rule, size_t column, dmn_value value)
{
	const struct expression *cell = &hit->table->rules[rule].tests[column];
	if (cell->root == NULL) {
		hit->broken = cell;
		return false;
	}
	hit->run->place = cell->place;
	dmn_value *slot = arena_copy(hit->run->arena, &value, sizeof value);
	struct frame *frame = arena_new_one(hit->run->arena, struct frame);
	*frame = (struct frame){ .outer = hit->frame, .slots = slot };
	return evaluate_tests(hit->run, cell->root, value, frame) == TERNARY_TRUE;
}

static bool is_alive(const rule_word *set, size_t rule)
{
	return (set[rule / RULES_IN_WORD] >> rule % RULES_IN_WORD & 1U) != 0;
}

/* Test the cells of one column of the rules in `among` (NULL: all) that are still alive. */
static void test_column(struct hit *hit, size_t column, dmn_value value, rule_word *alive,
			const rule_word *among)
{
	for (size_t rule = 0; rule < hit->table->rule_count; rule++) {
		if (!is_alive(alive, rule) || (among != NULL && !is_alive(among, rule)))
			continue;
		run_step(hit->run, 1);
		if (!cell_matches(hit, rule, column, value))
			alive[rule / RULES_IN_WORD] &= ~((rule_word)1 << rule % RULES_IN_WORD);
	}
}

static void match_column(struct hit *hit, size_t column, dmn_value value, rule_word *alive)
{
	const rule_word *perhaps = NULL;
	if (hit->table->index != NULL &&
	    table_index_narrow(hit->table->index, column, value, alive, &perhaps))
		return;
	test_column(hit, column, value, alive, perhaps);
}

/* False with *trouble when an input is not allowed, or a cell that decides cannot be read. */
static bool match_rules(struct hit *hit, dmn_value *trouble)
{
	const struct table *table = hit->table;
	rule_word *alive =
		arena_new_array(hit->run->arena, rule_word, rule_words(table->rule_count));
	for (size_t rule = 0; rule < table->rule_count; rule++)
		alive[rule / RULES_IN_WORD] |= (rule_word)1 << rule % RULES_IN_WORD;
	for (size_t i = 0; i < table->input_count; i++) {
		dmn_value value = read_input(hit, i);
		if (!is_allowed_input(hit, i, value, trouble))
			return false;
		match_column(hit, i, value, alive);
		if (hit->broken != NULL) {
			*trouble = expression_evaluate(hit->instance, hit->broken, hit->frame);
			return false;
		}
	}
	for (size_t rule = 0; rule < table->rule_count; rule++)
		if (is_alive(alive, rule))
			list_push(hit->run->arena, &hit->rules, (unsigned)rule);
	return true;
}

static dmn_value check_output(struct hit *hit, size_t o, dmn_value value)
{
	const struct table_output *output = &hit->table->outputs[o];
	const char *what =
		output->name.length != 0 ? text_c(hit->run->arena, output->name) : "the output";
	value = type_bind(hit->run, value, output->type, what);
	if (output->allowed == NULL || value.kind == DMN_NULL)
		return value;
	struct frame frame = { .outer = hit->frame, .slots = &value };
	if (evaluate_tests(hit->run, output->allowed, value, &frame) == TERNARY_TRUE)
		return value;
	return run_fail(hit->run, PROBLEM_CONSTRAINT, "%s is not among the output values %.*s",
			what, TEXT_ARG(output->allowed_text));
}

static dmn_value as_output(struct hit *hit, const dmn_value *columns)
{
	const struct table *table = hit->table;
	if (table->output_count == 1)
		return columns[0];
	struct dmn_context *context = context_new(hit->run->arena, table->output_count);
	for (size_t o = 0; o < table->output_count; o++)
		context->entries[o] = (struct context_entry){ table->outputs[o].name, columns[o] };
	return value_context(context);
}

static void read_outputs(struct hit *hit)
{
	struct arena *arena = hit->run->arena;
	hit->outputs = arena_new_array(arena, dmn_value, hit->rules.count);
	hit->columns = arena_new_array(arena, dmn_value *, hit->rules.count);
	for (size_t i = 0; i < hit->rules.count; i++) {
		const struct table_rule *rule = &hit->table->rules[hit->rules.at[i]];
		hit->columns[i] = arena_new_array(arena, dmn_value, hit->table->output_count);
		for (size_t o = 0; o < hit->table->output_count; o++) {
			dmn_value value =
				expression_evaluate(hit->instance, &rule->outputs[o], hit->frame);
			hit->run->place = rule->outputs[o].place;
			hit->columns[i][o] = check_output(hit, o, value);
		}
		hit->outputs[i] = as_output(hit, hit->columns[i]);
	}
}

size_t table_output_rank(struct run *run, const struct table_output *output, dmn_value value,
			 const struct frame *outer)
{
	const struct node *allowed = output->allowed;
	if (allowed == NULL)
		return 0;
	struct frame frame = { .outer = outer, .slots = &value };
	for (size_t i = 0; i < allowed->item_count; i++) {
		struct node one = *allowed;
		const struct node *items[1] = { allowed->items[i] };
		one.items = items;
		one.item_count = 1;
		if (evaluate_tests(run, &one, value, &frame) == TERNARY_TRUE)
			return i;
	}
	return allowed->item_count;
}

/* A matching rule on its way to its place in the order of output priority. */
struct candidate {
	const size_t *ranks; /* one an output */
	size_t at;	     /* among the matching rules */
};

static bool goes_before(const struct hit *hit, struct candidate a, struct candidate b)
{
	for (size_t o = 0; o < hit->table->output_count; o++)
		if (a.ranks[o] != b.ranks[o])
			return a.ranks[o] < b.ranks[o];
	return false;
}

/* Two sorted runs, [from, middle) and [middle, to), to one; equal ones stay in rule order. */
static void merge(const struct hit *hit, const struct candidate *in, struct candidate *out,
		  size_t from, size_t middle, size_t to)
{
	size_t left = from, right = middle;
	for (size_t at = from; at < to; at++) {
		bool take_right =
			left == middle || (right < to && goes_before(hit, in[right], in[left]));
		out[at] = take_right ? in[right++] : in[left++];
	}
}

static const struct candidate *sorted(struct hit *hit, struct candidate *in, size_t count)
{
	struct candidate *out = arena_new_array(hit->run->arena, struct candidate, count);
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t from = 0; from < count; from += 2 * width) {
			size_t middle = from + width < count ? from + width : count;
			size_t to = middle + width < count ? middle + width : count;
			merge(hit, in, out, from, middle, to);
		}
		struct candidate *swap = in;
		in = out;
		out = swap;
	}
	return in;
}

static void sort_by_priority(struct hit *hit)
{
	struct arena *arena = hit->run->arena;
	size_t count = hit->rules.count, outputs = hit->table->output_count;
	struct candidate *candidates = arena_new_array(arena, struct candidate, count);
	for (size_t i = 0; i < count; i++) {
		size_t *ranks = arena_new_array(arena, size_t, outputs);
		for (size_t o = 0; o < outputs; o++)
			ranks[o] = table_output_rank(hit->run, &hit->table->outputs[o],
						     hit->columns[i][o], hit->frame);
		candidates[i] = (struct candidate){ ranks, i };
	}
	const struct candidate *order = sorted(hit, candidates, count);
	unsigned *rules = arena_copy(arena, hit->rules.at, count * sizeof *rules);
	dmn_value *values = arena_copy(arena, hit->outputs, count * sizeof *values);
	for (size_t i = 0; i < count; i++) {
		hit->rules.at[i] = rules[order[i].at];
		hit->outputs[i] = values[order[i].at];
	}
}

static dmn_value fallback(struct hit *hit)
{
	const struct table *table = hit->table;
	dmn_value *columns = arena_new_array(hit->run->arena, dmn_value, table->output_count);
	bool has_any = false;
	for (size_t o = 0; o < table->output_count; o++) {
		const struct expression *expression = &table->outputs[o].fallback;
		if (expression->root == NULL && expression->trouble == NULL)
			continue;
		has_any = true;
		columns[o] = expression_evaluate(hit->instance, expression, hit->frame);
		hit->run->place = expression->place;
		columns[o] = check_output(hit, o, columns[o]);
	}
	return has_any ? as_output(hit, columns)
		       : run_warn(hit->run, PROBLEM_HIT,
				  "no rule matches, and there is no default output");
}

static dmn_value aggregate(struct hit *hit)
{
	static const char *const functions[] = { "", "sum", "min", "max", "count" };
	dmn_value list = value_list(hit->outputs, hit->rules.count);
	if (hit->table->aggregation == AGGREGATE_NONE)
		return list;
	const struct builtin *builtin = builtin_find(text_from(functions[hit->table->aggregation]));
	return builtin_call(hit->run, builtin, &list, 1);
}

static void keep_first(struct hit *hit)
{
	hit->rules.count = 1;
}

static dmn_value single(struct hit *hit)
{
	if (hit->table->policy == HIT_UNIQUE && hit->rules.count > 1)
		return run_fail(hit->run, PROBLEM_HIT,
				"rules %u and %u both match in a table of hit policy unique",
				hit->rules.at[0] + 1, hit->rules.at[1] + 1);
	if (hit->table->policy == HIT_ANY)
		for (size_t i = 1; i < hit->rules.count; i++)
			if (value_equal(hit->outputs[0], hit->outputs[i]) != TERNARY_TRUE)
				return run_fail(hit->run, PROBLEM_HIT,
						"rules %u and %u match with different outputs in a "
						"table of hit policy any",
						hit->rules.at[0] + 1, hit->rules.at[i] + 1);
	if (hit->table->policy != HIT_ANY)
		keep_first(hit);
	return hit->outputs[0];
}

static dmn_value apply_policy(struct hit *hit)
{
	enum hit_policy policy = hit->table->policy;
	if (policy == HIT_PRIORITY || policy == HIT_OUTPUT_ORDER)
		sort_by_priority(hit);
	if (policy == HIT_COLLECT)
		return aggregate(hit);
	if (policy == HIT_RULE_ORDER || policy == HIT_OUTPUT_ORDER)
		return value_list(hit->outputs, hit->rules.count);
	return single(hit);
}

dmn_value table_evaluate(struct instance *instance, const struct table *table,
			 const struct frame *frame, struct rule_list *matched)
{
	struct run *run = &instance->evaluation->run;
	struct hit hit = { .instance = instance, .run = run, .table = table, .frame = frame };
	struct place caller = run->place;
	dmn_value result;
	if (match_rules(&hit, &result)) {
		if (table->policy == HIT_FIRST && hit.rules.count > 1)
			keep_first(&hit);
		read_outputs(&hit);
		run->place = caller;
		result = hit.rules.count == 0 ? fallback(&hit) : apply_policy(&hit);
	}
	run->place = caller;
	bool is_watched =
		instance->evaluation->is_tracing || instance->evaluation->observer != NULL;
	for (size_t i = 0; i < hit.rules.count && is_watched; i++)
		list_push(run->arena, matched, hit.rules.at[i] + 1);
	return result;
}
