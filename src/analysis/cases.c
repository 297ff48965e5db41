/* SPDX-License-Identifier: Apache-2.0 */
/* Test inputs at the public door. */
#include "analysis/cases.h"

static bool has_matched(const struct dmn_evaluation *evaluation, const struct element *element,
			size_t rule)
{
	struct dmn_step step;
	for (size_t i = 0; dmn_trace_step(evaluation, i, &step); i++) {
		if (!text_is(element->name, step.decision))
			continue;
		for (size_t r = 0; r < step.rule_count; r++)
			if (step.rules[r] == rule + 1)
				return true;
	}
	return false;
}

static dmn_value ask(struct making_cases *making, const struct element *element, const char *name,
		     dmn_value inputs)
{
	struct dmn_evaluation *evaluation = making->evaluation;
	dmn_evaluation_reset(evaluation);
	if (element->kind == DMN_ELEMENT_BKM)
		return dmn_invoke(evaluation, name, inputs);
	dmn_set_inputs(evaluation, inputs);
	return dmn_decide(evaluation, name);
}

/* A copy that outlives the evaluation. */
static dmn_value kept(struct arena *arena, dmn_value value)
{
	dmn_value copy;
	size_t size;
	const char *text = dmn_to_json(arena, value, &size);
	return dmn_from_json(arena, text, size, &copy) ? copy : dmn_null();
}

bool cases_add(struct making_cases *making, struct text name, size_t rule, dmn_value inputs)
{
	struct arena *arena = making->checking.arena;
	const struct element *element = making->checking.grid->site->element;
	const char *decision = text_c(arena, element->name);
	inputs = inputs_complete(arena, element, inputs);
	struct text key =
		text_format(arena, "%s\x1F%s", decision, dmn_to_json(arena, inputs, NULL));
	dmn_value expected = ask(making, element, decision, inputs);
	bool is_brought_out = has_matched(making->evaluation, element, rule);
	if (map_has(&making->seen, key) || making->cases.count == CASES_MOST)
		return is_brought_out;
	map_put(&making->seen, key, making);
	list_push(arena, &making->cases,
		  (struct dmn_case){ .name = text_c(arena, name),
				     .decision = decision,
				     .rule = (unsigned)rule + 1,
				     .inputs = inputs,
				     .expected = kept(arena, expected) });
	return is_brought_out;
}

static const struct table *own_table(const struct element *element)
{
	const struct boxed *logic = element->logic;
	if (logic != NULL && element->kind == DMN_ELEMENT_BKM)
		logic = logic->parts[0];
	return logic != NULL ? logic->table : NULL;
}

static void make_all(void *user)
{
	struct making_cases *making = user;
	struct checking *checking = &making->checking;
	struct sites sites = { 0 };
	making->seen = map_new(checking->arena);
	sites_of(checking->arena, checking->model, &sites);
	for (size_t i = 0; i < sites.count; i++) {
		const struct site *site =
			arena_copy(checking->arena, &sites.at[i], sizeof *sites.at);
		if (site->table == NULL || own_table(site->element) != site->table)
			continue;
		checking->grid = grid_new(checking->arena, checking->scratch, site);
		if (checking->grid != NULL)
			cases_of_table(making);
		else
			making->uncovered += site->table->rule_count;
	}
}

static void make_result(void *user)
{
	struct making_cases *making = user;
	const struct dmn_cases result = { making->cases.at, making->cases.count,
					  making->uncovered };
	making->made = arena_copy(making->checking.arena, &result, sizeof result);
}

const struct dmn_cases *cases_make(const struct dmn_model *model,
				   const struct dmn_check_options *options, struct arena *arena)
{
	struct making_cases making = { .evaluation = dmn_evaluation_new(model) };
	if (checking_open(&making.checking, model, options, arena) && making.evaluation != NULL) {
		dmn_trace(making.evaluation, true);
		(void)checking_run(&making.checking, make_all, &making);
		(void)checking_run(&making.checking, make_result, &making);
	}
	dmn_evaluation_free(making.evaluation);
	checking_close(&making.checking);
	return making.made;
}
