/* SPDX-License-Identifier: Apache-2.0 */
/* An explanation as sentences, for a person who works by the rules and need not know DMN. */
#include "explain/explain.h"

#include "feel/value_print.h"

#include <string.h>

enum {
	VALUE_MOST = 200 /* bytes of a value in a sentence; the JSON has all of it */
};

/* ---- values ---------------------------------------------------------------- */

static void put_literal(struct builder *out, dmn_value value)
{
	struct builder printed = builder_new(out->arena);
	if (value.kind == DMN_BOOLEAN) {
		builder_add_c(out, value.as.boolean ? "true" : "false");
		return;
	}
	if (value.kind >= DMN_DATE && value.kind <= DMN_MONTHS_DURATION)
		value_print(&printed, value);
	else
		value_print_literal(&printed, value);
	struct text whole = builder_text(&printed);
	size_t end = 0;
	for (size_t at = 0; at < whole.length && at <= VALUE_MOST; text_next(whole, &at))
		end = at;
	if (whole.length <= VALUE_MOST)
		end = whole.length;
	builder_add(out, text_slice(whole, 0, end));
	builder_add_c(out, end < whole.length ? " ..." : "");
}

static void put_value(struct builder *out, dmn_value value)
{
	if (value.kind == DMN_NULL)
		builder_add_c(out, "not known");
	else
		put_literal(out, value);
}

/* What a decision gives. */
static void put_answer(struct builder *out, dmn_value value)
{
	if (value.kind == DMN_NULL)
		builder_add_c(out, "no answer (null)");
	else
		put_literal(out, value);
}

/* ", " or " and " before item i of `count`. */
static void put_joint(struct builder *out, size_t i, size_t count)
{
	if (i != 0)
		builder_add_c(out, i + 1 == count ? " and " : ", ");
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* ---- problems ------------------------------------------------------------------ */

static void put_problem(struct builder *out, const struct dmn_problem *problem)
{
	builder_add_format(out, "  %s: %s", problem->code, problem->message);
	if (problem->expression[0] != '\0')
		builder_add_format(out, ", in '%s'", problem->expression);
	builder_add_c(out, ".");
	if (problem->remedy[0] != '\0')
		builder_add_format(out, " To do: %s", problem->remedy);
	builder_add_c(out, "\n");
}

/* ---- tables --------------------------------------------------------------------- */

static const char *policy_words(const char *policy)
{
	static const struct {
		const char *policy;
		const char *words;
	} rows[] = {
		{ "UNIQUE", "at most one may match" },
		{ "ANY", "all that match must agree" },
		{ "PRIORITY", "the one with the highest output counts" },
		{ "FIRST", "the first that matches counts" },
		{ "RULE ORDER", "all that match count, in their order" },
		{ "OUTPUT ORDER", "all that match count, the highest output first" },
		{ "COLLECT", "all that match count" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].policy, policy) == 0)
			return rows[i].words;
	return policy;
}

static void put_matched(struct builder *out, const struct dmn_told_table *table)
{
	builder_add_format(out, "  Of %zu rule%s (%s) ", table->rule_count,
			   plural(table->rule_count), policy_words(table->hit_policy));
	if (table->matched_count == 0) {
		builder_add_c(out, "none matches.\n");
		return;
	}
	builder_add_format(out, "rule%s ", plural(table->matched_count));
	for (size_t i = 0; i < table->matched_count; i++) {
		put_joint(out, i, table->matched_count);
		builder_add_format(out, "%u", table->matched[i].number);
	}
	builder_add_c(out, table->matched_count == 1 ? " matches.\n" : " match.\n");
	for (size_t i = 0; i < table->matched_count; i++)
		if (table->matched[i].note[0] != '\0')
			builder_add_format(out, "  Rule %u: %s\n", table->matched[i].number,
					   table->matched[i].note);
}

static void put_failed(struct builder *out, const struct dmn_failed_cell *cell)
{
	builder_add_format(out, "%s is ", cell->label[0] != '\0' ? cell->label : "the value");
	put_value(out, cell->seen);
	builder_add_format(out, ", not %s", cell->test);
	if (cell->problem != NULL)
		builder_add_format(out, " (%s)", cell->problem->message);
}

static void put_near(struct builder *out, const struct dmn_told_rule *rule)
{
	if (rule->failed_count == 0) {
		builder_add_format(out, "  Rule %u matches too and does not count", rule->number);
	} else {
		builder_add_format(out, "  Rule %u does not match: ", rule->number);
		for (size_t i = 0; i < rule->failed_count; i++) {
			builder_add_c(out, i == 0 ? "" : "; ");
			put_failed(out, &rule->failed[i]);
		}
	}
	if (rule->note[0] != '\0')
		builder_add_format(out, ". Its note: %s", rule->note);
	builder_add_c(out, ".\n");
}

static void put_table(struct builder *out, const struct dmn_told_table *table)
{
	put_matched(out, table);
	for (size_t i = 0; i < table->nearest_count; i++)
		put_near(out, &table->nearest[i]);
}

/* ---- steps ----------------------------------------------------------------------- */

static void put_reads(struct builder *out, const struct dmn_told_step *step)
{
	if (step->read_count == 0)
		return;
	builder_add_c(out, step->kind == DMN_ELEMENT_DECISION ? "  It read " : "  It was given ");
	for (size_t i = 0; i < step->read_count; i++) {
		put_joint(out, i, step->read_count);
		builder_add_format(out, "%s (", step->reads[i].name);
		put_value(out, step->reads[i].value);
		builder_add_c(out, ")");
	}
	builder_add_c(out, ".\n");
}

static void put_step(struct builder *out, const struct dmn_told_step *step)
{
	builder_add_format(out, "\n%s%s ", step->kind == DMN_ELEMENT_DECISION ? "" : "A call of ",
			   step->name);
	if (step->is_cut) {
		builder_add_c(out, "came to no end.\n");
	} else {
		builder_add_c(out, step->kind == DMN_ELEMENT_DECISION ? "is " : "gave ");
		put_answer(out, step->result);
		builder_add_c(out, ".\n");
	}
	put_reads(out, step);
	if (step->expression[0] != '\0')
		builder_add_format(out, "  It is computed as %s\n", step->expression);
	for (size_t i = 0; i < step->table_count; i++)
		put_table(out, &step->tables[i]);
	for (size_t i = 0; i < step->problem_count; i++)
		put_problem(out, step->problems[i]);
}

/* ---- the search ------------------------------------------------------------------- */

static void put_alternative(struct builder *out, const struct dmn_explanation *explanation,
			    const struct dmn_alternative *alternative)
{
	for (size_t i = 0; i < alternative->change_count; i++) {
		const struct dmn_change *change = &alternative->changes[i];
		builder_add_format(out, "%s%s were ", i == 0 ? "  If " : " and ", change->path);
		put_value(out, change->to);
		builder_add_c(out, " (it is ");
		put_value(out, change->from);
		builder_add_c(out, ")");
	}
	builder_add_format(out, ", %s would be ", explanation->decision);
	put_answer(out, alternative->outcome);
	builder_add_c(out, ".\n");
}

static void put_end(struct builder *out, const struct dmn_search *search)
{
	bool is_found = search->alternative_count != 0;
	if (!is_found && search->end == DMN_SEARCH_DONE)
		builder_add_c(out, "  No change of one input, or of two together, gives it.\n");
	else if (!is_found && search->end == DMN_SEARCH_IN_TWO)
		builder_add_format(out,
				   "  No change of one input gives it. Changes of two together "
				   "were tried up to a size of %u; then the search ended.\n",
				   search->size_tried);
	else if (search->end == DMN_SEARCH_IN_ONE)
		builder_add_c(out, "  The search ended before all changes of one input were "
				   "tried: there may be others.\n");
	builder_add_format(out,
			   "  There were %zu value%s of %zu input%s to try, taken from the rules; "
			   "%u evaluation%s made.",
			   search->value_count, plural(search->value_count), search->leaf_count,
			   plural(search->leaf_count), search->tried,
			   search->tried == 1 ? " was" : "s were");
	if (search->fixed_count != 0)
		builder_add_format(out, " %zu input%s stayed as %s, as asked.", search->fixed_count,
				   plural(search->fixed_count),
				   search->fixed_count == 1 ? "it is" : "they are");
	builder_add_c(out, "\n");
}

static void put_search(struct builder *out, const struct dmn_explanation *explanation)
{
	const struct dmn_search *search = &explanation->search;
	if (search->end == DMN_SEARCH_NOT_MADE)
		return;
	builder_add_c(out, "\nWhat would give ");
	if (explanation->is_wanted)
		put_answer(out, explanation->wanted);
	else
		builder_add_c(out, "another outcome");
	builder_add_c(out, "\n");
	for (size_t i = 0; i < search->alternative_count; i++)
		put_alternative(out, explanation, &search->alternatives[i]);
	put_end(out, search);
}

/* ---- all of it ----------------------------------------------------------------------- */

struct telling {
	const struct dmn_explanation *explanation;
	struct builder out;
	const char *text;
	size_t size;
};

static void run_telling(void *user)
{
	struct telling *telling = user;
	const struct dmn_explanation *explanation = telling->explanation;
	struct builder *out = &telling->out;
	builder_add_format(out, "%s is ", explanation->decision);
	put_answer(out, explanation->result);
	builder_add_c(out, ".\n");
	for (size_t i = 0; i < explanation->problem_count; i++)
		put_problem(out, explanation->problems[i]);
	for (size_t i = 0; i < explanation->step_count; i++)
		put_step(out, &explanation->steps[i]);
	if (explanation->left_out != 0)
		builder_add_format(out, "\n%zu more steps or tables are left out.\n",
				   explanation->left_out);
	if (explanation->is_cut)
		builder_add_c(out, "\nA limit ended this before it was whole.\n");
	put_search(out, explanation);
	telling->text = text_c(out->arena, builder_text(out));
	telling->size = out->length;
}

const char *explain_text(struct arena *arena, const struct dmn_explanation *explanation,
			 size_t *size)
{
	struct telling telling = { .explanation = explanation, .text = "" };
	telling.out = builder_new(arena);
	if (boundary_run(arena, run_telling, &telling, NULL) != STATUS_OK)
		telling.text = "";
	if (size != NULL)
		*size = telling.text[0] == '\0' ? 0 : telling.size;
	return telling.text;
}
