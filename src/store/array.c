/* SPDX-License-Identifier: Apache-2.0 */
#include "store/array.h"

#include "base/builder.h"

static void add_text(struct builder *out, struct text item)
{
	builder_add_byte(out, '"');
	for (size_t i = 0; i < item.length; i++) {
		if (item.at[i] == '"' || item.at[i] == '\\')
			builder_add_byte(out, '\\');
		builder_add_byte(out, item.at[i]);
	}
	builder_add_byte(out, '"');
}

void store_add_hex(struct builder *out, struct text bytes)
{
	static const char letters[] = "0123456789abcdef";
	builder_add_byte(out, 'x');
	for (size_t i = 0; i < bytes.length; i++) {
		builder_add_byte(out, letters[(unsigned char)bytes.at[i] >> 4]);
		builder_add_byte(out, letters[(unsigned char)bytes.at[i] & 15]);
	}
}

static void add_bytes(struct builder *out, struct text bytes)
{
	builder_add_c(out, "\"\\\\");
	store_add_hex(out, bytes);
	builder_add_byte(out, '"');
}

static dmn_value array_of(struct arena *arena, const struct text *items, size_t count,
			  void add(struct builder *out, struct text item))
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '{');
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			builder_add_byte(&out, ',');
		add(&out, items[i]);
	}
	builder_add_byte(&out, '}');
	return store_text(builder_text(&out));
}

dmn_value store_texts(struct arena *arena, const struct text *texts, size_t count)
{
	return array_of(arena, texts, count, add_text);
}

dmn_value store_bytes(struct arena *arena, const struct text *bytes, size_t count)
{
	return array_of(arena, bytes, count, add_bytes);
}

dmn_value store_numbers(struct arena *arena, const int64_t *numbers, size_t count)
{
	struct builder out = builder_new(arena);
	builder_add_byte(&out, '{');
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			builder_add_byte(&out, ',');
		builder_add_number(&out, numbers[i]);
	}
	builder_add_byte(&out, '}');
	return store_text(builder_text(&out));
}
