/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers from and to their text. Long literals are cut to the digits that matter before the
 * decimal library rounds them. Not here: number(), which knows separators (builtin_number.c). */
#include "feel/number_internal.h"

#include <string.h>

enum {
	DIGITS_READ = 40,  /* of a literal; what follows only breaks ties */
	DIGITS_SHORT = 18, /* of a literal that is read at a glance, with its point */
	DIGITS_ROOM = 40,  /* of a printed number */
	PLAIN_MOST = 60	   /* characters without an exponent */
};

/* A literal as it is read: up to DIGITS_READ significant digits, and whether more followed. */
struct literal {
	char digits[DIGITS_READ + 1];
	size_t count;
	bool more; /* a later digit is not zero */
	bool negative;
	int64_t exponent;
};

static void take_digit(struct literal *literal, char digit, bool after_point)
{
	if (literal->count == 0 && digit == '0') {
		literal->exponent -= after_point;
	} else if (literal->count < DIGITS_READ) {
		literal->digits[literal->count++] = digit;
		literal->exponent -= after_point;
	} else {
		literal->more = literal->more || digit != '0';
		literal->exponent += !after_point;
	}
}

static bool is_digit(struct text text, size_t at)
{
	return at < text.length && text.at[at] >= '0' && text.at[at] <= '9';
}

/* The exponent part "e-12" at `at`, to the end of the text. */
static bool scan_exponent(struct text text, size_t at, struct literal *literal)
{
	if (at == text.length)
		return true;
	if (text.at[at] != 'e' && text.at[at] != 'E')
		return false;
	at++;
	bool negative = at < text.length && text.at[at] == '-';
	if (at < text.length && (text.at[at] == '-' || text.at[at] == '+'))
		at++;
	if (!is_digit(text, at))
		return false;
	int64_t exponent = 0;
	for (; is_digit(text, at); at++)
		if (exponent < 1000000000)
			exponent = exponent * 10 + (text.at[at] - '0');
	literal->exponent += negative ? -exponent : exponent;
	return at == text.length;
}

static bool scan_literal(struct text text, struct literal *literal)
{
	size_t at = text.length != 0 && text.at[0] == '-';
	literal->negative = at == 1;
	bool whole = is_digit(text, at);
	for (; is_digit(text, at); at++)
		take_digit(literal, text.at[at], false);
	if (at < text.length && text.at[at] == '.') {
		if (!is_digit(text, at + 1))
			return false;
		for (at++; is_digit(text, at); at++)
			take_digit(literal, text.at[at], true);
	} else if (!whole) {
		return false;
	}
	return scan_exponent(text, at, literal);
}

/* Digits that the small form cannot hold: let the library round them. */
static bool parse_big(struct arena *arena, const struct literal *literal, dmn_value *out)
{
	char spelled[NUMBER_SPELLED_MOST];
	if (literal->exponent < EXPONENT_LEAST - 100 || literal->exponent > EXPONENT_MOST + 100)
		return false;
	size_t length = 0;
	spelled[length++] = literal->negative ? '-' : '+';
	memcpy(spelled + length, literal->digits, literal->count);
	length += literal->count;
	int64_t exponent = literal->exponent;
	if (literal->more) {
		spelled[length++] = '1';
		exponent--;
	}
	spelled[length++] = 'E';
	spelled[length++] = exponent < 0 ? '-' : '+';
	uint64_t left = (uint64_t)(exponent < 0 ? -exponent : exponent);
	for (uint64_t unit = 10000; unit != 0; unit /= 10)
		spelled[length++] = (char)('0' + left / unit % 10);
	spelled[length] = '\0';
	return number_read_spelled(arena, spelled, out);
}

/* "-12.50": a sign, up to 18 digits, a point between two of them. False where it is anything else.
 */
static bool parse_short(struct text text, dmn_value *out)
{
	size_t at = text.length != 0 && text.at[0] == '-';
	size_t first = at, point = 0;
	int64_t integer = 0;
	if (text.length - at > DIGITS_SHORT || text.length == at)
		return false;
	for (; at < text.length; at++) {
		if (text.at[at] >= '0' && text.at[at] <= '9') {
			integer = integer * 10 + (text.at[at] - '0');
			continue;
		}
		if (text.at[at] != '.' || point != 0 || at == first)
			return false;
		point = at + 1;
	}
	if (point == text.length)
		return false;
	*out = number_small(first == 0 ? integer : -integer,
			    point == 0 ? 0 : -(int)(text.length - point));
	return true;
}

bool number_parse(struct arena *arena, struct text text, dmn_value *out)
{
	if (parse_short(text, out))
		return true;
	struct literal literal = { .count = 0 };
	if (!scan_literal(text, &literal))
		return false;
	if (literal.count == 0) {
		*out = number_small(0, 0);
		return true;
	}
	if (literal.count > 18 || literal.exponent < EXPONENT_LEAST ||
	    literal.exponent > EXPONENT_MOST)
		return parse_big(arena, &literal, out);
	int64_t integer = 0;
	for (size_t i = 0; i < literal.count; i++)
		integer = integer * 10 + (literal.digits[i] - '0');
	*out = number_small(literal.negative ? -integer : integer, (int)literal.exponent);
	return true;
}

/* The digits of `digits`, without leading zeros, at the end of `room`; returns their count. */
static size_t spell_digits(wide digits, char room[DIGITS_ROOM])
{
	size_t count = 0;
	for (; digits != 0; digits /= 10)
		room[DIGITS_ROOM - 1 - count++] = (char)('0' + (int)(digits % 10));
	return count;
}

static void add_zeros(struct builder *out, int count)
{
	for (; count > 0; count--)
		builder_add_byte(out, '0');
}

void number_print(struct builder *out, dmn_value a)
{
	struct parts parts = number_trimmed(number_parts(a));
	char room[DIGITS_ROOM];
	int count = (int)spell_digits(parts.digits, room);
	if (count == 0) {
		builder_add_byte(out, '0');
		return;
	}
	struct text digits = { room + sizeof room - (size_t)count, (size_t)count };
	if (parts.negative)
		builder_add_byte(out, '-');
	int point = count + parts.exponent; /* digits before the point */
	if (point > PLAIN_MOST || parts.exponent < -PLAIN_MOST + 2) {
		builder_add(out, text_slice(digits, 0, 1));
		if (count > 1)
			builder_add_byte(out, '.');
		builder_add(out, text_slice(digits, 1, digits.length));
		builder_add_format(out, "e%d", point - 1);
		return;
	}
	if (point <= 0) {
		builder_add_c(out, "0.");
		add_zeros(out, -point);
		builder_add(out, digits);
		return;
	}
	builder_add(out, text_slice(digits, 0, (size_t)point));
	add_zeros(out, parts.exponent);
	if (parts.exponent < 0) {
		builder_add_byte(out, '.');
		builder_add(out, text_slice(digits, (size_t)point, digits.length));
	}
}
