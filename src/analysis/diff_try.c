/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs tried in both versions. */
#include "analysis/diff.h"

#include "base/builder.h"

#include <string.h>

static bool has_element(const struct dmn_model *model, struct text name)
{
	for (size_t i = 0; i < model->elements.count; i++)
		if (text_equal(model->elements.at[i]->name, name))
			return true;
	return false;
}

/* False where an entry is an element of neither model: what a column computes cannot be set. */
static bool set_all(const struct differing *differing, struct dmn_evaluation *evaluation,
		    dmn_value inputs)
{
	struct arena *arena = differing->checking.arena;
	for (size_t i = 0; i < dmn_context_count(inputs); i++) {
		struct text name;
		dmn_value value = dmn_context_at(inputs, i, &name.at, &name.length);
		if (!dmn_set_input(evaluation, text_c(arena, name), value) &&
		    !has_element(differing->before, name) && !has_element(differing->after, name))
			return false;
	}
	return true;
}

static bool evaluate_element(const struct differing *differing, struct dmn_evaluation *evaluation,
			     const struct element *element, dmn_value inputs, dmn_value *out)
{
	struct arena *arena = differing->checking.arena;
	const char *name = text_c(arena, element->name);
	inputs = inputs_complete(arena, element, inputs);
	dmn_evaluation_reset(evaluation);
	if (element->kind == DMN_ELEMENT_BKM) {
		*out = dmn_invoke(evaluation, name, inputs);
		return true;
	}
	if (!set_all(differing, evaluation, inputs))
		return false;
	*out = dmn_decide(evaluation, name);
	return true;
}

/* As JSON and back: a copy that outlives the evaluation. Equal values give equal texts. */
static dmn_value kept(struct arena *arena, dmn_value value)
{
	dmn_value copy;
	size_t size;
	const char *text = dmn_to_json(arena, value, &size);
	return dmn_from_json(arena, text, size, &copy) ? copy : dmn_null();
}

static bool differ(dmn_value a, dmn_value b)
{
	return !dmn_equal(a, b);
}

enum tried diff_try_element(struct differing *differing, dmn_value inputs, dmn_value results[2])
{
	struct arena *arena = differing->checking.arena;
	if (!evaluate_element(differing, differing->old_run, differing->old, inputs, &results[0]) ||
	    !evaluate_element(differing, differing->new_run, differing->new, inputs, &results[1]))
		return TRIED_UNSURE;
	bool is_different = differ(results[0], results[1]);
	results[0] = kept(arena, results[0]);
	results[1] = kept(arena, results[1]);
	return is_different ? TRIED_DIFFERENT : TRIED_SAME;
}

/* ---- every decision ----------------------------------------------------------- */

/* " by rule 3" or " by rules 1, 2", of the decision's own table; "". */
static struct text rules_of(struct arena *arena, const struct dmn_evaluation *evaluation,
			    const struct element *element, unsigned *first)
{
	struct builder out = builder_new(arena);
	struct dmn_step step;
	*first = 0;
	for (size_t i = 0; dmn_trace_step(evaluation, i, &step); i++) {
		if (!text_is(element->name, step.decision))
			continue;
		out.length = 0;
		for (size_t r = 0; r < step.rule_count; r++)
			builder_add_format(&out, "%s%u",
					   r != 0		  ? ", "
					   : step.rule_count == 1 ? " by rule "
								  : " by rules ",
					   step.rules[r]);
		*first = step.rule_count != 0 ? step.rules[0] : 0;
	}
	return builder_text(&out);
}

static void tell_effect(struct differing *differing, dmn_value inputs, dmn_value before,
			dmn_value after)
{
	struct arena *arena = differing->checking.arena;
	unsigned rule_before, rule_after;
	struct text by_old = rules_of(arena, differing->old_run, differing->old, &rule_before);
	struct text by_new = rules_of(arena, differing->new_run, differing->new, &rule_after);
	struct dmn_change *change = differing_add(
		differing, DMN_CHANGE_EFFECT, "for %s it gives %s%.*s, where it gave %s%.*s",
		dmn_to_json(arena, inputs, NULL), dmn_text(arena, after, NULL), TEXT_ARG(by_new),
		dmn_text(arena, before, NULL), TEXT_ARG(by_old));
	change->rule_before = rule_before;
	change->rule_after = rule_after;
	change->witness = inputs;
	change->before = kept(arena, before);
	change->after = kept(arena, after);
}

static bool is_told(const struct differing *differing, const struct element *element)
{
	for (size_t i = 0; i < differing->changes.count; i++)
		if (differing->changes.at[i].kind == DMN_CHANGE_EFFECT &&
		    text_is(element->name, differing->changes.at[i].decision))
			return true;
	return false;
}

/* The entries that the models know. */
static dmn_value known_inputs(struct differing *differing, dmn_value inputs)
{
	struct arena *arena = differing->checking.arena;
	size_t count = dmn_context_count(inputs), kept_count = 0;
	struct dmn_context *known = context_new(arena, count);
	for (size_t i = 0; i < count; i++) {
		const struct context_entry *entry = &inputs.as.context->entries[i];
		bool is_known = has_element(differing->before, entry->name) ||
				has_element(differing->after, entry->name);
		if (is_known && entry->value.kind != DMN_NULL)
			known->entries[kept_count++] = *entry;
	}
	known->count = kept_count;
	return value_context(known);
}

size_t diff_try(struct differing *differing, dmn_value inputs)
{
	size_t count = 0;
	inputs = known_inputs(differing, inputs);
	dmn_evaluation_reset(differing->old_run);
	dmn_evaluation_reset(differing->new_run);
	dmn_set_inputs(differing->old_run, inputs);
	dmn_set_inputs(differing->new_run, inputs);
	for (size_t i = 0; i < differing->before->elements.count; i++) {
		differing->old = differing->before->elements.at[i];
		differing->new =
			diff_counterpart(differing->before, differing->old, differing->after);
		if (differing->old->kind != DMN_ELEMENT_DECISION || differing->new == NULL ||
		    (differing->tells_once && is_told(differing, differing->old)))
			continue;
		const char *name = text_c(differing->checking.arena, differing->old->name);
		dmn_value before = dmn_decide(differing->old_run, name);
		dmn_value after = dmn_decide(differing->new_run, name);
		if (!differ(before, after))
			continue;
		tell_effect(differing, inputs, before, after);
		count++;
	}
	differing->old = differing->new = NULL;
	return count;
}
