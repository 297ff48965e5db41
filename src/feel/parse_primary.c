/* SPDX-License-Identifier: Apache-2.0 */
/* Productions that begin an operand: literals, names, parentheses, ranges, lists, contexts. */
#include "feel/number.h"
#include "feel/parser_internal.h"

static struct node *literal(struct parser *parser, size_t offset, dmn_value value)
{
	struct node *node = node_new(parser, NODE_LITERAL, offset);
	node->value = value;
	return node;
}

const struct node *parse_number(struct parser *parser)
{
	struct token token = peek_token(parser, 0);
	dmn_value value;
	if (!number_parse(parser->arena, token_text(parser, token), &value))
		return parse_fail(parser, "this number is outside the range of a decimal128");
	parser->at++;
	return literal(parser, token.start, value);
}

static const struct node *parse_string(struct parser *parser)
{
	struct token token = peek_token(parser, 0);
	struct text text;
	if (!lexer_unescape(parser->arena, token_text(parser, token), &text))
		return parse_fail(parser, "this string holds a malformed escape");
	parser->at++;
	return literal(parser, token.start, value_string(text));
}

static const struct node *parse_at(struct parser *parser)
{
	struct token token = peek_token(parser, 0);
	struct text raw = token_text(parser, token);
	struct node *node = node_new(parser, NODE_AT, token.start);
	if (!lexer_unescape(parser->arena,
			    text_slice(raw, text_find(raw, TEXT("\""), 0), raw.length),
			    &node->text))
		return parse_fail(parser, "this @ literal holds a malformed escape");
	parser->at++;
	return node;
}

static const struct node *parse_high_end(struct parser *parser, bool no_filter)
{
	bool before = parser->no_filter;
	parser->no_filter = no_filter;
	const struct node *high = parse_arithmetic(parser);
	parser->no_filter = before;
	return high;
}

static bool at_range_close(const struct parser *parser)
{
	return is_token(parser, TOKEN_RIGHT_BRACKET) || is_token(parser, TOKEN_RIGHT_PAREN) ||
	       is_token(parser, TOKEN_LEFT_BRACKET);
}

/* In `[1..10[` the last bracket closes the range; in `[1..list[1]]` it begins a filter. The filter
 * is tried first. */
static const struct node *parse_ambiguous_end(struct parser *parser)
{
	struct parser before = *parser;
	size_t problems = parser->run->problems.count;
	const struct node *high = parse_high_end(parser, false);
	if (high != NULL && at_range_close(parser))
		return high;
	return go_back(parser, &before, problems) ? parse_high_end(parser, true) : NULL;
}

/* The high end and closing bracket of a range whose low end has been read. */
static const struct node *parse_range_end(struct parser *parser, size_t offset, bool low_closed,
					  const struct node *low)
{
	const struct node *high = parse_ambiguous_end(parser);
	if (high == NULL)
		return NULL;
	struct node *node = node_with(parser, NODE_RANGE, offset, low, high);
	node->low_closed = low_closed;
	node->high_closed = is_token(parser, TOKEN_RIGHT_BRACKET);
	if (take(parser, TOKEN_RIGHT_BRACKET) || take(parser, TOKEN_RIGHT_PAREN) ||
	    take(parser, TOKEN_LEFT_BRACKET))
		return node;
	return parse_fail(parser, "a range ends with ']', ')' or '['");
}

bool test_operator_of(enum token_kind kind, enum test_operator *out)
{
	static const struct {
		enum token_kind token;
		enum test_operator test;
	} rows[] = { { TOKEN_EQUAL, TEST_EQUAL }, { TOKEN_NOT_EQUAL, TEST_NOT_EQUAL },
		     { TOKEN_LESS, TEST_LESS },	  { TOKEN_LESS_EQUAL, TEST_LESS_EQUAL },
		     { TOKEN_MORE, TEST_MORE },	  { TOKEN_MORE_EQUAL, TEST_MORE_EQUAL } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].token == kind) {
			*out = rows[i].test;
			return true;
		}
	return false;
}

/* `< e` as a range value: in parentheses, or an item of a list. */
static const struct node *parse_unary_range(struct parser *parser, enum test_operator operation,
					    size_t offset)
{
	parser->at++;
	const struct node *end = parse_arithmetic(parser);
	if (end == NULL)
		return NULL;
	struct node *node = node_with(parser, NODE_UNARY_RANGE, offset, end, NULL);
	node->operation = (uint8_t)operation;
	return node;
}

static const struct node *parse_parenthesis(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	parser->at++;
	enum test_operator operation;
	const struct node *inner;
	if (test_operator_of(peek_token(parser, 0).kind, &operation))
		inner = parse_unary_range(parser, operation, offset);
	else
		inner = parse_whole(parser);
	if (inner == NULL)
		return NULL;
	if (take(parser, TOKEN_DOT_DOT))
		return parse_range_end(parser, offset, false, inner);
	return expect(parser, TOKEN_RIGHT_PAREN, "to close the parenthesis") ? inner : NULL;
}

static const struct node *parse_list_item(struct parser *parser)
{
	enum test_operator operation;
	if (test_operator_of(peek_token(parser, 0).kind, &operation))
		return parse_unary_range(parser, operation, peek_token(parser, 0).start);
	return parse_whole(parser);
}

static const struct node *parse_bracket(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	struct node_list items = { 0 };
	parser->at++;
	if (!take(parser, TOKEN_RIGHT_BRACKET)) {
		do {
			const struct node *item = parse_list_item(parser);
			if (item == NULL)
				return NULL;
			if (items.count == 0 && take(parser, TOKEN_DOT_DOT))
				return parse_range_end(parser, offset, true, item);
			list_push(parser->arena, &items, item);
		} while (take(parser, TOKEN_COMMA));
		if (!expect(parser, TOKEN_RIGHT_BRACKET, "after the items of a list"))
			return NULL;
	}
	struct node *node = node_new(parser, NODE_LIST, offset);
	node_items(node, &items);
	return node;
}

static const struct node *parse_reversed_range(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	parser->at++;
	const struct node *low = parse_arithmetic(parser);
	if (low == NULL || !expect(parser, TOKEN_DOT_DOT, "between the ends of a range"))
		return NULL;
	return parse_range_end(parser, offset, false, low);
}

static bool parse_key(struct parser *parser, struct text *key)
{
	if (!is_token(parser, TOKEN_STRING))
		return take_declared_name(parser, NULL, key);
	if (!lexer_unescape(parser->arena, token_text(parser, peek_token(parser, 0)), key)) {
		parse_fail(parser, "this key holds a malformed escape");
		return false;
	}
	parser->at++;
	return true;
}

static bool parse_entry(struct parser *parser, struct scope *scope, struct node_list *items)
{
	struct text key;
	if (!parse_key(parser, &key) || !expect(parser, TOKEN_COLON, "after the key of an entry"))
		return false;
	for (size_t i = 0; i < scope->names.count; i++)
		if (text_equal(scope->names.at[i], key)) {
			parse_fail(parser, "the key '%.*s' stands twice in this context",
				   TEXT_ARG(key));
			return false;
		}
	vocabulary_add(parser->vocabulary, key);
	/* A function may call itself; any other value sees only earlier entries. */
	bool sees_itself = is_word(parser, "function");
	if (sees_itself)
		scope_add(parser->vocabulary, scope, key);
	const struct node *value = parse_whole(parser);
	if (!sees_itself)
		scope_add(parser->vocabulary, scope, key);
	list_push(parser->arena, items, value);
	return value != NULL;
}

const struct node *parse_braces(struct parser *parser)
{
	struct node *node = node_new(parser, NODE_CONTEXT, peek_token(parser, 0).start);
	struct node_list items = { 0 };
	struct scope scope = { 0 };
	parser->at++;
	scope_push(parser, &scope);
	if (!is_token(parser, TOKEN_RIGHT_BRACE)) {
		do {
			if (!parse_entry(parser, &scope, &items))
				return NULL;
		} while (take(parser, TOKEN_COMMA));
	}
	scope_pop(parser);
	if (!expect(parser, TOKEN_RIGHT_BRACE, "after the entries of a context"))
		return NULL;
	node_items(node, &items);
	node->names = scope.names.at;
	node->name_count = (uint32_t)scope.names.count;
	return node;
}

static const struct node *parse_word(struct parser *parser)
{
	struct text name;
	struct token token = peek_token(parser, 0);
	struct text word = token_text(parser, token);
	size_t count = match_known(parser, &name);
	if (count > 1 || (count == 1 && !is_keyword(word))) {
		parser->at += count;
		return resolve_name(parser, name, token.start);
	}
	if (take_word(parser, "true"))
		return literal(parser, token.start, value_boolean(true));
	if (take_word(parser, "false"))
		return literal(parser, token.start, value_boolean(false));
	if (take_word(parser, "null"))
		return literal(parser, token.start, value_null());
	if (is_keyword(word))
		return parse_textual(parser);
	return resolve_name(parser, take_unknown(parser), token.start);
}

static const struct node *parse_question(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	parser->at++;
	parser->saw_question = true;
	return resolve_name(parser, TEXT("?"), offset);
}

const struct node *parse_primary(struct parser *parser)
{
	switch (peek_token(parser, 0).kind) {
	case TOKEN_NUMBER: return parse_number(parser);
	case TOKEN_STRING: return parse_string(parser);
	case TOKEN_AT_STRING: return fold(parser, parse_at(parser));
	case TOKEN_WORD: return parse_word(parser);
	case TOKEN_QUESTION: return parse_question(parser);
	case TOKEN_LEFT_PAREN: return parse_parenthesis(parser);
	case TOKEN_LEFT_BRACKET: return parse_bracket(parser);
	case TOKEN_RIGHT_BRACKET: return parse_reversed_range(parser);
	case TOKEN_LEFT_BRACE: return parse_braces(parser);
	default:
		return parse_fail(parser, "a value was expected here, not %s",
				  token_spelling(peek_token(parser, 0).kind));
	}
}
