/* SPDX-License-Identifier: Apache-2.0 */
/* FEEL text to tokens (DMN 1.5 10.3.1.2). Names with spaces and symbols are not decided
 * here: the lexer gives their words, and the parser joins them by the names in scope. */
#ifndef REMIT_FEEL_LEXER_H
#define REMIT_FEEL_LEXER_H

#include "base/text.h"

enum token_kind {
#define TOKEN(name, spelling) TOKEN_##name,
#include "feel/token.def"
#undef TOKEN
};

struct token {
	enum token_kind kind;
	uint32_t start; /* byte offset in the source */
	uint32_t end;
};

struct token_list {
	struct token *at; /* ends with TOKEN_END */
	size_t count;
};

/* Tokens of a whole text; comments and white space are passed over. A character that
 * belongs to nothing, or an open string or comment, gives TOKEN_BAD. */
struct token_list lexer_run(struct arena *arena, struct text source);

const char *token_spelling(enum token_kind kind);

/* What a string literal (with its quotes) means: \n \t \" \uXXXX \UXXXXXX and the like. False
 * when an escape is malformed. */
bool lexer_unescape(struct arena *arena, struct text literal, struct text *out);

/* A name with its runs of white space as one space each. */
struct text lexer_normal_name(struct arena *arena, struct text raw);

/* A name is a sequence of tokens (DMN 1.5 10.3.1.4): white space in it says no more than where one
 * word ends, so that `a-b` and `a - b` are one name. */
bool lexer_same_name(struct text a, struct text b);

#endif
