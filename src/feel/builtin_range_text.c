/* SPDX-License-Identifier: Apache-2.0 */
/* range(): a range from its text (DMN 1.5 grammar rules 66 to 68). Its ends are literals: numbers,
 * strings, @"..." and calls of date, time, date and time, or duration with one string. Not an
 * expression parser: nothing is looked up and nothing is computed. */
#include "feel/builtin_internal.h"
#include "feel/temporal.h"
#include "feel/value_print.h"

#include <string.h>

struct reader {
	struct run *run;
	struct text text;
	size_t at;
};

static char peek(const struct reader *reader)
{
	return reader->at < reader->text.length ? reader->text.at[reader->at] : '\0';
}

static void skip_space(struct reader *reader)
{
	while (reader->at < reader->text.length && memchr(" \t\n\r", peek(reader), 4) != NULL)
		reader->at++;
}

static bool take(struct reader *reader, const char *word)
{
	struct text rest = text_slice(reader->text, reader->at, reader->text.length);
	if (!text_starts(rest, text_from(word)))
		return false;
	reader->at += strlen(word);
	return true;
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	char lower = (char)(byte | 0x20);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool take_hex(struct reader *reader, int count, uint32_t *out)
{
	*out = 0;
	for (; count > 0; count--) {
		int digit = hex_digit(peek(reader));
		if (digit < 0)
			return false;
		*out = *out * 16 + (uint32_t)digit;
		reader->at++;
	}
	return true;
}

/* The character after a backslash; a pair of surrogates is one. */
static bool take_escape(struct reader *reader, uint32_t *out)
{
	char letter = peek(reader);
	reader->at++;
	switch (letter) {
	case 'n': *out = '\n'; return true;
	case 'r': *out = '\r'; return true;
	case 't': *out = '\t'; return true;
	case '"':
	case '\'':
	case '\\': *out = (uint32_t)letter; return true;
	case 'U': return take_hex(reader, 6, out) && *out <= 0x10FFFF;
	case 'u': break;
	default: return false;
	}
	uint32_t low;
	if (!take_hex(reader, 4, out))
		return false;
	if (*out < 0xD800 || *out > 0xDBFF)
		return true;
	if (!take(reader, "\\u") || !take_hex(reader, 4, &low) || low < 0xDC00 || low > 0xDFFF)
		return false;
	*out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
	return true;
}

static bool take_string(struct reader *reader, struct text *out)
{
	struct builder built = builder_new(reader->run->arena);
	if (!take(reader, "\""))
		return false;
	while (!take(reader, "\"")) {
		uint32_t code_point;
		if (reader->at >= reader->text.length)
			return false;
		if (take(reader, "\\")) {
			if (!take_escape(reader, &code_point) ||
			    (code_point >= 0xD800 && code_point <= 0xDFFF))
				return false;
			builder_add_code_point(&built, code_point);
		} else {
			builder_add_byte(&built, reader->text.at[reader->at++]);
		}
	}
	*out = builder_text(&built);
	return true;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A number, which ends before "..". */
static bool take_number(struct reader *reader, dmn_value *out)
{
	size_t start = reader->at;
	(void)take(reader, "-");
	while (is_digit(peek(reader)))
		reader->at++;
	if (peek(reader) == '.' && reader->at + 1 < reader->text.length &&
	    is_digit(reader->text.at[reader->at + 1])) {
		reader->at++;
		while (is_digit(peek(reader)))
			reader->at++;
	}
	if ((peek(reader) | 0x20) == 'e') {
		reader->at++;
		if (peek(reader) == '+' || peek(reader) == '-')
			reader->at++;
		while (is_digit(peek(reader)))
			reader->at++;
	}
	return number_parse(reader->run->arena, text_slice(reader->text, start, reader->at), out);
}

/* date("..."), time("..."), date and time("...") or duration("..."). */
static bool take_call(struct reader *reader, dmn_value *out)
{
	static const char *const names[] = { "date and time", "date", "time", "duration" };
	struct text text;
	size_t which = 0;
	while (which < 4 && !take(reader, names[which]))
		which++;
	skip_space(reader);
	if (which == 4 || !take(reader, "("))
		return false;
	skip_space(reader);
	if (!take_string(reader, &text))
		return false;
	skip_space(reader);
	if (!take(reader, ")"))
		return false;
	switch (which) {
	case 0: return temporal_parse_date_time(reader->run, text, out);
	case 1: return temporal_parse_date(text, out);
	case 2: return temporal_parse_time(reader->run, text, out);
	default: return temporal_parse_duration(text, out);
	}
}

static bool take_literal(struct reader *reader, dmn_value *out)
{
	struct text text;
	if (peek(reader) == '"') {
		if (!take_string(reader, &text))
			return false;
		*out = value_string(text);
		return true;
	}
	if (take(reader, "@"))
		return take_string(reader, &text) && temporal_parse_any(reader->run, text, out);
	if (is_digit(peek(reader)) || peek(reader) == '-' || peek(reader) == '.')
		return take_number(reader, out);
	return take_call(reader, out);
}

static bool take_range(struct reader *reader, struct range *range)
{
	skip_space(reader);
	range->low_closed = take(reader, "[");
	if (!range->low_closed && !take(reader, "(") && !take(reader, "]"))
		return false;
	skip_space(reader);
	range->low_unbounded = !range->low_closed && take(reader, "..");
	if (!range->low_unbounded) {
		if (!take_literal(reader, &range->low))
			return false;
		skip_space(reader);
		if (!take(reader, ".."))
			return false;
	}
	skip_space(reader);
	range->high_unbounded = peek(reader) == ')' || peek(reader) == '[';
	if (!range->high_unbounded && !take_literal(reader, &range->high))
		return false;
	skip_space(reader);
	range->high_closed = take(reader, "]");
	if (!range->high_closed && !take(reader, ")") && !take(reader, "["))
		return false;
	skip_space(reader);
	return reader->at == reader->text.length;
}

dmn_value range_from(struct run *run, const dmn_value *arguments)
{
	struct text text = value_text(arguments[0]);
	struct reader reader = { .run = run, .text = text };
	struct range range = { .form = RANGE_INTERVAL };
	run_step(run, text.length / 64);
	if (!take_range(&reader, &range) || (range.low_unbounded && range.high_unbounded))
		return run_fail(run, PROBLEM_ARGUMENT, "range: \"%.*s\" is no range of literals",
				TEXT_ARG(value_excerpt(text)));
	if (!range.low_unbounded && !range.high_unbounded) {
		int order = value_compare(range.low, range.high);
		if (order == 2 || order == 1)
			return run_fail(
				run, PROBLEM_DOMAIN,
				"range: the ends of \"%.*s\" are not of one kind and ascending",
				TEXT_ARG(value_excerpt(text)));
	}
	return value_from_range(run->arena, range);
}
