/* SPDX-License-Identifier: Apache-2.0 */
/* The functions that FEEL brings along (DMN 1.5 10.3.4): found by name, called by position or by
 * name. What there is, with parameters and documentation, is the table builtin.def. */
#ifndef REMIT_FEEL_BUILTIN_H
#define REMIT_FEEL_BUILTIN_H

#include "feel/run.h"

struct builtin; /* one function name, all its signatures */

/* The function of that name, single spaces between words; NULL when there is none. */
const struct builtin *builtin_find(struct text name);

/* Every name, for the lexer; index below builtin_count(). */
size_t builtin_count(void);
struct text builtin_name(size_t index);

/* The name, of a function found. */
struct text builtin_name_of(const struct builtin *builtin);

/* Call with positional arguments: the first signature that they fit, or else fit after the implicit
 * conversions (10.3.2.9.4). Null with a problem where they fit none. */
dmn_value builtin_call(struct run *run, const struct builtin *builtin, const dmn_value *arguments,
		       size_t count);

/* Call with `count` names and arguments. Parameters that are not named are null. */
dmn_value builtin_call_named(struct run *run, const struct builtin *builtin,
			     const struct text *names, const dmn_value *arguments, size_t count);

#endif
