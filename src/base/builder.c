/* SPDX-License-Identifier: Apache-2.0 */
#include "base/builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct builder builder_new(struct arena *arena)
{
	return (struct builder){ .arena = arena, .most = BUILDER_MOST_DEFAULT };
}

static char *make_room(struct builder *builder, size_t more)
{
	size_t needed = builder->length + more;
	if (needed < more || needed > builder->most)
		boundary_leave(builder->arena, STATUS_LIMIT, "a text grew past its limit");
	if (needed > builder->room) {
		size_t room = builder->room < 128 ? 256 : builder->room * 2;
		if (room < needed)
			room = needed;
		char *grown = arena_alloc(builder->arena, room);
		if (builder->length != 0)
			memcpy(grown, builder->at, builder->length);
		builder->at = grown;
		builder->room = room;
	}
	return builder->at + builder->length;
}

void builder_add(struct builder *builder, struct text text)
{
	if (text.length == 0)
		return;
	memcpy(make_room(builder, text.length), text.at, text.length);
	builder->length += text.length;
}

void builder_add_c(struct builder *builder, const char *zero_ended)
{
	builder_add(builder, text_from(zero_ended));
}

void builder_add_byte(struct builder *builder, char byte)
{
	*make_room(builder, 1) = byte;
	builder->length++;
}

void builder_add_number(struct builder *builder, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) != 0);
	if (number < 0)
		digits[--at] = '-';
	builder_add(builder, (struct text){ digits + at, sizeof digits - at });
}

void builder_add_code_point(struct builder *builder, uint32_t code_point)
{
	char bytes[4];
	builder_add(builder, (struct text){ bytes, text_encode(code_point, bytes) });
}

void builder_add_format(struct builder *builder, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length > 0) {
		char *room = make_room(builder, (size_t)length + 1);
		vsnprintf(room, (size_t)length + 1, format, again);
		builder->length += (size_t)length;
	}
	va_end(again);
}

void builder_add_xml(struct builder *builder, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		switch (text.at[i]) {
		case '&': builder_add_c(builder, "&amp;"); break;
		case '<': builder_add_c(builder, "&lt;"); break;
		case '>': builder_add_c(builder, "&gt;"); break;
		case '"': builder_add_c(builder, "&quot;"); break;
		case '\'': builder_add_c(builder, "&#39;"); break;
		case '\0': builder_add_code_point(builder, 0xFFFD); break;
		default: builder_add_byte(builder, text.at[i]);
		}
	}
}

struct text builder_text(const struct builder *builder)
{
	return (struct text){ .at = builder->length != 0 ? builder->at : "",
			      .length = builder->length };
}
