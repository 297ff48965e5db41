/* SPDX-License-Identifier: Apache-2.0 */
/* What would have led to another recommendation, in the words of the pack. It is part of the sealed
 * recommendation: whoever reads it reads what the rules say. */
#include "app/explain.h"

#include <dmn_explain.h>

#include <string.h>

enum {
	TRIED_MOST = 2000 /* a page waits for it */
};

/* Nobody changes the day, what is found about the record's quality, or which record it is. */
static const char *const *fixed_paths(const struct pack_decision *decision, struct arena *arena,
				      size_t *count)
{
	const char **fixed = arena_new_array(arena, const char *, decision->input_count + 2);
	*count = 0;
	fixed[(*count)++] = "As of";
	fixed[(*count)++] = "Quality";
	for (size_t i = 0; i < decision->input_count; i++) {
		const struct pack_input *input = &decision->inputs[i];
		struct text path = text_format(arena, "%.*s.%.*s", TEXT_ARG(input->name),
					       TEXT_ARG(input->record->key->name));
		fixed[(*count)++] = text_c(arena, path);
	}
	return fixed;
}

static dmn_value inputs_of(const struct assembled_inputs *inputs, int64_t as_of,
			   struct arena *arena)
{
	const char **names = arena_new_array(arena, const char *, inputs->count + 1);
	dmn_value *values = arena_new_array(arena, dmn_value, inputs->count + 1);
	memcpy(names, inputs->names, inputs->count * sizeof *names);
	memcpy(values, inputs->values, inputs->count * sizeof *values);
	names[inputs->count] = "As of";
	values[inputs->count] = dmn_date(as_of);
	return dmn_context(arena, names, values, inputs->count + 1);
}

static void add_alternatives(struct explanation *out, const struct assembled_inputs *inputs,
			     const struct dmn_search *search)
{
	struct arena *arena = out->item.caseload.arena;
	for (size_t i = 0; i < search->alternative_count; i++) {
		const struct dmn_alternative *found = &search->alternatives[i];
		struct explain_alternative alternative = { .change_count = found->change_count };
		alternative.outcome = text_copy(arena, evaluate_text(found->outcome));
		for (size_t c = 0; c < found->change_count; c++)
			alternative.changes[c] = explain_change_of(out, inputs, &found->changes[c]);
		list_push(arena, &out->alternatives, alternative);
	}
}

static struct text search_words(struct arena *arena, const struct dmn_search *search)
{
	const char *end = search->end == DMN_SEARCH_IN_ONE
				  ? "Not every change of one fact was tried: there may be others."
			  : search->end == DMN_SEARCH_IN_TWO
				  ? "No change of one fact does. Not every change of two together "
				    "was tried."
			  : search->alternative_count == 0
				  ? "No change of one fact, or of two together, does."
				  : "Every change of one fact was tried.";
	return text_format(
		arena,
		"%s The rules were applied %u times, to the values that they know for %zu "
		"facts.",
		end, search->tried, search->leaf_count);
}

enum status explain_why(struct explanation *out, struct evaluator *evaluator, struct error *error)
{
	struct item *item = &out->item;
	struct arena *arena = item->caseload.arena;
	struct assembled_inputs inputs;
	TRY(evaluator_read_stored(evaluator, arena, item->inputs, &inputs, error));
	struct dmn_explain_options options = { .size = sizeof options,
					       .most_tried = TRIED_MOST,
					       .member = "outcome" };
	options.fixed = fixed_paths(&item->caseload.pack->decision, arena, &options.fixed_count);
	const struct dmn_explanation *why =
		dmn_explain(evaluator->evaluation, "Recommendation",
			    inputs_of(&inputs, item->as_of, arena), &options);
	if (why == NULL)
		return STATUS_OK; /* a model without recommendations */
	if (why->search.end != DMN_SEARCH_NOT_MADE)
		out->search = search_words(arena, &why->search);
	out->searched_all = why->search.end == DMN_SEARCH_DONE;
	add_alternatives(out, &inputs, &why->search);
	out->why = text_from(dmn_explanation_print(arena, why, DMN_EXPLANATION_JSON, NULL));
	out->steps = text_from(dmn_explanation_print(arena, why, DMN_EXPLANATION_TEXT, NULL));
	return STATUS_OK;
}
