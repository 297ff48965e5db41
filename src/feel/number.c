/* SPDX-License-Identifier: Apache-2.0 */
/* Decimal numbers: arithmetic, order, rounding and text. A number whose digits fit 63 bits is
 * "small" and stays out of the decimal library. Not here: the problems that a failed operation
 * becomes, which know the place and belong to the caller; literals and printing (number_text.c). */
#include "feel/number_internal.h"

#include "base/map.h"

#include <string.h>

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <stddef.h>
#include <wchar.h>
#include <bid_conf.h>
#include <bid_functions.h>

enum {
	ROUND_NEAREST_EVEN = 0,
	WIDE_TENS = 38,
	POWER_EXACT_MOST = 1000000000
};

static wide ten_to(unsigned power)
{
	wide result = 1;
	for (; power != 0; power--)
		result *= 10;
	return result;
}

static BID_UINT128 bid_from_parts(struct parts parts)
{
	BID_UINT128 result;
	uint64_t high = (uint64_t)(parts.digits >> 64);
	result.w[1] = ((uint64_t)parts.negative << 63) |
		      ((uint64_t)(parts.exponent - EXPONENT_LEAST) << 49) | high;
	result.w[0] = (uint64_t)parts.digits;
	return result;
}

static struct parts parts_of_bid(BID_UINT128 bid)
{
	uint64_t high = bid.w[1];
	struct parts parts = { .negative = (high >> 63) != 0 };
	parts.exponent = (int)((high >> 49) & 0x3fff) + EXPONENT_LEAST;
	parts.digits = ((wide)(high & 0x1ffffffffffffULL) << 64) | bid.w[0];
	return parts;
}

struct parts number_parts(dmn_value value)
{
	if (value.flags & VALUE_BIG) {
		BID_UINT128 bid;
		memcpy(&bid, value.as.pointer, sizeof bid);
		return parts_of_bid(bid);
	}
	bool negative = value.as.integer < 0;
	uint64_t digits = negative ? 0 - (uint64_t)value.as.integer : (uint64_t)value.as.integer;
	return (struct parts){ .digits = digits, .exponent = value.exponent, .negative = negative };
}

static BID_UINT128 bid_of(dmn_value value)
{
	if (value.flags & VALUE_BIG) {
		BID_UINT128 bid;
		memcpy(&bid, value.as.pointer, sizeof bid);
		return bid;
	}
	return bid_from_parts(number_parts(value));
}

struct parts number_trimmed(struct parts parts)
{
	if (parts.digits == 0)
		return (struct parts){ 0 };
	while (parts.digits % 10 == 0) {
		parts.digits /= 10;
		parts.exponent++;
	}
	return parts;
}

dmn_value number_small(int64_t integer, int exponent)
{
	return (dmn_value){ .kind = DMN_NUMBER,
			    .exponent = (int16_t)(integer == 0 ? 0 : exponent),
			    .as.integer = integer };
}

/* The number of these parts, which are in the range of decimal128. */
static dmn_value number_from_parts(struct arena *arena, struct parts parts)
{
	struct parts short_form = parts;
	if (parts.digits > INT64_MAX)
		short_form = number_trimmed(parts);
	if (short_form.digits <= INT64_MAX && short_form.exponent <= EXPONENT_MOST) {
		int64_t integer = (int64_t)short_form.digits;
		return number_small(parts.negative ? -integer : integer, short_form.exponent);
	}
	BID_UINT128 bid = bid_from_parts(parts);
	return (dmn_value){ .kind = DMN_NUMBER,
			    .flags = VALUE_BIG,
			    .as.pointer = arena_copy(arena, &bid, sizeof bid) };
}

/* Null for what is no number: infinities and NaN have the bits 11110 after the sign. */
static dmn_value number_from_bid(struct arena *arena, BID_UINT128 bid)
{
	if (((bid.w[1] >> 58) & 0x1e) == 0x1e)
		return value_null();
	if (((bid.w[1] >> 61) & 3) == 3) /* a coefficient past 34 digits: not canonical, zero */
		return number_small(0, 0);
	return number_from_parts(arena, parts_of_bid(bid));
}

static bool is_zero(dmn_value value)
{
	return !(value.flags & VALUE_BIG) && value.as.integer == 0;
}

/* A product or quotient of what is not zero that came out as zero needs a scale that there is
 * not (DMN 1.5 table 58). */
static dmn_value number_from_product(struct arena *arena, BID_UINT128 bid)
{
	dmn_value result = number_from_bid(arena, bid);
	return result.kind == DMN_NUMBER && is_zero(result) ? value_null() : result;
}

static bool both_small(dmn_value a, dmn_value b)
{
	return ((a.flags | b.flags) & VALUE_BIG) == 0;
}

const int64_t number_tens[NUMBER_TENS_MOST + 1] = { 1,
						    10,
						    100,
						    1000,
						    10000,
						    100000,
						    1000000,
						    10000000,
						    100000000,
						    1000000000,
						    10000000000,
						    100000000000,
						    1000000000000,
						    10000000000000,
						    100000000000000,
						    1000000000000000,
						    10000000000000000,
						    100000000000000000,
						    1000000000000000000 };

/* Bring two small numbers to one exponent; false when the digits do not fit. */
static bool align(dmn_value a, dmn_value b, int64_t *a_digits, int64_t *b_digits, int *exponent)
{
	int difference = a.exponent - b.exponent;
	*a_digits = a.as.integer;
	*b_digits = b.as.integer;
	*exponent = difference < 0 ? a.exponent : b.exponent;
	if (difference == 0)
		return true;
	int64_t *larger = difference > 0 ? a_digits : b_digits;
	int by = difference > 0 ? difference : -difference;
	if (*larger == 0)
		return true;
	return by <= NUMBER_TENS_MOST && !__builtin_mul_overflow(*larger, number_tens[by], larger);
}

dmn_value number_add(struct arena *arena, dmn_value a, dmn_value b)
{
	int64_t x, y, sum;
	int exponent;
	if (both_small(a, b) && align(a, b, &x, &y, &exponent) &&
	    !__builtin_add_overflow(x, y, &sum))
		return number_small(sum, exponent);
	unsigned flags = 0;
	return number_from_bid(arena,
			       __bid128_add(bid_of(a), bid_of(b), ROUND_NEAREST_EVEN, &flags));
}

dmn_value number_subtract(struct arena *arena, dmn_value a, dmn_value b)
{
	int64_t x, y, difference;
	int exponent;
	if (both_small(a, b) && align(a, b, &x, &y, &exponent) &&
	    !__builtin_sub_overflow(x, y, &difference))
		return number_small(difference, exponent);
	unsigned flags = 0;
	return number_from_bid(arena,
			       __bid128_sub(bid_of(a), bid_of(b), ROUND_NEAREST_EVEN, &flags));
}

dmn_value number_multiply(struct arena *arena, dmn_value a, dmn_value b)
{
	if (is_zero(a) || is_zero(b))
		return number_small(0, 0);
	int64_t product;
	int exponent = a.exponent + b.exponent;
	if (both_small(a, b) && exponent >= EXPONENT_LEAST && exponent <= EXPONENT_MOST &&
	    !__builtin_mul_overflow(a.as.integer, b.as.integer, &product))
		return number_small(product, exponent);
	unsigned flags = 0;
	return number_from_product(arena,
				   __bid128_mul(bid_of(a), bid_of(b), ROUND_NEAREST_EVEN, &flags));
}

dmn_value number_divide(struct arena *arena, dmn_value a, dmn_value b)
{
	if (is_zero(b))
		return value_null();
	if (is_zero(a))
		return number_small(0, 0);
	int exponent = a.exponent - b.exponent;
	if (both_small(a, b) && exponent >= EXPONENT_LEAST && exponent <= EXPONENT_MOST &&
	    b.as.integer != -1 && a.as.integer % b.as.integer == 0)
		return number_small(a.as.integer / b.as.integer, exponent);
	unsigned flags = 0;
	return number_from_product(arena,
				   __bid128_div(bid_of(a), bid_of(b), ROUND_NEAREST_EVEN, &flags));
}

/* Whole powers by squaring: exact while the digits last. */
static dmn_value power_whole(struct arena *arena, dmn_value base, int64_t power)
{
	dmn_value result = number_small(1, 0);
	for (int64_t left = power < 0 ? -power : power; left != 0; left >>= 1) {
		if (left & 1)
			result = number_multiply(arena, result, base);
		if (left > 1)
			base = number_multiply(arena, base, base);
		if (result.kind == DMN_NULL || base.kind == DMN_NULL)
			return value_null();
	}
	return power < 0 ? number_divide(arena, number_small(1, 0), result) : result;
}

dmn_value number_power(struct arena *arena, dmn_value a, dmn_value b)
{
	int64_t whole;
	if (is_zero(a)) {
		bool positive = number_compare(b, number_small(0, 0)) > 0;
		return is_zero(b) ? number_small(1, 0)
		       : positive ? number_small(0, 0)
				  : value_null();
	}
	if (number_to_int64(b, &whole) && whole >= -POWER_EXACT_MOST && whole <= POWER_EXACT_MOST)
		return power_whole(arena, a, whole);
	unsigned flags = 0;
	return number_from_product(arena,
				   __bid128_pow(bid_of(a), bid_of(b), ROUND_NEAREST_EVEN, &flags));
}

dmn_value number_negate(struct arena *arena, dmn_value a)
{
	struct parts parts = number_parts(a);
	parts.negative = !parts.negative;
	return number_from_parts(arena, parts);
}

dmn_value number_absolute(struct arena *arena, dmn_value a)
{
	return number_compare(a, number_small(0, 0)) < 0 ? number_negate(arena, a) : a;
}

dmn_value number_modulo(struct arena *arena, dmn_value a, dmn_value b)
{
	if (is_zero(b))
		return value_null();
	unsigned flags = 0;
	int64_t x, y;
	int exponent;
	dmn_value rest;
	if (both_small(a, b) && align(a, b, &x, &y, &exponent) && y != -1)
		rest = number_small(x % y, exponent);
	else
		rest = number_from_bid(arena, __bid128_fmod(bid_of(a), bid_of(b), &flags));
	if (rest.kind == DMN_NULL || is_zero(rest))
		return rest;
	bool same_sign = number_parts(rest).negative == number_parts(b).negative;
	return same_sign ? rest : number_add(arena, rest, b);
}

dmn_value number_sqrt(struct arena *arena, dmn_value a)
{
	unsigned flags = 0;
	return number_from_bid(arena, __bid128_sqrt(bid_of(a), ROUND_NEAREST_EVEN, &flags));
}

dmn_value number_exp(struct arena *arena, dmn_value a)
{
	unsigned flags = 0;
	return number_from_bid(arena, __bid128_exp(bid_of(a), ROUND_NEAREST_EVEN, &flags));
}

dmn_value number_log(struct arena *arena, dmn_value a)
{
	unsigned flags = 0;
	if (is_zero(a))
		return value_null();
	return number_from_bid(arena, __bid128_log(bid_of(a), ROUND_NEAREST_EVEN, &flags));
}

/* Does dropping a rest move the last kept digit away from zero? `half` orders the rest against
 * half a unit: -1, 0, 1. */
static bool rounds_away(enum rounding rounding, bool negative, bool odd, int half)
{
	switch (rounding) {
	case ROUND_FLOOR: return negative;
	case ROUND_CEILING: return !negative;
	case ROUND_UP: return true;
	case ROUND_DOWN: return false;
	case ROUND_HALF_UP: return half >= 0;
	case ROUND_HALF_DOWN: return half > 0;
	case ROUND_HALF_EVEN: break;
	}
	return half > 0 || (half == 0 && odd);
}

dmn_value number_round(struct arena *arena, dmn_value a, int scale, enum rounding rounding)
{
	struct parts parts = number_parts(a);
	int drop = -scale - parts.exponent;
	if (drop <= 0 || parts.digits == 0)
		return a;
	wide kept = 0;
	int half = -1;
	bool exact = false;
	if (drop <= WIDE_TENS) {
		wide unit = ten_to((unsigned)drop);
		wide rest = parts.digits % unit;
		kept = parts.digits / unit;
		exact = rest == 0;
		half = (rest > unit - rest) - (rest < unit - rest);
	}
	if (!exact && rounds_away(rounding, parts.negative, (kept & 1) != 0, half))
		kept++;
	if (-scale > EXPONENT_MOST && kept != 0)
		return value_null();
	return number_from_parts(arena, (struct parts){ .digits = kept,
							.exponent = kept == 0 ? 0 : -scale,
							.negative = parts.negative });
}

/* Of numbers that are not both small and of one exponent. */
int number_compare_unlike(dmn_value a, dmn_value b)
{
	int64_t x, y;
	int exponent;
	if (both_small(a, b) && align(a, b, &x, &y, &exponent))
		return (x > y) - (x < y);
	unsigned flags = 0;
	BID_UINT128 left = bid_of(a), right = bid_of(b);
	if (__bid128_quiet_less(left, right, &flags))
		return -1;
	return __bid128_quiet_less(right, left, &flags) ? 1 : 0;
}

bool number_is_integer(dmn_value a)
{
	return number_trimmed(number_parts(a)).exponent >= 0;
}

bool number_to_int64(dmn_value a, int64_t *out)
{
	return number_is_integer(a) && number_truncate(a, out);
}

bool number_truncate(dmn_value a, int64_t *out)
{
	struct parts parts = number_parts(a);
	if (parts.exponent < 0) {
		parts.digits = -parts.exponent > WIDE_TENS
				       ? 0
				       : parts.digits / ten_to((unsigned)-parts.exponent);
	} else if (parts.digits != 0) {
		if (parts.exponent > 18 || parts.digits > INT64_MAX)
			return false;
		parts.digits *= ten_to((unsigned)parts.exponent);
	}
	if (parts.digits > INT64_MAX)
		return false;
	*out = parts.negative ? -(int64_t)parts.digits : (int64_t)parts.digits;
	return true;
}

uint64_t number_hash(dmn_value a)
{
	struct parts parts = number_trimmed(number_parts(a));
	uint64_t words[4] = { (uint64_t)parts.digits, (uint64_t)(parts.digits >> 64),
			      (uint64_t)(int64_t)parts.exponent, parts.negative };
	return hash_bytes(words, sizeof words);
}

bool number_read_spelled(struct arena *arena, const char *spelled, dmn_value *out)
{
	char copy[NUMBER_SPELLED_MOST];
	size_t length = strlen(spelled);
	if (length >= sizeof copy)
		return false;
	memcpy(copy, spelled, length + 1); /* the library takes no const */
	unsigned flags = 0;
	*out = number_from_product(arena, __bid128_from_string(copy, ROUND_NEAREST_EVEN, &flags));
	return out->kind == DMN_NUMBER;
}
