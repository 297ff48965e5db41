/* SPDX-License-Identifier: Apache-2.0 */
#include "maker.h"

#include <string.h>

static unsigned pick(struct made *made, unsigned count)
{
	made->state ^= made->state << 13;
	made->state ^= made->state >> 7;
	made->state ^= made->state << 17;
	return (unsigned)((made->state >> 33) % count);
}

static const struct {
	const char *type;
	const char *constants[CONSTANTS];
	const char *points[POINTS_MOST]; /* in any order; constants by number in `constant` */
	int constant[POINTS_MOST];
} kinds[MADE_KINDS] = {
	[MADE_NUMBER] = { "number",
			  { "1", "2", "3.5" },
			  { "0", "1", "1.5", "2", "3", "3.5", "4" },
			  { -1, 0, -1, 1, -1, 2, -1 } },
	[MADE_STRING] = { "string",
			  { "\"A\"", "\"B\"", "\"C\"" },
			  { "\"\"", "\"A\"", "\"Aa\"", "\"B\"", "\"Ba\"", "\"C\"", "\"Ca\"" },
			  { -1, 0, -1, 1, -1, 2, -1 } },
	[MADE_BOOLEAN] = { "boolean", { "false", "true", "false" }, { "false", "true" }, { 0, 1 } },
	[MADE_DATE] = { "date",
			{ "@\"2024-02-29\"", "date(\"2024-03-01\")", "@\"2024-03-09\"" },
			{ "@\"2024-02-28\"", "@\"2024-02-29\"", "@\"2024-03-01\"",
			  "@\"2024-03-05\"", "@\"2024-03-09\"", "@\"2024-03-10\"" },
			{ -1, 0, 1, -1, 2, -1 } },
	[MADE_MONTHS] = { "years and months duration",
			  { "@\"P1M\"", "duration(\"P2M\")", "@\"P1Y\"" },
			  { "@\"P0M\"", "@\"P1M\"", "@\"P2M\"", "@\"P6M\"", "@\"P12M\"",
			    "@\"P13M\"" },
			  { -1, 0, 1, -1, 2, -1 } },
	[MADE_DURATION] = { "days and time duration",
			    { "@\"PT0S\"", "duration(\"PT0.000000001S\")", "@\"P1D\"" },
			    { "@\"-P1D\"", "@\"PT0S\"", "@\"PT0.000000001S\"", "@\"PT1H\"",
			      "@\"P1D\"", "@\"P2D\"" },
			    { -1, 0, 1, -1, 2, -1 } },
	[MADE_TIME] = { "time",
			{ "@\"00:00:00\"", "time(\"10:30:00.5\")", "@\"23:59:59\"" },
			{ "@\"00:00:00\"", "@\"00:00:00.5\"", "@\"10:00:00\"", "@\"10:30:00\"",
			  "@\"10:30:00.2\"", "@\"10:30:00.5\"", "@\"10:30:00.7\"", "@\"12:00:00\"",
			  "@\"23:59:59\"", "@\"23:59:59.5\"" },
			{ 0, -1, -1, -1, -1, 1, -1, -1, 2, -1 } },
	[MADE_DATE_TIME] = { "date and time",
			     { "@\"2024-02-29T00:00:00Z\"", "@\"2024-02-29T02:00:00+01:00\"",
			       "@\"2024-03-01T00:00:00Z\"" },
			     { "@\"2024-02-28T00:00:00Z\"", "@\"2024-02-29T00:00:00Z\"",
			       "@\"2024-02-29T00:00:00.5Z\"", "@\"2024-02-29T00:30:00Z\"",
			       "@\"2024-02-29T01:00:00Z\"", "@\"2024-02-29T01:00:00.5Z\"",
			       "@\"2024-02-29T12:00:00Z\"", "@\"2024-03-01T00:00:00Z\"",
			       "@\"2024-03-01T00:00:00.1Z\"", "@\"2024-03-02T00:00:00Z\"" },
			     { -1, 0, -1, -1, 1, -1, -1, 2, -1, -1 } },
};

size_t made_points(enum made_kind kind, const char *texts[POINTS_MOST], int constant[POINTS_MOST])
{
	size_t count = 0;
	for (; count < POINTS_MOST - 1 && kinds[kind].points[count] != NULL; count++) {
		texts[count] = kinds[kind].points[count];
		constant[count] = kinds[kind].constant[count];
	}
	texts[count] = "null";
	constant[count] = -1;
	return count + 1;
}

static const char *constant(struct made *made, unsigned input)
{
	unsigned which = pick(made, CONSTANTS);
	made->names[input][which] = true;
	return kinds[made->kinds[input]].constants[which];
}

static void add_range(struct made *made, struct builder *out, unsigned input)
{
	static const char *const opens[] = { "[", "(", "]" };
	static const char *const closes[] = { "]", ")", "[" };
	made->has_order[input] = true;
	builder_add_format(out, "%s%s..", opens[pick(made, 3)], constant(made, input));
	builder_add_format(out, "%s%s", constant(made, input), closes[pick(made, 3)]);
}

/* A test with `?`: %s for a constant, in turn; `has_order` where it does more than compare for
 * equality. */
static const struct {
	const char *before, *between, *after;
	bool has_order;
} questions[] = {
	{ "? in (", ", ", ")", false },
	{ "? != ", " and ? >= ", "", true },
	{ "? between ", " and ", "", true },
	{ "? = ", " or ? > ", "", true },
	{ "not(? = ", " or ? = ", ")", false },
	{ "? in (>= ", ", ", ")", true },
	{ "? != null and not(? in (", ", ", "))", false },
};

static void add_question(struct made *made, struct builder *out, unsigned input)
{
	unsigned which = pick(made, sizeof questions / sizeof *questions);
	builder_add_c(out, questions[which].before);
	builder_add_c(out, constant(made, input));
	builder_add_c(out, questions[which].between);
	builder_add_c(out, constant(made, input));
	builder_add_c(out, questions[which].after);
	made->has_order[input] = made->has_order[input] || questions[which].has_order;
	made->names_null[input] =
		made->names_null[input] ||
		text_find(text_from(questions[which].before), TEXT("null"), 0) != SIZE_MAX;
}

static void add_test(struct made *made, struct builder *out, unsigned input)
{
	static const char *const signs[] = { "< ", "<= ", "> ", ">= ", "= ", "!= " };
	bool is_boolean = made->kinds[input] == MADE_BOOLEAN;
	unsigned shape = pick(made, 14), sign = pick(made, 6);
	if (is_boolean || shape < 4) {
		builder_add_c(out, constant(made, input));
	} else if (shape < 8) {
		made->has_order[input] = made->has_order[input] || sign < 4;
		builder_add_format(out, "%s%s", signs[sign], constant(made, input));
	} else if (shape < 11) {
		add_range(made, out, input);
	} else if (shape == 11) {
		made->names_null[input] = true;
		builder_add_c(out, "null");
	} else {
		add_question(made, out, input);
	}
}

static struct text cell(struct made *made, const struct made_column *column)
{
	struct builder out = builder_new(made->arena);
	unsigned shape = pick(made, 12);
	if (shape < 3)
		return TEXT("-");
	if (column->is_computed)
		return shape < 8 ? TEXT("true") : TEXT("false");
	if (shape == 3 && pick(made, 6) == 0) {
		made->is_opaque = true;
		return TEXT("string length(string(?)) > 2");
	}
	builder_add_c(&out, shape == 4 ? "not(" : "");
	add_test(made, &out, column->input);
	for (unsigned more = pick(made, 8); more > 5; more--) {
		builder_add_c(&out, ", ");
		add_test(made, &out, column->input);
	}
	builder_add_c(&out, shape == 4 ? ")" : "");
	return builder_text(&out);
}

/* Allowed values: two of them, a range, or all but one. */
static void allow(struct made *made, struct made_column *column)
{
	unsigned input = column->input, shape = pick(made, 3);
	struct builder out = builder_new(made->arena);
	if (shape == 0) {
		builder_add_c(&out, constant(made, input));
		builder_add_format(&out, ", %s", constant(made, input));
	} else if (shape == 1) {
		add_range(made, &out, input);
	} else {
		builder_add_format(&out, "not(%s)", constant(made, input));
	}
	column->allowed = builder_text(&out);
}

static void add_column(struct made *made)
{
	struct made_column *column = &made->columns[made->column_count];
	unsigned number = made->column_count++;
	*column = (struct made_column){ 0 };
	column->input = number < made->input_count ? number : pick(made, made->input_count);
	bool may_compare = made->kinds[column->input] != MADE_BOOLEAN;
	column->is_computed = may_compare && pick(made, 6) == 0;
	column->expression = text_format(made->arena, "i%u", column->input);
	if (column->is_computed) {
		bool is_order = pick(made, 2) == 0;
		made->has_order[column->input] = made->has_order[column->input] || is_order;
		column->expression =
			text_format(made->arena, "i%u %s %s", column->input, is_order ? "<" : "=",
				    constant(made, column->input));
	} else if (may_compare && pick(made, 5) == 0) {
		allow(made, column);
	}
	for (unsigned r = 0; r < made->rule_count; r++)
		column->cells[r] = cell(made, column);
}

void made_table(struct made *made)
{
	made->column_count = 0;
	made->is_opaque = false;
	memset(made->names, 0, sizeof made->names);
	memset(made->names_null, 0, sizeof made->names_null);
	memset(made->has_order, 0, sizeof made->has_order);
	made->input_count = 1 + pick(made, INPUTS_MOST);
	made->rule_count = 1 + pick(made, RULES_MOST);
	made->policy = pick(made, MADE_POLICIES);
	made->has_default = pick(made, 5) == 0;
	for (unsigned i = 0; i < made->input_count; i++)
		made->kinds[i] = pick(made, MADE_KINDS);
	while (made->column_count < made->input_count)
		add_column(made);
	if (pick(made, 4) == 0)
		add_column(made);
	for (unsigned r = 0; r < made->rule_count; r++)
		made->outputs[r] = pick(made, 3);
}

static void swap_rules(struct made *made, unsigned a, unsigned b)
{
	for (unsigned i = 0; i < made->column_count; i++) {
		struct text cell = made->columns[i].cells[a];
		made->columns[i].cells[a] = made->columns[i].cells[b];
		made->columns[i].cells[b] = cell;
	}
	unsigned output = made->outputs[a];
	made->outputs[a] = made->outputs[b];
	made->outputs[b] = output;
}

void made_change(struct made *made)
{
	unsigned rule = pick(made, made->rule_count), column = pick(made, made->column_count);
	switch (pick(made, 6)) {
	case 0: swap_rules(made, rule, pick(made, made->rule_count)); break;
	case 1: made->outputs[rule] = pick(made, 3); break;
	case 2:
		swap_rules(made, rule, made->rule_count - 1);
		made->rule_count -= made->rule_count > 1;
		break;
	case 3: made->has_default = !made->has_default; break;
	default: made->columns[column].cells[rule] = cell(made, &made->columns[column]); break;
	}
}

/* ---- the model ------------------------------------------------------------ */

static void add_escaped(struct builder *out, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '<')
			builder_add_c(out, "&lt;");
		else
			builder_add_byte(out, text.at[i]);
	}
}

static void add_columns(struct made *made, struct builder *out)
{
	for (unsigned i = 0; i < made->column_count; i++) {
		builder_add_c(out, "<input><inputExpression><text>");
		add_escaped(out, made->columns[i].expression);
		builder_add_c(out, "</text></inputExpression>");
		if (made->columns[i].allowed.length != 0)
			builder_add_format(
				out, "<inputValues><text>%.*s</text></inputValues>",
				TEXT_ARG(made->columns[i].allowed)); /* no sign to escape */
		builder_add_c(out, "</input>");
	}
}

static void add_rules(struct made *made, struct builder *out, bool collects)
{
	static const char *const outputs[] = { "\"x\"", "\"y\"", "\"z\"" };
	for (unsigned r = 0; r < made->rule_count; r++) {
		builder_add_c(out, "<rule>");
		for (unsigned i = 0; i < made->column_count; i++) {
			builder_add_c(out, "<inputEntry><text>");
			add_escaped(out, made->columns[i].cells[r]);
			builder_add_c(out, "</text></inputEntry>");
		}
		if (collects)
			builder_add_format(out, "<outputEntry><text>%u</text></outputEntry>", r);
		else
			builder_add_format(out, "<outputEntry><text>%s</text></outputEntry>",
					   outputs[made->outputs[r]]);
		builder_add_c(out, "</rule>\n");
	}
}

struct text made_model(struct made *made, bool collects)
{
	static const char *const policies[] = { "UNIQUE",     "ANY",	      "PRIORITY", "FIRST",
						"RULE ORDER", "OUTPUT ORDER", "COLLECT" };
	struct builder out = builder_new(made->arena);
	builder_add_c(&out, "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' "
			    "name='t' namespace='urn:t'>\n");
	for (unsigned i = 0; i < made->input_count; i++)
		builder_add_format(&out,
				   "<inputData name='i%u' id='i%u'><variable name='i%u' "
				   "typeRef='%s'/></inputData>\n",
				   i, i, i, kinds[made->kinds[i]].type);
	builder_add_c(&out, "<decision name='d' id='d'><variable name='d'/>");
	for (unsigned i = 0; i < made->input_count; i++)
		builder_add_format(&out,
				   "<informationRequirement><requiredInput href='#i%u'/>"
				   "</informationRequirement>",
				   i);
	builder_add_format(&out, "<decisionTable hitPolicy='%s'>\n",
			   policies[collects ? MADE_COLLECT : made->policy]);
	add_columns(made, &out);
	builder_add_c(&out, "<output>");
	if (!collects)
		builder_add_c(&out,
			      "<outputValues><text>\"y\", \"x\", \"z\"</text></outputValues>");
	if (!collects && made->has_default)
		builder_add_c(&out, "<defaultOutputEntry><text>\"z\"</text></defaultOutputEntry>");
	builder_add_c(&out, "</output>\n");
	add_rules(made, &out, collects);
	builder_add_c(&out, "</decisionTable></decision></definitions>\n");
	return builder_text(&out);
}
