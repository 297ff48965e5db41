/* SPDX-License-Identifier: Apache-2.0 */
/* The border between values and JSON. */
#include "base/list.h"
#include "dmn/api_internal.h"
#include "feel/evaluate.h"
#include "feel/number.h"
#include "feel/value.h"
#include "feel/value_print.h"
#include "format/json.h"

struct item_list {
	LIST_OF(dmn_value);
};

struct entry_list {
	LIST_OF(struct context_entry);
};

static bool read_value(struct json_reader *reader, enum json_event event, dmn_value *out);

static bool read_list(struct json_reader *reader, dmn_value *out)
{
	struct item_list items = { 0 };
	for (;;) {
		enum json_event event = json_next(reader);
		if (event == JSON_END_LIST)
			break;
		dmn_value item;
		if (!read_value(reader, event, &item))
			return false;
		list_push(reader->arena, &items, item);
	}
	*out = value_list(items.at, items.count);
	return true;
}

static struct dmn_context *context_of(struct arena *arena, const struct entry_list *entries)
{
	struct dmn_context *context = context_new(arena, entries->count);
	for (size_t i = 0; i < entries->count; i++)
		context->entries[i] = entries->at[i];
	return context;
}

/* Of two equal keys the last one stands, as in most readers. */
static void put(struct arena *arena, struct entry_list *entries, struct context_entry entry)
{
	for (size_t i = 0; i < entries->count; i++)
		if (text_equal(entries->at[i].name, entry.name)) {
			entries->at[i].value = entry.value;
			return;
		}
	list_push(arena, entries, entry);
}

static bool read_object(struct json_reader *reader, dmn_value *out)
{
	struct entry_list entries = { 0 };
	for (;;) {
		enum json_event event = json_next(reader);
		if (event == JSON_END_OBJECT)
			break;
		if (event != JSON_KEY)
			return false;
		struct context_entry entry = { .name = reader->text };
		if (!read_value(reader, json_next(reader), &entry.value))
			return false;
		put(reader->arena, &entries, entry);
	}
	*out = value_context(context_of(reader->arena, &entries));
	return true;
}

static bool read_value(struct json_reader *reader, enum json_event event, dmn_value *out)
{
	switch (event) {
	case JSON_NULL: *out = value_null(); return true;
	case JSON_TRUE: *out = value_boolean(true); return true;
	case JSON_FALSE: *out = value_boolean(false); return true;
	case JSON_STRING: *out = value_string(reader->text); return true;
	case JSON_BEGIN_LIST: return read_list(reader, out);
	case JSON_BEGIN_OBJECT: return read_object(reader, out);
	case JSON_NUMBER:
		if (number_parse(reader->arena, reader->text, out))
			return true;
		reader->message = "this number is outside the range of a decimal128";
		return false;
	case JSON_END:
	case JSON_KEY:
	case JSON_END_LIST:
	case JSON_END_OBJECT:
	case JSON_BAD: break;
	}
	return false;
}

struct reading {
	struct arena *arena;
	struct text source;
	dmn_value *out;
	bool is_read;
};

static void run_reading(void *user)
{
	struct reading *reading = user;
	static const struct dmn_host no_host = { .size = sizeof no_host };
	struct json_reader reader = json_open(reading->arena, reading->source);
	dmn_value value;
	reading->is_read =
		read_value(&reader, json_next(&reader), &value) && json_next(&reader) == JSON_END;
	if (reading->is_read) {
		*reading->out = value;
		return;
	}
	unsigned line;
	unsigned column;
	json_position(&reader, &line, &column);
	struct run run = run_new(reading->arena, &no_host);
	*reading->out = run_fail(&run, PROBLEM_SYNTAX, "line %u, column %u of the JSON: %s", line,
				 column, reader.message != NULL ? reader.message : "malformed");
}

bool dmn_from_json(struct arena *arena, const char *at, size_t size, dmn_value *out)
{
	struct reading reading = { .arena = arena, .source = { at, size }, .out = out };
	*out = value_null();
	struct error error;
	if (boundary_run(arena, run_reading, &reading, &error) == STATUS_OK)
		return reading.is_read;
	static const struct dmn_host no_host = { .size = sizeof no_host };
	struct run run = run_new(arena, &no_host);
	*out = run_limit(&run, &error);
	return false;
}

static void write_printed(struct builder *out, dmn_value value)
{
	struct builder printed = builder_new(out->arena);
	value_print(&printed, value);
	json_write_string(out, builder_text(&printed));
}

static void write_plain(struct builder *out, dmn_value value)
{
	switch ((enum dmn_kind)value.kind) {
	case DMN_NULL: builder_add_c(out, "null"); break;
	case DMN_BOOLEAN: builder_add_c(out, value.as.boolean ? "true" : "false"); break;
	case DMN_NUMBER: number_print(out, value); break;
	case DMN_STRING: json_write_string(out, value_text(value)); break;
	default: write_printed(out, value); break;
	}
}

/* A list or context that is being written. */
struct level {
	dmn_value value;
	size_t next; /* item or entry */
};
struct levels {
	LIST_OF(struct level);
};

/* Write what is plain, or open what has parts. */
static void write_start(struct builder *out, struct levels *levels, dmn_value value)
{
	if (value.kind != DMN_LIST && value.kind != DMN_CONTEXT) {
		write_plain(out, value);
		return;
	}
	builder_add_byte(out, value.kind == DMN_LIST ? '[' : '{');
	list_push(out->arena, levels, ((struct level){ .value = value }));
}

/* Without recursion, since a loop can make a value deeper than any stack. */
static void write_value(struct builder *out, dmn_value value)
{
	struct levels levels = { 0 };
	write_start(out, &levels, value);
	while (levels.count != 0) {
		struct level *top = &levels.at[levels.count - 1];
		bool is_list = top->value.kind == DMN_LIST;
		size_t count = is_list ? top->value.count : top->value.as.context->count;
		if (top->next == count) {
			builder_add_byte(out, is_list ? ']' : '}');
			levels.count--;
			continue;
		}
		size_t at = top->next++;
		if (at > 0)
			builder_add_byte(out, ',');
		if (is_list) {
			write_start(out, &levels, top->value.as.items[at]);
			continue;
		}
		const struct context_entry *entry = &top->value.as.context->entries[at];
		json_write_string(out, entry->name);
		builder_add_byte(out, ':');
		write_start(out, &levels, entry->value);
	}
}

const char *dmn_to_json(struct arena *arena, dmn_value value, size_t *size)
{
	return api_text(arena, value, size, write_value);
}
