/* SPDX-License-Identifier: Apache-2.0 */
/* What happened in a table: what its columns read, and how far each rule that gave nothing was from
 * matching. The cells are tested once more, by what tests them in an evaluation, with a run of
 * their own whose problems and limits are not the evaluation's. */
#include "explain/explain.h"

enum {
	NEAREST_DEFAULT = 3
};

struct cell_list {
	LIST_OF(struct dmn_failed_cell);
};

struct near_rule {
	unsigned number; /* from 1 */
	size_t failed_count;
};

struct telling {
	struct explain *explain;
	struct instance *instance;
	const struct table *table;
	const struct frame *frame;
	const struct rule_list *matched;
	dmn_value *seen; /* by column */
	struct dmn_told_table out;
};

static dmn_value read_column(struct telling *telling, size_t column)
{
	struct run *run = &telling->explain->evaluation->run;
	const struct table_input *input = &telling->table->inputs[column];
	dmn_value value = expression_evaluate(telling->instance, &input->value, telling->frame);
	run->place = input->value.place;
	return type_bind(run, value, input->type, text_c(run->arena, input->label));
}

/* Does the cell hold; *problem gets why it could not be tested. */
static bool cell_holds(struct telling *telling, const struct expression *cell, dmn_value value,
		       const struct dmn_problem **problem)
{
	struct run *run = &telling->explain->evaluation->run;
	*problem = cell->root == NULL ? cell->trouble : NULL;
	if (cell->root == NULL)
		return false;
	size_t before = run->problems.count;
	run->place = cell->place;
	struct frame *frame = arena_new_one(run->arena, struct frame);
	*frame = (struct frame){ .outer = telling->frame };
	frame->slots = arena_copy(run->arena, &value, sizeof value);
	enum ternary holds = evaluate_tests(run, cell->root, value, frame);
	if (holds == TERNARY_UNKNOWN && run->problems.count > before)
		*problem = run->problems.at[before];
	return holds == TERNARY_TRUE;
}

static bool is_matched(const struct telling *telling, unsigned number)
{
	for (size_t i = 0; i < telling->matched->count; i++)
		if (telling->matched->at[i] == number)
			return true;
	return false;
}

/* How many cells of the rule fail; with `cells`, which. */
static size_t count_failed(struct telling *telling, unsigned number, struct cell_list *cells)
{
	const struct table *table = telling->table;
	const struct table_rule *rule = &table->rules[number - 1];
	struct arena *arena = telling->explain->arena;
	size_t failed = 0;
	for (size_t i = 0; i < table->input_count; i++) {
		struct dmn_failed_cell cell = { .column = (unsigned)i + 1,
						.seen = telling->seen[i] };
		if (cell_holds(telling, &rule->tests[i], telling->seen[i], &cell.problem))
			continue;
		failed++;
		if (cells == NULL)
			continue;
		cell.label = telling->out.columns[i].name;
		cell.test = text_c(arena, text_trim(rule->tests[i].place.source));
		list_push(arena, cells, cell);
	}
	return failed;
}

/* Put the rule among the nearest, of which there are `count` and at most `most`. */
static size_t place(struct near_rule *nearest, size_t count, size_t most, struct near_rule rule)
{
	size_t at = count;
	while (at > 0 && nearest[at - 1].failed_count > rule.failed_count)
		at--;
	if (at >= most)
		return count;
	if (count < most)
		count++;
	for (size_t i = count - 1; i > at; i--)
		nearest[i] = nearest[i - 1];
	nearest[at] = rule;
	return count;
}

static struct dmn_told_rule told_rule(const struct telling *telling, unsigned number)
{
	return (struct dmn_told_rule){ .number = number,
				       .note = telling->table->rules[number - 1].note };
}

static void find_nearest(struct telling *telling)
{
	struct arena *arena = telling->explain->arena;
	unsigned asked = telling->explain->options.most_nearest;
	size_t most = asked != 0 ? asked : NEAREST_DEFAULT;
	if (most > telling->table->rule_count)
		most = telling->table->rule_count;
	struct near_rule *nearest = arena_new_array(arena, struct near_rule, most);
	size_t count = 0;
	for (unsigned number = 1; number <= telling->table->rule_count; number++)
		if (!is_matched(telling, number))
			count = place(
				nearest, count, most,
				(struct near_rule){ number, count_failed(telling, number, NULL) });
	struct dmn_told_rule *rules = arena_new_array(arena, struct dmn_told_rule, count);
	for (size_t i = 0; i < count; i++) {
		struct cell_list cells = { 0 };
		count_failed(telling, nearest[i].number, &cells);
		rules[i] = told_rule(telling, nearest[i].number);
		rules[i].failed = cells.at;
		rules[i].failed_count = cells.count;
	}
	telling->out.nearest = rules;
	telling->out.nearest_count = count;
}

static void tell(void *user)
{
	struct telling *telling = user;
	struct arena *arena = telling->explain->arena;
	size_t count = telling->table->input_count;
	struct dmn_read *columns = arena_new_array(arena, struct dmn_read, count);
	telling->seen = arena_new_array(arena, dmn_value, count);
	for (size_t i = 0; i < count; i++) {
		telling->seen[i] = read_column(telling, i);
		columns[i] = (struct dmn_read){
			text_c(arena, text_trim(telling->table->inputs[i].label)), telling->seen[i]
		};
	}
	telling->out.columns = columns;
	telling->out.column_count = count;
	find_nearest(telling);
}

/* Apart from the evaluation, which is the same whether it is explained or not. */
static void tell_apart(struct telling *telling)
{
	struct dmn_evaluation *evaluation = telling->explain->evaluation;
	struct run kept = evaluation->run;
	const struct observer *observer = evaluation->observer;
	evaluation->observer = NULL;
	evaluation->run.problems = (struct problem_list){ 0 };
	evaluation->run.steps_left = telling->explain->steps_left;
	if (boundary_run(telling->explain->arena, tell, telling, NULL) != STATUS_OK)
		telling->explain->out->is_cut = true;
	telling->explain->steps_left = evaluation->run.steps_left;
	evaluation->run = kept;
	evaluation->observer = observer;
}

struct dmn_told_table explain_table(struct explain *explain, struct instance *instance,
				    const struct table *table, const struct frame *frame,
				    const struct rule_list *matched, dmn_value result)
{
	struct telling telling = { .explain = explain,
				   .instance = instance,
				   .table = table,
				   .frame = frame,
				   .matched = matched };
	telling.out = (struct dmn_told_table){ .id = text_c(explain->arena, table->id),
					       .hit_policy = hit_policy_names[table->policy],
					       .rule_count = table->rule_count,
					       .result = result };
	struct dmn_told_rule *rules =
		arena_new_array(explain->arena, struct dmn_told_rule, matched->count);
	for (size_t i = 0; i < matched->count; i++)
		rules[i] = told_rule(&telling, matched->at[i]);
	telling.out.matched = rules;
	telling.out.matched_count = matched->count;
	tell_apart(&telling);
	return telling.out;
}
