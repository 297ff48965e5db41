/* SPDX-License-Identifier: Apache-2.0 */
/* Productions with operators, loosest first: or, and, comparison, sum, product, power, minus,
 * instance of, and what follows a primary: path, filter, call. */
#include "feel/parser_internal.h"

static const struct node *parse_sequence(struct parser *parser, const char *word,
					 enum node_kind kind,
					 const struct node *(*part)(struct parser *))
{
	size_t offset = peek_token(parser, 0).start;
	const struct node *first = part(parser);
	if (first == NULL || !is_word(parser, word))
		return first;
	struct node_list parts = { 0 };
	list_push(parser->arena, &parts, first);
	while (take_word(parser, word)) {
		const struct node *next = part(parser);
		if (next == NULL)
			return NULL;
		list_push(parser->arena, &parts, next);
	}
	struct node *node = node_new(parser, kind, offset);
	node_items(node, &parts);
	return node;
}

static bool comparison_of(enum token_kind token, enum node_kind *out)
{
	static const struct {
		enum token_kind token;
		enum node_kind node;
	} rows[] = { { TOKEN_EQUAL, NODE_EQUAL }, { TOKEN_NOT_EQUAL, NODE_NOT_EQUAL },
		     { TOKEN_LESS, NODE_LESS },	  { TOKEN_LESS_EQUAL, NODE_LESS_EQUAL },
		     { TOKEN_MORE, NODE_MORE },	  { TOKEN_MORE_EQUAL, NODE_MORE_EQUAL } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].token == token) {
			*out = rows[i].node;
			return true;
		}
	return false;
}

static const struct node *parse_between(struct parser *parser, const struct node *left,
					size_t offset)
{
	struct node_list parts = { 0 };
	list_push(parser->arena, &parts, left);
	const struct node *low = parse_arithmetic(parser);
	if (low == NULL || !expect_word(parser, "and", "after the lower end of 'between'"))
		return NULL;
	list_push(parser->arena, &parts, low);
	const struct node *high = parse_arithmetic(parser);
	if (high == NULL)
		return NULL;
	list_push(parser->arena, &parts, high);
	struct node *node = node_new(parser, NODE_BETWEEN, offset);
	node_items(node, &parts);
	return node;
}

/* `in ( test, test )`: tells it from `in (1..5]` by trying the list. */
static bool parse_in_list(struct parser *parser, struct node_list *tests)
{
	struct parser before = *parser;
	size_t problems = parser->run->problems.count;
	parser->at++;
	do {
		const struct node *test = parse_full_test(parser);
		if (test == NULL)
			return false;
		list_push(parser->arena, tests, test);
	} while (take(parser, TOKEN_COMMA));
	if (!is_token(parser, TOKEN_DOT_DOT))
		return expect(parser, TOKEN_RIGHT_PAREN, "after the tests of 'in'");
	if (!go_back(parser, &before, problems))
		return false;
	tests->count = 1;
	const struct node *range = parse_test(parser);
	list_push(parser->arena, tests, range);
	return range != NULL;
}

static bool parse_in_tests(struct parser *parser, struct node_list *tests)
{
	if (is_token(parser, TOKEN_LEFT_PAREN))
		return parse_in_list(parser, tests);
	const struct node *test = parse_test(parser);
	list_push(parser->arena, tests, test);
	return test != NULL;
}

/* In the tests `?` is the value on the left. */
static const struct node *parse_in(struct parser *parser, const struct node *left, size_t offset)
{
	struct node_list parts = { 0 };
	struct scope scope = { 0 };
	bool saw_question = parser->saw_question;
	list_push(parser->arena, &parts, left);
	scope_add(parser->vocabulary, &scope, TEXT("?"));
	scope_push(parser, &scope);
	bool is_read = parse_in_tests(parser, &parts);
	scope_pop(parser);
	parser->saw_question = saw_question;
	if (!is_read)
		return NULL;
	struct node *node = node_new(parser, NODE_IN, offset);
	node_items(node, &parts);
	return node;
}

static const struct node *parse_comparison(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	const struct node *left = parse_arithmetic(parser);
	while (left != NULL) {
		enum node_kind kind;
		size_t operator_offset = peek_token(parser, 0).start;
		if (comparison_of(peek_token(parser, 0).kind, &kind)) {
			parser->at++;
			const struct node *right = parse_arithmetic(parser);
			left = right == NULL
				       ? NULL
				       : node_with(parser, kind, operator_offset, left, right);
		} else if (take_word(parser, "between")) {
			left = parse_between(parser, left, offset);
		} else if (take_word(parser, "in")) {
			left = parse_in(parser, left, offset);
		} else {
			break;
		}
	}
	return left;
}

static const struct node *parse_and(struct parser *parser)
{
	return parse_sequence(parser, "and", NODE_AND, parse_comparison);
}

const struct node *parse_whole(struct parser *parser)
{
	if (!enter(parser))
		return NULL;
	bool no_filter = parser->no_filter;
	parser->no_filter = false;
	const struct node *node = parse_sequence(parser, "or", NODE_OR, parse_and);
	parser->no_filter = no_filter;
	leave(parser);
	return node;
}

static const struct node *parse_minus(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	if (!take(parser, TOKEN_MINUS))
		return parse_postfix(parser);
	if (!enter(parser))
		return NULL;
	const struct node *operand = parse_minus(parser);
	leave(parser);
	if (operand == NULL)
		return NULL;
	return fold(parser, node_with(parser, NODE_NEGATE, offset, operand, NULL));
}

struct binary_row {
	enum token_kind token;
	enum node_kind node;
};

static const struct node *parse_binary(struct parser *parser, const struct binary_row *rows,
				       size_t row_count,
				       const struct node *(*part)(struct parser *))
{
	const struct node *left = part(parser);
	while (left != NULL) {
		size_t row = 0;
		while (row < row_count && !is_token(parser, rows[row].token))
			row++;
		if (row == row_count)
			break;
		size_t offset = peek_token(parser, 0).start;
		parser->at++;
		const struct node *right = part(parser);
		left = right == NULL ? NULL
				     : node_with(parser, rows[row].node, offset, left, right);
	}
	return left;
}

static const struct node *parse_power(struct parser *parser)
{
	static const struct binary_row rows[] = { { TOKEN_POWER, NODE_POWER } };
	return parse_binary(parser, rows, 1, parse_minus);
}

static const struct node *parse_product(struct parser *parser)
{
	static const struct binary_row rows[] = { { TOKEN_STAR, NODE_MULTIPLY },
						  { TOKEN_SLASH, NODE_DIVIDE } };
	return parse_binary(parser, rows, 2, parse_power);
}

const struct node *parse_arithmetic(struct parser *parser)
{
	static const struct binary_row rows[] = { { TOKEN_PLUS, NODE_ADD },
						  { TOKEN_MINUS, NODE_SUBTRACT } };
	return parse_binary(parser, rows, 2, parse_product);
}

static const struct node *parse_path(struct parser *parser, const struct node *left, size_t offset)
{
	struct text name;
	size_t count = match_member(parser, &name);
	if (count == 0)
		return parse_fail(parser, "a name was expected after '.'");
	parser->at += count;
	struct node *node = node_with(parser, NODE_PATH, offset, left, NULL);
	node->text = name;
	return node;
}

static const struct node *parse_filter(struct parser *parser, const struct node *left,
				       size_t offset)
{
	struct scope scope = { .is_dynamic = true };
	scope_add(parser->vocabulary, &scope, TEXT("item"));
	scope_push(parser, &scope);
	const struct node *test = parse_whole(parser);
	scope_pop(parser);
	if (test == NULL || !expect(parser, TOKEN_RIGHT_BRACKET, "after a filter"))
		return NULL;
	return node_with(parser, NODE_FILTER, offset, left, test);
}

static bool parse_argument(struct parser *parser, struct node_list *parts, bool named,
			   void (*push)(struct parser *, void *, struct text), void *names)
{
	if (named) {
		struct text name;
		if (!take_declared_name(parser, NULL, &name) ||
		    !expect(parser, TOKEN_COLON, "after a parameter's name"))
			return false;
		push(parser, names, name);
	}
	const struct node *value = parse_whole(parser);
	if (value == NULL)
		return false;
	list_push(parser->arena, parts, value);
	return true;
}

struct name_list {
	LIST_OF(struct text);
};

static void push_name(struct parser *parser, void *names, struct text name)
{
	struct name_list *list = names;
	list_push(parser->arena, list, name);
}

static const struct node *parse_call(struct parser *parser, const struct node *left, size_t offset)
{
	struct node_list parts = { 0 };
	struct name_list names = { 0 };
	list_push(parser->arena, &parts, left);
	bool named = at_named_argument(parser);
	if (!take(parser, TOKEN_RIGHT_PAREN)) {
		do {
			if (named && !at_named_argument(parser))
				return parse_fail(parser,
						  "either all arguments are named or none is");
			if (!parse_argument(parser, &parts, named, push_name, &names))
				return NULL;
		} while (take(parser, TOKEN_COMMA));
		if (!expect(parser, TOKEN_RIGHT_PAREN, "after the arguments"))
			return NULL;
	}
	struct node *node = node_new(parser, NODE_CALL, offset);
	node_items(node, &parts);
	node->names = names.at;
	node->name_count = (uint32_t)names.count;
	return node;
}

static const struct node *parse_instance_of(struct parser *parser, const struct node *left,
					    size_t offset)
{
	if (!expect_word(parser, "of", "after 'instance'"))
		return NULL;
	const struct type *type = parse_type_here(parser);
	if (type == NULL)
		return NULL;
	struct node *node = node_with(parser, NODE_INSTANCE_OF, offset, left, NULL);
	node->type = type;
	return node;
}

const struct node *parse_postfix(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	const struct node *left = parse_primary(parser);
	while (left != NULL) {
		if (take(parser, TOKEN_DOT))
			left = parse_path(parser, left, offset);
		else if (!parser->no_filter && take(parser, TOKEN_LEFT_BRACKET))
			left = parse_filter(parser, left, offset);
		else if (take(parser, TOKEN_LEFT_PAREN))
			left = fold(parser, parse_call(parser, left, offset));
		else if (take_word(parser, "instance"))
			left = parse_instance_of(parser, left, offset);
		else
			break;
	}
	return left;
}
