/* SPDX-License-Identifier: Apache-2.0 */
/* For the parser's own files. */
#ifndef REMIT_FEEL_PARSER_INTERNAL_H
#define REMIT_FEEL_PARSER_INTERNAL_H

#include "feel/builtin.h"
#include "feel/lexer.h"
#include "feel/parser.h"

struct parser {
	struct run *run;
	struct arena *arena;
	struct vocabulary *vocabulary;
	struct scope *scope;
	struct text source;
	struct token_list tokens;
	size_t at;
	unsigned depth;
	bool has_failed;
	bool no_filter;		/* `[` ends a range here and begins no filter */
	bool saw_question;	/* a `?` was read since this was cleared */
	size_t reread;		/* tokens read again after a wrong guess */
	unsigned dynamic_depth; /* how many dynamic scopes enclose */
};

struct node_list {
	LIST_OF(const struct node *);
};

/* tokens */
struct token peek_token(const struct parser *parser, size_t ahead);
struct text token_text(const struct parser *parser, struct token token);
bool is_token(const struct parser *parser, enum token_kind kind);
bool is_word(const struct parser *parser, const char *word);
bool take(struct parser *parser, enum token_kind kind);
bool take_word(struct parser *parser, const char *word);
/* False with a problem when it is not there. */
bool expect(struct parser *parser, enum token_kind kind, const char *where);
bool expect_word(struct parser *parser, const char *word, const char *where);
/* Record the first problem; gives NULL. */
void *parse_fail(struct parser *parser, const char *format, ...) PRINTF_LIKE(2, 3);
bool enter(struct parser *parser); /* one level deeper; false with a problem past the limit */
void leave(struct parser *parser);
/* Back to where a guess was made, its problems forgotten. Guesses nest, so what they may read again
 * is bounded: false with a problem past that. */
bool go_back(struct parser *parser, const struct parser *before, size_t problem_count);

/* nodes */
struct node *node_new(struct parser *parser, enum node_kind kind, size_t offset);
struct node *node_with(struct parser *parser, enum node_kind kind, size_t offset,
		       const struct node *first, const struct node *second);
void node_items(struct node *node, const struct node_list *list);

/* scopes */
void scope_push(struct parser *parser, struct scope *scope);
void scope_pop(struct parser *parser);

/* names: parse_name.c */
/* Tokens of the longest known name here, 0 when none; sets *name. */
size_t match_known(const struct parser *parser, struct text *name);
size_t match_member(const struct parser *parser, struct text *name);
/* A name that nothing knows: its words as far as can be seen, so that a problem names what was
 * meant. */
struct text take_unknown(struct parser *parser);
/* A name being declared: all tokens up to one that cannot belong to it. */
bool take_declared_name(struct parser *parser, const char *ending_word, struct text *name);
bool at_named_argument(const struct parser *parser);
const struct node *resolve_name(struct parser *parser, struct text name, size_t offset);
bool is_keyword(struct text word);

/* grammar */
const struct node *parse_whole(struct parser *parser);	    /* expression */
const struct node *parse_arithmetic(struct parser *parser); /* without comparison and logic */
const struct node *parse_postfix(struct parser *parser);
const struct node *parse_primary(struct parser *parser);
const struct node *parse_number(struct parser *parser);
const struct node *parse_textual(struct parser *parser); /* for, if, some, every, function */
const struct node *parse_braces(struct parser *parser);
/* One positive unary test: without logic and comparison, or any. */
const struct node *parse_test(struct parser *parser);
const struct node *parse_full_test(struct parser *parser);
const struct node *parse_test_list(struct parser *parser);
bool test_operator_of(enum token_kind kind, enum test_operator *out);
/* The literal that the node is worth by itself, or the node: parse_fold.c. */
const struct node *fold(struct parser *parser, const struct node *node);
const struct type *parse_type_here(struct parser *parser);

#endif
