/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluating the contract's decisions. Stored inputs are read in evaluate_stored.c. */
#include "app/evaluate.h"

#include "base/builder.h"
#include "base/list.h"
#include "format/json.h"

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
	error_set(error, STATUS_INVALID, "%s: %s", problem->element[0] != '\0' ? problem->element : file,
		  problem->message);
	error_remedy(error, "%s", problem->remedy);
	return error_place(error, problem->file[0] != '\0' ? problem->file : file, problem->line, NULL);
}

static void find_contract(struct evaluator *evaluator)
{
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(evaluator->model, i, &element); i++)
		for (size_t c = 0; c < CONTRACT_COUNT; c++)
			if (element.kind == DMN_ELEMENT_DECISION && strcmp(element.name, names[c]) == 0)
				evaluator->has[c] = true;
}

enum status evaluator_open(struct evaluator *evaluator, struct arena *arena, const struct pack *pack,
			   struct error *error)
{
	*evaluator = (struct evaluator){ .pack = pack };
	const char *name = text_c(arena, pack->decision.model);
	const struct pack_file *file = pack_find_file(pack, pack->decision.model);
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
						     : error_set(error, STATUS_INVALID, "'%s' is no model", name);
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

dmn_value evaluate_member(dmn_value context, const char *name)
{
	return context.kind == DMN_CONTEXT ? dmn_context_get(context, name) : dmn_null();
}

struct text evaluate_text(dmn_value value)
{
	return value.kind == DMN_STRING ? (struct text){ value.as.string, value.count } : TEXT("");
}

struct text evaluator_inputs_json(struct arena *arena, const struct assembled_inputs *inputs)
{
	size_t size;
	const char *json = dmn_to_json(arena, dmn_context(arena, inputs->names, inputs->stored, inputs->count),
				       &size);
	return (struct text){ json, size };
}

/* The rules of one table that matched, however often it was asked. */
struct matched {
	struct text table;
	uint64_t rules[4]; /* bits, from rule 1 */
};

struct matched_list {
	LIST_OF(struct matched);
};

static void add_step(struct arena *arena, struct matched_list *list, const struct dmn_step *step)
{
	struct text table = text_from(step->table);
	size_t at = 0;
	while (at < list->count && !text_equal(list->at[at].table, table))
		at++;
	if (at == list->count)
		list_push(arena, list, (struct matched){ .table = table });
	for (size_t i = 0; i < step->rule_count; i++) {
		unsigned bit = step->rules[i] - 1;
		if (bit < 256) /* no more than are kept; the trace has them all */
			list->at[at].rules[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

static void write_matched(struct builder *out, const struct matched *matched)
{
	bool comma = false;
	builder_add_c(out, out->length == 1 ? "" : ",");
	json_write_string(out, matched->table);
	builder_add_c(out, ":[");
	for (unsigned bit = 0; bit < 256; bit++) {
		if ((matched->rules[bit / 64] >> bit % 64 & 1) == 0)
			continue;
		builder_add_format(out, comma ? ",%u" : "%u", bit + 1);
		comma = true;
	}
	builder_add_byte(out, ']');
}

static struct text matched_text(struct evaluator *evaluator, struct arena *arena)
{
	struct builder out = builder_new(arena);
	struct matched_list list = { 0 };
	struct dmn_step step;
	for (size_t i = 0; dmn_trace_step(evaluator->evaluation, i, &step); i++)
		if (step.table[0] != '\0' && step.rule_count != 0)
			add_step(arena, &list, &step);
	builder_add_byte(&out, '{');
	for (size_t i = 0; i < list.count; i++)
		write_matched(&out, &list.at[i]);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

/* One key so that texts sort as the values do: null last, false before true, lower first. */
static void sort_part(struct builder *out, struct arena *arena, dmn_value value)
{
	int64_t number;
	size_t size;
	if (value.kind == DMN_NUMBER && dmn_get_int(value, &number) && number > -INT64_C(1000000000000)) {
		builder_add_format(out, "5%020lld", (long long)(number + INT64_C(1000000000000)));
	} else if (value.kind == DMN_BOOLEAN) {
		builder_add_c(out, dmn_is_true(value) ? "51" : "50");
	} else if (value.kind == DMN_NULL) {
		builder_add_byte(out, '9');
	} else {
		const char *text = dmn_text(arena, value, &size);
		builder_add_byte(out, '5');
		builder_add(out, (struct text){ text, size });
	}
	builder_add_byte(out, '|');
}

static struct text sort_key(struct arena *arena, dmn_value priority)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; priority.kind == DMN_LIST && i < priority.count; i++)
		sort_part(&out, arena, evaluate_member(dmn_list_at(priority, i), "value"));
	return text_copy(arena, builder_text(&out));
}

enum status evaluator_decide(struct evaluator *evaluator, const struct assembled_inputs *inputs, int64_t as_of,
		     struct verdict *out, struct error *error)
{
	struct arena *arena = dmn_evaluation_arena(evaluator->evaluation);
	const char *given[CONTRACT_COUNT];
	dmn_value values[CONTRACT_COUNT];
	dmn_value by_contract[CONTRACT_COUNT];
	size_t count = 0;
	size_t size;
	(void)error;
	dmn_evaluation_reset(evaluator->evaluation);
	for (size_t i = 0; i < inputs->count; i++)
		dmn_set_input(evaluator->evaluation, inputs->names[i], inputs->values[i]);
	dmn_set_input(evaluator->evaluation, "As of", dmn_date(as_of));
	for (size_t i = 0; i < CONTRACT_COUNT; i++) {
		by_contract[i] = dmn_null();
		if (!evaluator->has[i])
			continue;
		given[count] = names[i];
		by_contract[i] = values[count++] = dmn_decide(evaluator->evaluation, names[i]);
	}
	out->result = dmn_context(arena, given, values, count);
	const char *json = dmn_to_json(arena, out->result, &size);
	out->json = (struct text){ json, size };
	out->matched = matched_text(evaluator, arena);
	out->outcome = evaluate_text(evaluate_member(by_contract[CONTRACT_RECOMMENDATION], "outcome"));
	out->sort_key = sort_key(arena, by_contract[CONTRACT_PRIORITY]);
	out->in_scope = !evaluator->has[CONTRACT_IN_SCOPE] || dmn_is_true(by_contract[CONTRACT_IN_SCOPE]);
	const struct pack_outcome *outcome = pack_find_outcome(evaluator->pack, out->outcome);
	out->abstains = outcome == NULL || outcome->direction == PACK_DIRECTION_NONE;
	return STATUS_OK;
}
