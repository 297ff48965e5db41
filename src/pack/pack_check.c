/* SPDX-License-Identifier: Apache-2.0 */
/* `remit pack check`: model against pack. What pack_load finds ends the check; what stands
 * here is gathered, so that one run shows every fault. */
#include "pack/report.h"
#include "pack/scenario.h"

#include <stdio.h>
#include <string.h>

static const char *const contract[] = { "In scope",	  "Barriers", "Missing", "Options",
					"Recommendation", "Priority", "Reasons", "Safeguards" };

static bool has_element(const struct dmn_model *model, enum dmn_element_kind kind, struct text name)
{
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(model, i, &element); i++)
		if (element.kind == kind && text_is(name, element.name))
			return true;
	return false;
}

static void check_contract(struct trial *trial, const struct dmn_model *model)
{
	char message[200];
	for (size_t i = 0; i < sizeof contract / sizeof contract[0]; i++) {
		if (has_element(model, DMN_ELEMENT_DECISION, text_from(contract[i])))
			continue;
		snprintf(message, sizeof message, "the model has no decision '%s'", contract[i]);
		report_fault(
			trial, trial->model_file, 0, message,
			"Add it: every pack's model offers the eight decisions of the contract");
	}
}

static bool is_input(const struct pack *pack, struct text name)
{
	if (text_is(name, "As of") || text_is(name, "Quality"))
		return true;
	for (size_t i = 0; i < pack->decision.input_count; i++)
		if (text_equal(pack->decision.inputs[i].name, name))
			return true;
	return false;
}

static void check_inputs(struct trial *trial, const struct dmn_model *model)
{
	char message[240];
	struct dmn_element element;
	const struct pack *pack = trial->pack;
	for (size_t i = 0; dmn_model_element(model, i, &element); i++) {
		if (element.kind != DMN_ELEMENT_INPUT_DATA ||
		    is_input(pack, text_from(element.name)))
			continue;
		snprintf(message, sizeof message, "nothing gives the input data '%s'",
			 element.name);
		report_fault(trial, trial->model_file, 0, message,
			     "Name it under `decision: inputs:` in pack.yaml, or take it out");
	}
	for (size_t i = 0; i < pack->decision.input_count; i++) {
		if (has_element(model, DMN_ELEMENT_INPUT_DATA, pack->decision.inputs[i].name))
			continue;
		snprintf(message, sizeof message, "the model has no input data '%.*s'",
			 TEXT_ARG(pack->decision.inputs[i].name));
		report_fault(trial, trial->model_file, 0, message,
			     "Add it to the model, or take it out of pack.yaml");
	}
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static void check_field(struct trial *trial, const struct pack_input *input, struct text name,
			const struct model_entry *entry)
{
	const struct pack_field *field = pack_find_field(input->record, name);
	char message[240];
	if (field != NULL && field->engine)
		return;
	snprintf(message, sizeof message, "'%.*s' uses %.*s.%.*s, %s", TEXT_ARG(entry->owner),
		 TEXT_ARG(input->name), TEXT_ARG(name),
		 field == NULL ? "which is no field" : "which the engine may not read");
	report_fault(trial, trial->model_file, entry->line, message,
		     field == NULL ? "Correct the name, or add the field in pack.yaml"
				   : "Take it out: its sensitivity keeps it from the rules");
}

/* Each `Input.field` in an entry. */
static void check_uses(struct trial *trial, const struct pack_input *input,
		       const struct model_entry *entry)
{
	struct text body = text_slice(trial->text.xml, entry->begin, entry->end);
	for (size_t at = text_find(body, input->name, 0); at != SIZE_MAX;
	     at = text_find(body, input->name, at + 1)) {
		size_t dot = at + input->name.length;
		if (dot >= body.length || body.at[dot] != '.' ||
		    (at > 0 && (is_name_byte(body.at[at - 1]) || body.at[at - 1] == '"')))
			continue;
		size_t end = dot + 1;
		while (end < body.length && is_name_byte(body.at[end]))
			end++;
		check_field(trial, input, text_slice(body, dot + 1, end), entry);
	}
}

static void check_fields(struct trial *trial)
{
	for (size_t i = 0; i < trial->text.entries.count; i++)
		for (size_t j = 0; j < trial->pack->decision.input_count; j++)
			check_uses(trial, &trial->pack->decision.inputs[j],
				   &trial->text.entries.at[i]);
}

/* ---- what the cases bring out ---------------------------------------- */

/* The codes already complained of, so that each is told once. */
struct seen {
	struct arena *arena;
	LIST_OF(struct text);
};

static void check_code(struct trial *trial, struct seen *seen, const struct pack_codes *codes,
		       struct text code, const struct pack_case *one)
{
	char message[240];
	if (pack_find_code(codes, code) != NULL)
		return;
	for (size_t i = 0; i < seen->count; i++)
		if (text_equal(seen->at[i], code))
			return;
	list_push(trial->arena, seen, text_copy(trial->arena, code));
	snprintf(message, sizeof message,
		 "'%.*s' brings out the code '%.*s', which has no sentence", TEXT_ARG(one->name),
		 TEXT_ARG(code));
	report_fault(trial, trial->cases.file, one->line, message,
		     "Add it to the code list in pack.yaml");
}

static void check_list(struct trial *trial, struct seen *seen, const struct pack_codes *codes,
		       dmn_value list, const char *name, const struct pack_case *one)
{
	for (size_t i = 0; list.kind == DMN_LIST && i < list.count; i++)
		check_code(trial, seen, codes, case_string(dmn_list_at(list, i), name), one);
}

static void check_outcomes(struct trial *trial, struct seen *seen, struct case_model *model,
			   const struct pack_case *one)
{
	char message[240];
	const struct pack_decision *decision = &trial->pack->decision;
	dmn_value options = dmn_decide(model->evaluation, "Options");
	for (size_t i = 0; options.kind == DMN_LIST && i < options.count; i++) {
		dmn_value option = dmn_list_at(options, i);
		dmn_value reasons = dmn_context_get(option, "reasons");
		struct text code = case_string(option, "outcome");
		for (size_t j = 0; reasons.kind == DMN_LIST && j < reasons.count; j++) {
			dmn_value reason = dmn_list_at(reasons, j);
			struct text text = { reason.as.string, reason.count };
			if (reason.kind == DMN_STRING)
				check_code(trial, seen, decision->reasons, text, one);
		}
		if (pack_find_outcome(trial->pack, code) != NULL)
			continue;
		snprintf(message, sizeof message, "the option '%.*s' is no outcome",
			 TEXT_ARG(code));
		report_fault(trial, trial->cases.file, one->line, message,
			     "Add it under `decision: outcomes:` in pack.yaml");
	}
}

static void check_codes(struct trial *trial, struct seen *seen, struct case_model *model,
			const struct pack_case *one)
{
	const struct pack_decision *decision = &trial->pack->decision;
	struct dmn_evaluation *evaluation = model->evaluation;
	case_set(model, trial->pack, one);
	check_outcomes(trial, seen, model, one);
	check_list(trial, seen, decision->barriers, dmn_decide(evaluation, "Barriers"), "code",
		   one);
	check_list(trial, seen, decision->reasons, dmn_decide(evaluation, "Reasons"), "code", one);
	check_list(trial, seen, decision->safeguards, dmn_decide(evaluation, "Safeguards"), "code",
		   one);
	check_list(trial, seen, decision->priorities, dmn_decide(evaluation, "Priority"), "key",
		   one);
}

/* ---- protective fields ------------------------------------------------ */

/* Place of the recommended outcome among the options, from 1; 0 when the rules abstain. */
static unsigned intrusion(struct case_model *model, struct text *outcome)
{
	dmn_value options = dmn_decide(model->evaluation, "Options");
	*outcome = case_string(dmn_decide(model->evaluation, "Recommendation"), "outcome");
	for (size_t i = 0; options.kind == DMN_LIST && i < options.count; i++)
		if (text_equal(case_string(dmn_list_at(options, i), "outcome"), *outcome))
			return (unsigned)i + 1;
	return 0;
}

/* The context with `name` set to yes. */
static dmn_value with_yes(struct arena *arena, dmn_value context, struct text name)
{
	size_t count = dmn_context_count(context);
	const char **names = arena_new_array(arena, const char *, count);
	dmn_value *values = arena_new_array(arena, dmn_value, count);
	for (size_t i = 0; i < count; i++) {
		struct text entry;
		values[i] = dmn_context_at(context, i, &entry.at, &entry.length);
		names[i] = text_c(arena, entry);
		if (text_equal(entry, name))
			values[i] = dmn_boolean(true);
	}
	return dmn_context(arena, names, values, count);
}

static void check_flip(struct trial *trial, struct case_model *model, const struct pack_case *one,
		       size_t input, const struct pack_field *field)
{
	char message[320];
	struct text before, after;
	struct arena_mark mark = arena_mark(trial->arena);
	const struct pack_input *about = &trial->pack->decision.inputs[input];
	case_set(model, trial->pack, one);
	unsigned was = intrusion(model, &before);
	before = text_copy(trial->arena, before);
	case_set(model, trial->pack, one);
	dmn_set_input(model->evaluation, text_c(trial->arena, about->name),
		      with_yes(trial->arena, one->inputs[input], field->name));
	unsigned is = intrusion(model, &after);
	const struct pack_outcome *outcome = pack_find_outcome(trial->pack, after);
	bool raised =
		was == 0 ? is != 0 && outcome != NULL && outcome->direction == PACK_DIRECTION_RAISE
			 : is > was;
	if (!raised) {
		arena_rewind(trial->arena, mark);
		return;
	}
	snprintf(message, sizeof message,
		 "'%.*s': with %.*s.%.*s the outcome goes from %.*s to %.*s", TEXT_ARG(one->name),
		 TEXT_ARG(about->name), TEXT_ARG(field->name), TEXT_ARG(before), TEXT_ARG(after));
	report_fault(trial, trial->cases.file, one->line, message,
		     "A protective field may only add a barrier or lead to less intrusion");
}

static void check_protective(struct trial *trial, struct case_model *model,
			     const struct pack_case *one)
{
	const struct pack_decision *decision = &trial->pack->decision;
	for (size_t i = 0; i < decision->input_count; i++) {
		const struct pack_record *record = decision->inputs[i].record;
		if (one->inputs[i].kind != DMN_CONTEXT)
			continue;
		for (size_t j = 0; j < record->field_count; j++)
			if (record->fields[j].sensitivity == PACK_SENSITIVITY_PROTECTIVE)
				check_flip(trial, model, one, i, &record->fields[j]);
	}
}

static enum status check_scenarios(struct trial *trial, struct error *error)
{
	struct scenario scenario;
	for (size_t i = 0; i < trial->pack->scenario_count; i++)
		TRY(scenario_read(trial->arena, text_c(trial->arena, trial->pack->scenarios[i]),
				  &scenario, error));
	return STATUS_OK;
}

enum status pack_check(struct arena *arena, const char *folder, struct pack_report *report,
		       struct error *error)
{
	struct trial trial;
	struct case_model model;
	const struct dmn_problem *problem;
	TRY(trial_open(&trial, arena, folder, report, error));
	if (!pack_decides(trial.pack))
		return STATUS_OK;
	TRY(check_scenarios(&trial, error));
	const struct pack_file *file = pack_find_file(trial.pack, trial.pack->decision.model);
	bool usable = case_model_open(&model, trial.model_file, file->bytes, &problem);
	if (model.model != NULL) {
		trial_check_logic(&trial, trial.model_file, model.model);
		check_contract(&trial, model.model);
		check_inputs(&trial, model.model);
	}
	check_fields(&trial);
	struct seen seen = { .arena = arena };
	for (size_t i = 0; usable && i < trial.cases.count; i++) {
		check_codes(&trial, &seen, &model, &trial.cases.cases[i]);
		check_protective(&trial, &model, &trial.cases.cases[i]);
	}
	trial_check_overview(&trial, usable ? &model : NULL);
	case_model_close(&model);
	if (!usable && report->faults == 0)
		report_fault(&trial, trial.model_file, 0, "the model cannot be used",
			     "Check that it is a DMN file");
	return STATUS_OK;
}
