/* SPDX-License-Identifier: Apache-2.0 */
/* What the search tells, against brute force, over random inputs of the models given: each change
 * that is told, computed anew through the public door, gives what it says and another outcome than
 * there was; no smaller change of one input does; and where none of one is told, none does, and of
 * two none with a smaller sum.
 *
 * usage: test_search ROUNDS MODEL...      in more rounds than one something must have been found */
#include "explain/candidate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	TRIED_MOST = 1500
};

static uint64_t state = 88172645463325252U;
static unsigned long checked, singles, pairs;

static size_t random_below(size_t most)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return most == 0 ? 0 : state % most;
}

struct fixture {
	const struct dmn_model *model;
	const char *decision;
	struct dmn_evaluation *told; /* dmn_explain's */
	struct dmn_evaluation *plain;
	struct arena *arena;
	/* The leaves and candidates, found a second time. */
	struct explain explain;
	struct dmn_explanation out;
	struct leaf_set leaves;
	struct candidate_list *candidates;
};

static int fail(const struct fixture *f, const char *what)
{
	const char *inputs = dmn_to_json(f->arena, f->explain.inputs, NULL);
	printf("%s: %s\n  inputs %s\n", f->decision, what, inputs);
	return 1;
}

static char *read_file(const char *path, size_t *size)
{
	static char bytes[1 << 22];
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return NULL;
	*size = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	return bytes;
}

static void find_all(struct fixture *f, dmn_value inputs)
{
	struct cut_set cuts;
	dmn_evaluation_reset(f->told);
	f->explain = (struct explain){ .evaluation = f->told, .arena = f->told->arena };
	f->explain.inputs = inputs;
	f->explain.steps_left = UINT64_MAX;
	f->explain.out = &f->out;
	f->explain.element = model_element_named(f->model, text_from(f->decision));
	leaf_find(&f->explain, &f->leaves);
	cut_find(&f->explain, &f->leaves, &cuts);
	f->candidates = arena_new_array(f->arena, struct candidate_list, f->leaves.leaves.count);
	for (size_t i = 0; i < f->leaves.leaves.count; i++)
		candidate_find(&f->explain, &f->leaves.leaves.at[i], &cuts, &f->candidates[i]);
}

/* Lists of the inputs with up to three items that are not known yet. */
static dmn_value empty_inputs(struct fixture *f)
{
	find_all(f, value_null());
	struct leaf_set *set = &f->leaves;
	struct dmn_context *context = context_new(f->arena, set->inputs.count);
	context->count = 0;
	for (size_t i = 0; i < set->inputs.count; i++) {
		const struct type *type = set->inputs.at[i].type;
		size_t count = random_below(4);
		if (type == NULL || type->kind != TYPE_LIST)
			continue;
		dmn_value list = value_list(arena_new_array(f->arena, dmn_value, count), count);
		context->entries[context->count++] =
			(struct context_entry){ text_copy(f->arena, set->inputs.at[i].name), list };
	}
	return value_context(context);
}

/* Each leaf one of its candidates; every fifth stays null. */
static dmn_value random_inputs(struct fixture *f)
{
	find_all(f, empty_inputs(f));
	struct leaf_set *set = &f->leaves;
	dmn_value *values = arena_new_array(f->arena, dmn_value, set->inputs.count + 1);
	for (size_t i = 0; i < set->inputs.count; i++)
		values[i] = set->inputs.at[i].value;
	for (size_t i = 0; i < set->leaves.count; i++) {
		const struct leaf *leaf = &set->leaves.at[i];
		const struct value_list *some = &f->candidates[i].values;
		if (some->count == 0 || random_below(5) == 0)
			continue;
		dmn_value value = explain_keep(f->arena, some->at[random_below(some->count)]);
		values[leaf->input] = leaf_replace(f->arena, values[leaf->input], leaf, value);
	}
	struct dmn_context *context = context_new(f->arena, set->inputs.count);
	for (size_t i = 0; i < set->inputs.count; i++)
		context->entries[i] =
			(struct context_entry){ text_copy(f->arena, set->inputs.at[i].name),
						explain_keep(f->arena, values[i]) };
	return value_context(context);
}

/* The inputs with one or two leaves changed, through the public door. */
static dmn_value outcome_of(struct fixture *f, const struct leaf *const *leaves,
			    const dmn_value *values, size_t count)
{
	dmn_evaluation_reset(f->plain);
	for (size_t i = 0; i < f->leaves.inputs.count; i++) {
		const struct input *input = &f->leaves.inputs.at[i];
		dmn_value value = input->value;
		bool is_changed = false;
		for (size_t c = 0; c < count; c++)
			if (leaves[c]->input == i) {
				value = leaf_replace(f->arena, value, leaves[c], values[c]);
				is_changed = true;
			}
		if (is_changed || value.kind != DMN_NULL)
			dmn_set_input(f->plain, text_c(f->arena, input->name), value);
	}
	return dmn_decide(f->plain, f->decision);
}

static bool is_other(dmn_value outcome, dmn_value before)
{
	return outcome.kind != DMN_NULL && value_equal(outcome, before) != TERNARY_TRUE;
}

static const struct leaf *leaf_at(const struct fixture *f, const char *path)
{
	for (size_t i = 0; i < f->leaves.leaves.count; i++)
		if (text_is(f->leaves.leaves.at[i].path, path))
			return &f->leaves.leaves.at[i];
	return NULL;
}

static int check_told(struct fixture *f, const struct dmn_alternative *told, dmn_value before)
{
	const struct leaf *leaves[2];
	dmn_value values[2];
	for (size_t i = 0; i < told->change_count; i++) {
		leaves[i] = leaf_at(f, told->changes[i].path);
		values[i] = told->changes[i].to;
		if (leaves[i] == NULL)
			return fail(f, "a change of a leaf that there is none of");
		if (dmn_equal(told->changes[i].from, values[i]))
			return fail(f, "a change that changes nothing");
	}
	dmn_value outcome = outcome_of(f, leaves, values, told->change_count);
	checked++;
	if (value_equal(outcome, told->outcome) != TERNARY_TRUE)
		return fail(f, "what is told is not what it gives");
	return is_other(outcome, before) ? 0 : fail(f, "what is told changes nothing");
}

/* The least size of this leaf that counts, or 0. */
static size_t least_of(struct fixture *f, size_t leaf, dmn_value before)
{
	const struct leaf *leaves[1] = { &f->leaves.leaves.at[leaf] };
	const struct value_list *values = &f->candidates[leaf].values;
	for (size_t size = 1; size <= values->count; size++)
		if (is_other(outcome_of(f, leaves, &values->at[size - 1], 1), before))
			return size;
	return 0;
}

static int check_singles(struct fixture *f, const struct dmn_search *search, dmn_value before)
{
	for (size_t i = 0; i < f->leaves.leaves.count; i++) {
		size_t least = least_of(f, i, before), told = 0;
		for (size_t a = 0; a < search->alternative_count; a++) {
			const struct dmn_alternative *one = &search->alternatives[a];
			if (one->change_count == 1 &&
			    text_is(f->leaves.leaves.at[i].path, one->changes[0].path))
				told = one->changes[0].size;
		}
		singles += told != 0;
		if (told != least)
			return fail(f, "another change of one input is the least");
	}
	return 0;
}

static int check_pairs(struct fixture *f, size_t told_sum, dmn_value before)
{
	size_t count = f->leaves.leaves.count;
	for (size_t a = 0; a < count; a++)
		for (size_t b = a + 1; b < count; b++)
			for (size_t i = 0; i < f->candidates[a].values.count; i++)
				for (size_t k = 0; k < f->candidates[b].values.count; k++) {
					const struct leaf *leaves[2] = { &f->leaves.leaves.at[a],
									 &f->leaves.leaves.at[b] };
					dmn_value values[2] = { f->candidates[a].values.at[i],
								f->candidates[b].values.at[k] };
					if (i + k + 2 < told_sum &&
					    is_other(outcome_of(f, leaves, values, 2), before))
						return fail(f, "a smaller change of two counts");
				}
	return 0;
}

static int check_search(struct fixture *f, const struct dmn_explanation *explanation)
{
	const struct dmn_search *search = &explanation->search;
	dmn_value before = explain_keep(f->arena, explanation->outcome);
	for (size_t i = 0; i < search->alternative_count; i++)
		if (check_told(f, &search->alternatives[i], before))
			return 1;
	if (search->end == DMN_SEARCH_NOT_MADE || search->end == DMN_SEARCH_IN_ONE)
		return 0;
	if (check_singles(f, search, before))
		return 1;
	bool has_single =
		search->alternative_count != 0 && search->alternatives[0].change_count == 1;
	if (has_single || search->end == DMN_SEARCH_IN_TWO)
		return 0;
	size_t sum = SIZE_MAX;
	if (search->alternative_count != 0)
		sum = search->alternatives[0].changes[0].size +
		      search->alternatives[0].changes[1].size;
	pairs += sum != SIZE_MAX;
	return check_pairs(f, sum, before);
}

static int check_decision(const struct dmn_model *model, const char *decision)
{
	struct fixture f = { .model = model, .decision = decision };
	struct dmn_explain_options options = { .size = sizeof options, .most_tried = TRIED_MOST };
	f.arena = arena_new(0);
	f.told = dmn_evaluation_new(model);
	f.plain = dmn_evaluation_new(model);
	dmn_value inputs = random_inputs(&f);
	struct dmn_evaluation *apart = dmn_evaluation_new(model);
	const struct dmn_explanation *explanation = dmn_explain(apart, decision, inputs, &options);
	find_all(&f, inputs);
	int failed = explanation == NULL ? fail(&f, "no explanation") : 0;
	if (!failed &&
	    dmn_explanation_print(f.arena, explanation, DMN_EXPLANATION_JSON, NULL)[0] == '\0')
		failed = fail(&f, "no JSON");
	if (!failed &&
	    dmn_explanation_print(f.arena, explanation, DMN_EXPLANATION_TEXT, NULL)[0] == '\0')
		failed = fail(&f, "no sentences");
	if (!failed)
		failed = check_search(&f, explanation);
	dmn_evaluation_free(apart);
	dmn_evaluation_free(f.told);
	dmn_evaluation_free(f.plain);
	arena_free(f.arena);
	return failed;
}

static int check_model(const char *path, int rounds)
{
	size_t size;
	char *bytes = read_file(path, &size);
	struct dmn_model *model = dmn_model_new(NULL);
	int failed = 0;
	if (bytes == NULL || !dmn_model_add(model, path, bytes, size) ||
	    !dmn_model_compile(model)) {
		printf("%s cannot be read\n", path);
		failed = 1;
	}
	for (int round = 0; round < rounds && !failed; round++) {
		struct dmn_element element;
		for (size_t i = 0; dmn_model_element(model, i, &element) && !failed; i++)
			if (element.kind == DMN_ELEMENT_DECISION)
				failed = check_decision(model, element.name);
	}
	dmn_model_free(model);
	return failed;
}

int main(int argc, char **argv)
{
	int failed = 0;
	for (int i = 2; i < argc; i++)
		failed |= check_model(argv[i], (int)strtol(argv[1], NULL, 10));
	/* A search that finds nothing, in inputs that hold nothing, would pass all of the above. */
	bool is_vacuous = singles == 0 || pairs == 0;
	printf("%lu alternatives computed anew, %lu of one input least, %lu of two\n", checked,
	       singles, pairs);
	return failed || (is_vacuous && strtol(argv[1], NULL, 10) > 1);
}
