/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a DMN file; what loads is compiled, every decision evaluated, one explained, and all
 * of it drawn. */
#include "host.h"

#include <dmn_draw.h>
#include <dmn_explain.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static void explain(struct dmn_evaluation *evaluation, const char *name)
{
	const struct dmn_explain_options options = { .size = sizeof options, .most_tried = 40 };
	const struct dmn_explanation *explanation =
		dmn_explain(evaluation, name, dmn_null(), &options);
	if (explanation == NULL)
		return;
	struct arena *arena = dmn_evaluation_arena(evaluation);
	dmn_explanation_print(arena, explanation, DMN_EXPLANATION_JSON, NULL);
	dmn_explanation_print(arena, explanation, DMN_EXPLANATION_TEXT, NULL);
}

static void draw(const struct dmn_model *model, const char *name)
{
	struct arena *arena = dmn_arena_new(64 * 1024 * 1024);
	if (arena == NULL)
		return;
	dmn_draw(arena, model, DMN_DRAW_PAGE, NULL, NULL);
	if (name != NULL)
		dmn_draw(arena, model, DMN_DRAW_LOGIC, name, NULL);
	dmn_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct dmn_model *model = dmn_model_new(&fuzz_host);
	if (model == NULL)
		return 0;
	if (dmn_model_add(model, "fuzz.dmn", (const char *)at, size) && dmn_model_compile(model)) {
		struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
		struct dmn_element element;
		const char *last = NULL;
		dmn_trace(evaluation, true);
		for (size_t i = 0; i < 64 && dmn_model_element(model, i, &element); i++) {
			if (element.kind == DMN_ELEMENT_INPUT_DATA)
				dmn_set_input(evaluation, element.name, dmn_number((int64_t)i));
			else
				dmn_decide(evaluation, element.name);
			last = element.name;
		}
		if (last != NULL)
			explain(evaluation, last);
		draw(model, last);
		dmn_evaluation_free(evaluation);
	}
	dmn_model_free(model);
	return 0;
}
