/* SPDX-License-Identifier: Apache-2.0 */
/* Unary tests (DMN 1.5 10.3.1.2 productions 7 to 13): the cells of decision tables, and the right
 * side of `in`. */
#include "feel/parser_internal.h"

static const struct node *parse_compare(struct parser *parser, enum test_operator operation)
{
	size_t offset = peek_token(parser, 0).start;
	parser->at++;
	const struct node *end = parse_arithmetic(parser);
	if (end == NULL)
		return NULL;
	struct node *node = node_with(parser, NODE_TEST_COMPARE, offset, end, NULL);
	node->operation = (uint8_t)operation;
	return node;
}

static const struct node *parse_value_test(struct parser *parser,
					   const struct node *(*part)(struct parser *))
{
	size_t offset = peek_token(parser, 0).start;
	bool saw_before = parser->saw_question;
	parser->saw_question = false;
	const struct node *value = part(parser);
	bool uses_question = parser->saw_question;
	parser->saw_question = saw_before || uses_question;
	if (value == NULL)
		return NULL;
	struct node *node = node_with(parser, NODE_TEST_VALUE, offset, value, NULL);
	node->uses_question = uses_question;
	return node;
}

const struct node *parse_test(struct parser *parser)
{
	enum test_operator operation;
	if (test_operator_of(peek_token(parser, 0).kind, &operation))
		return parse_compare(parser, operation);
	return parse_value_test(parser, parse_arithmetic);
}

const struct node *parse_full_test(struct parser *parser)
{
	enum test_operator operation;
	if (test_operator_of(peek_token(parser, 0).kind, &operation))
		return parse_compare(parser, operation);
	return parse_value_test(parser, parse_whole);
}

static bool parse_tests_into(struct parser *parser, struct node_list *tests)
{
	do {
		const struct node *test = parse_full_test(parser);
		if (test == NULL)
			return false;
		list_push(parser->arena, tests, test);
	} while (take(parser, TOKEN_COMMA));
	return true;
}

/* The whole text as `not( ... )`, by trying: it may as well begin with a call of the function, and
 * the parentheses of ranges need no partners. */
static bool parse_negation(struct parser *parser, struct node_list *tests)
{
	struct parser before = *parser;
	size_t problems = parser->run->problems.count;
	if (take_word(parser, "not") && take(parser, TOKEN_LEFT_PAREN) &&
	    parse_tests_into(parser, tests) && take(parser, TOKEN_RIGHT_PAREN) &&
	    is_token(parser, TOKEN_END))
		return true;
	(void)go_back(parser, &before, problems);
	tests->count = 0;
	return false;
}

const struct node *parse_test_list(struct parser *parser)
{
	struct node *node = node_new(parser, NODE_TESTS, peek_token(parser, 0).start);
	struct node_list tests = { 0 };
	if (is_token(parser, TOKEN_END))
		return node;
	if (is_token(parser, TOKEN_MINUS) && peek_token(parser, 1).kind == TOKEN_END) {
		parser->at++;
		return node;
	}
	node->is_negated = parse_negation(parser, &tests);
	if (!node->is_negated && !parse_tests_into(parser, &tests))
		return NULL;
	node_items(node, &tests);
	return node;
}
