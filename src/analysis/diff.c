/* SPDX-License-Identifier: Apache-2.0 */
/* A diff at the public door. */
#include "analysis/diff.h"

enum {
	STEPS_OF_A_TRIAL = 20000 /* an evaluation or two, in steps of the work allowed */
};

struct dmn_change *differing_add(struct differing *differing, enum dmn_change_kind kind,
				 const char *format, ...)
{
	struct arena *arena = differing->checking.arena;
	const struct element *element = differing->old != NULL ? differing->old : differing->new;
	va_list values;
	va_start(values, format);
	struct text message = text_format_list(arena, format, values);
	va_end(values);
	list_push(arena, &differing->changes,
		  (struct dmn_change){
			  .kind = kind,
			  .message = checking_sentence(arena, message),
			  .decision = element != NULL ? text_c(arena, element->name) : "",
			  .column_name = "",
		  });
	return &differing->changes.at[differing->changes.count - 1];
}

/* Words before effects; within them as they were found. */
static void sort_changes(struct differing *differing)
{
	struct arena *arena = differing->checking.arena;
	struct change_list sorted = { 0 };
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < differing->changes.count; i++)
			if ((differing->changes.at[i].kind != DMN_CHANGE_WORDS) == (pass == 1))
				list_push(arena, &sorted, differing->changes.at[i]);
	differing->changes = sorted;
}

/* Where not all could be decided: the test inputs of both versions, which come near each bound. */
static void try_cases(struct differing *differing, const struct dmn_model *model)
{
	struct arena *arena = differing->checking.arena;
	const struct dmn_cases *cases = cases_make(model, NULL, arena);
	for (size_t i = 0; cases != NULL && i < cases->case_count; i++) {
		if (!budget_take(&differing->checking.budget, STEPS_OF_A_TRIAL))
			return;
		diff_try(differing, cases->cases[i].inputs);
	}
}

static void try_given(struct differing *differing, dmn_value inputs)
{
	for (size_t i = 0; inputs.kind == DMN_LIST && i < inputs.count; i++) {
		differing->result.inputs_tried++;
		differing->result.inputs_that_differ +=
			diff_try(differing, inputs.as.items[i]) != 0;
	}
}

static void compare(void *user)
{
	struct differing *differing = user;
	diff_elements(differing);
	if (differing->is_undecided) {
		differing->tells_once = true;
		try_cases(differing, differing->before);
		try_cases(differing, differing->after);
		differing->tells_once = false;
	}
	try_given(differing, differing->inputs);
}

static bool has_effects(const struct differing *differing)
{
	for (size_t i = 0; i < differing->changes.count; i++)
		if (differing->changes.at[i].kind != DMN_CHANGE_WORDS)
			return true;
	return false;
}

static void make_result(void *user)
{
	struct differing *differing = user;
	sort_changes(differing);
	differing->result.changes = differing->changes.at;
	differing->result.change_count = differing->changes.count;
	differing->result.is_equal = !differing->is_undecided && !has_effects(differing);
	differing->made =
		arena_copy(differing->checking.arena, &differing->result, sizeof differing->result);
}

const struct dmn_diff *dmn_diff_models(const struct dmn_model *before,
				       const struct dmn_model *after, dmn_value inputs,
				       const struct dmn_check_options *options, struct arena *arena)
{
	struct differing differing = { .before = before, .after = after, .inputs = inputs };
	differing.old_run = dmn_evaluation_new(before);
	differing.new_run = dmn_evaluation_new(after);
	if (checking_open(&differing.checking, before, options, arena) &&
	    differing.old_run != NULL && differing.new_run != NULL) {
		dmn_trace(differing.old_run, true);
		dmn_trace(differing.new_run, true);
		if (!checking_run(&differing.checking, compare, &differing))
			differing.is_undecided = true;
		(void)checking_run(&differing.checking, make_result, &differing);
	}
	dmn_evaluation_free(differing.old_run);
	dmn_evaluation_free(differing.new_run);
	checking_close(&differing.checking);
	return differing.made;
}
