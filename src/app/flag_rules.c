/* SPDX-License-Identifier: Apache-2.0 */
/* Rules by name, for who flags one. */
#include "app/flag.h"

#include "app/packs.h"

struct text flag_rule_name(struct caseload *caseload, struct evaluator *evaluator,
			   struct text table, int64_t rule)
{
	struct dmn_element it;
	if (table.length == 0)
		return rule == 0 ? TEXT("The rules as a whole") : TEXT("");
	for (size_t i = 0; dmn_model_element(evaluator->model, i, &it); i++) {
		if (!text_is(table, it.table) || rule < 0 || rule > it.rule_count)
			continue;
		if (rule == 0)
			return text_format(caseload->arena, "%s", it.name);
		const char *note = it.notes[rule - 1];
		return text_format(caseload->arena, "%s, rule %lld%s%s", it.name, (long long)rule,
				   *note != '\0' ? ": " : "", note);
	}
	return TEXT("");
}

enum status flag_tables(struct caseload *caseload, struct flag_tables *out, struct error *error)
{
	struct evaluator *evaluator;
	struct arena *arena = caseload->arena;
	struct dmn_element it;
	*out = (struct flag_tables){ 0 };
	TRY(evaluator_take(caseload, PACKS_RULES, &evaluator, error));
	for (size_t i = 0; dmn_model_element(evaluator->model, i, &it); i++)
		if (it.rule_count != 0)
			list_push(arena, out,
				  (struct flag_table){ text_copy(arena, text_from(it.table)),
						       text_copy(arena, text_from(it.name)),
						       it.rule_count });
	evaluator_give(caseload, evaluator);
	return STATUS_OK;
}

enum status flag_rule_check(struct caseload *caseload, struct text table, int64_t rule,
			    struct error *error)
{
	struct evaluator *evaluator;
	if (table.length == 0 && rule == 0)
		return STATUS_OK;
	TRY(evaluator_take(caseload, PACKS_RULES, &evaluator, error));
	bool there = flag_rule_name(caseload, evaluator, table, rule).length != 0;
	evaluator_give(caseload, evaluator);
	if (there)
		return STATUS_OK;
	return error_at_field(error, "rule", "the rules have no such table or rule",
			      "name a table by its id and a rule by its number, as the drawing of "
			      "the rules has them; leave both out for the rules as a whole");
}
