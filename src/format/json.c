/* SPDX-License-Identifier: Apache-2.0 */
#include "format/json.h"

#include <string.h>

struct json_reader json_open(struct arena *arena, struct text source)
{
	return (struct json_reader){ .arena = arena, .source = source, .needs_value = true };
}

static enum json_event bad(struct json_reader *reader, const char *message)
{
	if (reader->message == NULL)
		reader->message = message;
	return JSON_BAD;
}

static char peek(const struct json_reader *reader)
{
	return reader->at < reader->source.length ? reader->source.at[reader->at] : '\0';
}

static void skip_white(struct json_reader *reader)
{
	while (reader->at < reader->source.length && strchr(" \t\r\n", peek(reader)) != NULL &&
	       peek(reader) != '\0')
		reader->at++;
}

static bool read_hex(struct json_reader *reader, uint32_t *out)
{
	uint32_t found = 0;
	for (int i = 0; i < 4; i++) {
		char c = peek(reader);
		uint32_t digit;
		if (c >= '0' && c <= '9')
			digit = (uint32_t)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			digit = (uint32_t)((c | 0x20) - 'a' + 10);
		else
			return false;
		found = found << 4U | digit;
		reader->at++;
	}
	*out = found;
	return true;
}

static bool read_unicode(struct json_reader *reader, struct builder *out)
{
	uint32_t high;
	uint32_t low;
	if (!read_hex(reader, &high))
		return false;
	bool pairs =
		high >= 0xD800 && high <= 0xDBFF &&
		text_starts(text_slice(reader->source, reader->at, reader->at + 2), TEXT("\\u"));
	if (pairs) {
		size_t back = reader->at;
		reader->at += 2;
		if (!read_hex(reader, &low))
			return false;
		if (low >= 0xDC00 && low <= 0xDFFF)
			high = 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00);
		else
			reader->at = back;
	}
	builder_add_code_point(out, high >= 0xD800 && high <= 0xDFFF ? 0xFFFD : high);
	return true;
}

static bool read_escape(struct json_reader *reader, struct builder *out)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char means[] = "\"\\/\b\f\n\r\t";
	char c = peek(reader);
	reader->at++;
	if (c == 'u')
		return read_unicode(reader, out);
	const char *found = c != '\0' ? strchr(letters, c) : NULL;
	if (found == NULL)
		return false;
	builder_add_byte(out, means[found - letters]);
	return true;
}

/* The position is after the opening quote. */
static bool read_string(struct json_reader *reader)
{
	size_t start = reader->at;
	while (reader->at < reader->source.length && peek(reader) != '"' && peek(reader) != '\\' &&
	       (unsigned char)peek(reader) >= 0x20)
		reader->at++;
	struct text plain = text_slice(reader->source, start, reader->at);
	if (reader->at < reader->source.length && peek(reader) == '"') {
		reader->at++;
		reader->text = text_copy(reader->arena, plain);
		return text_is_utf8(plain);
	}
	struct builder builder = builder_new(reader->arena);
	builder_add(&builder, plain);
	while (reader->at < reader->source.length) {
		char c = peek(reader);
		reader->at++;
		if (c == '"') {
			reader->text = builder_text(&builder);
			return text_is_utf8(reader->text);
		}
		if ((unsigned char)c < 0x20)
			return false;
		if (c != '\\')
			builder_add_byte(&builder, c);
		else if (!read_escape(reader, &builder))
			return false;
	}
	return false;
}

static size_t digits(struct json_reader *reader)
{
	size_t start = reader->at;
	while (peek(reader) >= '0' && peek(reader) <= '9')
		reader->at++;
	return reader->at - start;
}

static enum json_event read_number(struct json_reader *reader)
{
	size_t start = reader->at;
	if (peek(reader) == '-')
		reader->at++;
	bool leading_zero = peek(reader) == '0';
	size_t whole = digits(reader);
	if (whole == 0 || (leading_zero && whole > 1))
		return bad(reader, "this is no JSON number");
	if (peek(reader) == '.') {
		reader->at++;
		if (digits(reader) == 0)
			return bad(reader, "digits must follow the decimal point");
	}
	if ((peek(reader) | 0x20) == 'e') {
		reader->at++;
		if (peek(reader) == '+' || peek(reader) == '-')
			reader->at++;
		if (digits(reader) == 0)
			return bad(reader, "digits must follow the exponent mark");
	}
	reader->text = text_slice(reader->source, start, reader->at);
	return JSON_NUMBER;
}

static enum json_event read_word(struct json_reader *reader)
{
	static const struct {
		const char *word;
		enum json_event event;
	} words[] = { { "null", JSON_NULL }, { "true", JSON_TRUE }, { "false", JSON_FALSE } };
	struct text rest = text_slice(reader->source, reader->at, reader->source.length);
	for (size_t i = 0; i < 3; i++)
		if (text_starts(rest, text_from(words[i].word))) {
			reader->at += strlen(words[i].word);
			return words[i].event;
		}
	return bad(reader, "a JSON value was expected");
}

static enum json_event open_bracket(struct json_reader *reader, char bracket)
{
	if (reader->depth >= JSON_DEPTH_MOST)
		return bad(reader, "the JSON is nested too deeply");
	reader->at++;
	reader->open[reader->depth++] = bracket;
	reader->after_value = false;
	reader->needs_value = false;
	return bracket == '[' ? JSON_BEGIN_LIST : JSON_BEGIN_OBJECT;
}

static enum json_event read_value(struct json_reader *reader)
{
	char c = peek(reader);
	if (c == '[' || c == '{')
		return open_bracket(reader, c);
	reader->after_value = true;
	reader->needs_value = false;
	if (c == '"') {
		reader->at++;
		return read_string(reader) ? JSON_STRING : bad(reader, "this string is malformed");
	}
	if (c == '-' || (c >= '0' && c <= '9'))
		return read_number(reader);
	return read_word(reader);
}

static enum json_event read_key(struct json_reader *reader)
{
	if (peek(reader) != '"')
		return bad(reader, "a key in quotes was expected");
	reader->at++;
	if (!read_string(reader))
		return bad(reader, "this key is malformed");
	skip_white(reader);
	if (peek(reader) != ':')
		return bad(reader, "':' must follow a key");
	reader->at++;
	reader->needs_value = true;
	return JSON_KEY;
}

static enum json_event close_bracket(struct json_reader *reader)
{
	char bracket = reader->open[--reader->depth];
	reader->at++;
	reader->after_value = true;
	return bracket == '[' ? JSON_END_LIST : JSON_END_OBJECT;
}

enum json_event json_next(struct json_reader *reader)
{
	if (reader->message != NULL)
		return JSON_BAD;
	skip_white(reader);
	if (reader->needs_value)
		return reader->at < reader->source.length ? read_value(reader)
							  : bad(reader, "a value is missing");
	if (reader->depth == 0)
		return reader->at >= reader->source.length
			       ? JSON_END
			       : bad(reader, "something follows the end of the JSON");
	bool in_list = reader->open[reader->depth - 1] == '[';
	if (peek(reader) == (in_list ? ']' : '}'))
		return close_bracket(reader);
	if (reader->after_value) {
		if (peek(reader) != ',')
			return bad(reader, "',' or a closing bracket was expected");
		reader->at++;
		reader->after_value = false;
		skip_white(reader);
	}
	return in_list ? read_value(reader) : read_key(reader);
}

void json_position(const struct json_reader *reader, unsigned *line, unsigned *column)
{
	*line = 1;
	*column = 1;
	for (size_t i = 0; i < reader->at && i < reader->source.length; i++) {
		if (reader->source.at[i] == '\n') {
			(*line)++;
			*column = 1;
		} else {
			(*column)++;
		}
	}
}

void json_write_string(struct builder *out, struct text text)
{
	builder_add_byte(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '"' || c == '\\') {
			builder_add_byte(out, '\\');
			builder_add_byte(out, (char)c);
		} else if (c == '\n') {
			builder_add_c(out, "\\n");
		} else if (c == '\t') {
			builder_add_c(out, "\\t");
		} else if (c == '\r') {
			builder_add_c(out, "\\r");
		} else if (c < 0x20) {
			builder_add_format(out, "\\u%04x", c);
		} else {
			builder_add_byte(out, (char)c);
		}
	}
	builder_add_byte(out, '"');
}
