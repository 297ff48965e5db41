/* SPDX-License-Identifier: Apache-2.0 */
/* Which rules make the difference. */
#include "app/impact_internal.h"

static bool has_rule(dmn_value rules, int64_t rule)
{
	int64_t number;
	for (size_t i = 0; rules.kind == DMN_LIST && i < rules.count; i++)
		if (dmn_get_int(dmn_list_at(rules, i), &number) && number == rule)
			return true;
	return false;
}

/* What the other version's trace, which has just been made, says of a rule. */
static void name_rule(struct measuring *it, struct impact_rule *rule)
{
	struct arena *arena = it->caseload->arena;
	struct dmn_step step;
	for (size_t i = 0; dmn_trace_step(it->after.evaluation, i, &step); i++) {
		for (size_t r = 0; text_is(rule->table, step.table) && r < step.rule_count; r++) {
			if (step.rules[r] != rule->rule)
				continue;
			rule->name = text_copy(arena, text_from(step.decision));
			rule->note = text_copy(arena, text_from(step.notes[r]));
			return;
		}
	}
}

static void count_rule(struct measuring *it, struct text table, int64_t rule)
{
	struct impact *out = it->out;
	size_t at = 0;
	while (at < out->rules.count &&
	       !(text_equal(out->rules.at[at].table, table) && out->rules.at[at].rule == rule))
		at++;
	if (at == out->rules.count) {
		struct impact_rule made = { .table = text_copy(it->caseload->arena, table),
					    .rule = rule };
		name_rule(it, &made);
		list_push(it->caseload->arena, &out->rules, made);
	}
	out->rules.at[at].count++;
}

/* Rules that match now and did not. */
void impact_count_rules(struct measuring *it, struct arena *arena, const struct verdict *before,
			const struct verdict *after)
{
	dmn_value was, is;
	if (!dmn_from_json(arena, before->matched.at, before->matched.length, &was) ||
	    !dmn_from_json(arena, after->matched.at, after->matched.length, &is))
		return;
	for (size_t t = 0; t < dmn_context_count(is); t++) {
		const char *name;
		size_t size;
		dmn_value rules = dmn_context_at(is, t, &name, &size);
		struct text table = { name, size };
		dmn_value had = dmn_context_get(was, text_c(arena, table));
		int64_t rule;
		for (size_t r = 0; r < rules.count; r++)
			if (dmn_get_int(dmn_list_at(rules, r), &rule) && !has_rule(had, rule))
				count_rule(it, table, rule);
	}
}
