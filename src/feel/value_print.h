/* SPDX-License-Identifier: Apache-2.0 */
/* The text of a value, two ways. Equal values of one kind give equal text, but for the order of a
 * context's entries and the zone of a moment. */
#ifndef REMIT_FEEL_VALUE_PRINT_H
#define REMIT_FEEL_VALUE_PRINT_H

#include "base/builder.h"
#include "feel/value.h"

/* What string() gives (DMN 1.5 10.3.4.1): a string or temporal value bare at the top, and as a
 * literal inside a list, context or range: [1, "a"], {a: 1}, [@"2022-01-01"..@"2022-12-31"]. */
void value_print(struct builder *out, dmn_value value);

/* As FEEL text that reads back as the value (but for functions): "a", @"2022-01-01". */
void value_print_literal(struct builder *out, dmn_value value);

/* A string as a FEEL literal with its quotes and escapes. */
void value_print_quoted(struct builder *out, struct text text);

/* The start of a text for a message: 100 bytes at most, cut between characters. */
struct text value_excerpt(struct text text);

#endif
