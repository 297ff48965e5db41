/* SPDX-License-Identifier: Apache-2.0 */
/* Where two versions of a table give another result. The rules of both stand in one grid, over the
 * values of both. A rule of one and a rule of the other give the result together where both take an
 * input and none that goes before takes it: the question of a gap. Each such input is tried in both
 * models before it is told. */
#include "analysis/diff.h"

#include "base/builder.h"
#include "dmn/instance.h"

#include <string.h>

enum {
	UNSURE_MOST = 2 /* that may differ are told of a table, as examples */
};

struct effects {
	struct differing *differing;
	const struct site *old, *new;
	const struct table_match *match;
	const struct grid *grid; /* rules of the old table, then of the new one */
	struct search search;
	rule_set *takers;
	struct box box;
	size_t *point;
	size_t **ranks; /* rule by rule, of PRIORITY */
	unsigned told, unsure;
	bool is_exact;
};

/* ---- the two tables as one --------------------------------------------------- */

static const struct node any_value = { .kind = NODE_TESTS };

/* A column that the other version has not: any value passes there. */
static void add_rule(struct table_rule *to, const struct table_rule *from, size_t inputs,
		     const size_t *column_of)
{
	for (size_t i = 0; i < inputs; i++)
		to->tests[i] = column_of[i] == SIZE_MAX ? (struct expression){ .root = &any_value }
							: from->tests[column_of[i]];
	to->outputs = from->outputs;
	to->note = from->note;
}

static size_t own_columns(const struct effects *effects, const struct table_input **out,
			  size_t *old_at, size_t *new_at)
{
	const struct table_match *match = effects->match;
	size_t count = match->old->input_count;
	for (size_t i = 0; i < count; i++) {
		out[i] = &match->old->inputs[i];
		old_at[i] = i;
		new_at[i] = match->column_of[i];
	}
	for (size_t j = 0; j < match->new->input_count; j++) {
		bool is_known = false;
		for (size_t i = 0; i < match->old->input_count; i++)
			is_known = is_known || match->column_of[i] == j;
		if (is_known)
			continue;
		out[count] = &match->new->inputs[j];
		old_at[count] = SIZE_MAX;
		new_at[count++] = j;
	}
	return count;
}

static const struct table *joined(const struct effects *effects)
{
	struct arena *arena = effects->differing->checking.arena;
	const struct table *old = effects->match->old, *new = effects->match->new;
	size_t most = old->input_count + new->input_count + 1;
	const struct table_input **inputs =
		arena_new_array(arena, const struct table_input *, most);
	size_t *old_at = arena_new_array(arena, size_t, most);
	size_t *new_at = arena_new_array(arena, size_t, most);
	struct table *table = arena_copy(arena, old, sizeof *old);
	table->index = NULL;
	table->input_count = own_columns(effects, inputs, old_at, new_at);
	table->inputs = arena_new_array(arena, struct table_input, most);
	for (size_t i = 0; i < table->input_count; i++)
		table->inputs[i] = *inputs[i];
	table->rule_count = old->rule_count + new->rule_count;
	table->rules = arena_new_array(arena, struct table_rule, table->rule_count + 1);
	for (size_t r = 0; r < table->rule_count; r++) {
		bool is_old = r < old->rule_count;
		table->rules[r].tests = arena_new_array(arena, struct expression, most);
		add_rule(&table->rules[r],
			 is_old ? &old->rules[r] : &new->rules[r - old->rule_count],
			 table->input_count, is_old ? old_at : new_at);
	}
	return table;
}

/* ---- who gives the result ---------------------------------------------------- */

static size_t first_new(const struct effects *effects)
{
	return effects->match->old->rule_count;
}

static bool is_new(const struct effects *effects, size_t rule)
{
	return rule >= first_new(effects);
}

static void rank_rules(struct effects *effects)
{
	struct checking *checking = &effects->differing->checking;
	size_t count = effects->grid->table->rule_count;
	effects->ranks = arena_new_array(checking->arena, size_t *, count + 1);
	for (size_t r = 0; r < count; r++) {
		const struct table *table =
			is_new(effects, r) ? effects->match->new : effects->match->old;
		size_t *ranks = arena_new_array(checking->arena, size_t, table->output_count + 1);
		for (size_t o = 0; o < table->output_count; o++) {
			struct run run = run_new(checking->arena, &checking->model->host);
			const struct node *root = effects->grid->table->rules[r].outputs[o].root;
			if (root == NULL || !shape_is_constant(root))
				effects->is_exact = false;
			else
				ranks[o] = table_output_rank(&run, &table->outputs[o],
							     shape_constant(&run, root), NULL);
		}
		effects->ranks[r] = ranks;
	}
}

/* Does rule `a` go before rule `b` of the same table? */
static bool goes_before(const struct effects *effects, size_t a, size_t b)
{
	const struct table *table = is_new(effects, a) ? effects->match->new : effects->match->old;
	if (is_new(effects, a) != is_new(effects, b))
		return false;
	for (size_t o = 0; table->policy == HIT_PRIORITY && o < table->output_count; o++)
		if (effects->ranks[a][o] != effects->ranks[b][o])
			return effects->ranks[a][o] < effects->ranks[b][o];
	return a < b;
}

/* The rules that keep `old` and `new` from giving the result; SIZE_MAX: none is to match at all. */
static void set_takers(struct effects *effects, size_t old, size_t new)
{
	const struct grid *grid = effects->grid;
	memset(effects->takers, 0, grid->words * sizeof *effects->takers);
	for (size_t r = 0; r < grid->table->rule_count; r++) {
		size_t winner = is_new(effects, r) ? new : old;
		if (r != winner && (winner == SIZE_MAX || goes_before(effects, r, winner)))
			set_add(effects->takers, r);
	}
}

static bool set_box(struct effects *effects, size_t old, size_t new)
{
	const struct grid *grid = effects->grid;
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		bool is_any = false;
		for (size_t c = 0; c < dimension->class_count; c++) {
			const rule_set *must = dimension->classes[c].must;
			effects->box.in[d][c] = (old == SIZE_MAX || set_has(must, old)) &&
						(new == SIZE_MAX || set_has(must, new));
			is_any = is_any || effects->box.in[d][c];
		}
		if (!is_any)
			return false;
	}
	return true;
}

/* Do the two rules give the same, by their words or as constants? */
static bool give_same(struct effects *effects, size_t old, size_t new)
{
	const struct table_match *match = effects->match;
	if (match->old->output_count != match->new->output_count)
		return false;
	for (size_t o = 0; o < match->old->output_count; o++) {
		if (match->output_of[o] == SIZE_MAX)
			return false;
		const struct table_output *a = &match->old->outputs[o];
		const struct table_output *b = &match->new->outputs[match->output_of[o]];
		const struct expression *left =
			old == SIZE_MAX ? &a->fallback
					: &effects->grid->table->rules[old].outputs[o];
		const struct expression *right =
			new == SIZE_MAX
				? &b->fallback
				: &effects->grid->table->rules[new].outputs[match->output_of[o]];
		if (!text_equal(text_trim(a->allowed_text), text_trim(b->allowed_text)) ||
		    rules_output_sameness(&effects->differing->checking, left, right, a->type) !=
			    OUTPUTS_SAME)
			return false;
	}
	return true;
}

/* ---- telling ----------------------------------------------------------------- */

static void tell(struct effects *effects, size_t old, size_t new)
{
	struct differing *differing = effects->differing;
	dmn_value witness = point_witness(differing->checking.arena, effects->grid, effects->point);
	struct dmn_value results[2];
	enum tried tried = diff_try_element(differing, witness, results);
	if (tried != TRIED_DIFFERENT)
		effects->is_exact = false;
	if (tried == TRIED_SAME || (tried == TRIED_UNSURE && effects->unsure++ >= UNSURE_MOST))
		return;
	struct builder why = builder_new(differing->checking.arena);
	builder_add_format(&why, old == SIZE_MAX ? "no rule" : "rule %zu", old + 1);
	builder_add_format(&why, new == SIZE_MAX ? " before, no rule now" : " before, rule %zu now",
			   new - first_new(effects) + 1);
	size_t size;
	const char *inputs = dmn_to_json(differing->checking.arena, witness, &size);
	struct dmn_change *change = differing_add(
		differing, tried == TRIED_DIFFERENT ? DMN_CHANGE_EFFECT : DMN_CHANGE_UNSURE,
		tried == TRIED_DIFFERENT ? "for %s it gives %s, where it gave %s (%.*s)"
					 : "for %s, if that can occur, it may give another result "
					   "(%s%s%.*s)",
		inputs,
		tried == TRIED_DIFFERENT ? dmn_text(differing->checking.arena, results[1], NULL)
					 : "",
		tried == TRIED_DIFFERENT ? dmn_text(differing->checking.arena, results[0], NULL)
					 : "",
		TEXT_ARG(builder_text(&why)));
	change->rule_before = old == SIZE_MAX ? 0 : (unsigned)old + 1;
	change->rule_after = new == SIZE_MAX ? 0 : (unsigned)(new - first_new(effects)) + 1;
	change->witness = witness;
	if (tried == TRIED_DIFFERENT) {
		change->before = results[0];
		change->after = results[1];
	}
	effects->told++;
}

static void ask_pair(struct effects *effects, size_t old, size_t new)
{
	struct differing *differing = effects->differing;
	if (effects->told >= differing->checking.most_witnesses || give_same(effects, old, new) ||
	    !set_box(effects, old, new))
		return;
	set_takers(effects, old, new);
	enum search_result result =
		search_first_gap(&effects->search, &effects->box, effects->point);
	if (result == SEARCH_UNDECIDED)
		effects->is_exact = false;
	if (result == SEARCH_GAP)
		tell(effects, old, new);
}

static void ask_all(struct effects *effects)
{
	const struct grid *grid = effects->grid;
	size_t first = first_new(effects), count = grid->table->rule_count;
	rule_set *meeting =
		arena_new_array(effects->differing->checking.arena, rule_set, grid->words + 1);
	for (size_t old = 0; old < first; old++) {
		rules_meeting(grid, old, meeting);
		for (size_t new = first; new < count; new ++)
			if (set_has(meeting, new))
				ask_pair(effects, old, new);
		ask_pair(effects, old, SIZE_MAX);
	}
	for (size_t new = first; new < count; new ++)
		ask_pair(effects, SIZE_MAX, new);
	ask_pair(effects, SIZE_MAX, SIZE_MAX);
}

/* ---- one table ---------------------------------------------------------------- */

static bool is_single(const struct table *table)
{
	return table->policy == HIT_UNIQUE || table->policy == HIT_FIRST ||
	       table->policy == HIT_PRIORITY || table->policy == HIT_ANY;
}

/* One rule at most matches, or which one does not matter: then the first is the one. */
static bool has_one_winner(struct effects *effects, size_t from, size_t to,
			   const struct table *table)
{
	rule_set *meeting = arena_new_array(effects->differing->checking.arena, rule_set,
					    effects->grid->words + 1);
	if (table->policy == HIT_FIRST || table->policy == HIT_PRIORITY)
		return true;
	for (size_t a = from; a < to; a++) {
		rules_meeting(effects->grid, a, meeting);
		for (size_t b = a + 1; b < to; b++)
			if (set_has(meeting, b) &&
			    (table->policy == HIT_UNIQUE ||
			     rules_outputs(&effects->differing->checking, a, b) != OUTPUTS_SAME))
				return false;
	}
	return true;
}

static bool is_transparent(const struct grid *grid)
{
	for (size_t r = 0; r < grid->table->rule_count; r++)
		if (grid->is_opaque[r])
			return false;
	for (size_t i = 0; i < grid->table->input_count; i++)
		if (grid->columns[i].is_unclear)
			return false;
	/* Of an input without a type a value of any kind may come. */
	for (size_t d = 0; d < grid->dimension_count; d++) {
		const struct dimension *dimension = &grid->dimensions[d];
		const struct type *type = dimension->type;
		if (type == NULL)
			type = grid->table->inputs[dimension->first_column].type;
		if (type == NULL || type->kind != TYPE_SIMPLE)
			return false;
	}
	return true;
}

static bool same_columns(const struct table_match *match)
{
	for (size_t i = 0; i < match->old->input_count; i++) {
		size_t j = match->column_of[i];
		if (j != SIZE_MAX && !text_equal(text_trim(match->old->inputs[i].allowed_text),
						 text_trim(match->new->inputs[j].allowed_text)))
			return false;
		if (j == SIZE_MAX && match->old->inputs[i].allowed != NULL)
			return false;
	}
	return true;
}

void diff_table_effects(struct differing *differing, const struct site *old, const struct site *new,
			const struct table_match *match)
{
	struct checking *checking = &differing->checking;
	struct effects effects = { differing, old, new, match };
	struct site *site = arena_copy(checking->arena, old, sizeof *old);
	if (!is_single(match->old) || !is_single(match->new)) {
		differing->is_undecided = true;
		return;
	}
	site->table = joined(&effects);
	site->is_joined = true;
	effects.grid = grid_new(checking->arena, checking->scratch, site);
	if (effects.grid == NULL) {
		differing->is_undecided = true;
		return;
	}
	checking->grid = effects.grid;
	effects.is_exact = is_transparent(effects.grid) && same_columns(match);
	effects.takers = arena_new_array(checking->arena, rule_set, effects.grid->words + 1);
	effects.box = box_new(checking->arena, effects.grid);
	effects.point = arena_new_array(checking->arena, size_t, effects.grid->dimension_count + 1);
	effects.search = (struct search){ .grid = effects.grid,
					  .arena = checking->work,
					  .memo = checking->scratch,
					  .budget = &checking->budget,
					  .rules = effects.takers };
	rank_rules(&effects);
	ask_all(&effects);
	size_t middle = match->old->rule_count;
	if (!effects.is_exact || !has_one_winner(&effects, 0, middle, match->old) ||
	    !has_one_winner(&effects, middle, effects.grid->table->rule_count, match->new))
		differing->is_undecided = true;
	checking->grid = NULL;
}
