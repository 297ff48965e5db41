/* SPDX-License-Identifier: Apache-2.0 */
#include "table_maker.h"

#include "dmn/table_index_internal.h"

#include <dmn_batch.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FEW_RULES = 12,
	MANY_RULES = 140, /* more than two words of a set */
	VALUES = 6	  /* different constants of a column */
};

static unsigned pick(struct maker *maker, unsigned count)
{
	if (maker->bytes != NULL) {
		if (maker->byte_count == 0)
			return 0;
		maker->byte_count--;
		return *maker->bytes++ % count;
	}
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
static void add_constant(struct maker *maker, enum maker_kind kind, unsigned index)
{
	static const char *const constants[MAKER_KINDS][VALUES] = {
		{ "-3", "-0.5", "0", "1.50", "1.51", "1e3" },
		{ "\"\"", "\"A\"", "\"a\"", "\"b\"", "\"ä\"", "\"🐎\"" },
		{ "date(\"-0001-12-31\")", "@\"2024-02-28\"", "date(\"2024-02-29\")",
		  "date(2024, 3, 1)", "@\"2024-03-02\"", "@\"9999-12-31\"" },
		{ "false", "true", "false", "true", "false", "true" },
		{ "@\"-P1D\"", "@\"-PT0.5S\"", "duration(\"PT0S\")", "@\"PT24H\"",
		  "duration(\"P1DT1S\")", "-@\"-P9D\"" },
		{ "@\"-P1Y\"", "@\"-P11M\"", "@\"P0M\"", "duration(\"P1M\")", "@\"P12M\"",
		  "@\"P2Y\"" },
		{ "@\"00:00:00\"", "@\"10:30:00\"", "@\"10:30:00+01:00\"", "@\"10:30:00Z\"",
		  "time(\"10:30:00.5Z\")", "@\"23:59:59\"" },
		{ "@\"2024-02-28T23:59:59\"", "@\"2024-02-29T00:00:00\"",
		  "@\"2024-02-29T00:00:00Z\"", "date and time(\"2024-02-29T00:30:00+01:00\")",
		  "@\"2024-02-29T00:00:00.5\"", "@\"2024-03-01T00:00:00-05:00\"" },
	};
	add(maker, constants[kind][index]);
}

static void add_some_constant(struct maker *maker, enum maker_kind kind)
{
	add_constant(maker, kind, pick(maker, VALUES));
}

static void add_range(struct maker *maker, enum maker_kind kind)
{
	static const char *const opens[] = { "[", "(", "]" };
	static const char *const closes[] = { "]", ")", "[" };
	add(maker, opens[pick(maker, 3)]);
	add_some_constant(maker, kind);
	add(maker, "..");
	add_some_constant(maker, kind);
	add(maker, closes[pick(maker, 3)]);
}

static void add_test(struct maker *maker, enum maker_kind kind)
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
	default: add_some_constant(maker, pick(maker, MAKER_KINDS)); break;
	}
}

static void add_cell(struct maker *maker, enum maker_kind kind)
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

static void add_table(struct maker *maker)
{
	static const char *const policies[] = { "COLLECT", "UNIQUE", "FIRST", "ANY" };
	unsigned rules = 2 + pick(maker, pick(maker, 10) == 9 ? MANY_RULES : FEW_RULES);
	/* By what was picked already, so that a corpus keeps its meaning. */
	builder_add_format(&maker->xml, "<decisionTable hitPolicy='%s'>",
			   policies[(rules + maker->column_count) % 4]);
	for (unsigned i = 0; i < maker->column_count; i++)
		builder_add_format(
			&maker->xml,
			"<input><inputExpression><text>i%u</text></inputExpression></input>", i);
	add(maker, "<output/>");
	for (unsigned i = 1; i <= rules; i++)
		add_rule(maker, i);
	add(maker, "</decisionTable>");
}

struct text maker_model(struct maker *maker)
{
	maker->xml = builder_new(maker->arena);
	maker->column_count = 1 + pick(maker, MAKER_COLUMNS_MOST);
	add(maker, "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='t' "
		   "namespace='urn:t'>");
	for (unsigned i = 0; i < maker->column_count; i++) {
		maker->columns[i] = pick(maker, MAKER_KINDS);
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
	add_table(maker);
	add(maker, "</decision></definitions>");
	return builder_text(&maker->xml);
}

struct dmn_model *maker_compile(struct text xml)
{
	struct dmn_model *model = dmn_model_new(NULL);
	if (!dmn_model_add(model, "t.dmn", xml.at, xml.length) || !dmn_model_compile(model) ||
	    dmn_model_problem(model, 0) != NULL) {
		const struct dmn_problem *problem = dmn_model_problem(model, 0);
		fprintf(stderr, "%.*s\n%s: %s\n", TEXT_ARG(xml),
			problem != NULL ? problem->expression : "",
			problem != NULL ? problem->message : "does not compile");
		abort();
	}
	return model;
}

static struct element *decision_of(const struct dmn_model *model)
{
	for (size_t i = 0; i < model->elements.count; i++)
		if (model->elements.at[i]->kind == DMN_ELEMENT_DECISION)
			return model->elements.at[i];
	abort();
}

const struct table *maker_table(const struct dmn_model *model)
{
	return decision_of(model)->logic->table;
}

void maker_take_index(struct dmn_model *model)
{
	union {
		const struct table *read;
		struct table *write;
	} table = { .read = maker_table(model) };
	table.write->index = NULL;
	table.write->is_whole = false;
	decision_of(model)->whole = NULL;
}

static dmn_value some_input(struct maker *maker, enum maker_kind kind)
{
	struct builder model = maker->xml;
	maker->xml = builder_new(maker->arena);
	unsigned shape = pick(maker, 16);
	if (shape == 15)
		add(maker, "null");
	else if (shape == 14)
		add_some_constant(maker, pick(maker, MAKER_KINDS));
	else if (shape == 13)
		add(maker, "[1]");
	else
		add_some_constant(maker, kind);
	/* Beside a constant, too. */
	if (shape < 3 && kind == MAKER_NUMBER)
		add(maker, " + 0.001");
	if (shape < 3 && kind >= MAKER_DATE && kind != MAKER_BOOLEAN && kind != MAKER_MONTHS)
		add(maker, " + @\"PT12H\"");
	if (shape < 3 && kind == MAKER_MONTHS)
		add(maker, " + @\"P1M\"");
	if (shape < 3 && kind == MAKER_STRING)
		add(maker, " + \"a\"");
	struct text source = builder_text(&maker->xml);
	maker->xml = model;
	return dmn_feel(NULL, maker->arena, source.at, source.length, dmn_null(), false);
}

static const char *decide(struct maker *maker, const struct dmn_model *model,
			  const dmn_value *inputs)
{
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	for (unsigned i = 0; i < maker->column_count; i++) {
		char name[16];
		snprintf(name, sizeof name, "i%u", i);
		dmn_set_input(evaluation, name, inputs[i]);
	}
	const char *result = dmn_to_json(maker->arena, dmn_decide(evaluation, "d"), NULL);
	dmn_evaluation_free(evaluation);
	return result;
}

/* What the table's column tests; null where it is nothing in particular. */
static enum dmn_kind kind_of(const struct dmn_model *model, unsigned column)
{
	const struct table_index *index = maker_table(model)->index;
	return index != NULL ? index->columns[column].kind : DMN_NULL;
}

/* The sets of inputs as columns, and what the plain model gives for each. */
struct rows {
	int32_t values[MAKER_COLUMNS_MOST][MAKER_INPUTS];
	bool fits[MAKER_INPUTS]; /* can all of the set stand in columns? */
	const char *slow[MAKER_INPUTS];
	const char *texts[MAKER_INPUTS * MAKER_COLUMNS_MOST];
	size_t text_count;
};

/* In thousandths. */
static bool as_scaled(dmn_value value, int32_t *out)
{
	int64_t scaled = value.as.integer;
	if ((value.flags & VALUE_BIG) != 0 || value.exponent < -NUMBER_SCALE || value.exponent > 6)
		return false;
	for (int i = -NUMBER_SCALE; i < value.exponent; i++)
		if (__builtin_mul_overflow(scaled, 10, &scaled))
			return false;
	*out = (int32_t)scaled;
	return *out == scaled && *out != DMN_COLUMN_NULL;
}

/* By the kind of the table's column. */
static bool as_cell(struct maker *maker, struct rows *rows, enum dmn_kind kind, dmn_value value,
		    int32_t *out)
{
	*out = DMN_COLUMN_NULL;
	if (value.kind == DMN_NULL)
		return true;
	if (value.kind != kind)
		return false;
	if (kind == DMN_NUMBER)
		return as_scaled(value, out);
	if (kind == DMN_BOOLEAN)
		*out = value.as.boolean;
	else if (kind == DMN_DATE && value.as.integer > INT32_MIN && value.as.integer <= INT32_MAX)
		*out = (int32_t)value.as.integer;
	else if (kind == DMN_STRING) {
		*out = (int32_t)rows->text_count;
		rows->texts[rows->text_count++] = text_c(maker->arena, value_text(value));
	} else
		return false;
	return true;
}

/* Where the table can be worked by columns, each row's rule answers as the plain model does. */
static bool batch_agrees(struct maker *maker, const struct dmn_model *indexed,
			 const struct rows *rows, struct text xml)
{
	struct dmn_column columns[MAKER_COLUMNS_MOST];
	char names[MAKER_COLUMNS_MOST][16];
	uint16_t rules[MAKER_INPUTS];
	for (unsigned i = 0; i < maker->column_count; i++) {
		snprintf(names[i], sizeof names[i], "i%u", i);
		columns[i] = (struct dmn_column){
			.input = names[i],
			.scale = kind_of(indexed, i) == DMN_NUMBER ? NUMBER_SCALE : 0,
			.texts = kind_of(indexed, i) == DMN_STRING ? rows->texts : NULL,
			.text_count = rows->text_count,
			.values = rows->values[i]
		};
	}
	const struct dmn_batch *batch =
		dmn_batch_new(indexed, maker->arena, "d", columns, maker->column_count);
	if (batch == NULL)
		return true;
	dmn_batch_run(batch, columns, MAKER_INPUTS, rules);
	for (unsigned r = 0; r < MAKER_INPUTS; r++) {
		if (!rows->fits[r] || rules[r] == 0)
			continue;
		const char *fast =
			dmn_to_json(maker->arena, dmn_batch_answer(batch, rules[r]), NULL);
		if (strcmp(fast, rows->slow[r]) == 0)
			continue;
		fprintf(stderr, "set %u by columns %s, without %s\n%.*s\n", r, fast, rows->slow[r],
			TEXT_ARG(xml));
		return false;
	}
	return true;
}

bool maker_agrees(struct maker *maker, struct text xml, const struct dmn_model *indexed,
		  const struct dmn_model *plain)
{
	struct rows *rows = arena_new_one(maker->arena, struct rows);
	for (unsigned round = 0; round < MAKER_INPUTS; round++) {
		dmn_value inputs[MAKER_COLUMNS_MOST];
		rows->fits[round] = true;
		for (unsigned i = 0; i < maker->column_count; i++) {
			inputs[i] = some_input(maker, maker->columns[i]);
			rows->fits[round] &= as_cell(maker, rows, kind_of(indexed, i), inputs[i],
						     &rows->values[i][round]);
		}
		const char *fast = decide(maker, indexed, inputs);
		rows->slow[round] = decide(maker, plain, inputs);
		if (strcmp(fast, rows->slow[round]) == 0)
			continue;
		for (unsigned i = 0; i < maker->column_count; i++)
			fprintf(stderr, "i%u = %s\n", i, dmn_text(maker->arena, inputs[i], NULL));
		fprintf(stderr, "with index %s, without %s\n%.*s\n", fast, rows->slow[round],
			TEXT_ARG(xml));
		return false;
	}
	return batch_agrees(maker, indexed, rows, xml);
}
