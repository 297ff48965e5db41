/* SPDX-License-Identifier: Apache-2.0 */
/* The search for the least change that gives another outcome: the decision is computed anew for
 * each candidate, in an evaluation beside the one that is explained. */
#include "explain/candidate.h"

enum {
	TRIED_MOST_DEFAULT = 20000,
	HALVINGS_MOST = 64
};

struct alternative_list {
	LIST_OF(struct dmn_alternative);
};

struct search {
	struct explain *explain;
	struct dmn_search *out;
	struct leaf_set leaves;
	struct candidate_list *candidates; /* by leaf */
	size_t most;			   /* candidates of the leaf that has most */
	bool *is_told;			   /* by leaf: its least change is found */
	struct alternative_list found;
	unsigned tried_most;
	dmn_value wanted;
	bool is_spent;
	bool is_partial; /* there is more than is tried */
};

/* A leaf, the place of its candidate, from 1, and the value to try. */
struct choice {
	size_t leaf;
	size_t size;
	dmn_value value;
};

static size_t count_of(const struct search *search, size_t leaf)
{
	return search->candidates[leaf].values.count;
}

static struct choice choice_of(const struct search *search, size_t leaf, size_t size)
{
	return (struct choice){ leaf, size, search->candidates[leaf].values.at[size - 1] };
}

dmn_value explain_outcome(const struct dmn_explain_options *options, dmn_value result)
{
	if (options->member == NULL || result.kind != DMN_CONTEXT)
		return result;
	const dmn_value *found = context_find(result.as.context, text_from(options->member));
	return found != NULL ? *found : value_null();
}

/* ---- one try ------------------------------------------------------------------ */

static dmn_value changed_inputs(struct search *search, struct arena *arena,
				const struct choice *choices, size_t count)
{
	const struct leaf_set *set = &search->leaves;
	struct dmn_context *made = context_new(arena, set->inputs.count);
	size_t used = 0;
	for (size_t i = 0; i < set->inputs.count; i++) {
		dmn_value value = set->inputs.at[i].value;
		bool is_changed = false;
		for (size_t c = 0; c < count; c++) {
			const struct leaf *leaf = &set->leaves.at[choices[c].leaf];
			if (leaf->input != i)
				continue;
			is_changed = true;
			value = leaf_replace(arena, value, leaf, choices[c].value);
		}
		/* What was not given stays so: a null that was given is another thing. */
		if (is_changed || value.kind != DMN_NULL)
			made->entries[used++] =
				(struct context_entry){ set->inputs.at[i].name, value };
	}
	made->count = used;
	return value_context(made);
}

static bool counts(const struct search *search, dmn_value outcome)
{
	if (search->explain->options.wanted != NULL)
		return value_equal(outcome, search->wanted) == TERNARY_TRUE;
	if (outcome.kind == DMN_NULL)
		return false;
	return value_equal(outcome, search->explain->out->outcome) != TERNARY_TRUE;
}

struct attempt {
	struct search *search;
	const struct choice *choices;
	size_t count;
	bool is_found;
	dmn_value outcome;
};

static void run_attempt(void *user)
{
	struct attempt *attempt = user;
	struct search *search = attempt->search;
	struct dmn_evaluation *spare = search->explain->evaluation->spare;
	dmn_value inputs = changed_inputs(search, spare->arena, attempt->choices, attempt->count);
	dmn_value result = explain_decide(search->explain, spare, inputs);
	attempt->outcome = explain_outcome(&search->explain->options, result);
	attempt->is_found = counts(search, attempt->outcome);
}

/* The budget of steps is shared by all tries. */
static bool attempt(struct search *search, const struct choice *choices, size_t count,
		    dmn_value *outcome)
{
	struct explain *explain = search->explain;
	struct dmn_evaluation *spare = explain->evaluation->spare;
	struct attempt attempt = { .search = search, .choices = choices, .count = count };
	if (search->out->tried >= search->tried_most || explain->steps_left == 0) {
		search->is_spent = true;
		return false;
	}
	search->out->tried++;
	dmn_evaluation_reset(spare);
	spare->run.steps_left = explain->steps_left;
	bool is_whole = boundary_run(spare->arena, run_attempt, &attempt, NULL) == STATUS_OK;
	explain->steps_left = spare->run.steps_left;
	search->is_spent = !is_whole || explain_met_limit(spare);
	*outcome = attempt.outcome;
	return !search->is_spent && attempt.is_found;
}

/* ---- what was found -------------------------------------------------------------- */

static void tell(struct search *search, const struct choice *choices, size_t count,
		 dmn_value outcome)
{
	struct arena *arena = search->explain->arena;
	struct dmn_change *changes = arena_new_array(arena, struct dmn_change, count);
	for (size_t i = 0; i < count; i++) {
		const struct leaf *leaf = &search->leaves.leaves.at[choices[i].leaf];
		changes[i] = (struct dmn_change){ .path = text_c(arena, leaf->path),
						  .from = leaf->value,
						  .to = choices[i].value,
						  .size = (unsigned)choices[i].size };
	}
	list_push(arena, &search->found, (struct dmn_alternative){ changes, count, outcome });
}

/* What the model computes with has its bound where no literal stands: halve the way to the value
 * given, as if the outcome changed but once between. */
static void narrow(struct search *search, struct choice *choice, dmn_value *outcome)
{
	struct arena *arena = search->explain->arena;
	dmn_value near = search->leaves.leaves.at[choice->leaf].value;
	bool is_number = choice->value.kind == DMN_NUMBER || choice->value.kind == DMN_DATE;
	if (!search->candidates[choice->leaf].is_guessed || !is_number ||
	    near.kind != choice->value.kind)
		return;
	struct choice middle = *choice;
	for (int i = 0; i < HALVINGS_MOST && !search->is_spent; i++) {
		dmn_value other;
		if (!candidate_between(arena, near, choice->value, &middle.value))
			return;
		if (!attempt(search, &middle, 1, &other)) {
			near = middle.value;
			continue;
		}
		choice->value = middle.value;
		*outcome = explain_keep(arena, other);
	}
}

/* The changes of one leaf that are of this size; false when the budget is spent. */
static bool try_one(struct search *search, size_t size)
{
	for (size_t i = 0; i < search->leaves.leaves.count; i++) {
		dmn_value outcome;
		if (search->is_told[i] || size > count_of(search, i))
			continue;
		struct choice choice = choice_of(search, i, size);
		bool is_found = attempt(search, &choice, 1, &outcome);
		if (search->is_spent)
			return false;
		if (!is_found)
			continue;
		search->is_told[i] = true;
		outcome = explain_keep(search->explain->arena, outcome);
		narrow(search, &choice, &outcome);
		tell(search, &choice, 1, outcome);
		if (search->is_spent)
			return false;
	}
	return true;
}

/* All ways to share the sum among two leaves; true when one counts or the budget is spent. */
static bool try_pair(struct search *search, size_t first, size_t second, size_t sum)
{
	for (size_t size = 1; size < sum && size <= count_of(search, first); size++) {
		dmn_value outcome;
		if (sum - size > count_of(search, second))
			continue;
		struct choice choices[2] = { choice_of(search, first, size),
					     choice_of(search, second, sum - size) };
		if (attempt(search, choices, 2, &outcome)) {
			tell(search, choices, 2, explain_keep(search->explain->arena, outcome));
			return true;
		}
		if (search->is_spent)
			return true;
	}
	return false;
}

static bool try_pairs(struct search *search, size_t sum)
{
	size_t count = search->leaves.leaves.count;
	for (size_t first = 0; first < count; first++)
		for (size_t second = first + 1; second < count; second++)
			if (try_pair(search, first, second, sum))
				return true;
	return false;
}

static void search_one(struct search *search)
{
	for (size_t size = 1; size <= search->most; size++)
		if (!try_one(search, size))
			break;
	search->out->end = search->is_spent ? DMN_SEARCH_IN_ONE : DMN_SEARCH_DONE;
}

static void search_two(struct search *search)
{
	for (size_t sum = 2; sum <= 2 * search->most; sum++) {
		if (try_pairs(search, sum))
			break;
		search->out->size_tried = (unsigned)sum;
	}
	search->out->end = search->is_spent ? DMN_SEARCH_IN_TWO : DMN_SEARCH_DONE;
}

/* ---- all of it ----------------------------------------------------------------------- */

static void find_candidates(struct search *search)
{
	struct explain *explain = search->explain;
	struct cut_set cuts;
	leaf_find(explain, &search->leaves);
	cut_find(explain, &search->leaves, &cuts);
	size_t count = search->leaves.leaves.count;
	search->is_partial = search->leaves.is_cut || cuts.is_cut;
	search->candidates = arena_new_array(explain->arena, struct candidate_list, count);
	search->is_told = arena_new_array(explain->arena, bool, count);
	for (size_t i = 0; i < count; i++) {
		candidate_find(explain, &search->leaves.leaves.at[i], &cuts,
			       &search->candidates[i]);
		search->out->value_count += count_of(search, i);
		search->is_partial = search->is_partial || search->candidates[i].is_cut;
		if (count_of(search, i) > search->most)
			search->most = count_of(search, i);
	}
	search->out->leaf_count = count;
	search->out->fixed_count = search->leaves.fixed_count;
}

static bool needs_search(struct search *search)
{
	const struct explain *explain = search->explain;
	if (explain->options.no_search || explain->element->kind == DMN_ELEMENT_BKM ||
	    explain->element->kind == DMN_ELEMENT_INPUT_DATA)
		return false;
	return explain->options.wanted == NULL ||
	       value_equal(explain->out->outcome, search->wanted) != TERNARY_TRUE;
}

void explain_search(struct explain *explain)
{
	struct search search = { .explain = explain, .out = &explain->out->search };
	unsigned most = explain->options.most_tried;
	search.tried_most = most != 0 ? most : TRIED_MOST_DEFAULT;
	search.wanted = explain->out->wanted;
	if (!needs_search(&search))
		return;
	if (explain->evaluation->spare == NULL)
		explain->evaluation->spare = dmn_evaluation_new(explain->evaluation->model);
	if (explain->evaluation->spare == NULL)
		return;
	find_candidates(&search);
	search_one(&search);
	if (search.found.count == 0 && !search.is_spent)
		search_two(&search);
	if (search.is_partial)
		search.out->end = DMN_SEARCH_IN_ONE;
	explain->out->search.alternatives = search.found.at;
	explain->out->search.alternative_count = search.found.count;
}
