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
	const dmn_value **columns;	 /* of each matching rule: its output entries */
	const struct expression *broken; /* a cell that was needed and did not parse, or NULL */
};

static dmn_value read_input(struct hit *hit, size_t i)
{
	const struct table_input *input = &hit->table->inputs[i];
	dmn_value value;
	if (input->slot != 0) {
		value = hit->frame->slots[input->slot - 1];
		if (type_plain_holds(input->plain_kinds, value))
			return value;
	} else {
		value = expression_evaluate(hit->instance, &input->value, hit->frame);
	}
	hit->run->place = input->value.place;
	return type_bind_named(hit->run, value, input->type, input->label);
}

/* A value outside the input values makes the whole result null. */
static bool is_allowed_input(struct hit *hit, size_t i, dmn_value value, dmn_value *trouble)
{
	const struct table_input *input = &hit->table->inputs[i];
	if (input->allowed == NULL || value.kind == DMN_NULL)
		return true;
	struct frame frame = { .outer = hit->frame, .slots = &value };
	hit->run->place = input->value.place;
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

static rule_word *all_rules(struct hit *hit)
{
	size_t count = hit->table->rule_count;
	rule_word *alive = arena_new_array(hit->run->arena, rule_word, rule_words(count));
	for (size_t rule = 0; rule < count; rule++)
		alive[rule / RULES_IN_WORD] |= (rule_word)1 << rule % RULES_IN_WORD;
	return alive;
}

/* How many of the matching rules are of interest, where nothing else depends on the others. */
static size_t rules_wanted(const struct hit *hit)
{
	const struct table *table = hit->table;
	if (table->policy == HIT_FIRST)
		return 1;
	if (table->policy == HIT_UNIQUE && table->is_constant &&
	    !instance_is_watched(hit->instance))
		return 2;
	return table->rule_count;
}

static void take_sets(struct hit *hit, const struct rule_set *const *sets)
{
	size_t wanted = rules_wanted(hit);
	hit->rules.at = arena_alloc(hit->run->arena, wanted * sizeof *hit->rules.at);
	hit->rules.room = wanted;
	hit->rules.count = table_index_rules(hit->table->index, sets, hit->table->input_count,
					     hit->rules.at, wanted);
}

static void take_alive(struct hit *hit, const rule_word *alive)
{
	for (size_t rule = 0; rule < hit->table->rule_count; rule++)
		if (is_alive(alive, rule))
			list_push(hit->run->arena, &hit->rules, (unsigned)rule);
}

/* The rules alive after the columns of which the index is sure. */
static rule_word *after_sets(struct hit *hit, const struct rule_set *const *sets, size_t count)
{
	rule_word *alive = all_rules(hit);
	for (size_t i = 0; i < count; i++)
		table_index_narrow(hit->table->index, sets[i], alive);
	return alive;
}

/* Columns are read and tested one after the other. While the index is sure of a column its set is
 * kept; from the first of which it is not the rules alive are, in *alive. False with *trouble when
 * an input is not allowed, or a cell that decides cannot be read. */
static bool match_columns(struct hit *hit, const struct rule_set **sets, rule_word **alive,
			  dmn_value *trouble)
{
	const struct table *table = hit->table;
	for (size_t i = 0; i < table->input_count; i++) {
		dmn_value value = read_input(hit, i);
		const rule_word *perhaps = NULL;
		if (!is_allowed_input(hit, i, value, trouble))
			return false;
		sets[i] = table->index == NULL ? NULL
					       : table_index_look(table->index, i, value, &perhaps);
		if (*alive == NULL && sets[i] != NULL && perhaps == NULL)
			continue;
		if (*alive == NULL)
			*alive = after_sets(hit, sets, i);
		if (sets[i] != NULL)
			table_index_narrow(table->index, sets[i], *alive);
		if (sets[i] == NULL || perhaps != NULL)
			test_column(hit, i, value, *alive, sets[i] != NULL ? perhaps : NULL);
		if (hit->broken != NULL) {
			*trouble = expression_evaluate(hit->instance, hit->broken, hit->frame);
			return false;
		}
	}
	return true;
}

static bool match_rules(struct hit *hit, dmn_value *trouble)
{
	size_t count = hit->table->input_count;
	const struct rule_set **sets = arena_alloc(hit->run->arena, count * sizeof *sets);
	rule_word *alive = NULL;
	if (!match_columns(hit, sets, &alive, trouble))
		return false;
	if (alive == NULL && hit->table->index != NULL)
		take_sets(hit, sets);
	else
		take_alive(hit, alive != NULL ? alive : all_rules(hit));
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

dmn_value table_answer(struct arena *arena, const struct table *table, const dmn_value *columns)
{
	if (table->output_count == 1)
		return columns[0];
	struct dmn_context *context = context_new(arena, table->output_count);
	for (size_t o = 0; o < table->output_count; o++)
		context->entries[o] = (struct context_entry){ table->outputs[o].name, columns[o] };
	return value_context(context);
}

/* The output entries of a matching rule. */
static const dmn_value *read_entries(struct hit *hit, const struct table_rule *rule)
{
	if (rule->constants != NULL)
		return rule->constants;
	size_t count = hit->table->output_count;
	dmn_value *columns = arena_new_array(hit->run->arena, dmn_value, count);
	for (size_t o = 0; o < count; o++) {
		dmn_value value = expression_evaluate(hit->instance, &rule->outputs[o], hit->frame);
		hit->run->place = rule->outputs[o].place;
		columns[o] = check_output(hit, o, value);
	}
	return columns;
}

static void read_outputs(struct hit *hit)
{
	struct arena *arena = hit->run->arena;
	hit->outputs = arena_new_array(arena, dmn_value, hit->rules.count);
	hit->columns = arena_new_array(arena, const dmn_value *, hit->rules.count);
	for (size_t i = 0; i < hit->rules.count; i++) {
		const struct table_rule *rule = &hit->table->rules[hit->rules.at[i]];
		hit->columns[i] = read_entries(hit, rule);
		hit->outputs[i] = rule->constants != NULL
					  ? rule->answer
					  : table_answer(arena, hit->table, hit->columns[i]);
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
	return has_any ? table_answer(hit->run->arena, table, columns)
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

/* One rule, and its answer was known beforehand. */
static const struct table_rule *only_constant(const struct hit *hit)
{
	enum hit_policy policy = hit->table->policy;
	if (hit->rules.count != 1 || policy == HIT_RULE_ORDER || policy == HIT_OUTPUT_ORDER ||
	    policy == HIT_COLLECT)
		return NULL;
	const struct table_rule *rule = &hit->table->rules[hit->rules.at[0]];
	return rule->constants != NULL ? rule : NULL;
}

static dmn_value answer(struct hit *hit, const struct place *caller)
{
	const struct table_rule *only = only_constant(hit);
	if (only != NULL)
		return only->answer;
	if (hit->table->policy == HIT_FIRST && hit->rules.count > 1)
		keep_first(hit);
	read_outputs(hit);
	hit->run->place = *caller;
	return hit->rules.count == 0 ? fallback(hit) : apply_policy(hit);
}

static dmn_value evaluate_cells(struct instance *instance, const struct table *table,
				const struct frame *frame, struct rule_list *matched)
{
	struct run *run = &instance->evaluation->run;
	struct hit hit = { .instance = instance, .run = run, .table = table, .frame = frame };
	struct place caller = run->place;
	dmn_value result;
	if (match_rules(&hit, &result))
		result = answer(&hit, &caller);
	run->place = caller;
	bool is_watched = instance_is_watched(instance);
	for (size_t i = 0; i < hit.rules.count && is_watched; i++)
		list_push(run->arena, matched, hit.rules.at[i] + 1);
	return result;
}

dmn_value table_evaluate(struct instance *instance, const struct table *table,
			 const struct frame *frame, struct rule_list *matched)
{
	unsigned rule;
	if (!table->is_whole || !table_index_answer(table, frame->slots, table->slots, &rule))
		return evaluate_cells(instance, table, frame, matched);
	if (instance_is_watched(instance))
		list_push(instance->evaluation->arena, matched, rule + 1);
	return table->rules[rule].answer;
}
