/* SPDX-License-Identifier: Apache-2.0 */
/* Nulls that reach where a value is needed, against brute force: random chains of decisions over
 * two inputs, and every combination of the values that tell their texts apart, asked of the engine.
 * Each operation that the engine refuses a null in, and each table that has no rule for one, must
 * be told, with its place; and nothing else.
 *
 * usage: nulls MODELS [SEED] */
#include "base/builder.h"

#include <dmn_check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DECISIONS = 4,
	POINTS = 12,
	MET_MOST = 256
};

static const char *const points[POINTS] = { "-3", "-1",	 "0", "0.5", "1", "1.5",
					    "2",  "2.5", "3", "3.5", "4", "5" };

/* %s: an input or an earlier decision; the text is a number, a truth or null. Before it `*` where
 * it compares (then with nothing computed, since cuts are not followed through arithmetic), `+`
 * where it computes. */
static const char *const texts[] = {
	"+%s + 1",
	" %s",
	"+-%s",
	"*if %s = null then 0 else 1",
	"*if %s > 1 then 1 else null",
	" if a > 2 then null else 1",
	"+abs(%s)",
	"+string length(string(%s))",
	"*if %s != null and a > 1 then 1 else 2",
	"+count([%s])",
	" [%s, 1][1]",
	"+(function(q: number) q * 2)(%s)",
	"+f(%s)",
	"+g(%s)",
	" {e: %s}.e",
	"+sum([1, %s])",
	"+sum(for x in [1, %s] return if x = null then 0 else x)",
	"+count([1, %s][item != null and item > 1])",
	"*if %s = 1 then 1 else 3",
	"+if b = null then 0 else b + 1",
	"+b - 1",
};

struct met {
	char element[16], expression[80];
	unsigned line, position;
};

struct mets {
	struct met at[MET_MOST];
	size_t count;
};

struct nulls {
	uint64_t state;
	struct arena *arena;
	bool b_may_be_null;
	bool is_table[DECISIONS];
	bool is_computed[DECISIONS];
	const char *about[DECISIONS]; /* what a table's column is about */
	struct text xml;
	struct dmn_model *model;
	struct mets brute, told;
};

static unsigned pick(struct nulls *nulls, unsigned count)
{
	nulls->state ^= nulls->state << 13;
	nulls->state ^= nulls->state >> 7;
	nulls->state ^= nulls->state << 17;
	return (unsigned)((nulls->state >> 33) % count);
}

/* ---- a model ------------------------------------------------------------------ */

/* The last one rather than others; *is_computed: is it, at whatever distance? */
static const char *source(struct nulls *nulls, unsigned decision, bool is_plain, bool *is_computed)
{
	static const char *const names[] = { "a", "b", "d0", "d1", "d2" };
	unsigned which = pick(nulls, decision + 3);
	which = which < 2 + decision ? which : 1 + decision;
	if (is_plain && which >= 2 && nulls->is_computed[which - 2])
		which = 0;
	*is_computed = which >= 2 && nulls->is_computed[which - 2];
	return names[which];
}

static void add_escaped(struct builder *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '<')
			builder_add_c(out, "&lt;");
		else
			builder_add_byte(out, *text);
	}
}

static void add_table(struct nulls *nulls, struct builder *out, unsigned decision)
{
	static const char *const cells[] = { "< 2", "> 2", "1",	   "[1..3]", "not(2)",	"null",
					     "-",   "2",   ">= 1", "!= 3",   "? > 1.5", "< 1" };
	nulls->about[decision] = source(nulls, decision, true, &nulls->is_computed[decision]);
	builder_add_format(out,
			   "<decisionTable hitPolicy='FIRST'><input><inputExpression><text>%s"
			   "</text></inputExpression></input><output>",
			   nulls->about[decision]);
	if (pick(nulls, 6) == 0)
		builder_add_c(out, "<defaultOutputEntry><text>9</text></defaultOutputEntry>");
	builder_add_c(out, "</output>");
	for (unsigned rules = 1 + pick(nulls, 3); rules > 0; rules--) {
		builder_add_c(out, "<rule><inputEntry><text>");
		add_escaped(out, cells[pick(nulls, sizeof cells / sizeof *cells)]);
		builder_add_format(out,
				   "</text></inputEntry><outputEntry><text>%s</text></outputEntry>"
				   "</rule>",
				   pick(nulls, 5) == 0	 ? "null"
				   : pick(nulls, 2) == 0 ? "1"
							 : "3");
	}
	builder_add_c(out, "</decisionTable>");
}

static void add_text(struct nulls *nulls, struct builder *out, unsigned decision)
{
	const char *text = texts[pick(nulls, sizeof texts / sizeof *texts)];
	bool is_computed = false, compares = text[0] == '*', computes = text[0] == '+';
	const char *hole = strstr(++text, "%s");
	char whole[120];
	if (hole == NULL)
		snprintf(whole, sizeof whole, "%s", text);
	else
		snprintf(whole, sizeof whole, "%.*s%s%s", (int)(hole - text), text,
			 source(nulls, decision, compares, &is_computed), hole + 2);
	nulls->is_computed[decision] = computes || is_computed;
	builder_add_c(out, "<literalExpression><text>");
	add_escaped(out, whole);
	builder_add_c(out, "</text></literalExpression>");
}

static void add_decision(struct nulls *nulls, struct builder *out, unsigned decision)
{
	builder_add_format(out, "<decision name='d%u' id='d%u'><variable name='d%u'/>", decision,
			   decision, decision);
	builder_add_c(out, "<informationRequirement><requiredInput href='#a'/>"
			   "</informationRequirement><informationRequirement><requiredInput "
			   "href='#b'/></informationRequirement>");
	for (unsigned i = 0; i < decision; i++)
		builder_add_format(out,
				   "<informationRequirement><requiredDecision href='#d%u'/>"
				   "</informationRequirement>",
				   i);
	builder_add_c(out, "<knowledgeRequirement><requiredKnowledge href='#f'/>"
			   "</knowledgeRequirement><knowledgeRequirement><requiredKnowledge "
			   "href='#g'/></knowledgeRequirement>");
	nulls->is_table[decision] = pick(nulls, 3) == 0;
	if (nulls->is_table[decision])
		add_table(nulls, out, decision);
	else
		add_text(nulls, out, decision);
	builder_add_c(out, "</decision>\n");
}

static void make(struct nulls *nulls)
{
	struct builder out = builder_new(nulls->arena);
	nulls->b_may_be_null = pick(nulls, 2) == 0;
	builder_add_format(
		&out,
		"<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='n' "
		"namespace='urn:n'>\n<itemDefinition name='t'><typeRef>number</typeRef>"
		"<allowedValues><text>[0..4]%s</text></allowedValues></itemDefinition>\n"
		"<inputData name='a' id='a'><variable name='a' typeRef='number'/></inputData>\n"
		"<inputData name='b' id='b'><variable name='b' typeRef='t'/></inputData>\n",
		nulls->b_may_be_null ? ", null" : "");
	builder_add_c(&out,
		      "<businessKnowledgeModel name='f' id='f'><encapsulatedLogic>"
		      "<formalParameter name='p' typeRef='number'/><literalExpression><text>p * 2"
		      "</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>\n"
		      "<businessKnowledgeModel name='g' id='g'><encapsulatedLogic>"
		      "<formalParameter name='p' typeRef='number'/><literalExpression><text>if p = "
		      "null then null else p - 1</text></literalExpression></encapsulatedLogic>"
		      "</businessKnowledgeModel>\n");
	for (unsigned i = 0; i < DECISIONS; i++)
		add_decision(nulls, &out, i);
	builder_add_c(&out, "</definitions>\n");
	nulls->xml = builder_text(&out);
}

/* ---- what the engine meets -------------------------------------------------------- */

static void add(struct mets *mets, const char *element, const char *expression, unsigned line,
		unsigned position)
{
	struct met met = { .line = line, .position = position };
	snprintf(met.element, sizeof met.element, "%s", element);
	snprintf(met.expression, sizeof met.expression, "%s", expression);
	for (size_t i = 0; i < mets->count; i++)
		if (memcmp(&mets->at[i], &met, sizeof met) == 0)
			return;
	if (mets->count < MET_MOST)
		mets->at[mets->count++] = met;
}

/* A table of one column of which no rule matches while what it is about is null. */
static void look_at_tables(struct nulls *nulls, struct dmn_evaluation *evaluation,
			   const struct dmn_problem *problem)
{
	for (unsigned i = 0; i < DECISIONS; i++) {
		char name[8];
		snprintf(name, sizeof name, "d%u", i);
		if (!nulls->is_table[i] || strcmp(problem->element, name) != 0)
			continue;
		dmn_value about = dmn_decide(evaluation, nulls->about[i]);
		const struct dmn_problem *cause = dmn_problem_of(about);
		bool is_clean = cause == NULL || strcmp(cause->code, "DMN-HIT") == 0;
		if (about.kind == DMN_NULL && is_clean)
			add(&nulls->brute, name, "", 0, 0);
	}
}

static void look(struct nulls *nulls, struct dmn_evaluation *evaluation)
{
	const struct dmn_problem *problem;
	for (size_t i = 0; (problem = dmn_evaluation_problem(evaluation, i)) != NULL; i++) {
		bool is_null = strncmp(problem->code, "FEEL-", 5) == 0 &&
			       strstr(problem->message, "null") != NULL;
		bool is_cell = problem->expression[0] == '?'; /* it does not match, that is all */
		if (strcmp(problem->code, "DMN-HIT") == 0)
			look_at_tables(nulls, evaluation, problem);
		else if (is_null && !is_cell)
			add(&nulls->brute, problem->element, problem->expression, problem->line,
			    problem->column);
		else if (!is_null)
			return; /* something else went wrong */
	}
}

static void ask(struct nulls *nulls)
{
	struct dmn_evaluation *evaluation = dmn_evaluation_new(nulls->model);
	for (unsigned d = 0; d < DECISIONS; d++)
		for (unsigned n = 0; n < (unsigned)(POINTS * (POINTS + nulls->b_may_be_null));
		     n++) {
			char name[8];
			const char *a = points[n % POINTS];
			const char *b = n / POINTS < POINTS ? points[n / POINTS] : "null";
			snprintf(name, sizeof name, "d%u", d);
			dmn_evaluation_reset(evaluation);
			dmn_set_input(
				evaluation, "a",
				dmn_feel(NULL, nulls->arena, a, strlen(a), dmn_null(), false));
			dmn_set_input(
				evaluation, "b",
				dmn_feel(NULL, nulls->arena, b, strlen(b), dmn_null(), false));
			dmn_decide(evaluation, name);
			look(nulls, evaluation);
		}
	dmn_evaluation_free(evaluation);
}

/* ---- what the check says ------------------------------------------------------------ */

static void hear(struct nulls *nulls)
{
	const struct dmn_check *check = dmn_check_model(nulls->model, NULL, nulls->arena);
	for (size_t i = 0; i < check->finding_count; i++) {
		const struct dmn_finding *finding = &check->findings[i];
		if (strcmp(finding->code, "CHECK-NULL") == 0)
			add(&nulls->told, finding->decision, finding->expression, finding->line,
			    finding->position);
	}
}

static bool has(const struct mets *mets, const struct met *met)
{
	for (size_t i = 0; i < mets->count; i++)
		if (memcmp(&mets->at[i], met, sizeof *met) == 0)
			return true;
	return false;
}

static unsigned compare(const struct mets *a, const struct mets *b, const char *what)
{
	unsigned faults = 0;
	for (size_t i = 0; i < a->count; i++)
		if (!has(b, &a->at[i])) {
			fprintf(stderr, "%s: %s: %s %u:%u\n", what, a->at[i].element,
				a->at[i].expression, a->at[i].line, a->at[i].position);
			faults++;
		}
	return faults;
}

static bool judge(struct nulls *nulls)
{
	nulls->arena = dmn_arena_new(0);
	nulls->brute.count = nulls->told.count = 0;
	make(nulls);
	nulls->model = dmn_model_new(NULL);
	if (!dmn_model_add(nulls->model, "n.dmn", nulls->xml.at, nulls->xml.length) ||
	    !dmn_model_compile(nulls->model)) {
		fprintf(stderr, "%.*s", TEXT_ARG(nulls->xml));
		exit(2);
	}
	ask(nulls);
	hear(nulls);
	unsigned faults = compare(&nulls->brute, &nulls->told, "missed") +
			  compare(&nulls->told, &nulls->brute, "false");
	if (faults != 0)
		fprintf(stderr, "%.*s", TEXT_ARG(nulls->xml));
	dmn_model_free(nulls->model);
	dmn_arena_free(nulls->arena);
	return faults == 0;
}

/* A decision over more inputs than are looked at: that it is not, is said. */
static bool is_wide_said(void)
{
	enum {
		WIDE = 70
	};
	const struct dmn_check_options options = { .size = sizeof options };
	struct arena *arena = dmn_arena_new(0);
	struct builder xml = builder_new(arena);
	bool is_said = false;
	builder_add_c(&xml, "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' "
			    "name='w' namespace='w'>");
	for (int i = 0; i < WIDE; i++)
		builder_add_format(&xml,
				   "<inputData name='I%d' id='i%d'><variable name='I%d' "
				   "typeRef='number'/></inputData>",
				   i, i, i);
	builder_add_c(&xml, "<decision name='D' id='d'><variable name='D'/>");
	for (int i = 0; i < WIDE; i++)
		builder_add_format(&xml,
				   "<informationRequirement><requiredInput href='#i%d'/>"
				   "</informationRequirement>",
				   i);
	builder_add_c(&xml, "<literalExpression><text>(if I0 &lt; 5 then null else 1)");
	for (int i = 0; i < WIDE; i++)
		builder_add_format(&xml, " + I%d", i);
	builder_add_c(&xml, "</text></literalExpression></decision></definitions>");
	struct text text = builder_text(&xml);
	struct dmn_model *model = dmn_model_new(NULL);
	if (dmn_model_add(model, "w.dmn", text.at, text.length) && dmn_model_compile(model)) {
		const struct dmn_check *check = dmn_check_model(model, &options, arena);
		for (size_t i = 0; check != NULL && i < check->finding_count; i++)
			is_said |= strcmp(check->findings[i].code, "CHECK-STOPPED") == 0;
	}
	dmn_model_free(model);
	dmn_arena_free(arena);
	if (!is_said)
		fputs("a decision over too many inputs is passed over without a word\n", stderr);
	return is_said;
}

int main(int argc, char **argv)
{
	static struct nulls nulls;
	unsigned long models = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
	unsigned long failed = 0, met = 0;
	nulls.state = argc > 2 ? strtoull(argv[2], NULL, 10) * UINT64_C(0x9E3779B97F4A7C15) | 1
			       : UINT64_C(0x2545F4914F6CDD1D);
	for (unsigned long i = 0; i < models && failed < 5; i++) {
		failed += !judge(&nulls);
		met += nulls.told.count;
	}
	printf("%lu models, %lu nulls met: %lu failed\n", models, met, failed);
	return failed != 0 || met == 0 || !is_wide_said();
}
