/* SPDX-License-Identifier: Apache-2.0 */
/* Types in FEEL's words (DMN 1.5 10.3.1.2 production 55): names, list<>, range<>, context<>,
 * function<> -> . */
#include "feel/parser_internal.h"

static const struct type *parse_bracketed(struct parser *parser)
{
	if (!expect(parser, TOKEN_LESS, "after the kind of type"))
		return NULL;
	const struct type *type = parse_type_here(parser);
	if (type == NULL || !expect(parser, TOKEN_MORE, "to close the type"))
		return NULL;
	return type;
}

static const struct type *parse_container(struct parser *parser, enum type_kind kind)
{
	parser->at++;
	struct type *type = arena_new_one(parser->arena, struct type);
	type->kind = kind;
	type->item = parse_bracketed(parser);
	return type->item != NULL ? type : NULL;
}

struct member_list {
	LIST_OF(struct type_member);
};

static const struct type *parse_context_type(struct parser *parser)
{
	struct member_list members = { 0 };
	parser->at += 2;
	do {
		struct type_member member = { 0 };
		if (!take_declared_name(parser, NULL, &member.name) ||
		    !expect(parser, TOKEN_COLON, "after the member's name"))
			return NULL;
		member.type = parse_type_here(parser);
		if (member.type == NULL)
			return NULL;
		vocabulary_add(parser->vocabulary, member.name);
		list_push(parser->arena, &members, member);
	} while (take(parser, TOKEN_COMMA));
	if (!expect(parser, TOKEN_MORE, "to close the type"))
		return NULL;
	struct type *type = arena_new_one(parser->arena, struct type);
	type->kind = TYPE_CONTEXT;
	type->members = members.at;
	type->member_count = members.count;
	return type;
}

static const struct type *parse_function_type(struct parser *parser)
{
	struct member_list members = { 0 };
	parser->at += 2;
	while (!is_token(parser, TOKEN_MORE)) {
		struct type_member member = { .type = parse_type_here(parser) };
		if (member.type == NULL)
			return NULL;
		list_push(parser->arena, &members, member);
		if (!take(parser, TOKEN_COMMA))
			break;
	}
	if (!expect(parser, TOKEN_MORE, "to close the parameters' types") ||
	    !expect(parser, TOKEN_ARROW, "before the result's type"))
		return NULL;
	struct type *type = arena_new_one(parser->arena, struct type);
	type->kind = TYPE_FUNCTION;
	type->members = members.at;
	type->member_count = members.count;
	type->item = parse_type_here(parser);
	return type->item != NULL ? type : NULL;
}

static const struct type *find_type(struct parser *parser, struct text name)
{
	const struct type *type = NULL;
	if (parser->vocabulary->find_type != NULL)
		type = parser->vocabulary->find_type(parser->vocabulary->user, name);
	return type != NULL ? type : type_builtin(name);
}

static const struct type *parse_named_type(struct parser *parser)
{
	const struct type *best = NULL;
	size_t best_count = 0;
	for (size_t count = 1; count <= 12; count++) {
		enum token_kind kind = peek_token(parser, count - 1).kind;
		if (kind != TOKEN_WORD && kind != TOKEN_NUMBER && kind != TOKEN_DOT &&
		    kind != TOKEN_MINUS && kind != TOKEN_QUOTE && kind != TOKEN_SLASH)
			break;
		struct text name = lexer_normal_name(
			parser->arena, text_slice(parser->source, peek_token(parser, 0).start,
						  peek_token(parser, count - 1).end));
		const struct type *type = find_type(parser, name);
		if (type != NULL) {
			best = type;
			best_count = count;
		}
	}
	if (best == NULL)
		return parse_fail(parser, "there is no type called '%.*s'",
				  TEXT_ARG(token_text(parser, peek_token(parser, 0))));
	parser->at += best_count;
	return best;
}

static const struct type *dispatch(struct parser *parser)
{
	bool bracketed = peek_token(parser, 1).kind == TOKEN_LESS;
	if (is_word(parser, "list") && bracketed)
		return parse_container(parser, TYPE_LIST);
	if (is_word(parser, "range") && bracketed)
		return parse_container(parser, TYPE_RANGE);
	if (is_word(parser, "context") && bracketed)
		return parse_context_type(parser);
	if (is_word(parser, "function") && bracketed)
		return parse_function_type(parser);
	return parse_named_type(parser);
}

const struct type *parse_type_here(struct parser *parser)
{
	if (!enter(parser))
		return NULL;
	const struct type *type = dispatch(parser);
	leave(parser);
	return type;
}
