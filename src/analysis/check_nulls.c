/* SPDX-License-Identifier: Apache-2.0 */
/* Nulls that reach where a value is needed, across elements: each decision and business knowledge
 * model is decided for the inputs that may tell its texts apart, and what the engine meets is told.
 * All combinations are tried where they are few; else each value in turn beside the first ones and
 * beside the witnesses of what was found in the tables behind it, and then some at random. */
#include "analysis/reach.h"

#include "base/builder.h"
#include "feel/value_print.h"

#include <string.h>

enum {
	COMBINATIONS_MOST = 4096, /* that are all tried, of an element */
	TRIES_MOST = 1024,	  /* where there are more */
	TRY_COST = 2000,	  /* in steps of the budget, beside what it evaluates */
	STEP_COST = 25,		  /* of the evaluation */
	OTHERS_MOST = 24,	  /* values of an input by which it is judged to matter */
	WITNESSES_TRIED_MOST = 64 /* a table */
};

struct told {
	struct reach reach;
	size_t finding;
};

struct told_list {
	LIST_OF(struct told);
};

struct null_hunt {
	struct checking *checking;
	struct leaves leaves;
	struct reaching reaching;
	struct budget budget;
	dmn_value chosen[LEAVES_MOST];
	unsigned tries, tries_most;
	bool is_stopped; /* for want of time */
	uint64_t random;
	struct told_list told; /* of all elements */
};

static struct told *told_of(const struct null_hunt *hunt, const struct reach *reach)
{
	for (size_t i = 0; i < hunt->told.count; i++)
		if (reach_is_same(&hunt->told.at[i].reach, reach))
			return &hunt->told.at[i];
	return NULL;
}

/* False when the budget is spent. */
static bool decide(struct null_hunt *hunt)
{
	uint64_t most = hunt->budget.steps_left / STEP_COST;
	uint64_t taken = reach_try(&hunt->reaching, hunt->chosen, most);
	return budget_take(&hunt->budget, TRY_COST + taken * STEP_COST);
}

/* ---- telling ------------------------------------------------------------------ */

static bool is_met(const struct null_hunt *hunt, const struct reach *reach)
{
	for (size_t i = 0; i < hunt->reaching.found.count; i++)
		if (reach_is_same(&hunt->reaching.found.at[i], reach))
			return true;
	return false;
}

/* Is there a value of the leaf, all else as it is, with which the null is not met? */
static bool matters(struct null_hunt *hunt, size_t at, const struct reach *reach)
{
	const struct leaf *leaf = &hunt->leaves.at[at];
	dmn_value kept = hunt->chosen[at];
	size_t step = leaf->value_count / OTHERS_MOST + 1;
	bool is_without = false;
	for (size_t i = 0; i < leaf->value_count && !is_without; i += step) {
		hunt->chosen[at] = leaf->values[i];
		is_without = decide(hunt) && !is_met(hunt, reach);
	}
	hunt->chosen[at] = kept;
	return is_without;
}

/* " where age = 18", of the inputs that matter. */
static struct text where(struct null_hunt *hunt, const struct reach *reach)
{
	struct builder out = builder_new(hunt->checking->arena);
	for (size_t i = 0; i < hunt->leaves.count; i++) {
		if (!matters(hunt, i, reach))
			continue;
		builder_add_format(&out, "%s%.*s = ", out.length == 0 ? " where " : " and ",
				   TEXT_ARG(hunt->leaves.at[i].name));
		value_print_literal(&out, hunt->chosen[i]);
	}
	if (out.length == 0 && hunt->leaves.count != 0)
		builder_add_c(&out, " for every input tried");
	return builder_text(&out);
}

static struct text what(struct checking *checking, const struct reach *reach)
{
	if (reach->table != NULL)
		return TEXT("no rule takes a null there");
	struct text source = value_excerpt(text_trim(reach->place.source));
	return source.length != 0
		       ? text_format(checking->arena, "%.*s needs a value", TEXT_ARG(source))
		       : TEXT("a boxed expression needs a value");
}

/* "'u' is null": a decision, an input, an entry; what is called gives null. */
static struct text subject_of(struct checking *checking, const struct reach *reach)
{
	if (reach->name.length == 0)
		return TEXT("a null comes about");
	const struct element *element = model_element_named(checking->model, reach->name);
	bool is_called = element != NULL && element->kind == DMN_ELEMENT_BKM;
	return text_format(checking->arena, "'%.*s' %s null", TEXT_ARG(reach->name),
			   is_called ? "gives" : "is");
}

static bool collects(const struct table *table)
{
	return table->policy == HIT_COLLECT || table->policy == HIT_RULE_ORDER ||
	       table->policy == HIT_OUTPUT_ORDER;
}

static const struct grid *grid_of(const struct checking *checking, const struct table *table)
{
	for (size_t i = 0; i < checking->tables.count; i++)
		if (checking->tables.at[i].grid != NULL &&
		    checking->tables.at[i].grid->table == table)
			return checking->tables.at[i].grid;
	return NULL;
}

static void tell(struct null_hunt *hunt, const struct reach *reach)
{
	struct checking *checking = hunt->checking;
	struct arena *arena = checking->arena;
	const struct element *asked = hunt->leaves.element;
	struct text place = where(hunt, reach);
	struct text subject = subject_of(checking, reach);
	struct text asker = TEXT("");
	if (asked != reach->holder)
		asker = text_format(arena, ", when '%.*s' asks it", TEXT_ARG(asked->name));
	checking->element = reach->holder;
	checking->grid = reach->table != NULL ? grid_of(checking, reach->table) : NULL;
	struct dmn_finding *finding =
		checking_add(checking, FINDING_NULLS, "%.*s%.*s, and %.*s%.*s", TEXT_ARG(subject),
			     TEXT_ARG(place), TEXT_ARG(what(checking, reach)), TEXT_ARG(asker));
	finding->witness = leaves_inputs(arena, &hunt->leaves, hunt->chosen);
	if (checking->grid != NULL)
		finding_place(checking, finding, SIZE_MAX, reach->column);
	if (reach->table == NULL)
		finding_text(checking, finding, &reach->place);
	if (reach->is_open || (reach->table != NULL && collects(reach->table)))
		finding->weight = DMN_CHECK_NOTE;
	checking->grid = NULL;
}

/* Told is what is new, and what was told as a note and has come about without an open text. */
static void tell_if_new(struct null_hunt *hunt, const struct reach *reach)
{
	struct finding_list *findings = &hunt->checking->findings;
	struct told *told = told_of(hunt, reach);
	if (told != NULL && (!told->reach.is_open || reach->is_open))
		return;
	tell(hunt, reach);
	if (told == NULL) {
		list_push(hunt->checking->arena, &hunt->told,
			  (struct told){ *reach, findings->count - 1 });
		return;
	}
	told->reach = *reach;
	findings->at[told->finding] = findings->at[findings->count - 1];
	findings->count--;
}

/* What the last try has met; telling tries again. */
static void tell_all(struct null_hunt *hunt)
{
	struct arena *arena = hunt->checking->arena;
	struct reach_list found = { 0 };
	for (size_t i = 0; i < hunt->reaching.found.count; i++) {
		struct reach reach = hunt->reaching.found.at[i];
		const struct told *told = told_of(hunt, &reach);
		if (told != NULL && (!told->reach.is_open || reach.is_open))
			continue;
		reach.name = text_from(text_c(arena, reach.name));
		list_push(arena, &found, reach);
	}
	for (size_t i = 0; i < found.count; i++)
		tell_if_new(hunt, &found.at[i]);
}

/* ---- which inputs to try -------------------------------------------------------- */

/* False when there is to be no further. */
static bool try_chosen(struct null_hunt *hunt)
{
	bool has_left = decide(hunt);
	if (hunt->reaching.found.count != 0)
		tell_all(hunt);
	hunt->is_stopped = hunt->is_stopped || !has_left;
	return has_left && ++hunt->tries < hunt->tries_most;
}

static size_t combinations(const struct leaves *leaves)
{
	size_t count = 1;
	for (size_t i = 0; i < leaves->count && count <= COMBINATIONS_MOST; i++)
		count *= leaves->at[i].value_count;
	return count;
}

/* The first input changes last. */
static void try_combinations(struct null_hunt *hunt, size_t count)
{
	const struct leaves *leaves = &hunt->leaves;
	for (size_t number = 0; number < count; number++) {
		size_t rest = number;
		for (size_t i = leaves->count; i-- > 0;) {
			hunt->chosen[i] = leaves->at[i].values[rest % leaves->at[i].value_count];
			rest /= leaves->at[i].value_count;
		}
		if (!try_chosen(hunt))
			return;
	}
}

static bool try_around(struct null_hunt *hunt)
{
	if (!try_chosen(hunt))
		return false;
	for (size_t i = 0; i < hunt->leaves.count; i++) {
		const struct leaf *leaf = &hunt->leaves.at[i];
		dmn_value kept = hunt->chosen[i];
		size_t step = leaf->value_count / OTHERS_MOST + 1;
		for (size_t v = 0; v < leaf->value_count; v += step) {
			hunt->chosen[i] = leaf->values[v];
			if (!try_chosen(hunt))
				return false;
		}
		hunt->chosen[i] = kept;
	}
	return true;
}

static void choose_first(struct null_hunt *hunt)
{
	for (size_t i = 0; i < hunt->leaves.count; i++)
		hunt->chosen[i] = hunt->leaves.at[i].values[0];
}

/* Beside what was found in the tables behind the element. */
static bool try_witnesses(struct null_hunt *hunt, const bool *seen)
{
	const struct checking *checking = hunt->checking;
	for (size_t t = 0; t < checking->tables.count; t++) {
		const struct known_table *known = &checking->tables.at[t];
		size_t end = known->first_finding + WITNESSES_TRIED_MOST;
		if (known->grid == NULL || !seen[known->grid->site->element->index])
			continue;
		for (size_t i = known->first_finding; i < known->finding_end && i < end; i++) {
			choose_first(hunt);
			leaves_take(&hunt->leaves, checking->findings.at[i].witness, hunt->chosen);
			if (checking->findings.at[i].witness.kind == DMN_CONTEXT &&
			    !try_around(hunt))
				return false;
		}
	}
	return true;
}

/* The same numbers for every run. */
static void choose_random(struct null_hunt *hunt)
{
	for (size_t i = 0; i < hunt->leaves.count; i++) {
		hunt->random = hunt->random * UINT64_C(6364136223846793005) + 1442695040888963407U;
		const struct leaf *leaf = &hunt->leaves.at[i];
		hunt->chosen[i] = leaf->values[(hunt->random >> 33) % leaf->value_count];
	}
}

static void try_some(struct null_hunt *hunt, const bool *seen)
{
	choose_first(hunt);
	if (!try_around(hunt) || !try_witnesses(hunt, seen))
		return;
	do
		choose_random(hunt);
	while (try_chosen(hunt));
}

/* ---- which elements are worth it -------------------------------------------------- */

/* What a text or table must hold for a null to come about in it, or to be refused by it. */
struct chances {
	bool may_give, may_refuse;
	const struct element *element;
};

static void weigh_node(struct chances *chances, const struct node *node)
{
	enum node_kind kind = node->kind;
	chances->may_give = chances->may_give || kind == NODE_CALL || kind == NODE_FILTER ||
			    (kind == NODE_LITERAL && node->value.kind == DMN_NULL);
	chances->may_refuse = chances->may_refuse || (kind >= NODE_PATH && kind <= NODE_POWER) ||
			      (kind >= NODE_LESS && kind <= NODE_EVERY && kind != NODE_AND &&
			       kind != NODE_OR && kind != NODE_IF) ||
			      kind == NODE_RANGE || kind == NODE_UNARY_RANGE;
	for (size_t i = 0; i < node->item_count; i++)
		weigh_node(chances, node->items[i]);
}

static void weigh_text(void *user, const struct site *here, const struct expression *expression,
		       bool is_cell)
{
	struct chances *chances = user;
	(void)here, (void)is_cell;
	if (expression->root != NULL)
		weigh_node(chances, expression->root);
}

static void weigh_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	struct chances *chances = user;
	bool is_own = boxed == chances->element->logic;
	if (boxed->kind == BOXED_TABLE) {
		chances->may_give = true;
		for (size_t i = 0; i < boxed->table->input_count; i++)
			chances->may_refuse =
				chances->may_refuse || !is_own ||
				boxed->table->inputs[i].slot == 0 ||
				here->element->requirements.at[boxed->table->inputs[i].slot - 1]
						.element->kind != DMN_ELEMENT_INPUT_DATA;
	} else if (boxed->kind != BOXED_LITERAL) {
		chances->may_give = chances->may_refuse = true;
	}
	site_texts(here, boxed, weigh_text, user);
}

/* Can a null come about behind the element, and be refused in its own logic? */
static bool is_worth_it(struct checking *checking, const struct element *element,
			const struct leaves *leaves, const bool *seen)
{
	struct chances own = { .element = element };
	site_walk(checking->model, element, weigh_boxed, &own);
	bool is_bare = element->logic->kind == BOXED_TABLE;
	bool may_give = own.may_give && !is_bare, is_given = false;
	for (size_t i = 0; i < leaves->count; i++)
		is_given = is_given || leaves->at[i].allows_null;
	may_give = may_give || is_given;
	for (size_t i = 0; i < checking->model->elements.count; i++) {
		const struct element *other = checking->model->elements.at[i];
		may_give = may_give ||
			   (seen[i] && other != element && other->kind != DMN_ELEMENT_INPUT_DATA);
	}
	return (own.may_refuse || (is_bare && is_given)) && may_give;
}

static void tell_stopped(struct checking *checking, const char *why)
{
	checking->summary.is_whole = false;
	checking_add(checking, FINDING_STOPPED, "%s", why);
}

static void hunt_element(struct null_hunt *hunt, const struct element *element)
{
	struct checking *checking = hunt->checking;
	struct arena_mark mark = arena_mark(checking->arena);
	size_t before = checking->findings.count;
	struct budget given = budget_part(&checking->budget, 4);
	hunt->budget = given;
	hunt->tries = 0;
	hunt->is_stopped = false;
	const bool *seen = site_reached(checking->arena, checking->model, element);
	budget_take(&hunt->budget, checking->model->elements.count * STEP_COST);
	leaves_find(checking, element, &hunt->leaves);
	bool is_wanted = is_worth_it(checking, element, &hunt->leaves, seen);
	bool is_beyond = is_wanted && hunt->leaves.is_beyond;
	size_t count = is_wanted && !is_beyond ? combinations(&hunt->leaves) : 0;
	hunt->tries_most = count <= COMBINATIONS_MOST ? COMBINATIONS_MOST : TRIES_MOST;
	if (count != 0 && count <= COMBINATIONS_MOST)
		try_combinations(hunt, count);
	else if (count != 0)
		try_some(hunt, seen);
	budget_settle(&checking->budget, &given, &hunt->budget);
	checking->element = element;
	if (hunt->is_stopped)
		tell_stopped(checking, "the work allowed was done before all inputs were tried "
				       "that may bring a null where a value is needed");
	if (is_beyond)
		tell_stopped(checking, "it depends on so many inputs that nulls where a value is "
				       "needed were not looked for");
	if (checking->findings.count == before)
		arena_rewind(checking->arena, mark);
}

/* ---- each after those that it requires --------------------------------------------- */

struct order {
	LIST_OF(const struct element *);
};

static void add_after(struct arena *arena, const struct element *element, bool *seen,
		      struct order *out, unsigned depth)
{
	if (seen[element->index])
		return;
	seen[element->index] = true;
	for (size_t i = 0; i < element->requirements.count && depth != 0; i++)
		add_after(arena, element->requirements.at[i].element, seen, out, depth - 1);
	list_push(arena, out, element);
}

void check_nulls(struct checking *checking)
{
	enum {
		DEPTH_MOST = 200 /* a longer chain is not in order: told all the same */
	};
	const struct dmn_model *model = checking->model;
	struct null_hunt *hunt = arena_new_one(checking->arena, struct null_hunt);
	bool *seen = arena_new_array(checking->arena, bool, model->elements.count + 1);
	struct order order = { 0 };
	hunt->checking = checking;
	hunt->reaching = (struct reaching){ .checking = checking,
					    .evaluation = checking->evaluation,
					    .leaves = &hunt->leaves };
	for (size_t i = 0; i < model->elements.count; i++)
		add_after(checking->arena, model->elements.at[i], seen, &order, DEPTH_MOST);
	for (size_t i = 0; i < order.count && checking->evaluation != NULL; i++) {
		checking->element = order.at[i];
		bool has_logic = (order.at[i]->kind == DMN_ELEMENT_DECISION ||
				  order.at[i]->kind == DMN_ELEMENT_BKM) &&
				 order.at[i]->logic != NULL;
		if (has_logic)
			hunt_element(hunt, order.at[i]);
	}
	checking->element = NULL;
}
