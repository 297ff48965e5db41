/* SPDX-License-Identifier: Apache-2.0 */
/* The text of values, for string() and for messages. Not JSON. */
#include "feel/value_print.h"

#include "feel/number.h"
#include "feel/temporal.h"

enum {
	PRINT_DEPTH_MOST = 500
};

static void print_literal(struct builder *out, dmn_value value, unsigned depth);

void value_print_quoted(struct builder *out, struct text text)
{
	builder_add_byte(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		switch (byte) {
		case '"': builder_add_c(out, "\\\""); break;
		case '\\': builder_add_c(out, "\\\\"); break;
		case '\n': builder_add_c(out, "\\n"); break;
		case '\r': builder_add_c(out, "\\r"); break;
		case '\t': builder_add_c(out, "\\t"); break;
		default:
			if (byte < 0x20)
				builder_add_format(out, "\\u%04X", byte);
			else
				builder_add_byte(out, (char)byte);
		}
	}
	builder_add_byte(out, '"');
}

static void print_list(struct builder *out, dmn_value list, unsigned depth)
{
	builder_add_byte(out, '[');
	for (uint32_t i = 0; i < list.count; i++) {
		if (i != 0)
			builder_add_c(out, ", ");
		print_literal(out, list.as.items[i], depth);
	}
	builder_add_byte(out, ']');
}

/* A name that needs no quotes as a context key: letters, digits, _ and single inner spaces. */
static bool is_plain_name(struct text name)
{
	for (size_t i = 0; i < name.length; i++) {
		unsigned char byte = (unsigned char)name.at[i];
		bool digit = byte >= '0' && byte <= '9';
		bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
			      byte == '_' || byte >= 0x80;
		bool inner_space =
			i != 0 && byte == ' ' && i + 1 < name.length && name.at[i - 1] != ' ';
		if (i == 0 ? !letter : !(letter || digit || inner_space))
			return false;
	}
	return name.length != 0;
}

static void print_context(struct builder *out, const struct dmn_context *context, unsigned depth)
{
	builder_add_byte(out, '{');
	for (size_t i = 0; i < context->count; i++) {
		const struct context_entry *entry = &context->entries[i];
		if (i != 0)
			builder_add_c(out, ", ");
		if (is_plain_name(entry->name))
			builder_add(out, entry->name);
		else
			value_print_quoted(out, entry->name);
		builder_add_c(out, ": ");
		print_literal(out, entry->value, depth);
	}
	builder_add_byte(out, '}');
}

/* A unary range as its operator and one end: (< 5), (>= 5), (= 5), (!= 5). */
static void print_unary_range(struct builder *out, const struct range *range, unsigned depth)
{
	bool high = range->operator_first == '<';
	bool closed = high ? range->high_closed : range->low_closed;
	builder_add_byte(out, '(');
	builder_add_byte(out, range->operator_first);
	bool or_equal = (high || range->operator_first == '>') && closed;
	if (or_equal || range->operator_first == '!')
		builder_add_byte(out, '=');
	builder_add_byte(out, ' ');
	print_literal(out, high ? range->high : range->low, depth);
	builder_add_byte(out, ')');
}

static void print_range(struct builder *out, const struct range *range, unsigned depth)
{
	if (range->form == RANGE_UNARY) {
		print_unary_range(out, range, depth);
		return;
	}
	builder_add_byte(out, range->low_closed ? '[' : '(');
	if (!range->low_unbounded)
		print_literal(out, range->low, depth);
	builder_add_c(out, "..");
	if (!range->high_unbounded)
		print_literal(out, range->high, depth);
	builder_add_byte(out, range->high_closed ? ']' : ')');
}

static void print_literal(struct builder *out, dmn_value value, unsigned depth)
{
	if (depth == 0) {
		builder_add_c(out, "...");
		return;
	}
	depth--;
	switch ((enum dmn_kind)value.kind) {
	case DMN_NULL: builder_add_c(out, "null"); break;
	case DMN_BOOLEAN: builder_add_c(out, value.as.boolean ? "true" : "false"); break;
	case DMN_NUMBER: number_print(out, value); break;
	case DMN_STRING: value_print_quoted(out, value_text(value)); break;
	case DMN_LIST: print_list(out, value, depth); break;
	case DMN_CONTEXT: print_context(out, value.as.context, depth); break;
	case DMN_RANGE: print_range(out, value_range(value), depth); break;
	case DMN_FUNCTION: builder_add_c(out, "function"); break;
	default:
		builder_add_c(out, "@\"");
		temporal_print(out, value);
		builder_add_byte(out, '"');
	}
}

void value_print_literal(struct builder *out, dmn_value value)
{
	print_literal(out, value, PRINT_DEPTH_MOST);
}

void value_print(struct builder *out, dmn_value value)
{
	if (value.kind == DMN_STRING)
		builder_add(out, value_text(value));
	else if (temporal_is(value))
		temporal_print(out, value);
	else
		value_print_literal(out, value);
}

struct text value_excerpt(struct text text)
{
	enum {
		EXCERPT_MOST = 100
	};
	size_t end = text.length < EXCERPT_MOST ? text.length : EXCERPT_MOST;
	while (end != 0 && end < text.length && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	return text_slice(text, 0, end);
}
