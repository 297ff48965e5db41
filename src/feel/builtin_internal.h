/* SPDX-License-Identifier: Apache-2.0 */
/* For the files that implement builtins: the shape of one, and what several need. */
#ifndef REMIT_FEEL_BUILTIN_INTERNAL_H
#define REMIT_FEEL_BUILTIN_INTERNAL_H

#include "feel/builtin.h"
#include "feel/number.h"
#include "feel/value.h"

enum {
	BUILTIN_FORMALS_MOST = 7
};

/* `arguments` has one value for each parameter of the signature: converted, of a kind that it
 * accepts, null where an optional one was left out. A variadic parameter is one list. */
typedef dmn_value builtin_function(struct run *run, const dmn_value *arguments);

#define BUILTIN(name, function, since, result, documentation, ...) builtin_function function;
#define OVERLOAD(name, function, since, result, documentation, ...)
#include "feel/builtin.def"
#undef BUILTIN
#undef OVERLOAD

/* A number as a whole one, cut towards zero (DMN 1.6 10.3.2.9.4); false, with *failure, when it is
 * too large. */
bool builtin_whole(struct run *run, const char *what, dmn_value number, int64_t *out,
		   dmn_value *failure);

/* A position from 1, or from -1 at the end, as an index below `length`; false with *failure. */
bool builtin_position(struct run *run, dmn_value position, size_t length, size_t *index,
		      dmn_value *failure);

/* A number that the operation could not give becomes null with a problem. */
dmn_value builtin_number(struct run *run, const char *what, dmn_value result);

#endif
