/* SPDX-License-Identifier: Apache-2.0 */
/* libyaml's events into a tree. */
#include "pack/yaml.h"

#include "base/list.h"

#include <stdio.h>
#include <string.h>
#include <yaml.h>

enum {
	DEPTH_MOST = 32
};

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const char *file;
	struct error *error;
	struct yaml_node *open[DEPTH_MOST]; /* maps and lists not yet closed */
	struct text keys[DEPTH_MOST];	    /* key read in each open map, .at NULL when none */
	unsigned depth;
	struct yaml_node *root;
};

const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
	for (size_t i = 0; map != NULL && i < map->count; i++)
		if (text_is(map->nodes[i]->name, key))
			return map->nodes[i];
	return NULL;
}

struct text yaml_text(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *found = yaml_get(map, key);
	return found == NULL ? TEXT("") : found->text;
}

bool yaml_is_yes(const struct yaml_node *map, const char *key)
{
	struct text text = yaml_text(map, key);
	return text_is(text, "yes") || text_is(text, "true");
}

enum status yaml_fail(const struct yaml_node *node, struct error *error, const char *format, ...)
{
	char message[400];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	error_set(error, STATUS_INVALID, "%s", message);
	if (error != NULL)
		error->column = node->column;
	return error_place(error, node->file, node->line, NULL);
}

static enum status fail_at(struct reader *reader, const yaml_mark_t *mark, const char *message,
			   const char *remedy)
{
	error_set(reader->error, STATUS_INVALID, "%s", message);
	if (reader->error != NULL)
		reader->error->column = (unsigned)mark->column + 1;
	error_place(reader->error, reader->file, (unsigned)mark->line + 1, NULL);
	error_remedy(reader->error, "%s", remedy);
	return STATUS_INVALID;
}

static struct yaml_node *node_new(struct reader *reader, enum yaml_kind kind,
				  const yaml_mark_t *mark)
{
	struct yaml_node *node = arena_new_one(reader->arena, struct yaml_node);
	node->kind = kind;
	node->file = reader->file;
	node->line = (unsigned)mark->line + 1;
	node->column = (unsigned)mark->column + 1;
	return node;
}

void yaml_add(struct arena *arena, struct yaml_node *parent, struct yaml_node *child)
{
	if (parent->count == parent->room)
		parent->nodes = list_grow(arena, parent->nodes, parent->count, &parent->room,
					  sizeof *parent->nodes);
	parent->nodes[parent->count++] = child;
}

/* Put a finished or just opened node where it belongs. */
static enum status place(struct reader *reader, struct yaml_node *node, const yaml_mark_t *mark)
{
	if (reader->depth == 0) {
		if (reader->root != NULL)
			return fail_at(reader, mark, "the file holds more than one document",
				       "keep one document in a file");
		reader->root = node;
		return STATUS_OK;
	}
	struct yaml_node *parent = reader->open[reader->depth - 1];
	struct text *key = &reader->keys[reader->depth - 1];
	if (parent->kind == YAML_MAP) {
		if (key->at == NULL) {
			if (node->kind != YAML_TEXT)
				return fail_at(reader, mark, "a key must be plain text",
					       "write it as `name: value`");
			*key = node->text;
			return STATUS_OK;
		}
		for (size_t i = 0; i < parent->count; i++)
			if (text_equal(parent->nodes[i]->name, *key))
				return fail_at(reader, mark, "the key is given twice in one place",
					       "keep one of the two");
		node->name = *key;
		key->at = NULL;
	}
	yaml_add(reader->arena, parent, node);
	return STATUS_OK;
}

static enum status open_node(struct reader *reader, enum yaml_kind kind, const yaml_event_t *event)
{
	struct yaml_node *node = node_new(reader, kind, &event->start_mark);
	TRY(place(reader, node, &event->start_mark));
	if (reader->depth == DEPTH_MOST)
		return fail_at(reader, &event->start_mark, "nested too deep",
			       "no pack file needs more than 32 levels");
	reader->keys[reader->depth] = (struct text){ 0 };
	reader->open[reader->depth++] = node;
	return STATUS_OK;
}

static enum status on_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct yaml_node *node = node_new(reader, YAML_TEXT, &event->start_mark);
	struct text text = { (const char *)event->data.scalar.value, event->data.scalar.length };
	node->text = text_copy(reader->arena, text);
	if (node->text.at == NULL)
		node->text.at = "";
	return place(reader, node, &event->start_mark);
}

static enum status on_event(struct reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT: return on_scalar(reader, event);
	case YAML_MAPPING_START_EVENT: return open_node(reader, YAML_MAP, event);
	case YAML_SEQUENCE_START_EVENT: return open_node(reader, YAML_LIST, event);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT: reader->depth--; return STATUS_OK;
	case YAML_ALIAS_EVENT:
		return fail_at(reader, &event->start_mark, "aliases (*name) are not used in packs",
			       "write the value out");
	default: return STATUS_OK;
	}
}

static enum status parse_all(struct reader *reader)
{
	for (;;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event)) {
			const char *problem = reader->parser.problem;
			return fail_at(reader, &reader->parser.problem_mark,
				       problem != NULL ? problem : "this is no YAML",
				       "check indentation, quotes and colons on this line");
		}
		bool end = event.type == YAML_STREAM_END_EVENT;
		enum status status = on_event(reader, &event);
		yaml_event_delete(&event);
		if (status != STATUS_OK || end)
			return status;
	}
}

enum status yaml_read(struct arena *arena, const char *file, struct text bytes,
		      struct yaml_node **out, struct error *error)
{
	struct reader reader = { .arena = arena, .file = file, .error = error };
	if (!yaml_parser_initialize(&reader.parser))
		return error_set(error, STATUS_LIMIT, "no memory to read %s", file);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)bytes.at, bytes.length);
	enum status status = parse_all(&reader);
	yaml_parser_delete(&reader.parser);
	TRY(status);
	if (reader.root == NULL || reader.root->kind != YAML_MAP) {
		error_set(error, STATUS_INVALID, "the file holds no keys");
		error_place(error, file, 1, NULL);
		return error_remedy(error,
				    "write `key: value` lines; docs/pack_keys.md has them all");
	}
	*out = reader.root;
	return STATUS_OK;
}
