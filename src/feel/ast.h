/* SPDX-License-Identifier: Apache-2.0 */
/* The tree that the parser makes. Names are resolved while parsing (FEEL's grammar needs the
 * names in scope anyway), so a tree runs without a look-up by name but where an item of a filter
 * may shadow an outer name. Trees are immutable once parsed. */
#ifndef REMIT_FEEL_AST_H
#define REMIT_FEEL_AST_H

#include "feel/type.h"
#include "feel/value.h"

struct builtin;

enum node_kind {
	NODE_LITERAL,  /* value */
	NODE_AT,       /* text: an @ literal, read when run since it may need a zone */
	NODE_VARIABLE, /* depth, index */
	NODE_DYNAMIC,  /* text; depth, index of the static one it may shadow, or depth = NO_DEPTH */
	NODE_BUILTIN,  /* builtin */
	NODE_PATH,     /* items[0] . text */
	NODE_FILTER,   /* items[0] [ items[1] ] */
	NODE_CALL,     /* items[0] ( items[1..] ), names for named arguments */
	NODE_NEGATE,
	NODE_ADD,
	NODE_SUBTRACT,
	NODE_MULTIPLY,
	NODE_DIVIDE,
	NODE_POWER,
	NODE_EQUAL,
	NODE_NOT_EQUAL,
	NODE_LESS,
	NODE_LESS_EQUAL,
	NODE_MORE,
	NODE_MORE_EQUAL,
	NODE_AND,
	NODE_OR,
	NODE_BETWEEN, /* items[0] between items[1] and items[2] */
	NODE_IN,      /* items[0] in (items[1..]): tests */
	NODE_IF,
	NODE_FOR, /* iterators; items[last] the body */
	NODE_SOME,
	NODE_EVERY,
	NODE_LIST,
	NODE_CONTEXT,	  /* names and items */
	NODE_RANGE,	  /* items[0] .. items[1], form of its ends */
	NODE_UNARY_RANGE, /* ( op items[0] ) as a value */
	NODE_FUNCTION,	  /* params, items[0] the body; or external */
	NODE_INSTANCE_OF,
	/* unary tests, against the variable `?` at depth, index */
	NODE_TESTS,	   /* any of items; negated by flag; no items: any value */
	NODE_TEST_COMPARE, /* op items[0] */
	NODE_TEST_VALUE	   /* items[0] by value, or by truth when it mentions ? */
};

enum {
	NO_DEPTH = 0xFFFF
};

enum test_operator {
	TEST_EQUAL,
	TEST_NOT_EQUAL,
	TEST_LESS,
	TEST_LESS_EQUAL,
	TEST_MORE,
	TEST_MORE_EQUAL
};

struct parameter {
	struct text name;
	const struct type *type; /* NULL: Any */
};

struct frame;
struct node;
struct run;
typedef dmn_value node_code(struct run *run, const struct node *node, const struct frame *frame);

struct node {
	node_code *code;   /* what evaluates it; NULL: the walk does (evaluate.c) */
	uint8_t kind;	   /* enum node_kind */
	uint8_t operation; /* enum test_operator of TEST_COMPARE, UNARY_RANGE */
	bool low_closed;   /* RANGE */
	bool high_closed;
	bool is_negated;    /* TESTS */
	bool uses_question; /* TEST_VALUE */
	bool is_range;	    /* an iterator's domain a..b (in items of FOR: see iterator) */
	bool is_external;   /* FUNCTION */
	bool is_two_valued; /* a text of B-FEEL */
	bool keeps_frames;  /* a function is written in it, which may outlive its frame */
	uint16_t depth;	    /* VARIABLE, DYNAMIC: frames outwards */
	uint16_t index;	    /* slot in that frame */
	uint32_t offset;    /* byte offset in the source, for problems */
	uint32_t item_count;
	uint32_t name_count; /* names of CONTEXT, CALL (named), parameters of FUNCTION */
	const struct node **items;
	const struct text *names;
	const struct parameter *parameters;
	const struct type *type; /* INSTANCE_OF; result of FUNCTION */
	struct text text;
	const struct builtin
		*builtin; /* BUILTIN; of VARIABLE, DYNAMIC: the one of that name, or NULL */
	dmn_value value;
};

#endif
