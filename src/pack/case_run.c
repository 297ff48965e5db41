/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/case_run.h"

#include "base/builder.h"

bool case_model_open(struct case_model *out, const char *file, struct text xml,
		     const struct dmn_problem **problem)
{
	*out = (struct case_model){ .model = dmn_model_new(NULL) };
	*problem = NULL;
	if (out->model == NULL)
		return false;
	bool good = dmn_model_add(out->model, file, xml.at, xml.length) &&
		    dmn_model_compile(out->model);
	for (size_t i = 0; *problem == NULL; i++) {
		const struct dmn_problem *found = dmn_model_problem(out->model, i);
		if (found == NULL)
			break;
		if (found->severity == DMN_ERROR)
			*problem = found;
	}
	if (good && *problem == NULL)
		out->evaluation = dmn_evaluation_new(out->model);
	return out->evaluation != NULL;
}

void case_model_close(struct case_model *model)
{
	dmn_evaluation_free(model->evaluation);
	dmn_model_free(model->model);
	*model = (struct case_model){ 0 };
}

void case_set(struct case_model *model, const struct pack *pack, const struct pack_case *one)
{
	dmn_evaluation_reset(model->evaluation);
	struct arena *arena = dmn_evaluation_arena(model->evaluation);
	for (size_t i = 0; i < pack->decision.input_count; i++)
		dmn_set_input(model->evaluation, text_c(arena, pack->decision.inputs[i].name),
			      one->inputs[i]);
	dmn_set_input(model->evaluation, "As of", one->as_of);
	dmn_set_input(model->evaluation, "Quality", one->quality);
}

struct text case_string(dmn_value context, const char *name)
{
	dmn_value value = dmn_context_get(context, name);
	if (value.kind != DMN_STRING)
		return TEXT("");
	return (struct text){ value.as.string, value.count };
}

static void add_value(struct builder *out, dmn_value value)
{
	if (value.kind != DMN_NULL)
		builder_add_c(out, dmn_text(out->arena, value, NULL));
}

static void add_parameters(struct builder *out, dmn_value parameters)
{
	size_t count = dmn_context_count(parameters);
	struct text last = TEXT("");
	for (size_t done = 0; done < count; done++) {
		struct text best = TEXT("");
		dmn_value best_value = dmn_null();
		for (size_t i = 0; i < count; i++) {
			struct text name;
			dmn_value value = dmn_context_at(parameters, i, &name.at, &name.length);
			bool later = done == 0 || text_compare(name, last) > 0;
			if (later && (best.length == 0 || text_compare(name, best) < 0)) {
				best = name;
				best_value = value;
			}
		}
		builder_add_c(out, done > 0 ? "; " : "");
		builder_add(out, best);
		builder_add_byte(out, '=');
		add_value(out, best_value);
		last = best;
	}
}

static void add_texts(struct builder *out, dmn_value list)
{
	for (size_t i = 0; i < list.count && list.kind == DMN_LIST; i++) {
		builder_add_c(out, i > 0 ? ", " : "");
		add_value(out, dmn_list_at(list, i));
	}
}

static void add_item(struct builder *out, enum case_expectation which, dmn_value item)
{
	switch (which) {
	case CASE_OPTIONS_WHY:
		builder_add(out, case_string(item, "outcome"));
		builder_add_c(out, ": ");
		add_texts(out, dmn_context_get(item, "reasons"));
		break;
	case CASE_OPTIONS: builder_add(out, case_string(item, "outcome")); break;
	case CASE_MISSING:
		builder_add(out, case_string(item, "field"));
		builder_add_c(out, ": ");
		builder_add(out, case_string(item, "why"));
		break;
	case CASE_PRIORITY: add_value(out, dmn_context_get(item, "value")); break;
	default: builder_add(out, case_string(item, "code"));
	}
}

static void add_list(struct builder *out, enum case_expectation which, dmn_value list)
{
	bool first = true;
	if (list.kind != DMN_LIST) {
		builder_add_c(out, "not a list: ");
		builder_add_c(out, dmn_text(out->arena, list, NULL));
		const struct dmn_problem *problem = dmn_problem_of(list);
		builder_add_c(out, problem != NULL ? problem->message : "");
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		dmn_value item = dmn_list_at(list, i);
		if (which == CASE_OPTIONS && !dmn_is_true(dmn_context_get(item, "open")))
			continue;
		builder_add_c(out, first ? "" : "; ");
		first = false;
		add_item(out, which, item);
	}
}

struct text case_result(struct case_model *model, enum case_expectation which)
{
	struct builder out = builder_new(dmn_evaluation_arena(model->evaluation));
	dmn_value value = dmn_decide(model->evaluation, case_expectation_decision(which));
	if (which == CASE_IN_SCOPE)
		add_value(&out, value);
	else if (which == CASE_OUTCOME)
		builder_add(&out, case_string(value, "outcome"));
	else if (which == CASE_PARAMETERS)
		add_parameters(&out, dmn_context_get(value, "parameters"));
	else
		add_list(&out, which, value);
	return builder_text(&out);
}
