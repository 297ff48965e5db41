/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/reach.h"

#include <string.h>

bool reach_is_same(const struct reach *a, const struct reach *b)
{
	if (a->table != b->table || a->holder != b->holder)
		return false;
	if (a->table != NULL)
		return a->column == b->column;
	return a->place.source.at == b->place.source.at && a->place.offset == b->place.offset &&
	       a->place.line == b->place.line;
}

static bool is_hit(const struct dmn_problem *problem)
{
	return strcmp(problem->code, "DMN-HIT") == 0;
}

/* Of the model itself: a table that gives nothing, a decision or an entry without logic. */
static bool is_of_model(const struct dmn_problem *problem)
{
	bool is_bare = problem->severity == DMN_WARNING && strcmp(problem->code, "DMN-MODEL") == 0;
	return is_bare || is_hit(problem);
}

/* A null that nothing else went wrong for. */
static bool is_root(dmn_value null)
{
	return null.kind == DMN_NULL && (null.as.problem == NULL || is_of_model(null.as.problem));
}

/* The decision whose table gave it, or else nothing. */
static struct text root_name(dmn_value null)
{
	return null.as.problem != NULL ? text_from(null.as.problem->element) : TEXT("");
}

static const struct element *holder_of(const struct dmn_model *model, const struct place *place)
{
	for (size_t i = 0; i < model->elements.count; i++) {
		const struct element *element = model->elements.at[i];
		if (place->element != NULL && text_is(element->name, place->element) &&
		    strcmp(element->file->file, place->file) == 0)
			return element;
	}
	return NULL;
}

/* ---- tables ----------------------------------------------------------------- */

struct seen_table {
	struct instance *instance;
	const struct table *table;
	const struct frame *frame;
	dmn_value *values; /* column by column */
};

static void read_columns(struct seen_table *seen)
{
	struct run *run = &seen->instance->evaluation->run;
	const struct table *table = seen->table;
	seen->values = arena_new_array(run->arena, dmn_value, table->input_count);
	for (size_t i = 0; i < table->input_count; i++)
		seen->values[i] = type_bind_named(
			run,
			expression_evaluate(seen->instance, &table->inputs[i].value, seen->frame),
			table->inputs[i].type, table->inputs[i].label);
}

static bool takes(const struct seen_table *seen, size_t rule, size_t column)
{
	struct run *run = &seen->instance->evaluation->run;
	const struct expression *cell = &seen->table->rules[rule].tests[column];
	struct frame frame = { .outer = seen->frame, .slots = &seen->values[column] };
	run_step(run, 1);
	return cell->root != NULL &&
	       evaluate_tests(run, cell->root, seen->values[column], &frame) == TERNARY_TRUE;
}

/* The first column whose null keeps a rule from matching that all other inputs match; SIZE_MAX:
 * there is none. */
static size_t column_refusing(const struct seen_table *seen)
{
	const struct table *table = seen->table;
	for (size_t rule = 0; rule < table->rule_count; rule++) {
		size_t refusing = SIZE_MAX, column = 0;
		for (; column < table->input_count; column++) {
			bool is_null = is_root(seen->values[column]);
			if (takes(seen, rule, column))
				continue;
			if (!is_null)
				break;
			refusing = refusing == SIZE_MAX ? column : refusing;
		}
		if (column == table->input_count && refusing != SIZE_MAX)
			return refusing;
	}
	return SIZE_MAX;
}

static const struct grid *grid_of(const struct reaching *reaching, const struct table *table)
{
	const struct checking *checking = reaching->checking;
	for (size_t i = 0; i < checking->tables.count; i++)
		if (checking->tables.at[i].grid != NULL &&
		    checking->tables.at[i].grid->table == table)
			return checking->tables.at[i].grid;
	return NULL;
}

/* Is some input a text that no cell of its column names, where some name texts? Such a gap is no
 * more than a note (CHECK-OPEN). */
static bool has_open_text(const struct reaching *reaching, const struct seen_table *seen)
{
	const struct grid *grid = grid_of(reaching, seen->table);
	for (size_t i = 0; grid != NULL && i < seen->table->input_count; i++) {
		const struct domain *domain = &grid->dimensions[grid->columns[i].dimension].domain;
		size_t segment, cut;
		bool names_some = false;
		for (size_t s = 0; s < domain->segment_count; s++)
			names_some = names_some || (domain->segments[s].kind == DMN_STRING &&
						    !domain->segments[s].is_ordered &&
						    domain->segments[s].cut_count != 0);
		if (names_some && seen->values[i].kind == DMN_STRING &&
		    !domain_find(domain, seen->values[i], &segment, &cut))
			return true;
	}
	return false;
}

static bool is_open(const struct reaching *reaching, dmn_value null)
{
	for (size_t i = 0; i < reaching->open.count; i++)
		if (reaching->open.at[i] == null.as.problem)
			return true;
	return false;
}

/* The column of the cell that the text is, or SIZE_MAX. */
static size_t column_of(const struct table *table, struct text source)
{
	for (size_t rule = 0; rule < table->rule_count && source.at != NULL; rule++)
		for (size_t i = 0; i < table->input_count; i++)
			if (table->rules[rule].tests[i].place.source.at == source.at)
				return i;
	return SIZE_MAX;
}

/* Nulls met in cells: a rule that does not match by them is no fault where another does, nor where
 * the null is what the column tests. */
static void settle_cells(struct reaching *reaching, const struct seen_table *seen, bool has_result)
{
	for (size_t i = 0; i < reaching->nulls.count; i++) {
		struct met_null *met = &reaching->nulls.at[i];
		size_t column = column_of(seen->table, met->place.source);
		if (column != SIZE_MAX && (has_result || seen->values[column].kind == DMN_NULL))
			met->is_settled = true;
	}
}

static void look_at_table(struct reaching *reaching, struct seen_table *seen,
			  const struct place *place, const struct dmn_problem *none)
{
	bool has_result = none == NULL, has_open = false;
	struct run *run = &seen->instance->evaluation->run;
	size_t problem_count = run->problems.count;
	if (!has_result)
		read_columns(seen);
	size_t column = has_result ? SIZE_MAX : column_refusing(seen);
	run->problems.count = problem_count;
	settle_cells(reaching, seen, has_result);
	if (!has_result)
		has_open = has_open_text(reaching, seen);
	if (has_open)
		list_push(run->arena, &reaching->open, none);
	if (column == SIZE_MAX)
		return;
	struct text name = root_name(seen->values[column]);
	if (name.length == 0)
		name = text_trim(seen->table->inputs[column].value.place.source);
	list_push(run->arena, &reaching->tables,
		  (struct reach){ .holder = holder_of(reaching->checking->model, place),
				  .table = seen->table,
				  .column = column,
				  .name = name,
				  .problem_count = problem_count,
				  .is_open = has_open || is_open(reaching, seen->values[column]) });
}

/* What the look itself meets is of no interest. */
static void see_table(void *user, struct instance *instance, const struct table *table,
		      const struct frame *frame, const struct rule_list *matched, dmn_value result)
{
	struct reaching *reaching = user;
	struct run *run = &instance->evaluation->run;
	struct seen_table seen = { instance, table, frame, NULL };
	struct place place = run->place;
	bool has_none = matched->count == 0 && result.kind == DMN_NULL &&
			result.as.problem != NULL && is_hit(result.as.problem);
	if (!has_none && reaching->nulls.count == 0)
		return;
	run->nulls = NULL;
	instance->evaluation->observer = NULL;
	look_at_table(reaching, &seen, &place, has_none ? result.as.problem : NULL);
	instance->evaluation->observer = &reaching->observer;
	run->nulls = &reaching->nulls;
	run->place = place;
}

static void see_enter(void *user, struct instance *instance, const struct element *element,
		      const dmn_value *arguments)
{
	(void)user, (void)instance, (void)element, (void)arguments;
}

static void see_leave(void *user, const struct element *element, dmn_value result)
{
	(void)user, (void)element, (void)result;
}

/* ---- operations --------------------------------------------------------------- */

struct looking {
	const struct place *place;
	const struct node *node; /* found */
};

static const struct node *node_at(const struct node *node, size_t offset)
{
	bool is_leaf = node->kind == NODE_VARIABLE || node->kind == NODE_DYNAMIC ||
		       node->kind == NODE_LITERAL || node->kind == NODE_BUILTIN;
	if (node->offset == offset && !is_leaf)
		return node;
	for (size_t i = 0; i < node->item_count; i++) {
		const struct node *found = node_at(node->items[i], offset);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static void look_in_text(void *user, const struct site *here, const struct expression *expression,
			 bool is_cell)
{
	struct looking *looking = user;
	(void)here, (void)is_cell;
	if (expression->root != NULL && expression->place.source.at == looking->place->source.at)
		looking->node = node_at(expression->root, looking->place->offset);
}

static void look_in_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	site_texts(here, boxed, look_in_text, user);
}

/* The only operand that is a name or a path; empty where there are several. */
static struct text only_operand(struct arena *arena, const struct node *node)
{
	struct subjects reads = { 0 };
	size_t first = node->kind == NODE_CALL, names = 0;
	size_t end = node->kind == NODE_IN ? 1 : node->item_count;
	for (size_t i = first; i < end; i++) {
		const struct node *item = node->items[i];
		if (item->kind == NODE_LITERAL && item->value.kind == DMN_NULL)
			return TEXT("");
		names += item->kind != NODE_LITERAL;
		if (item->kind == NODE_VARIABLE || item->kind == NODE_PATH)
			shape_subjects(arena, item, &reads);
	}
	return names == 1 && reads.count == 1 ? subject_name(arena, &reads.at[0]) : TEXT("");
}

/* The only requirement of the element decided that is null itself. */
static struct text only_requirement(const struct reaching *reaching, const struct element *holder)
{
	const struct instance *root = &reaching->evaluation->root;
	struct text name = TEXT("");
	size_t count = 0;
	for (size_t i = 0; i < holder->requirements.count; i++) {
		const struct element *required = holder->requirements.at[i].element;
		if (root->states[required->index] != VALUE_PRESENT ||
		    !is_root(root->values[required->index]))
			continue;
		name = holder->requirements.at[i].name;
		count++;
	}
	return count == 1 ? name : TEXT("");
}

static struct text name_of(const struct reaching *reaching, const struct met_null *met,
			   const struct element *holder)
{
	struct arena *arena = reaching->evaluation->arena;
	struct looking looking = { .place = &met->place };
	struct text name = root_name(met->null);
	if (name.length != 0)
		return name;
	if (met->place.source.at != NULL)
		site_walk(reaching->checking->model, holder, look_in_boxed, &looking);
	if (looking.node != NULL)
		return only_operand(arena, looking.node);
	return holder == reaching->leaves->element ? only_requirement(reaching, holder) : name;
}

/* ---- one evaluation ------------------------------------------------------------- */

static bool is_own(const struct reaching *reaching, size_t problem)
{
	for (size_t i = 0; i < reaching->nulls.count; i++) {
		const struct met_null *met = &reaching->nulls.at[i];
		if (met->has_own && met->problem == problem && is_root(met->null))
			return true;
	}
	return false;
}

/* How many problems there were when something else went wrong: what follows may come of it. */
static size_t first_trouble(const struct reaching *reaching)
{
	const struct problem_list *problems = &reaching->evaluation->run.problems;
	size_t i = 0;
	while (i < problems->count && (is_of_model(problems->at[i]) || is_own(reaching, i)))
		i++;
	return i;
}

/* An operation passes an error on: it is told where it was first met. */
static bool is_again(const struct reaching *reaching, size_t at)
{
	dmn_value null = reaching->nulls.at[at].null;
	for (size_t i = 0; i < at && run_has_failed(null); i++)
		if (reaching->nulls.at[i].null.as.problem == null.as.problem)
			return true;
	return false;
}

static void add_operations(struct reaching *reaching, size_t trouble)
{
	for (size_t i = 0; i < reaching->nulls.count; i++) {
		const struct met_null *met = &reaching->nulls.at[i];
		if (met->is_settled || !is_root(met->null) || met->problem > trouble ||
		    is_again(reaching, i))
			continue;
		const struct element *holder = holder_of(reaching->checking->model, &met->place);
		if (holder != NULL)
			list_push(reaching->evaluation->arena, &reaching->found,
				  (struct reach){ .holder = holder,
						  .place = met->place,
						  .is_open = is_open(reaching, met->null),
						  .name = name_of(reaching, met, holder) });
	}
}

static void gather(void *user)
{
	struct reaching *reaching = user;
	size_t trouble = first_trouble(reaching);
	for (size_t i = 0; i < reaching->tables.count; i++)
		if (reaching->tables.at[i].problem_count <= trouble &&
		    reaching->tables.at[i].holder != NULL)
			list_push(reaching->evaluation->arena, &reaching->found,
				  reaching->tables.at[i]);
	add_operations(reaching, trouble);
}

static void decide(struct reaching *reaching, const dmn_value *chosen)
{
	struct dmn_evaluation *evaluation = reaching->evaluation;
	const struct leaves *leaves = reaching->leaves;
	const struct element *element = leaves->element;
	struct arena *arena = reaching->checking->work;
	arena_reset(arena);
	dmn_value inputs = leaves_inputs(arena, leaves, chosen);
	const struct element *last = NULL;
	for (size_t i = 0, entry = 0; i < leaves->count; i++) {
		const struct element *input = leaves->at[i].input;
		bool is_next =
			i == 0 || input != last ||
			(input == NULL && !text_equal(leaves->at[i].root, leaves->at[i - 1].root));
		entry += is_next && i != 0;
		if (is_next && input != NULL)
			dmn_set_slot(evaluation, (int)input->index,
				     inputs.as.context->entries[entry].value);
		last = input;
	}
	if (element->kind == DMN_ELEMENT_BKM)
		(void)dmn_invoke(evaluation, element->name_c, inputs);
	else
		(void)dmn_decide_slot(evaluation, (int)element->index);
}

uint64_t reach_try(struct reaching *reaching, const dmn_value *chosen, uint64_t most_steps)
{
	struct dmn_evaluation *evaluation = reaching->evaluation;
	dmn_evaluation_reset(evaluation);
	reaching->nulls = (struct met_nulls){ 0 };
	reaching->tables = (struct reach_list){ 0 };
	reaching->found = (struct reach_list){ 0 };
	reaching->open = (struct problem_list){ 0 };
	reaching->observer = (struct observer){ reaching, see_enter, see_leave, see_table };
	evaluation->observer = &reaching->observer;
	evaluation->run.nulls = &reaching->nulls;
	if (evaluation->run.steps_left > most_steps)
		evaluation->run.steps_left = most_steps;
	uint64_t before = evaluation->run.steps_left;
	decide(reaching, chosen);
	evaluation->run.nulls = NULL;
	evaluation->observer = NULL;
	if (boundary_run(evaluation->arena, gather, reaching, NULL) != STATUS_OK)
		reaching->found.count = 0;
	return before - evaluation->run.steps_left;
}
