/* SPDX-License-Identifier: Apache-2.0 */
/* Query strings, form bodies, cookies. */
#include "format/fields.h"

#include "base/builder.h"

static int hexadecimal(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 0x20;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Decode, and make line ends \n (browsers send \r\n); what is read, written and read again is the
 * same. */
static bool decode(struct arena *arena, struct text encoded, struct text *out)
{
	char *bytes = arena_alloc(arena, encoded.length + 1);
	size_t length = 0;
	bool was_return = false;
	for (size_t i = 0; i < encoded.length; i++) {
		char byte = encoded.at[i] == '+' ? ' ' : encoded.at[i];
		if (byte == '%') {
			int high = i + 2 < encoded.length ? hexadecimal(encoded.at[i + 1]) : -1;
			int low = i + 2 < encoded.length ? hexadecimal(encoded.at[i + 2]) : -1;
			if (high < 0 || low < 0)
				return false;
			byte = (char)(high << 4 | low);
			i += 2;
		}
		if (byte == '\0')
			return false;
		bool is_rest = was_return && byte == '\n';
		was_return = byte == '\r';
		if (!is_rest)
			bytes[length++] = was_return ? '\n' : byte;
	}
	*out = (struct text){ bytes, length };
	return text_is_utf8(*out);
}

void fields_add(struct arena *arena, struct fields *fields, struct text name, struct text value)
{
	list_push(arena, fields, (struct field){ name, value });
}

bool fields_read(struct arena *arena, struct text encoded, struct fields *out)
{
	*out = (struct fields){ 0 };
	while (encoded.length != 0) {
		struct field field;
		struct text value;
		struct text pair = text_cut(encoded, '&', &encoded);
		struct text name = text_cut(pair, '=', &value);
		if (pair.length == 0)
			continue;
		if (out->count == FIELDS_MOST || !decode(arena, name, &field.name) ||
		    !decode(arena, value, &field.value))
			return false;
		list_push(arena, out, field);
	}
	return true;
}

void fields_read_cookies(struct arena *arena, struct text header, struct fields *out)
{
	*out = (struct fields){ 0 };
	while (header.length != 0 && out->count < FIELDS_MOST) {
		struct text value;
		struct text pair = text_trim(text_cut(header, ';', &header));
		struct text name = text_cut(pair, '=', &value);
		if (name.length != 0 && name.length != pair.length)
			fields_add(arena, out, name, value);
	}
}

static const struct field *find(const struct fields *fields, const char *name)
{
	for (size_t i = 0; i < fields->count; i++)
		if (text_is(fields->at[i].name, name))
			return &fields->at[i];
	return NULL;
}

struct text fields_get(const struct fields *fields, const char *name)
{
	const struct field *found = find(fields, name);
	return found != NULL ? found->value : TEXT("");
}

bool fields_has(const struct fields *fields, const char *name)
{
	return find(fields, name) != NULL;
}

static void encode(struct builder *out, struct text text)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
			     (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
			     byte == '.';
		if (plain) {
			builder_add_byte(out, (char)byte);
			continue;
		}
		builder_add_byte(out, '%');
		builder_add_byte(out, digits[byte >> 4]);
		builder_add_byte(out, digits[byte & 15]);
	}
}

struct text fields_encode(struct arena *arena, struct text text)
{
	struct builder out = builder_new(arena);
	encode(&out, text);
	return builder_text(&out);
}

struct text fields_write(struct arena *arena, const struct fields *fields)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < fields->count; i++) {
		if (i != 0)
			builder_add_byte(&out, '&');
		encode(&out, fields->at[i].name);
		builder_add_byte(&out, '=');
		encode(&out, fields->at[i].value);
	}
	return builder_text(&out);
}
