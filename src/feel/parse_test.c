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

/* Is the whole rest `not( ... )`? */
static bool is_negation(const struct parser *parser)
{
	if (!is_word(parser, "not") || peek_token(parser, 1).kind != TOKEN_LEFT_PAREN)
		return false;
	int open = 0;
	for (size_t ahead = 1;; ahead++) {
		enum token_kind kind = peek_token(parser, ahead).kind;
		if (kind == TOKEN_END)
			return false;
		open += kind == TOKEN_LEFT_PAREN;
		open -= kind == TOKEN_RIGHT_PAREN;
		if (open == 0)
			return peek_token(parser, ahead + 1).kind == TOKEN_END;
	}
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
	if (is_negation(parser)) {
		node->is_negated = true;
		parser->at += 2;
		if (!parse_tests_into(parser, &tests) ||
		    !expect(parser, TOKEN_RIGHT_PAREN, "after the tests of 'not'"))
			return NULL;
	} else if (!parse_tests_into(parser, &tests)) {
		return NULL;
	}
	node_items(node, &tests);
	return node;
}
