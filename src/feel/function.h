/* SPDX-License-Identifier: Apache-2.0 */
/* Function values: written in FEEL, built in, or given by the evaluator of a model. */
#ifndef REMIT_FEEL_FUNCTION_H
#define REMIT_FEEL_FUNCTION_H

#include "feel/ast.h"
#include "feel/run.h"

enum function_kind {
	FUNCTION_WRITTEN,
	FUNCTION_BUILTIN,
	FUNCTION_NATIVE
};

struct frame;

struct function {
	enum function_kind kind;
	struct text name; /* or empty */
	const struct parameter *parameters;
	size_t parameter_count;
	const struct type *result; /* NULL: Any */
	/* written */
	const struct node *body;
	const struct frame *frame; /* where it was written */
	struct place place;
	/* built in */
	const struct builtin *builtin;
	/* native: arguments are bound to the parameters' types already */
	dmn_value (*call)(struct run *run, const struct function *self, const dmn_value *arguments,
			  size_t count);
	const void *user;
};

static inline const struct function *value_function(dmn_value value)
{
	return value.as.pointer;
}

static inline dmn_value value_from_function(const struct function *function)
{
	return (dmn_value){ .kind = DMN_FUNCTION, .as.pointer = function };
}

/* Call with positional arguments, or with as many names as arguments. */
dmn_value function_call(struct run *run, const struct function *function, const struct text *names,
			const dmn_value *arguments, size_t count);

#endif
