/* SPDX-License-Identifier: Apache-2.0 */
/* The overview model: it compiles, has the decisions that pack.yaml names, and what it offers to
 * choose from are outcomes, the recommended one among them. */
#include "pack/report.h"

#include <stdio.h>

static bool has_decision(const struct dmn_model *model, struct text name)
{
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(model, i, &element); i++)
		if (element.kind == DMN_ELEMENT_DECISION && text_is(name, element.name))
			return true;
	return false;
}

static void check_name(struct trial *trial, const char *file, const struct dmn_model *model,
		       struct text name)
{
	char message[240];
	if (name.length == 0 || has_decision(model, name))
		return;
	snprintf(message, sizeof message, "there is no decision '%.*s', which `case:` names",
		 TEXT_ARG(name));
	report_fault(trial, file, 0, message, "Add it, or take it out of pack.yaml");
}

static void check_names(struct trial *trial, const char *file, const struct dmn_model *model)
{
	const struct pack_overview *overview = &trial->pack->overview;
	check_name(trial, file, model, overview->choices);
	for (size_t i = 0; i < overview->section_count; i++)
		check_name(trial, file, model, overview->sections[i].table);
}

static void fault_of_case(struct trial *trial, const struct pack_case *one, const char *what,
			  struct text code)
{
	char message[240];
	snprintf(message, sizeof message, "'%.*s': %s '%.*s'", TEXT_ARG(one->name), what,
		 TEXT_ARG(code));
	report_fault(trial, trial->cases.file, one->line, message,
		     "Mend the decision that `case: choices:` names");
}

/* The outcome that the rules recommend for the case; empty where it has none to choose. */
static struct text recommended(struct trial *trial, struct case_model *rules,
			       const struct pack_case *one)
{
	case_set(rules, trial->pack, one);
	struct text code = case_string(dmn_decide(rules->evaluation, "Recommendation"), "outcome");
	const struct pack_outcome *outcome = pack_find_outcome(trial->pack, code);
	bool is_choice = outcome != NULL && outcome->direction != PACK_DIRECTION_NONE;
	return is_choice ? code : TEXT("");
}

/* A mistake is told of the first case that shows it. */
struct told {
	bool *missing; /* by outcome */
	bool unknown;
};

static void check_offered(struct trial *trial, dmn_value codes, const struct pack_case *one,
			  struct told *told)
{
	for (size_t i = 0; codes.kind == DMN_LIST && i < codes.count; i++) {
		dmn_value code = dmn_list_at(codes, i);
		struct text text = { code.as.string, code.kind == DMN_STRING ? code.count : 0 };
		if (told->unknown || pack_find_outcome(trial->pack, text) != NULL)
			continue;
		fault_of_case(trial, one, "offered to choose from, but no outcome:", text);
		told->unknown = true;
	}
}

static bool offers(dmn_value codes, struct text wanted)
{
	for (size_t i = 0; codes.kind == DMN_LIST && i < codes.count; i++) {
		dmn_value code = dmn_list_at(codes, i);
		if (code.kind == DMN_STRING &&
		    text_equal((struct text){ code.as.string, code.count }, wanted))
			return true;
	}
	return codes.kind != DMN_LIST;
}

static void check_choices(struct trial *trial, struct case_model *rules,
			  struct case_model *overview, const struct pack_case *one,
			  struct told *told)
{
	struct text wanted = recommended(trial, rules, one);
	case_set(overview, trial->pack, one);
	const char *name = text_c(trial->arena, trial->pack->overview.choices);
	dmn_value codes = dmn_decide(overview->evaluation, name);
	check_offered(trial, codes, one, told);
	const struct pack_outcome *outcome = pack_find_outcome(trial->pack, wanted);
	if (outcome == NULL || offers(codes, wanted))
		return;
	bool *missing = &told->missing[outcome - trial->pack->decision.outcomes];
	if (!*missing)
		fault_of_case(trial, one, "recommended, but not offered to choose from:", wanted);
	*missing = true;
}

void trial_check_overview(struct trial *trial, struct case_model *rules)
{
	const struct pack_overview *overview = &trial->pack->overview;
	struct case_model model;
	const struct dmn_problem *problem;
	if (overview->model.length == 0)
		return;
	const char *file = text_c(trial->arena, overview->model);
	const struct pack_file *bytes = pack_find_file(trial->pack, overview->model);
	bool usable = case_model_open(&model, file, bytes->bytes, &problem);
	if (model.model != NULL) {
		trial_check_logic(trial, file, model.model);
		check_names(trial, file, model.model);
	}
	usable = usable && rules != NULL && overview->choices.length != 0;
	struct told told = { .missing = arena_new_array(trial->arena, bool,
							trial->pack->decision.outcome_count) };
	for (size_t i = 0; usable && i < trial->cases.count; i++)
		check_choices(trial, rules, &model, &trial->cases.cases[i], &told);
	case_model_close(&model);
}
