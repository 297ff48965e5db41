/* SPDX-License-Identifier: Apache-2.0 */
/* Names of several words: the longest one known (DMN 1.5 10.3.1.3), and their resolution to a
 * slot. What a name means is decided here, once. */
#include "feel/parser_internal.h"

#include "base/builder.h"

enum {
	NAME_TOKENS_MOST = 64
};

bool is_keyword(struct text word)
{
	static const char *const keywords[] = { "and",	"or",	 "in",	 "between", "instance",
						"of",	"then",	 "else", "return",  "satisfies",
						"if",	"for",	 "some", "every",   "function",
						"true", "false", "null" };
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (text_is(word, keywords[i]))
			return true;
	return false;
}

static bool is_word_or_number(enum token_kind kind)
{
	return kind == TOKEN_WORD || kind == TOKEN_NUMBER;
}

static bool may_be_in_name(enum token_kind kind)
{
	return is_word_or_number(kind) || kind == TOKEN_QUESTION || kind == TOKEN_DOT ||
	       kind == TOKEN_SLASH || kind == TOKEN_MINUS || kind == TOKEN_QUOTE ||
	       kind == TOKEN_PLUS || kind == TOKEN_STAR || kind == TOKEN_POWER;
}

static bool in_scope(const struct parser *parser, struct text name)
{
	for (const struct scope *scope = parser->scope; scope != NULL; scope = scope->outer)
		for (size_t i = 0; i < scope->names.count; i++)
			if (lexer_same_name(scope->names.at[i], name))
				return true;
	return false;
}

static bool is_temporal_property(struct text name)
{
	return text_is(name, "time offset") || text_is(name, "start included") ||
	       text_is(name, "end included");
}

static bool is_member(const struct parser *parser, struct text name)
{
	return map_has(&parser->vocabulary->members, name) || is_temporal_property(name);
}

static bool is_known(const struct parser *parser, struct text name)
{
	return in_scope(parser, name) || builtin_find(name) != NULL ||
	       (parser->dynamic_depth > 0 && is_member(parser, name));
}

/* The tokens from here on as one name: a space where they stand apart, comments left out. */
static struct text joined(const struct parser *parser, size_t count)
{
	struct builder name = builder_new(parser->arena);
	for (size_t i = 0; i < count; i++) {
		struct token token = peek_token(parser, i);
		if (i != 0 && token.start != peek_token(parser, i - 1).end)
			builder_add_byte(&name, ' ');
		builder_add(&name, token_text(parser, token));
	}
	return builder_text(&name);
}

static size_t longest_match(const struct parser *parser, struct text *name,
			    bool (*known)(const struct parser *parser, struct text name))
{
	size_t best = 0;
	for (size_t count = 1; count <= NAME_TOKENS_MOST; count++) {
		struct token last = peek_token(parser, count - 1);
		if (!may_be_in_name(last.kind))
			break;
		if (last.end - peek_token(parser, 0).start > parser->vocabulary->longest * 2)
			break;
		struct text candidate = joined(parser, count);
		if (known(parser, candidate)) {
			best = count;
			*name = candidate;
		}
	}
	return best;
}

size_t match_known(const struct parser *parser, struct text *name)
{
	if (!is_token(parser, TOKEN_WORD))
		return 0;
	return longest_match(parser, name, is_known);
}

/* Words that follow belong to the name, known or not: nothing else can follow a name but a keyword
 * or a sign. */
static size_t with_words_after(const struct parser *parser, size_t count)
{
	for (;; count++) {
		struct token token = peek_token(parser, count);
		if (!is_word_or_number(token.kind) || is_keyword(token_text(parser, token)))
			return count;
	}
}

size_t match_member(const struct parser *parser, struct text *name)
{
	if (!is_token(parser, TOKEN_WORD))
		return 0;
	size_t known = longest_match(parser, name, is_member);
	size_t count = with_words_after(parser, known != 0 ? known : 1);
	if (count != known)
		*name = joined(parser, count);
	const struct text *spelled = map_get(&parser->vocabulary->members, *name);
	if (spelled != NULL)
		*name = *spelled;
	return count;
}

struct text take_unknown(struct parser *parser)
{
	size_t count = with_words_after(parser, 1);
	struct text name = joined(parser, count);
	parser->at += count;
	return name;
}

bool take_declared_name(struct parser *parser, const char *ending_word, struct text *name)
{
	size_t count = 0;
	while (may_be_in_name(peek_token(parser, count).kind)) {
		struct token token = peek_token(parser, count);
		if (count > 0 && ending_word != NULL && token.kind == TOKEN_WORD &&
		    text_is(token_text(parser, token), ending_word))
			break;
		count++;
	}
	if (count == 0 || !is_token(parser, TOKEN_WORD)) {
		parse_fail(parser, "a name was expected here");
		return false;
	}
	*name = joined(parser, count);
	parser->at += count;
	return true;
}

bool at_named_argument(const struct parser *parser)
{
	size_t ahead = 0;
	if (!is_token(parser, TOKEN_WORD))
		return false;
	while (may_be_in_name(peek_token(parser, ahead).kind))
		ahead++;
	return peek_token(parser, ahead).kind == TOKEN_COLON;
}

/* Slot of the name in this scope, or SIZE_MAX. The last declaration wins. */
static size_t slot_in(const struct scope *scope, struct text name)
{
	for (size_t i = scope->names.count; i > 0; i--)
		if (lexer_same_name(scope->names.at[i - 1], name))
			return i - 1;
	return SIZE_MAX;
}

const struct node *resolve_name(struct parser *parser, struct text name, size_t offset)
{
	struct node *node = node_new(parser, NODE_VARIABLE, offset);
	node->text = name;
	node->builtin = builtin_find(name);
	bool crossed_dynamic = false;
	unsigned depth = 0;
	for (const struct scope *scope = parser->scope; scope != NULL;
	     scope = scope->outer, depth++) {
		size_t slot = slot_in(scope, name);
		if (slot != SIZE_MAX) {
			node->kind =
				crossed_dynamic || scope->is_dynamic ? NODE_DYNAMIC : NODE_VARIABLE;
			node->depth = (uint16_t)depth;
			node->index = (uint16_t)slot;
			return node;
		}
		crossed_dynamic = crossed_dynamic || scope->is_dynamic;
	}
	node->kind = node->builtin != NULL && !crossed_dynamic ? NODE_BUILTIN : NODE_DYNAMIC;
	node->depth = NO_DEPTH;
	return node;
}
