/* SPDX-License-Identifier: Apache-2.0 */
/* The parser's ground: tokens, problems, nodes, scopes, and the entries. The grammar itself is in
 * parse_*.c, a function for a production. */
#include "feel/code.h"
#include "feel/parser_internal.h"

#include <stdio.h>

struct vocabulary vocabulary_new(struct arena *arena)
{
	struct vocabulary vocabulary = { .arena = arena, .members = map_new(arena), .longest = 64 };
	return vocabulary;
}

static void note_length(struct vocabulary *vocabulary, struct text name)
{
	if (name.length > vocabulary->longest)
		vocabulary->longest = name.length;
}

void vocabulary_add(struct vocabulary *vocabulary, struct text name)
{
	struct text normal = lexer_normal_name(vocabulary->arena, name);
	if (map_has(&vocabulary->members, normal))
		return;
	struct text *spelled = arena_copy(vocabulary->arena, &name, sizeof name);
	*spelled = text_copy(vocabulary->arena, name);
	map_put(&vocabulary->members, normal, spelled);
	note_length(vocabulary, name);
}

void scope_add(struct vocabulary *vocabulary, struct scope *scope, struct text name)
{
	list_push(vocabulary->arena, &scope->names, name);
	note_length(vocabulary, name);
}

struct token peek_token(const struct parser *parser, size_t ahead)
{
	size_t index = parser->at + ahead;
	return parser->tokens.at[index < parser->tokens.count ? index : parser->tokens.count - 1];
}

struct text token_text(const struct parser *parser, struct token token)
{
	return text_slice(parser->source, token.start, token.end);
}

bool is_token(const struct parser *parser, enum token_kind kind)
{
	return peek_token(parser, 0).kind == kind;
}

bool is_word(const struct parser *parser, const char *word)
{
	struct token token = peek_token(parser, 0);
	return token.kind == TOKEN_WORD && text_is(token_text(parser, token), word);
}

bool take(struct parser *parser, enum token_kind kind)
{
	if (!is_token(parser, kind))
		return false;
	parser->at++;
	return true;
}

bool take_word(struct parser *parser, const char *word)
{
	if (!is_word(parser, word))
		return false;
	parser->at++;
	return true;
}

void *parse_fail(struct parser *parser, const char *format, ...)
{
	if (parser->has_failed)
		return NULL;
	parser->has_failed = true;
	char message[256];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	parser->run->place.offset = peek_token(parser, 0).start;
	run_fail(parser->run, PROBLEM_SYNTAX, "%s", message);
	return NULL;
}

static void fail_expected(struct parser *parser, const char *what, const char *where)
{
	struct token token = peek_token(parser, 0);
	if (token.kind == TOKEN_WORD || token.kind == TOKEN_NUMBER)
		parse_fail(parser, "%s was expected %s, not '%.*s'", what, where,
			   TEXT_ARG(token_text(parser, token)));
	else
		parse_fail(parser, "%s was expected %s, not %s", what, where,
			   token_spelling(token.kind));
}

bool expect(struct parser *parser, enum token_kind kind, const char *where)
{
	if (take(parser, kind))
		return true;
	fail_expected(parser, token_spelling(kind), where);
	return false;
}

bool expect_word(struct parser *parser, const char *word, const char *where)
{
	if (take_word(parser, word))
		return true;
	char quoted[40];
	snprintf(quoted, sizeof quoted, "'%s'", word);
	fail_expected(parser, quoted, where);
	return false;
}

bool enter(struct parser *parser)
{
	if (parser->depth >= PARSE_DEPTH_MOST) {
		parse_fail(parser, "the expression is nested deeper than %d", PARSE_DEPTH_MOST);
		return false;
	}
	parser->depth++;
	return true;
}

void leave(struct parser *parser)
{
	parser->depth--;
}

bool go_back(struct parser *parser, const struct parser *before, size_t problem_count)
{
	enum {
		REREAD_LEAST = 1000,
		REREAD_TIMES = 50
	};
	size_t reread = parser->reread + (parser->at - before->at);
	*parser = *before;
	parser->reread = reread;
	parser->run->problems.count = problem_count;
	if (reread <= REREAD_LEAST + REREAD_TIMES * parser->tokens.count)
		return true;
	parse_fail(parser, "the ranges here are nested too deeply to be told apart");
	return false;
}

struct node *node_new(struct parser *parser, enum node_kind kind, size_t offset)
{
	struct node *node = arena_new_one(parser->arena, struct node);
	node->kind = (uint8_t)kind;
	node->offset = (uint32_t)offset;
	node->is_two_valued = parser->run->is_two_valued;
	return node;
}

struct node *node_with(struct parser *parser, enum node_kind kind, size_t offset,
		       const struct node *first, const struct node *second)
{
	struct node *node = node_new(parser, kind, offset);
	node->items = arena_new_array(parser->arena, const struct node *, 2);
	node->items[0] = first;
	node->items[1] = second;
	node->item_count = second != NULL ? 2 : 1;
	return node;
}

void node_items(struct node *node, const struct node_list *list)
{
	node->items = list->at;
	node->item_count = (uint32_t)list->count;
}

void scope_push(struct parser *parser, struct scope *scope)
{
	scope->outer = parser->scope;
	parser->scope = scope;
	parser->dynamic_depth += scope->is_dynamic;
}

void scope_pop(struct parser *parser)
{
	parser->dynamic_depth -= parser->scope->is_dynamic;
	/* The parser pushed it, so its outer one is not const in truth. */
	union {
		const struct scope *read;
		struct scope *write;
	} outer = { .read = parser->scope->outer };
	parser->scope = outer.write;
}

static struct parser parser_new(struct run *run, struct vocabulary *vocabulary, struct text source,
				struct scope *outer)
{
	struct parser parser = { .run = run,
				 .arena = vocabulary->arena,
				 .vocabulary = vocabulary,
				 .scope = outer,
				 .source = source };
	parser.tokens = lexer_run(vocabulary->arena, source);
	for (const struct scope *scope = outer; scope != NULL; scope = scope->outer)
		parser.dynamic_depth += scope->is_dynamic;
	return parser;
}

static bool is_sound(struct parser *parser)
{
	if (!text_is_utf8(parser->source)) {
		parse_fail(parser, "the text is not UTF-8");
		return false;
	}
	for (size_t i = 0; i < parser->tokens.count; i++) {
		struct token token = parser->tokens.at[i];
		if (token.kind != TOKEN_BAD)
			continue;
		parser->at = i;
		if (parser->source.at[token.start] == '"')
			parse_fail(parser, "this string has no closing quote");
		else
			parse_fail(
				parser, "'%.*s' has no place in an expression",
				TEXT_ARG(text_slice(parser->source, token.start,
						    token.end > token.start + 12 ? token.start + 12
										 : token.end)));
		return false;
	}
	return true;
}

static const struct node *finish(struct parser *parser, const struct node *node)
{
	if (node != NULL && !is_token(parser, TOKEN_END))
		fail_expected(parser, "the end of the expression", "here");
	if (parser->has_failed)
		return NULL;
	if (!parser->run->is_walked && !parser->run->is_two_valued)
		code_tree(node);
	return node;
}

static struct scope *shallow(struct arena *arena, const struct scope *scope)
{
	return scope == NULL ? NULL : arena_copy(arena, scope, sizeof *scope);
}

const struct node *parse_expression(struct run *run, struct vocabulary *vocabulary,
				    const struct scope *scope, struct text source)
{
	struct parser parser =
		parser_new(run, vocabulary, source, shallow(vocabulary->arena, scope));
	if (!is_sound(&parser))
		return NULL;
	if (is_token(&parser, TOKEN_END))
		return parse_fail(&parser, "there is no expression here");
	return finish(&parser, parse_whole(&parser));
}

const struct node *parse_tests(struct run *run, struct vocabulary *vocabulary,
			       const struct scope *scope, struct text source)
{
	struct parser parser =
		parser_new(run, vocabulary, source, shallow(vocabulary->arena, scope));
	if (!is_sound(&parser))
		return NULL;
	return finish(&parser, parse_test_list(&parser));
}

const struct type *parse_type(struct run *run, struct vocabulary *vocabulary, struct text source)
{
	struct parser parser = parser_new(run, vocabulary, source, NULL);
	if (!is_sound(&parser))
		return NULL;
	const struct type *type = parse_type_here(&parser);
	if (type != NULL && !is_token(&parser, TOKEN_END))
		fail_expected(&parser, "the end of the type", "here");
	return parser.has_failed ? NULL : type;
}
