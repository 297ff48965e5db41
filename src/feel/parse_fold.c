/* SPDX-License-Identifier: Apache-2.0 */
/* Constants: what needs nothing but its own text becomes a literal while it is parsed, so that a
 * cell with a date is indexed as one with a number is. What fails is left as it stands: the problem
 * belongs to the evaluation. Named zones are left too, since their rules are the host's. */
#include "feel/number.h"
#include "feel/parser_internal.h"
#include "feel/regex.h"
#include "feel/temporal.h"

static bool is_zoned(dmn_value value)
{
	return (value.kind == DMN_TIME || value.kind == DMN_DATE_TIME) &&
	       value_moment(value)->kind == ZONE_NAMED;
}

static const struct node *as_literal(struct parser *parser, const struct node *node,
				     dmn_value value)
{
	if (value.kind == DMN_NULL || is_zoned(value))
		return node;
	struct node *literal = node_new(parser, NODE_LITERAL, node->offset);
	literal->value = value;
	return literal;
}

static const struct node *fold_at(struct parser *parser, const struct node *node)
{
	dmn_value value;
	return temporal_parse_any(parser->run, node->text, &value) ? as_literal(parser, node, value)
								   : node;
}

static const struct node *fold_negation(struct parser *parser, const struct node *node)
{
	const struct node *operand = node->items[0];
	if (operand->kind != NODE_LITERAL)
		return node;
	if (operand->value.kind == DMN_NUMBER)
		return as_literal(parser, node, number_negate(parser->arena, operand->value));
	if (operand->value.kind != DMN_DAYS_DURATION && operand->value.kind != DMN_MONTHS_DURATION)
		return node;
	size_t problems = parser->run->problems.count;
	dmn_value negative = temporal_negate(parser->run, operand->value);
	parser->run->problems.count = problems;
	return as_literal(parser, node, negative);
}

static bool makes_temporal(const struct builtin *builtin)
{
	static const char *const names[] = { "date", "time", "date and time", "duration" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text_is(builtin_name_of(builtin), names[i]))
			return true;
	return false;
}

static const struct node *fold_call(struct parser *parser, const struct node *node)
{
	enum {
		ARGUMENTS_MOST = 3
	};
	dmn_value arguments[ARGUMENTS_MOST];
	size_t count = node->item_count - 1;
	if (node->names != NULL || count > ARGUMENTS_MOST ||
	    !makes_temporal(node->items[0]->builtin))
		return node;
	for (size_t i = 0; i < count; i++) {
		if (node->items[i + 1]->kind != NODE_LITERAL)
			return node;
		arguments[i] = node->items[i + 1]->value;
	}
	size_t problems = parser->run->problems.count;
	dmn_value value = builtin_call(parser->run, node->items[0]->builtin, arguments, count);
	parser->run->problems.count = problems;
	return as_literal(parser, node, value);
}

/* A pattern that is a literal is compiled with the text. */
static void prepare_pattern(struct parser *parser, const struct node *node)
{
	struct text pattern = TEXT(""), flags = TEXT("");
	bool has_pattern = false;
	for (size_t i = 0; i + 1 < node->item_count; i++) {
		struct text name = node->names != NULL ? node->names[i] : TEXT("");
		enum builtin_role role = builtin_role(node->items[0]->builtin, name, i);
		const struct node *argument = node->items[i + 1];
		bool is_text = argument->kind == NODE_LITERAL && argument->value.kind == DMN_STRING;
		if (role == ROLE_FLAGS && !is_text)
			return;
		if (role == ROLE_FLAGS)
			flags = value_text(argument->value);
		if (role != ROLE_PATTERN || !is_text)
			continue;
		pattern = value_text(argument->value);
		has_pattern = true;
	}
	if (has_pattern)
		regex_prepare(parser->run, pattern, flags);
}

const struct node *fold(struct parser *parser, const struct node *node)
{
	if (node == NULL)
		return NULL;
	if (node->kind == NODE_AT)
		return fold_at(parser, node);
	if (node->kind == NODE_NEGATE)
		return fold_negation(parser, node);
	if (node->kind != NODE_CALL || node->items[0]->kind != NODE_BUILTIN)
		return node;
	prepare_pattern(parser, node);
	return fold_call(parser, node);
}
