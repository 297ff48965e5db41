/* SPDX-License-Identifier: Apache-2.0 */
/* What number.c and number_text.c share: a number taken apart. */
#ifndef REMIT_FEEL_NUMBER_INTERNAL_H
#define REMIT_FEEL_NUMBER_INTERNAL_H

#include "feel/number.h"

typedef unsigned __int128 wide;

enum {
	EXPONENT_LEAST = -6176,
	EXPONENT_MOST = 6111,
	NUMBER_SPELLED_MOST = 64
};

/* +-digits * 10^exponent */
struct parts {
	wide digits;
	int exponent;
	bool negative;
};

struct parts number_parts(dmn_value value);

/* Without trailing zeros, whatever exponent that takes; zero has the exponent 0. */
struct parts number_trimmed(struct parts parts);

/* A small number; the exponent is in EXPONENT_LEAST .. EXPONENT_MOST. */
dmn_value number_small(int64_t integer, int exponent);

/* Read "+123E-4", shorter than NUMBER_SPELLED_MOST, rounding to 34 digits; false when it has no
 * place in decimal128. */
bool number_read_spelled(struct arena *arena, const char *spelled, dmn_value *out);

#endif
