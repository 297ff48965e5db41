/* SPDX-License-Identifier: Apache-2.0 */
/* FEEL text to a resolved tree (DMN 1.5 10.3.1.2).
 *
 * FEEL names may hold spaces and operator signs, so a text cannot be read without the names in
 * scope: the longest known name wins. A scope here is a frame when it runs: slot for slot. */
#ifndef REMIT_FEEL_PARSER_H
#define REMIT_FEEL_PARSER_H

#include "base/list.h"
#include "base/map.h"
#include "feel/ast.h"
#include "feel/run.h"

struct scope {
	const struct scope *outer;
	struct {
		LIST_OF(struct text);
	} names;	 /* slot by slot */
	bool is_dynamic; /* slot 0 is an item whose members are names, too */
};

/* What a set of expressions shares while they are parsed. */
struct vocabulary {
	struct arena *arena;
	struct map members; /* every member name seen: of types, context keys, elements */
	size_t longest;	    /* bytes of the longest name known anywhere */
	const struct type *(*find_type)(void *user, struct text name); /* may be NULL */
	void *user;
};

struct vocabulary vocabulary_new(struct arena *arena);
void vocabulary_add(struct vocabulary *vocabulary, struct text name);
void scope_add(struct vocabulary *vocabulary, struct scope *scope, struct text name);

enum {
	PARSE_DEPTH_MOST = 250
};

/* The tree, or NULL with a problem in run->problems (at run->place). The run's place.source
 * must be the text. */
const struct node *parse_expression(struct run *run, struct vocabulary *vocabulary,
				    const struct scope *scope, struct text source);
/* Unary tests, as a NODE_TESTS; `?` must be a name of the scope. */
const struct node *parse_tests(struct run *run, struct vocabulary *vocabulary,
			       const struct scope *scope, struct text source);
/* A type in FEEL's words ("list<number>"), or NULL with a problem. */
const struct type *parse_type(struct run *run, struct vocabulary *vocabulary, struct text source);

#endif
