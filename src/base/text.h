/* SPDX-License-Identifier: Apache-2.0 */
/* A counted, immutable view of UTF-8 bytes, passed by value. NUL ends nothing;
 * only `text_c` makes a NUL-ended copy, for system calls and libraries. */
#ifndef REMIT_BASE_TEXT_H
#define REMIT_BASE_TEXT_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
	const char *at;
	size_t length; /* bytes */
};

#define TEXT(literal) ((struct text){ .at = "" literal, .length = sizeof(literal) - 1 })
/* For printf: printf("%.*s", TEXT_ARG(name)). */
#define TEXT_ARG(t) (int)(t).length, (t).at

struct text text_from(const char *zero_ended); /* NULL gives the empty text */
struct text text_copy(struct arena *arena, struct text text);
const char *text_c(struct arena *arena, struct text text);
struct text text_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
struct text text_format_list(struct arena *arena, const char *format, va_list values)
	PRINTF_LIKE(2, 0);

static inline bool text_equal(struct text a, struct text b)
{
	if (a.length != b.length || a.length == 0)
		return a.length == b.length;
	return a.at == b.at || (a.at[0] == b.at[0] && a.at[a.length - 1] == b.at[b.length - 1] &&
				memcmp(a.at, b.at, a.length) == 0);
}

bool text_is(struct text a, const char *zero_ended);
int text_compare(struct text a, struct text b); /* by bytes, which is by code point */
bool text_starts(struct text whole, struct text head);
bool text_ends(struct text whole, struct text tail);
/* Byte position of `part` at or after `from`, or SIZE_MAX. */
size_t text_find(struct text whole, struct text part, size_t from);
/* Bytes from..to, both clamped to the text. */
struct text text_slice(struct text whole, size_t from, size_t to);
struct text text_trim(struct text text); /* without white space (ASCII) at both ends */

/* Cut at the first `separator`: *rest gets what follows (empty when there is none). */
struct text text_cut(struct text whole, char separator, struct text *rest);

/* Decode the code point at *position and step over it. Bytes that are not UTF-8
 * give U+FFFD and step one. */
uint32_t text_next(struct text text, size_t *position);
/* Code points in it. */
size_t text_count(struct text text);
bool text_is_utf8(struct text text);
/* Write one code point at `out` (4 bytes of room); returns the bytes written. */
size_t text_encode(uint32_t code_point, char *out);

#endif
