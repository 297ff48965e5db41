/* SPDX-License-Identifier: Apache-2.0 */
/* Productions that begin with a keyword: if, for, some, every, function. */
#include "feel/parser_internal.h"

static const struct node *parse_if(struct parser *parser, size_t offset)
{
	struct node_list parts = { 0 };
	static const char *const words[] = { NULL, "then", "else" };
	for (size_t i = 0; i < 3; i++) {
		if (words[i] != NULL && !expect_word(parser, words[i], "in an 'if'"))
			return NULL;
		const struct node *part = parse_whole(parser);
		if (part == NULL)
			return NULL;
		list_push(parser->arena, &parts, part);
	}
	struct node *node = node_new(parser, NODE_IF, offset);
	node_items(node, &parts);
	return node;
}

/* `name in domain` or `name in low .. high`. */
static bool parse_iterator(struct parser *parser, struct scope *scope, struct node_list *parts)
{
	struct text name;
	if (!take_declared_name(parser, "in", &name) ||
	    !expect_word(parser, "in", "after the iterator's name"))
		return false;
	size_t offset = peek_token(parser, 0).start;
	const struct node *domain = parse_whole(parser);
	if (domain == NULL)
		return false;
	if (take(parser, TOKEN_DOT_DOT)) {
		const struct node *high = parse_whole(parser);
		if (high == NULL)
			return false;
		struct node *range = node_with(parser, NODE_RANGE, offset, domain, high);
		range->is_range = true;
		domain = range;
	}
	list_push(parser->arena, parts, domain);
	scope_add(parser->vocabulary, scope, name);
	return true;
}

static const struct node *parse_iteration(struct parser *parser, size_t offset, enum node_kind kind,
					  const char *body_word)
{
	struct node_list parts = { 0 };
	struct scope scope = { 0 };
	scope_push(parser, &scope);
	do {
		if (!parse_iterator(parser, &scope, &parts))
			return NULL;
	} while (take(parser, TOKEN_COMMA));
	size_t iterator_count = scope.names.count;
	if (kind == NODE_FOR)
		scope_add(parser->vocabulary, &scope, TEXT("partial"));
	if (!expect_word(parser, body_word, "after the iterators"))
		return NULL;
	const struct node *body = parse_whole(parser);
	scope_pop(parser);
	if (body == NULL)
		return NULL;
	list_push(parser->arena, &parts, body);
	struct node *node = node_new(parser, kind, offset);
	node_items(node, &parts);
	node->names = scope.names.at;
	node->name_count = (uint32_t)iterator_count;
	return node;
}

struct parameter_list {
	LIST_OF(struct parameter);
};

static bool parse_parameters(struct parser *parser, struct scope *scope,
			     struct parameter_list *parameters)
{
	if (!expect(parser, TOKEN_LEFT_PAREN, "after 'function'"))
		return false;
	if (take(parser, TOKEN_RIGHT_PAREN))
		return true;
	do {
		struct parameter parameter = { 0 };
		if (!take_declared_name(parser, NULL, &parameter.name))
			return false;
		if (take(parser, TOKEN_COLON)) {
			parameter.type = parse_type_here(parser);
			if (parameter.type == NULL)
				return false;
		}
		scope_add(parser->vocabulary, scope, parameter.name);
		list_push(parser->arena, parameters, parameter);
	} while (take(parser, TOKEN_COMMA));
	return expect(parser, TOKEN_RIGHT_PAREN, "after the parameters");
}

static const struct node *parse_function(struct parser *parser, size_t offset)
{
	struct scope scope = { 0 };
	struct parameter_list parameters = { 0 };
	if (!parse_parameters(parser, &scope, &parameters))
		return NULL;
	bool external = take_word(parser, "external");
	scope_push(parser, &scope);
	const struct node *body = parse_whole(parser);
	scope_pop(parser);
	if (body == NULL)
		return NULL;
	struct node *node = node_with(parser, NODE_FUNCTION, offset, body, NULL);
	node->is_external = external;
	node->parameters = parameters.at;
	node->name_count = (uint32_t)parameters.count;
	return node;
}

static const struct node *dispatch(struct parser *parser)
{
	size_t offset = peek_token(parser, 0).start;
	if (take_word(parser, "if"))
		return parse_if(parser, offset);
	if (take_word(parser, "for"))
		return parse_iteration(parser, offset, NODE_FOR, "return");
	if (take_word(parser, "some"))
		return parse_iteration(parser, offset, NODE_SOME, "satisfies");
	if (take_word(parser, "every"))
		return parse_iteration(parser, offset, NODE_EVERY, "satisfies");
	if (take_word(parser, "function"))
		return parse_function(parser, offset);
	return parse_fail(parser, "a value was expected here, not '%.*s'",
			  TEXT_ARG(token_text(parser, peek_token(parser, 0))));
}

const struct node *parse_textual(struct parser *parser)
{
	if (!enter(parser))
		return NULL;
	const struct node *node = dispatch(parser);
	leave(parser);
	return node;
}
