/* SPDX-License-Identifier: Apache-2.0 */
/* FEEL numbers: decimal128, 34 digits, half-even (DMN 1.5 10.3.2.3.1), with a fast path for
 * those whose digits fit 64 bits. number.c is the only file that knows the decimal library. */
#ifndef REMIT_FEEL_NUMBER_H
#define REMIT_FEEL_NUMBER_H

#include "base/builder.h"
#include "feel/value.h"

/* Read a whole text as a decimal literal ("12", "-1.50", ".5", "1.2e-3"); false when it is none or
 * is outside the range of decimal128. */
bool number_parse(struct arena *arena, struct text text, dmn_value *out);

/* Each gives null (without a problem) on overflow or where the result is no number:
 * x/0, 0 to a negative power, the root of a negative one. */
dmn_value number_add(struct arena *arena, dmn_value a, dmn_value b);
dmn_value number_subtract(struct arena *arena, dmn_value a, dmn_value b);
dmn_value number_multiply(struct arena *arena, dmn_value a, dmn_value b);
dmn_value number_divide(struct arena *arena, dmn_value a, dmn_value b);
dmn_value number_power(struct arena *arena, dmn_value a, dmn_value b);
dmn_value number_negate(struct arena *arena, dmn_value a);
dmn_value number_absolute(struct arena *arena, dmn_value a);
/* a - b * floor(a / b): the sign of b (DMN 1.5 table 77). */
dmn_value number_modulo(struct arena *arena, dmn_value a, dmn_value b);
dmn_value number_sqrt(struct arena *arena, dmn_value a);
dmn_value number_exp(struct arena *arena, dmn_value a);
dmn_value number_log(struct arena *arena, dmn_value a);

enum rounding {
	ROUND_HALF_EVEN,
	ROUND_FLOOR,
	ROUND_CEILING,
	ROUND_UP,   /* away from zero */
	ROUND_DOWN, /* towards zero */
	ROUND_HALF_UP,
	ROUND_HALF_DOWN
};
/* The powers of ten that fit 64 bits: number_tens[n] is 10 to the power n. */
enum {
	NUMBER_TENS_MOST = 18
};
extern const int64_t number_tens[NUMBER_TENS_MOST + 1];

/* Round to `scale` digits after the point (may be negative). */
dmn_value number_round(struct arena *arena, dmn_value a, int scale, enum rounding rounding);

int number_compare_unlike(dmn_value a, dmn_value b);
/* -1, 0, 1 */
static inline int number_compare(dmn_value a, dmn_value b)
{
	if (((a.flags | b.flags) & VALUE_BIG) != 0 || a.exponent != b.exponent)
		return number_compare_unlike(a, b);
	return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
}
bool number_is_integer(dmn_value a);
/* The whole number when it is one that fits. */
bool number_to_int64(dmn_value a, int64_t *out);
/* Truncated towards zero when it fits. */
bool number_truncate(dmn_value a, int64_t *out);
/* A hash equal for equal numbers. */
uint64_t number_hash(dmn_value a);

/* Plain decimal digits without exponent while that takes at most 60 characters, no trailing zeros
 * after the point: 1.10 prints 1.1, 1e3 prints 1000. */
void number_print(struct builder *out, dmn_value a);

#endif
