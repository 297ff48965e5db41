/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text text_from(const char *zero_ended)
{
	if (zero_ended == NULL)
		return TEXT("");
	return (struct text){ .at = zero_ended, .length = strlen(zero_ended) };
}

struct text text_copy(struct arena *arena, struct text text)
{
	return (struct text){ .at = arena_copy(arena, text.at, text.length),
			      .length = text.length };
}

const char *text_c(struct arena *arena, struct text text)
{
	char *copy = arena_alloc(arena, text.length + 1);
	if (text.length != 0)
		memcpy(copy, text.at, text.length);
	copy[text.length] = '\0';
	return copy;
}

struct text text_format(struct arena *arena, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	struct text made = text_format_list(arena, format, values);
	va_end(values);
	return made;
}

struct text text_format_list(struct arena *arena, const char *format, va_list values)
{
	va_list again;
	va_copy(again, values);
	int length = vsnprintf(NULL, 0, format, values);
	if (length < 0)
		length = 0;
	char *made = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(made, (size_t)length + 1, format, again);
	va_end(again);
	return (struct text){ .at = made, .length = (size_t)length };
}

bool text_is(struct text a, const char *zero_ended)
{
	return text_equal(a, text_from(zero_ended));
}

int text_compare(struct text a, struct text b)
{
	size_t shared = a.length < b.length ? a.length : b.length;
	int order = shared != 0 ? memcmp(a.at, b.at, shared) : 0;
	if (order != 0)
		return order < 0 ? -1 : 1;
	return (a.length > b.length) - (a.length < b.length);
}

bool text_starts(struct text whole, struct text head)
{
	return whole.length >= head.length &&
	       text_equal((struct text){ whole.at, head.length }, head);
}

bool text_ends(struct text whole, struct text tail)
{
	return whole.length >= tail.length &&
	       text_equal(text_slice(whole, whole.length - tail.length, whole.length), tail);
}

size_t text_find(struct text whole, struct text part, size_t from)
{
	if (part.length == 0)
		return from <= whole.length ? from : SIZE_MAX;
	while (from < whole.length && whole.length - from >= part.length) {
		const char *hit =
			memchr(whole.at + from, part.at[0], whole.length - from - part.length + 1);
		if (hit == NULL)
			return SIZE_MAX;
		from = (size_t)(hit - whole.at);
		if (memcmp(hit, part.at, part.length) == 0)
			return from;
		from++;
	}
	return SIZE_MAX;
}

struct text text_slice(struct text whole, size_t from, size_t to)
{
	if (to > whole.length)
		to = whole.length;
	if (from > to)
		from = to;
	return (struct text){ .at = whole.at + from, .length = to - from };
}

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text text_trim(struct text text)
{
	while (text.length > 0 && is_white(text.at[0])) {
		text.at++;
		text.length--;
	}
	while (text.length > 0 && is_white(text.at[text.length - 1]))
		text.length--;
	return text;
}

struct text text_cut(struct text whole, char separator, struct text *rest)
{
	const char *hit = whole.length != 0 ? memchr(whole.at, separator, whole.length) : NULL;
	if (hit == NULL) {
		*rest = text_slice(whole, whole.length, whole.length);
		return whole;
	}
	size_t position = (size_t)(hit - whole.at);
	*rest = text_slice(whole, position + 1, whole.length);
	return text_slice(whole, 0, position);
}

/* Bytes that follow a first byte, its payload, and the least code point of that length. */
static int sequence_of(unsigned char first, uint32_t *payload, uint32_t *least)
{
	if (first < 0x80) {
		*payload = first;
		*least = 0;
		return 0;
	}
	if ((first & 0xE0U) == 0xC0) {
		*payload = first & 0x1FU;
		*least = 0x80;
		return 1;
	}
	if ((first & 0xF0U) == 0xE0) {
		*payload = first & 0x0FU;
		*least = 0x800;
		return 2;
	}
	if ((first & 0xF8U) == 0xF0) {
		*payload = first & 0x07U;
		*least = 0x10000;
		return 3;
	}
	return -1;
}

enum {
	REPLACEMENT = 0xFFFD
};

static bool decode(struct text text, size_t *position, uint32_t *out)
{
	uint32_t found;
	uint32_t least;
	int more = sequence_of((unsigned char)text.at[*position], &found, &least);
	if (more < 0 || text.length - *position <= (size_t)more)
		return false;
	for (int i = 1; i <= more; i++) {
		unsigned char byte = (unsigned char)text.at[*position + (size_t)i];
		if ((byte & 0xC0U) != 0x80)
			return false;
		found = found << 6U | (byte & 0x3FU);
	}
	if (found < least || found > 0x10FFFF || (found >= 0xD800 && found <= 0xDFFF))
		return false;
	*position += (size_t)more + 1;
	*out = found;
	return true;
}

uint32_t text_next(struct text text, size_t *position)
{
	uint32_t found;
	if (decode(text, position, &found))
		return found;
	(*position)++;
	return REPLACEMENT;
}

size_t text_count(struct text text)
{
	size_t count = 0;
	for (size_t position = 0; position < text.length; count++)
		text_next(text, &position);
	return count;
}

/* Bytes of ASCII from there on, eight by eight. */
static size_t skip_ascii(struct text text, size_t position)
{
	uint64_t word;
	for (; position + sizeof word <= text.length; position += sizeof word) {
		memcpy(&word, text.at + position, sizeof word);
		if ((word & 0x8080808080808080U) != 0)
			break;
	}
	return position;
}

bool text_is_utf8(struct text text)
{
	uint32_t ignored;
	for (size_t position = skip_ascii(text, 0); position < text.length;) {
		if (!decode(text, &position, &ignored))
			return false;
		position = skip_ascii(text, position);
	}
	return true;
}

size_t text_encode(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0U | c >> 6U);
		out[1] = (char)(0x80U | (c & 0x3FU));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0U | c >> 12U);
		out[1] = (char)(0x80U | (c >> 6U & 0x3FU));
		out[2] = (char)(0x80U | (c & 0x3FU));
		return 3;
	}
	out[0] = (char)(0xF0U | c >> 18U);
	out[1] = (char)(0x80U | (c >> 12U & 0x3FU));
	out[2] = (char)(0x80U | (c >> 6U & 0x3FU));
	out[3] = (char)(0x80U | (c & 0x3FU));
	return 4;
}
