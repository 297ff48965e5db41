/* SPDX-License-Identifier: Apache-2.0 */
/* A diff at the public door. */
#include "analysis/diff.h"

#include <stdlib.h>

struct dmn_diff {
	struct differing differing;
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

static void compare(void *user)
{
	struct differing *differing = user;
	diff_elements(differing);
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

static void sort_guarded(void *user)
{
	sort_changes(user);
}

struct dmn_diff *dmn_diff_new(const struct dmn_model *before, const struct dmn_model *after,
			      const struct dmn_check_options *options)
{
	struct dmn_diff *diff = calloc(1, sizeof *diff);
	if (diff == NULL)
		return NULL;
	struct differing *differing = &diff->differing;
	*differing = (struct differing){ .before = before, .after = after };
	differing->old_run = dmn_evaluation_new(before);
	differing->new_run = dmn_evaluation_new(after);
	if (!checking_open(&differing->checking, before, options) || differing->old_run == NULL ||
	    differing->new_run == NULL) {
		dmn_diff_free(diff);
		return NULL;
	}
	dmn_trace(differing->old_run, true);
	dmn_trace(differing->new_run, true);
	if (!checking_run(&differing->checking, compare, differing))
		differing->is_undecided = true;
	if (!checking_run(&differing->checking, sort_guarded, differing))
		differing->is_undecided = true;
	return diff;
}

void dmn_diff_free(struct dmn_diff *diff)
{
	if (diff == NULL)
		return;
	dmn_evaluation_free(diff->differing.old_run);
	dmn_evaluation_free(diff->differing.new_run);
	checking_close(&diff->differing.checking);
	free(diff);
}

struct trying {
	struct differing *differing;
	dmn_value inputs;
	size_t count;
};

static void try_inputs(void *user)
{
	struct trying *trying = user;
	trying->count = diff_try(trying->differing, trying->inputs);
}

size_t dmn_diff_try(struct dmn_diff *diff, dmn_value inputs)
{
	struct trying trying = { &diff->differing, inputs, 0 };
	if (!checking_run(&diff->differing.checking, try_inputs, &trying))
		diff->differing.is_undecided = true;
	return trying.count;
}

bool dmn_diff_change(const struct dmn_diff *diff, size_t index, struct dmn_change *out)
{
	if (index >= diff->differing.changes.count)
		return false;
	*out = diff->differing.changes.at[index];
	return true;
}

bool dmn_diff_is_equal(const struct dmn_diff *diff)
{
	const struct differing *differing = &diff->differing;
	for (size_t i = 0; i < differing->changes.count; i++)
		if (differing->changes.at[i].kind != DMN_CHANGE_WORDS)
			return false;
	return !differing->is_undecided;
}
