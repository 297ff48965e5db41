/* SPDX-License-Identifier: Apache-2.0 */
/* The regular expressions of XPath and XQuery Functions and Operators (its clause 7.6, which
 * DMN 1.5 table 74 names), run by PCRE2 with limits. Strings here are FEEL strings: valid UTF-8. */
#ifndef REMIT_FEEL_REGEX_H
#define REMIT_FEEL_REGEX_H

#include "base/builder.h"
#include "feel/run.h"

enum {
	REGEX_GROUPS_MOST = 999
};

/* Flags: s (dot matches line ends), m (^ and $ at lines), i (without case), x (white space in the
 * pattern is not part of it), q (no character of the pattern is special). */

/* Each gives null with a problem for an invalid pattern, flag or replacement, and where the work
 * passes the match limit. */

/* Is there a match anywhere in the input? */
dmn_value regex_matches(struct run *run, struct text input, struct text pattern, struct text flags);

/* The input with every match replaced; $1 .. $9 (or more digits, while there are as many groups)
 * stand for groups, $0 for the match, \$ and \\ for themselves. A pattern that matches the empty
 * string is a problem, as in XPath. */
dmn_value regex_replace(struct run *run, struct text input, struct text pattern,
			struct text replacement, struct text flags);

/* The list of what lies between the matches. */
dmn_value regex_split(struct run *run, struct text input, struct text pattern);

/* Compile a pattern ahead, into the run's cache: an evaluation whose run has that cache as
 * `prepared` need not. One that is invalid is left for the evaluation to tell. */
void regex_prepare(struct run *run, struct text pattern, struct text flags);

/* The PCRE2 text of an XPath pattern, and how many groups it has; false with why it is none, and
 * the code point of the pattern (from 1) where that was seen. */
struct regex_error {
	const char *why;
	size_t position;
};
bool regex_translate(struct arena *arena, struct text pattern, bool dot_all, struct text *out,
		     unsigned *group_count, struct regex_error *error);

#endif
