/* SPDX-License-Identifier: Apache-2.0 */
/* Random small tables: the index must find the rules that testing cell by cell finds. Each table is
 * compiled twice, and the second model's index is taken out. */
#include "base/builder.h"
#include "dmn/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
	TABLES = 1500,
	INPUTS = 24, /* sets of inputs a table */
	COLUMNS_MOST = 4,
	FEW_RULES = 12,
	MANY_RULES = 140, /* more than two words of a set */
	VALUES = 6	  /* different constants of a column */
};

enum column_kind {
	COLUMN_NUMBER,
	COLUMN_STRING,
	COLUMN_DATE,
	COLUMN_BOOLEAN,
	COLUMN_DURATION,
	COLUMN_KINDS
};

struct maker {
	struct arena *arena;
	struct builder xml;
	uint64_t state;
	enum column_kind columns[COLUMNS_MOST];
	unsigned column_count;
};

static unsigned pick(struct maker *maker, unsigned count)
{
	maker->state ^= maker->state << 13;
	maker->state ^= maker->state >> 7;
	maker->state ^= maker->state << 17;
	return (unsigned)((maker->state >> 33) % count);
}

static void add(struct maker *maker, const char *text)
{
	builder_add_c(&maker->xml, text);
}

/* Constant `index` of a kind, as FEEL has it in XML; neighbours stand next to each other in order.
 */
static void add_constant(struct maker *maker, enum column_kind kind, unsigned index)
{
	static const char *const numbers[VALUES] = { "-3", "-0.5", "0", "1.50", "1.51", "1e3" };
	static const char *const strings[VALUES] = { "\"\"",  "\"A\"", "\"a\"",
						     "\"b\"", "\"ä\"", "\"🐎\"" };
	static const char *const dates[VALUES] = { "date(\"-0001-12-31\")", "@\"2024-02-28\"",
						   "date(\"2024-02-29\")",  "date(2024, 3, 1)",
						   "@\"2024-03-02\"",	    "@\"9999-12-31\"" };
	static const char *const durations[VALUES] = {
		"@\"-P1D\"",  "@\"-PT0.5S\"",	      "duration(\"PT0S\")",
		"@\"PT24H\"", "duration(\"P1DT1S\")", "-@\"-P9D\""
	};
	static const char *const booleans[] = { "false", "true" };
	switch (kind) {
	case COLUMN_NUMBER: add(maker, numbers[index]); break;
	case COLUMN_STRING: add(maker, strings[index]); break;
	case COLUMN_DATE: add(maker, dates[index]); break;
	case COLUMN_DURATION: add(maker, durations[index]); break;
	default: add(maker, booleans[index % 2]); break;
	}
}

static void add_some_constant(struct maker *maker, enum column_kind kind)
{
	add_constant(maker, kind, pick(maker, VALUES));
}

static void add_range(struct maker *maker, enum column_kind kind)
{
	static const char *const opens[] = { "[", "(", "]" };
	static const char *const closes[] = { "]", ")", "[" };
	add(maker, opens[pick(maker, 3)]);
	add_some_constant(maker, kind);
	add(maker, "..");
	add_some_constant(maker, kind);
	add(maker, closes[pick(maker, 3)]);
}

static void add_test(struct maker *maker, enum column_kind kind)
{
	static const char *const signs[] = { "&lt; ", "&lt;= ", "&gt; ", "&gt;= ", "= ", "!= " };
	switch (pick(maker, 12)) {
	case 0:
	case 1:
	case 2: add_some_constant(maker, kind); break;
	case 3:
	case 4:
	case 5:
		add(maker, signs[pick(maker, 6)]);
		add_some_constant(maker, kind);
		break;
	case 6:
	case 7:
	case 8: add_range(maker, kind); break;
	case 9: add(maker, "null"); break;
	case 10:
		add(maker, "? != ");
		add_some_constant(maker, kind);
		break;
	default: add_some_constant(maker, pick(maker, COLUMN_KINDS)); break;
	}
}

static void add_cell(struct maker *maker, enum column_kind kind)
{
	unsigned shape = pick(maker, 8);
	if (shape <= 1) {
		add(maker, "-");
		return;
	}
	add(maker, shape == 2 ? "not(" : "");
	add_test(maker, kind);
	for (unsigned more = pick(maker, 8); more > 5; more--) {
		add(maker, ", ");
		add_test(maker, kind);
	}
	add(maker, shape == 2 ? ")" : "");
}

static void add_rule(struct maker *maker, unsigned number)
{
	add(maker, "<rule>");
	for (unsigned i = 0; i < maker->column_count; i++) {
		add(maker, "<inputEntry><text>");
		add_cell(maker, maker->columns[i]);
		add(maker, "</text></inputEntry>");
	}
	builder_add_format(&maker->xml, "<outputEntry><text>%u</text></outputEntry></rule>",
			   number);
}

static struct text make_model(struct maker *maker)
{
	maker->xml = builder_new(maker->arena);
	maker->column_count = 1 + pick(maker, COLUMNS_MOST);
	add(maker, "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='t' "
		   "namespace='urn:t'>");
	for (unsigned i = 0; i < maker->column_count; i++) {
		maker->columns[i] = pick(maker, COLUMN_KINDS);
		builder_add_format(
			&maker->xml,
			"<inputData name='i%u' id='i%u'><variable name='i%u'/></inputData>", i, i,
			i);
	}
	add(maker, "<decision name='d' id='d'><variable name='d'/>");
	for (unsigned i = 0; i < maker->column_count; i++)
		builder_add_format(&maker->xml,
				   "<informationRequirement><requiredInput href='#i%u'/>"
				   "</informationRequirement>",
				   i);
	add(maker, "<decisionTable hitPolicy='COLLECT'>");
	for (unsigned i = 0; i < maker->column_count; i++)
		builder_add_format(
			&maker->xml,
			"<input><inputExpression><text>i%u</text></inputExpression></input>", i);
	add(maker, "<output/>");
	unsigned rules = 2 + pick(maker, pick(maker, 10) == 0 ? MANY_RULES : FEW_RULES);
	for (unsigned i = 1; i <= rules; i++)
		add_rule(maker, i);
	add(maker, "</decisionTable></decision></definitions>");
	return builder_text(&maker->xml);
}

static struct dmn_model *compile(struct text xml)
{
	struct dmn_model *model = dmn_model_new(NULL);
	assert_true(dmn_model_add(model, "t.dmn", xml.at, xml.length));
	assert_true(dmn_model_compile(model));
	if (dmn_model_problem(model, 0) != NULL)
		fail_msg("%s: %s", dmn_model_problem(model, 0)->expression,
			 dmn_model_problem(model, 0)->message);
	return model;
}

/* The decision's table, still open to change. */
static struct table *table_of(struct dmn_model *model)
{
	union {
		const struct table *read;
		struct table *write;
	} table = { .read = NULL };
	for (size_t i = 0; i < model->elements.count; i++)
		if (model->elements.at[i]->kind == DMN_ELEMENT_DECISION)
			table.read = model->elements.at[i]->logic->table;
	assert_non_null(table.read);
	return table.write;
}

static dmn_value some_input(struct maker *maker, enum column_kind kind)
{
	struct builder text = maker->xml;
	maker->xml = builder_new(maker->arena);
	unsigned shape = pick(maker, 16);
	if (shape == 0)
		add(maker, "null");
	else if (shape == 1)
		add_some_constant(maker, pick(maker, COLUMN_KINDS));
	else if (shape == 2)
		add(maker, "[1]");
	else
		add_some_constant(maker, kind);
	/* Beside a constant, too. */
	if (shape > 12 && kind == COLUMN_NUMBER)
		add(maker, " + 0.001");
	if (shape > 12 && (kind == COLUMN_DATE || kind == COLUMN_DURATION))
		add(maker, " + @\"P1D\"");
	if (shape > 12 && kind == COLUMN_STRING)
		add(maker, " + \"a\"");
	struct text source = builder_text(&maker->xml);
	maker->xml = text;
	return dmn_feel(NULL, maker->arena, source.at, source.length, dmn_null(), false);
}

static const char *decide(struct maker *maker, const struct dmn_model *model,
			  const dmn_value *inputs)
{
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	for (unsigned i = 0; i < maker->column_count; i++) {
		char name[16];
		snprintf(name, sizeof name, "i%u", i);
		assert_true(dmn_set_input(evaluation, name, inputs[i]));
	}
	const char *result = dmn_to_json(maker->arena, dmn_decide(evaluation, "d"), NULL);
	dmn_evaluation_free(evaluation);
	return result;
}

static void compare(struct maker *maker, struct text xml, const struct dmn_model *indexed,
		    const struct dmn_model *plain)
{
	for (unsigned round = 0; round < INPUTS; round++) {
		dmn_value inputs[COLUMNS_MOST];
		for (unsigned i = 0; i < maker->column_count; i++)
			inputs[i] = some_input(maker, maker->columns[i]);
		const char *fast = decide(maker, indexed, inputs);
		const char *slow = decide(maker, plain, inputs);
		if (strcmp(fast, slow) == 0)
			continue;
		for (unsigned i = 0; i < maker->column_count; i++)
			print_error("i%u = %s\n", i, dmn_text(maker->arena, inputs[i], NULL));
		fail_msg("with index %s, without %s\n%.*s", fast, slow, TEXT_ARG(xml));
	}
}

static void test_index_agrees(void **state)
{
	(void)state;
	struct maker maker = { .state = 0x5eed20261122U };
	unsigned indexed_count = 0;
	for (unsigned i = 0; i < TABLES; i++) {
		maker.arena = dmn_arena_new(0);
		struct text xml = make_model(&maker);
		struct dmn_model *indexed = compile(xml), *plain = compile(xml);
		indexed_count += table_of(indexed)->index != NULL;
		table_of(plain)->index = NULL;
		compare(&maker, xml, indexed, plain);
		dmn_model_free(indexed);
		dmn_model_free(plain);
		dmn_arena_free(maker.arena);
	}
	assert_true(indexed_count > TABLES / 2);
}

/* What the index cannot see it cannot use: dates and durations in cells are literals. */
static void test_constants_are_literals(void **state)
{
	static const char *const cells[] = { "date(&quot;2024-03-18&quot;)",
					     "date(2024, 3, 18)",
					     "&gt;= duration(&quot;P3M&quot;)",
					     "@&quot;2024-03-18&quot;",
					     "-5",
					     "&lt; -@&quot;PT5S&quot;" };
	(void)state;
	struct maker maker = { .arena = dmn_arena_new(0) };
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		maker.xml = builder_new(maker.arena);
		builder_add_format(
			&maker.xml,
			"<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' "
			"name='t' namespace='urn:t'><decision name='d'><decisionTable><input>"
			"<inputExpression><text>1</text></inputExpression></input><output/><rule>"
			"<inputEntry><text>%s</text></inputEntry><outputEntry><text>1</text>"
			"</outputEntry></rule></decisionTable></decision></definitions>",
			cells[i]);
		struct dmn_model *model = compile(builder_text(&maker.xml));
		const struct node *tests = table_of(model)->rules[0].tests[0].root;
		assert_int_equal(tests->items[0]->items[0]->kind, NODE_LITERAL);
		dmn_model_free(model);
	}
	dmn_arena_free(maker.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_index_agrees),
					    cmocka_unit_test(test_constants_are_literals) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
