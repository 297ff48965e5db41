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

/* Kinds are sets of enum dmn_kind, a bit for each. Those of what a call gives. */
unsigned builtin_result(const struct builtin *builtin);

/* Has it a signature that takes arguments of all these kinds and can give one of `result`? */
bool builtin_takes(const struct builtin *builtin, const unsigned *kinds, size_t count,
		   unsigned result);

/* What the argument of that name, or without a name at that position (from 0), is for. */
enum builtin_role {
	ROLE_NONE,
	ROLE_PATTERN, /* a regular expression */
	ROLE_FLAGS    /* those of the regular expression */
};
enum builtin_role builtin_role(const struct builtin *builtin, struct text name, size_t position);

/* B-FEEL: for a function of numbers, replace `arguments` (room for one at least) by one list of
 * those that are numbers; gives how many arguments there are then. */
size_t builtin_pass_over(struct run *run, const struct builtin *builtin, dmn_value *arguments,
			 size_t count);

/* Call with positional arguments: the first signature that they fit, or else fit after the implicit
 * conversions (10.3.2.9.4). Null with a problem where they fit none. */
dmn_value builtin_call(struct run *run, const struct builtin *builtin, const dmn_value *arguments,
		       size_t count);

/* Call with `count` names and arguments. Parameters that are not named are null. */
dmn_value builtin_call_named(struct run *run, const struct builtin *builtin,
			     const struct text *names, const dmn_value *arguments, size_t count);

#endif
