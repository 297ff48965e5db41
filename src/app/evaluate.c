/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluating the contract's decisions. Stored inputs are read in evaluate_stored.c. */
#include "app/evaluate.h"

#include <string.h>

enum contract {
#define CONTRACT(name, word) CONTRACT_##name,
#include "app/contract.def"
#undef CONTRACT
	CONTRACT_COUNT
};

static const char *const names[] = {
#define CONTRACT(name, word) word,
#include "app/contract.def"
#undef CONTRACT
};

static enum status report(const struct dmn_problem *problem, const char *file, struct error *error)
{
	error_set(error, STATUS_INVALID, "%s: %s",
		  problem->element[0] != '\0' ? problem->element : file, problem->message);
	error_remedy(error, "%s", problem->remedy);
	return error_place(error, problem->file[0] != '\0' ? problem->file : file, problem->line,
			   NULL);
}

static void find_contract(struct evaluator *evaluator)
{
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(evaluator->model, i, &element); i++)
		for (size_t c = 0; c < CONTRACT_COUNT; c++)
			if (element.kind == DMN_ELEMENT_DECISION &&
			    strcmp(element.name, names[c]) == 0)
				evaluator->has[c] = true;
}

enum status evaluator_open(struct evaluator *evaluator, struct arena *arena,
			   const struct pack *pack, struct error *error)
{
	return evaluator_open_file(evaluator, arena, pack, pack->decision.model, error);
}

enum status evaluator_open_file(struct evaluator *evaluator, struct arena *arena,
				const struct pack *pack, struct text file_name, struct error *error)
{
	*evaluator = (struct evaluator){ .pack = pack };
	const char *name = text_c(arena, file_name);
	const struct pack_file *file = pack_find_file(pack, file_name);
	if (file == NULL)
		return error_set(error, STATUS_NOT_FOUND, "the pack has no file '%s'", name);
	engine_host_init(&evaluator->host, arena);
	evaluator->model = dmn_model_new(&evaluator->host.host);
	if (evaluator->model == NULL)
		return error_set(error, STATUS_LIMIT, "no memory for a model");
	bool read = dmn_model_add(evaluator->model, name, file->bytes.at, file->bytes.length) &&
		    dmn_model_compile(evaluator->model);
	const struct dmn_problem *problem = NULL;
	for (size_t i = 0; (problem = dmn_model_problem(evaluator->model, i)) != NULL; i++)
		if (problem->severity == DMN_ERROR)
			break;
	if (!read || problem != NULL) {
		enum status status = problem != NULL ? report(problem, name, error)
						     : error_set(error, STATUS_INVALID,
								 "'%s' is no model", name);
		evaluator_close(evaluator);
		return status;
	}
	find_contract(evaluator);
	evaluator->evaluation = dmn_evaluation_new(evaluator->model);
	dmn_trace(evaluator->evaluation, true);
	return STATUS_OK;
}

void evaluator_close(struct evaluator *evaluator)
{
	dmn_evaluation_free(evaluator->evaluation);
	dmn_model_free(evaluator->model);
	*evaluator = (struct evaluator){ 0 };
}

struct text evaluator_inputs_json(struct arena *arena, const struct assembled_inputs *inputs)
{
	size_t size;
	const char *json = dmn_to_json(
		arena, dmn_context(arena, inputs->names, inputs->stored, inputs->count), &size);
	return (struct text){ json, size };
}

/* A decision of the contract that is null because the rules met an error. */
static void note_problem(dmn_value decision, struct verdict *out)
{
	const struct dmn_problem *problem = dmn_problem_of(decision);
	if (problem != NULL && problem->severity == DMN_ERROR && out->problem == NULL)
		out->problem = problem;
}

void evaluator_set(struct evaluator *evaluator, const struct assembled_inputs *inputs,
		   int64_t as_of)
{
	dmn_evaluation_reset(evaluator->evaluation);
	for (size_t i = 0; i < inputs->count; i++)
		dmn_set_input(evaluator->evaluation, inputs->names[i], inputs->values[i]);
	dmn_set_input(evaluator->evaluation, "As of", dmn_date(as_of));
	evaluator->host.clock = (struct clock){ .is_set = true, .day = as_of };
}

enum status evaluator_decide(struct evaluator *evaluator, const struct assembled_inputs *inputs,
			     int64_t as_of, struct verdict *out, struct error *error)
{
	struct arena *arena = dmn_evaluation_arena(evaluator->evaluation);
	const char *given[CONTRACT_COUNT];
	dmn_value values[CONTRACT_COUNT];
	dmn_value by_contract[CONTRACT_COUNT];
	size_t count = 0;
	size_t size;
	(void)error;
	out->problem = NULL;
	evaluator_set(evaluator, inputs, as_of);
	for (size_t i = 0; i < CONTRACT_COUNT; i++) {
		by_contract[i] = dmn_null();
		if (!evaluator->has[i])
			continue;
		given[count] = names[i];
		by_contract[i] = values[count++] = dmn_decide(evaluator->evaluation, names[i]);
		note_problem(by_contract[i], out);
	}
	out->result = dmn_context(arena, given, values, count);
	const char *json = dmn_to_json(arena, out->result, &size);
	out->json = (struct text){ json, size };
	out->matched = verdict_matched(evaluator, arena);
	out->outcome =
		evaluate_text(evaluate_member(by_contract[CONTRACT_RECOMMENDATION], "outcome"));
	out->sort_key = verdict_sort_key(arena, by_contract[CONTRACT_PRIORITY]);
	out->in_scope =
		!evaluator->has[CONTRACT_IN_SCOPE] || dmn_is_true(by_contract[CONTRACT_IN_SCOPE]);
	const struct pack_outcome *outcome = pack_find_outcome(evaluator->pack, out->outcome);
	out->abstains = outcome == NULL || outcome->direction == PACK_DIRECTION_NONE;
	return STATUS_OK;
}
