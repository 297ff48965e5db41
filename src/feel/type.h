/* SPDX-License-Identifier: Apache-2.0 */
/* FEEL types (DMN 1.5 10.3.2.9): what a value conforms to, and the implicit conversions that
 * happen where a value is bound to a typed variable. */
#ifndef REMIT_FEEL_TYPE_H
#define REMIT_FEEL_TYPE_H

#include "base/builder.h"
#include "feel/run.h"
#include "feel/value.h"

enum type_kind {
	TYPE_ANY,
	TYPE_NULL,
	TYPE_SIMPLE, /* boolean .. months duration: `simple` says which */
	TYPE_LIST,
	TYPE_CONTEXT,
	TYPE_RANGE,
	TYPE_FUNCTION
};

struct type;
struct node;

struct type_member {
	struct text name; /* of a context; empty for a function's parameter */
	const struct type *type;
};

struct type {
	enum type_kind kind;
	enum dmn_kind simple;
	struct text name;	 /* of an item definition, or empty */
	const struct type *item; /* of a list, range; result of a function */
	const struct type_member *members;
	size_t member_count;
	const struct type *base; /* of a definition over a constrained one: holds as well */
	bool is_any_context;	 /* `context` without members, `function` without parameters */
	/* Allowed values (of each item when this is a list's item): compiled unary tests. */
	const struct node *constraint;
	struct text constraint_text;
};

/* The built-in type of that name ("number", "days and time duration", "Any"), or NULL. */
const struct type *type_builtin(struct text name);
/* Names of all built-in types, for the parser's longest match. NULL past the end. */
const char *type_builtin_name(size_t index);

const struct type *type_list_of(struct arena *arena, const struct type *item);

/* Does the value conform; null conforms to every type but as a required `instance of`. */
bool type_instance_of(struct run *run, dmn_value value, const struct type *type);

/* Is it, at a glance, a value that type_bind gives as it is, and type_read_texts too? */
static inline bool type_is_plainly(dmn_value value, const struct type *type)
{
	return type == NULL || value.kind == DMN_NULL ||
	       ((type->kind == TYPE_ANY ||
		 (type->kind == TYPE_SIMPLE && type->simple == (enum dmn_kind)value.kind)) &&
		type->constraint == NULL && type->base == NULL);
}

/* The kinds of which every value is plainly of the type: a bit each, 1 << kind. */
static inline uint32_t type_plain_kinds(const struct type *type)
{
	uint32_t kinds = 0;
	for (int kind = 0; kind < DMN_KIND_COUNT; kind++)
		if (type_is_plainly((dmn_value){ .kind = (uint8_t)kind }, type))
			kinds |= 1U << kind;
	return kinds;
}

static inline bool type_plain_holds(uint32_t kinds, dmn_value value)
{
	return (kinds >> (value.kind & 31U) & 1) != 0;
}

/* The value as bound to a variable of this type: itself, converted (singleton lists, date to
 * date and time), or null with a problem. `what` names the variable for the problem. */
dmn_value type_bind(struct run *run, dmn_value value, const struct type *type, const char *what);

/* The same with the name as a text. */
static inline dmn_value type_bind_named(struct run *run, dmn_value value, const struct type *type,
					struct text name)
{
	return type_is_plainly(value, type) ? value
					    : type_bind(run, value, type, text_c(run->arena, name));
}

/* The value, texts read as dates, times and durations wherever the type declares one; a text that
 * is none stays. For values that come from where there are no dates: type_bind is stricter. */
dmn_value type_read_texts(struct run *run, dmn_value value, const struct type *type);

void type_print(struct builder *out, const struct type *type);

#endif
