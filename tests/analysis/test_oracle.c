/* SPDX-License-Identifier: Apache-2.0 */
/* The check against brute force: random small tables, and for each every combination of the values
 * that tell its rules apart, asked of the engine. What the check says of gaps, overlaps, hidden,
 * double and dead rules must be what the combinations show: nothing missed, nothing false.
 *
 * usage: test_oracle TABLES [SEED] */
#include "maker.h"

#include <dmn_check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CASES_MOST = POINTS_MOST * POINTS_MOST * POINTS_MOST,
	PROPOSALS_MOST = 1024
};

struct oracle {
	struct made made;
	struct text xml;
	struct dmn_model *model, *all; /* `all` collects the rules that match */
	const struct dmn_check *check;
	dmn_value values[INPUTS_MOST][POINTS_MOST];
	int constants[INPUTS_MOST][POINTS_MOST];
	size_t point_counts[INPUTS_MOST];
	size_t case_count;
	bool is_refused[CASES_MOST];   /* an input is outside the allowed values */
	unsigned matching[CASES_MOST]; /* a bit a rule */
	unsigned faults;
};

/* ---- what the engine does --------------------------------------------------- */

static struct dmn_model *compile(struct text xml)
{
	struct dmn_model *model = dmn_model_new(NULL);
	if (!dmn_model_add(model, "t.dmn", xml.at, xml.length) || !dmn_model_compile(model) ||
	    dmn_model_problem(model, 0) != NULL) {
		const struct dmn_problem *problem = dmn_model_problem(model, 0);
		fprintf(stderr, "%.*s\n%s\n", TEXT_ARG(xml),
			problem != NULL ? problem->message : "");
		exit(2);
	}
	return model;
}

static size_t point_of(const struct oracle *oracle, size_t number, unsigned input)
{
	for (unsigned i = 0; i < input; i++)
		number /= oracle->point_counts[i];
	return number % oracle->point_counts[input];
}

static void set_inputs(const struct oracle *oracle, struct dmn_evaluation *evaluation,
		       size_t number)
{
	char name[8];
	for (unsigned i = 0; i < oracle->made.input_count; i++) {
		snprintf(name, sizeof name, "i%u", i);
		dmn_set_input(evaluation, name, oracle->values[i][point_of(oracle, number, i)]);
	}
}

static void ask_engine(struct oracle *oracle)
{
	struct dmn_evaluation *evaluation = dmn_evaluation_new(oracle->all);
	for (size_t c = 0; c < oracle->case_count; c++) {
		dmn_evaluation_reset(evaluation);
		set_inputs(oracle, evaluation, c);
		dmn_value rules = dmn_decide(evaluation, "d");
		const struct dmn_problem *problem = dmn_problem_of(rules);
		oracle->matching[c] = 0;
		oracle->is_refused[c] = problem != NULL && strcmp(problem->code, "DMN-VALUE") == 0;
		for (size_t i = 0; rules.kind == DMN_LIST && i < rules.count; i++) {
			int64_t rule;
			dmn_get_int(dmn_list_at(rules, i), &rule);
			oracle->matching[c] |= 1U << rule;
		}
	}
	dmn_evaluation_free(evaluation);
}

/* The rules that match the finding's witness. */
static unsigned matching_witness(const struct oracle *oracle, dmn_value witness)
{
	unsigned matching = 0;
	struct dmn_evaluation *evaluation = dmn_evaluation_new(oracle->all);
	for (size_t i = 0; i < dmn_context_count(witness); i++) {
		char name[64];
		const char *at;
		size_t size;
		dmn_value value = dmn_context_at(witness, i, &at, &size);
		snprintf(name, sizeof name, "%.*s", (int)size, at);
		dmn_set_input(evaluation, name, value);
	}
	dmn_value rules = dmn_decide(evaluation, "d");
	for (size_t i = 0; rules.kind == DMN_LIST && i < rules.count; i++) {
		int64_t rule;
		dmn_get_int(dmn_list_at(rules, i), &rule);
		matching |= 1U << rule;
	}
	dmn_evaluation_free(evaluation);
	return matching;
}

/* ---- what the check says ---------------------------------------------------- */

static bool next_finding(const struct oracle *oracle, size_t i, struct dmn_finding *out)
{
	if (i < oracle->check->finding_count)
		*out = oracle->check->findings[i];
	return i < oracle->check->finding_count;
}

static void fault(struct oracle *oracle, const char *what, unsigned a, unsigned b)
{
	if (oracle->faults++ != 0)
		return;
	struct dmn_finding finding;
	fprintf(stderr, "%s (%u, %u)\n%.*s", what, a, b, TEXT_ARG(oracle->xml));
	for (size_t i = 0; next_finding(oracle, i, &finding); i++)
		fprintf(stderr, "%s %u %u %s [%s] %s\n", finding.code, finding.rule,
			finding.other_rule, finding.message, finding.proposal,
			dmn_to_json(oracle->made.arena, finding.witness, NULL));
}

static bool is_code(const struct dmn_finding *finding, const char *code)
{
	return strcmp(finding->code, code) == 0;
}

/* Rules that findings of the code name, a bit each. */
static unsigned told_rules(const struct oracle *oracle, const char *code)
{
	unsigned rules = 0;
	struct dmn_finding finding;
	for (size_t i = 0; next_finding(oracle, i, &finding); i++)
		if (is_code(&finding, code) && finding.rule != 0)
			rules |= 1U << (finding.rule - 1);
	return rules;
}

static bool is_told_pair(const struct oracle *oracle, const char *code, unsigned a, unsigned b)
{
	struct dmn_finding finding;
	for (size_t i = 0; next_finding(oracle, i, &finding); i++)
		if (is_code(&finding, code) && finding.rule == a + 1 && finding.other_rule == b + 1)
			return true;
	return false;
}

/* ---- gaps ------------------------------------------------------------------- */

enum naming {
	NAMED,
	OTHER,
	NULL_ASIDE
};

static enum naming naming_of(const struct oracle *oracle, unsigned input, size_t point)
{
	const struct made *made = &oracle->made;
	bool names_any = made->names[input][0] || made->names[input][1] || made->names[input][2];
	if (oracle->values[input][point].kind == DMN_NULL)
		return made->names_null[input] ? NAMED : NULL_ASIDE;
	if (made->kinds[input] != MADE_STRING || made->has_order[input] || !names_any)
		return NAMED;
	int constant = oracle->constants[input][point];
	return constant >= 0 && made->names[input][constant] ? NAMED : OTHER;
}

/* Is the value let through by the cell? Asked once a finding. */
static bool lets(const struct oracle *oracle, struct text cell, dmn_value value)
{
	const char *names[] = { "?" };
	dmn_value context = dmn_context(oracle->made.arena, names, &value, 1);
	return dmn_is_true(dmn_feel(NULL, oracle->made.arena, cell.at, cell.length, context, true));
}

/* A rule proposed, as which values of which inputs it takes. */
struct proposal {
	bool takes[INPUTS_MOST][POINTS_MOST];
};

static void read_proposal(const struct oracle *oracle, const char *text, struct proposal *out)
{
	struct text rest = text_from(text);
	memset(out, 1, sizeof *out);
	for (unsigned column = 0; column < oracle->made.column_count; column++) {
		size_t bar = text_find(rest, TEXT(" | "), 0);
		struct text cell = text_slice(rest, 0, bar);
		unsigned input = oracle->made.columns[column].input;
		rest = bar == SIZE_MAX ? TEXT("") : text_slice(rest, bar + 3, rest.length);
		for (size_t p = 0; p < oracle->point_counts[input]; p++)
			out->takes[input][p] = out->takes[input][p] &&
					       lets(oracle, cell, oracle->values[input][p]);
	}
}

static bool takes(const struct oracle *oracle, const struct proposal *proposal, size_t number)
{
	for (unsigned i = 0; i < oracle->made.input_count; i++)
		if (!proposal->takes[i][point_of(oracle, number, i)])
			return false;
	return true;
}

static bool is_named_case(const struct oracle *oracle, size_t number)
{
	for (unsigned i = 0; i < oracle->made.input_count; i++)
		if (naming_of(oracle, i, point_of(oracle, number, i)) != NAMED)
			return false;
	return true;
}

/* The only one that is a text which no cell names; INPUTS_MOST: none is, or several. */
static unsigned open_input(const struct oracle *oracle, size_t number)
{
	unsigned found = INPUTS_MOST, count = 0;
	for (unsigned i = 0; i < oracle->made.input_count; i++) {
		enum naming naming = naming_of(oracle, i, point_of(oracle, number, i));
		if (naming == NULL_ASIDE)
			return INPUTS_MOST;
		if (naming == OTHER) {
			found = i;
			count++;
		}
	}
	return count == 1 ? found : INPUTS_MOST;
}

static bool is_computed(const struct made *made)
{
	for (unsigned i = 0; i < made->column_count; i++)
		if (made->columns[i].is_computed)
			return true;
	return false;
}

static void judge_gaps(struct oracle *oracle)
{
	static struct proposal proposals[PROPOSALS_MOST];
	size_t count = 0;
	struct dmn_finding finding;
	unsigned open_told = 0, open_true = 0;
	bool is_told = false, is_gap = false;
	for (size_t i = 0; next_finding(oracle, i, &finding); i++) {
		bool is_open = is_code(&finding, "CHECK-OPEN");
		if (!is_open && !is_code(&finding, "CHECK-GAP"))
			continue;
		if (matching_witness(oracle, finding.witness) != 0)
			fault(oracle, "the witness of a gap is taken", 0, 0);
		open_told += is_open;
		is_told = is_told || !is_open;
		if (!is_open && count < PROPOSALS_MOST)
			read_proposal(oracle, finding.proposal, &proposals[count++]);
	}
	bool is_exact = !is_computed(&oracle->made);
	for (size_t c = 0; c < oracle->case_count; c++) {
		bool is_taken = oracle->matching[c] != 0 || oracle->is_refused[c];
		unsigned open = is_taken ? INPUTS_MOST : open_input(oracle, c);
		open_true |= open < INPUTS_MOST ? 1U << open : 0;
		if (!is_named_case(oracle, c))
			continue;
		is_gap = is_gap || !is_taken;
		bool is_proposed = false;
		for (size_t p = 0; p < count; p++)
			is_proposed = is_proposed || takes(oracle, &proposals[p], c);
		if (is_exact && is_proposed && is_taken && !oracle->is_refused[c])
			fault(oracle, "a gap that is none", (unsigned)c, 0);
		if (is_exact && !is_proposed && !is_taken && !oracle->made.is_opaque &&
		    !oracle->made.has_default)
			fault(oracle, "a gap was missed", (unsigned)c, 0);
	}
	if (oracle->made.has_default) {
		if (is_told || open_told != 0)
			fault(oracle, "a gap where there is a default", 0, 0);
		return;
	}
	if (!oracle->made.is_opaque &&
	    (is_gap != is_told || (unsigned)__builtin_popcount(open_true) != open_told))
		fault(oracle, "gaps told and true differ", open_true, open_told);
}

static void judge_default(struct oracle *oracle)
{
	bool is_needed = false, is_told = false;
	struct dmn_finding finding;
	for (size_t i = 0; next_finding(oracle, i, &finding); i++)
		is_told = is_told || is_code(&finding, "CHECK-DEFAULT");
	for (size_t c = 0; c < oracle->case_count; c++) {
		bool has_null = false;
		for (unsigned i = 0; i < oracle->made.input_count; i++)
			has_null = has_null ||
				   oracle->values[i][point_of(oracle, c, i)].kind == DMN_NULL;
		is_needed = is_needed ||
			    (!has_null && !oracle->is_refused[c] && oracle->matching[c] == 0);
	}
	if (is_told && (is_needed || !oracle->made.has_default))
		fault(oracle, "a default that is needed is said to be unused", 0, 0);
	if (!is_told && !is_needed && oracle->made.has_default && !oracle->made.is_opaque)
		fault(oracle, "a default that is not needed was missed", 0, 0);
}

/* ---- rules ------------------------------------------------------------------ */

static bool ever_both(const struct oracle *oracle, unsigned a, unsigned b)
{
	for (size_t c = 0; c < oracle->case_count; c++)
		if ((oracle->matching[c] >> a & 1U) != 0 && (oracle->matching[c] >> b & 1U) != 0)
			return true;
	return false;
}

static bool always_both(const struct oracle *oracle, unsigned a, unsigned b)
{
	for (size_t c = 0; c < oracle->case_count; c++)
		if ((oracle->matching[c] >> a & 1U) != (oracle->matching[c] >> b & 1U))
			return false;
	return true;
}

static bool wins(const struct made *made, unsigned a, unsigned b)
{
	static const unsigned ranks[] = { 1, 0, 2 }; /* of "x", "y", "z" */
	if (made->policy == MADE_PRIORITY && made->outputs[a] != made->outputs[b])
		return ranks[made->outputs[a]] < ranks[made->outputs[b]];
	return a < b;
}

/* Does the rule ever give the result? */
static bool ever_wins(const struct oracle *oracle, unsigned rule)
{
	for (size_t c = 0; c < oracle->case_count; c++) {
		bool is_winner = (oracle->matching[c] >> rule & 1U) != 0;
		for (unsigned r = 0; r < oracle->made.rule_count; r++)
			if (r != rule && (oracle->matching[c] >> r & 1U) != 0 &&
			    wins(&oracle->made, r, rule))
				is_winner = false;
		if (is_winner)
			return true;
	}
	return false;
}

static bool is_dead(const struct oracle *oracle, unsigned rule)
{
	return !ever_both(oracle, rule, rule);
}

static void judge_pair(struct oracle *oracle, unsigned a, unsigned b)
{
	const struct made *made = &oracle->made;
	bool is_same = made->outputs[a] == made->outputs[b];
	bool is_double = is_same && !is_dead(oracle, a) && always_both(oracle, a, b);
	bool is_wrong = ever_both(oracle, a, b) && !is_double &&
			(made->policy == MADE_UNIQUE || (made->policy == MADE_ANY && !is_same));
	bool is_told = is_told_pair(oracle, "CHECK-OVERLAP", a, b);
	if (is_told && !is_wrong)
		fault(oracle, "an overlap that is none", a + 1, b + 1);
	if (is_wrong && !is_told && !made->is_opaque)
		fault(oracle, "an overlap was missed", a + 1, b + 1);
	if (is_double && !made->is_opaque && (told_rules(oracle, "CHECK-DUPLICATE") >> b & 1U) == 0)
		fault(oracle, "a duplicate was missed", a + 1, b + 1);
	bool is_like = is_same && made->is_opaque && always_both(oracle, a, b);
	if (!is_double && !is_like && is_told_pair(oracle, "CHECK-DUPLICATE", b, a))
		fault(oracle, "a duplicate that is none", a + 1, b + 1);
}

static void judge_rules(struct oracle *oracle)
{
	const struct made *made = &oracle->made;
	bool hides = made->policy == MADE_FIRST || made->policy == MADE_PRIORITY;
	unsigned masked = told_rules(oracle, "CHECK-MASKED");
	unsigned hidden = masked | told_rules(oracle, "CHECK-DUPLICATE");
	unsigned odd = told_rules(oracle, "CHECK-CELL") | told_rules(oracle, "CHECK-TYPE") |
		       told_rules(oracle, "CHECK-VALUE");
	for (unsigned r = 0; r < made->rule_count; r++) {
		bool told_dead = (told_rules(oracle, "CHECK-CELL") >> r & 1U) != 0;
		bool is_masked = hides && !is_dead(oracle, r) && !ever_wins(oracle, r);
		if (is_dead(oracle, r) && (odd >> r & 1U) == 0 && !made->is_opaque)
			fault(oracle, "a rule that never matches was missed", r + 1, 0);
		if (told_dead && !is_dead(oracle, r))
			fault(oracle, "a rule that matches is said never to", r + 1, 0);
		if ((masked >> r & 1U) != 0 && (!hides || ever_wins(oracle, r)))
			fault(oracle, "a rule is said to be hidden that is not", r + 1, 0);
		if (is_masked && (hidden >> r & 1U) == 0 && !made->is_opaque)
			fault(oracle, "a hidden rule was missed", r + 1, 0);
		for (unsigned b = r + 1; b < made->rule_count; b++)
			judge_pair(oracle, r, b);
	}
}

/* Witnesses of overlaps match both rules; a rule that joins two takes what both took. */
static void judge_claims(struct oracle *oracle)
{
	struct dmn_finding finding;
	for (size_t i = 0; next_finding(oracle, i, &finding); i++) {
		unsigned a = finding.rule - 1, b = finding.other_rule - 1;
		if (is_code(&finding, "CHECK-OVERLAP")) {
			unsigned both = 1U << a | 1U << b;
			if ((matching_witness(oracle, finding.witness) & both) != both)
				fault(oracle, "the witness of an overlap", a + 1, b + 1);
		}
		if (!is_code(&finding, "CHECK-MERGE") || is_computed(&oracle->made))
			continue;
		struct proposal proposal;
		read_proposal(oracle, finding.proposal, &proposal);
		for (size_t c = 0; c < oracle->case_count; c++)
			if (!oracle->is_refused[c] &&
			    takes(oracle, &proposal, c) !=
				    ((oracle->matching[c] & (1U << a | 1U << b)) != 0))
				fault(oracle, "one rule does not say both", a + 1, b + 1);
	}
}

/* ---- two versions ----------------------------------------------------------- */

static bool differ_at(const struct oracle *oracle, struct dmn_evaluation *a,
		      struct dmn_evaluation *b, size_t number)
{
	dmn_evaluation_reset(a);
	dmn_evaluation_reset(b);
	set_inputs(oracle, a, number);
	set_inputs(oracle, b, number);
	return !dmn_equal(dmn_decide(a, "d"), dmn_decide(b, "d"));
}

/* An effect told is one. */
static bool is_effect(const struct dmn_change *change, struct dmn_evaluation *a,
		      struct dmn_evaluation *b)
{
	dmn_evaluation_reset(a);
	dmn_evaluation_reset(b);
	dmn_set_inputs(a, change->witness);
	dmn_set_inputs(b, change->witness);
	return !dmn_equal(dmn_decide(a, "d"), dmn_decide(b, "d"));
}

/* The table is changed a little, once or twice: is what the diff says of it true? */
static void judge_diff(struct oracle *oracle)
{
	struct made *made = &oracle->made;
	bool is_single = made->policy <= MADE_FIRST;
	for (unsigned changes = 1 + (unsigned)(made->state >> 40 & 1U); changes > 0; changes--)
		made_change(made);
	struct text xml = made_model(made, false);
	struct dmn_model *changed = compile(xml);
	const struct dmn_diff *diff =
		dmn_diff_models(oracle->model, changed, dmn_null(), NULL, made->arena);
	struct dmn_evaluation *a = dmn_evaluation_new(oracle->model);
	struct dmn_evaluation *b = dmn_evaluation_new(changed);
	bool is_different = false, has_effect = false;
	for (size_t c = 0; c < oracle->case_count; c++)
		is_different = is_different || differ_at(oracle, a, b, c);
	for (size_t i = 0; i < diff->change_count; i++)
		if (diff->changes[i].kind == DMN_CHANGE_EFFECT) {
			has_effect = true;
			if (!is_effect(&diff->changes[i], a, b))
				fault(oracle, "an effect whose input has none", 0, 0);
		}
	if (diff->is_equal && is_different)
		fault(oracle, "two tables are said to be equal that are not", 0, 0);
	/* What an opaque cell tells apart is not among the values tried here. */
	if (has_effect && !is_different && !made->is_opaque)
		fault(oracle, "an effect that is none", 0, 0);
	/* UNIQUE and ANY give null where rules clash: no one rule does. */
	bool is_exact = is_single && !made->is_opaque && made->policy >= MADE_PRIORITY;
	if (is_exact && is_different && !has_effect)
		fault(oracle, "an effect was missed", 0, 0);
	if (is_exact && !is_different && !diff->is_equal)
		fault(oracle, "two tables that are equal are not said to be", 0, 0);
	if (oracle->faults != 0)
		fprintf(stderr, "changed to\n%.*s\n", TEXT_ARG(xml));
	dmn_evaluation_free(a);
	dmn_evaluation_free(b);
	dmn_model_free(changed);
}

/* ---- one table -------------------------------------------------------------- */

static void prepare(struct oracle *oracle)
{
	struct made *made = &oracle->made;
	const char *texts[POINTS_MOST];
	oracle->case_count = 1;
	for (unsigned i = 0; i < made->input_count; i++) {
		oracle->point_counts[i] = made_points(made->kinds[i], texts, oracle->constants[i]);
		oracle->case_count *= oracle->point_counts[i];
		for (size_t p = 0; p < oracle->point_counts[i]; p++)
			oracle->values[i][p] = dmn_feel(NULL, made->arena, texts[p],
							strlen(texts[p]), dmn_null(), false);
	}
	oracle->xml = made_model(made, false);
	oracle->model = compile(oracle->xml);
	oracle->all = compile(made_model(made, true));
}

static bool judge(struct oracle *oracle)
{
	const struct dmn_check_options options = { .size = sizeof options,
						   .most_witnesses = PROPOSALS_MOST };
	oracle->made.arena = dmn_arena_new(0);
	made_table(&oracle->made);
	prepare(oracle);
	oracle->check = dmn_check_model(oracle->model, &options, oracle->made.arena);
	oracle->faults = 0;
	ask_engine(oracle);
	judge_gaps(oracle);
	judge_default(oracle);
	judge_rules(oracle);
	judge_claims(oracle);
	if (!oracle->check->is_whole)
		fault(oracle, "the check did not end", 0, 0);
	judge_diff(oracle);
	dmn_model_free(oracle->model);
	dmn_model_free(oracle->all);
	dmn_arena_free(oracle->made.arena);
	return oracle->faults == 0;
}

int main(int argc, char **argv)
{
	static struct oracle oracle;
	unsigned long tables = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
	unsigned long failed = 0, judged = 0;
	oracle.made.state = (argc > 2 ? strtoul(argv[2], NULL, 10) : 1) * 0x9E3779B97F4A7C15U;
	for (; judged < tables && failed < 3; judged++)
		if (!judge(&oracle)) {
			fprintf(stderr, "-- table %lu\n", judged);
			failed++;
		}
	printf("%lu passed, %lu failed\n", judged - failed, failed);
	return failed != 0;
}
