/* SPDX-License-Identifier: Apache-2.0 */
/* A walk over the object that keeps the path to where it is and the names of what is open. */
#include "format/json_pick.h"

#include "base/list.h"

#include <stdio.h>

struct walk {
	struct json_reader json;
	const struct text *pointers;
	size_t count;
	struct text *out;
	size_t values; /* so far */
	struct {
		LIST_OF(char);
	} path; /* to the present value, as a pointer */
	struct {
		LIST_OF(struct text);
	} keys; /* of the objects that are open: none stands twice in one */
	struct json_fault *fault;
};

/* Which of the pointers comes here; SIZE_MAX when none is. */
static size_t pointer_here(const struct walk *walk)
{
	const struct text path = { walk->path.at, walk->path.count };
	for (size_t i = 0; i < walk->count; i++)
		if (text_equal(walk->pointers[i], path))
			return i;
	return SIZE_MAX;
}

static bool refuse(struct walk *walk, const char *message, const char *remedy)
{
	const struct text path = { walk->path.at, walk->path.count };
	*walk->fault = (struct json_fault){ message, remedy, path, pointer_here(walk) };
	return false;
}

static void path_add(struct walk *walk, char byte)
{
	list_push(walk->json.arena, &walk->path, byte);
}

/* A step down; `~` and `/` of a name are written ~0 and ~1. */
static void path_step(struct walk *walk, struct text name)
{
	path_add(walk, '/');
	for (size_t i = 0; i < name.length; i++) {
		bool escapes = name.at[i] == '~' || name.at[i] == '/';
		path_add(walk, escapes ? '~' : name.at[i]);
		if (escapes)
			path_add(walk, name.at[i] == '~' ? '0' : '1');
	}
}

/* A fault of the whole line, wherever it was met. */
static bool refuse_line(struct walk *walk, const char *message, const char *remedy)
{
	if (pointer_here(walk) == SIZE_MAX)
		walk->path.count = 0;
	return refuse(walk, message, remedy);
}

static bool too_many(struct walk *walk)
{
	walk->path.count = 0;
	return refuse_line(walk, "the line has more than 4096 values",
			   "check that this is the right file");
}

static bool put(struct walk *walk, struct text value)
{
	size_t pointer = pointer_here(walk);
	if (++walk->values > JSON_PICK_MOST)
		return too_many(walk);
	if (pointer == SIZE_MAX)
		return true;
	if (value.length != 0 && memchr(value.at, '\0', value.length) != NULL)
		return refuse(walk, "the text holds a NUL byte", "remove \\u0000 from the text");
	walk->out[pointer] = value;
	return true;
}

static bool walk_value(struct walk *walk, enum json_event event);

static bool walk_list(struct walk *walk)
{
	size_t length = walk->path.count;
	enum json_event event;
	for (size_t i = 0; (event = json_next(&walk->json)) != JSON_END_LIST; i++) {
		char number[24];
		snprintf(number, sizeof number, "%zu", i);
		path_step(walk, text_from(number));
		if (!walk_value(walk, event))
			return false;
		walk->path.count = length;
	}
	return true;
}

static bool take_key(struct walk *walk, size_t first)
{
	const struct text key = walk->json.text;
	path_step(walk, key);
	for (size_t i = first; i < walk->keys.count; i++)
		if (text_equal(walk->keys.at[i], key))
			return refuse(walk, "its name stands twice in the object",
				      "keep the one that is right");
	if (walk->keys.count >= JSON_PICK_MOST)
		return too_many(walk);
	list_push(walk->json.arena, &walk->keys, key);
	return true;
}

static bool walk_object(struct walk *walk)
{
	size_t length = walk->path.count;
	size_t first = walk->keys.count;
	enum json_event event;
	while ((event = json_next(&walk->json)) == JSON_KEY) {
		if (!take_key(walk, first))
			return false;
		if (!walk_value(walk, json_next(&walk->json)))
			return false;
		walk->path.count = length;
	}
	walk->keys.count = first;
	return event == JSON_END_OBJECT || walk_value(walk, event);
}

static bool torn(struct walk *walk)
{
	unsigned line;
	unsigned column;
	json_position(&walk->json, &line, &column);
	struct text message = text_format(walk->json.arena, "the line is no JSON: %s, at byte %u",
					  walk->json.message, column);
	return refuse_line(walk, message.at, "write one whole JSON object on the line");
}

static bool walk_value(struct walk *walk, enum json_event event)
{
	bool nested = event == JSON_BEGIN_LIST || event == JSON_BEGIN_OBJECT;
	if (nested && pointer_here(walk) != SIZE_MAX)
		return refuse(walk,
			      event == JSON_BEGIN_LIST
				      ? "a list stands where one value is wanted"
				      : "an object stands where one value is wanted",
			      "give one value, or name a value within it in the mapping");
	switch (event) {
	case JSON_NULL: return put(walk, TEXT(""));
	case JSON_TRUE: return put(walk, TEXT("true"));
	case JSON_FALSE: return put(walk, TEXT("false"));
	case JSON_NUMBER:
	case JSON_STRING: return put(walk, walk->json.text);
	case JSON_BEGIN_LIST: return walk_list(walk);
	case JSON_BEGIN_OBJECT: return walk_object(walk);
	default: return torn(walk);
	}
}

bool json_pick(struct arena *arena, struct text source, const struct text *pointers, size_t count,
	       struct text *out, struct json_fault *fault)
{
	struct walk walk = { .json = json_open(arena, source),
			     .pointers = pointers,
			     .count = count,
			     .out = out,
			     .fault = fault };
	for (size_t i = 0; i < count; i++)
		out[i] = TEXT("");
	enum json_event event = json_next(&walk.json);
	if (event == JSON_BAD)
		return torn(&walk);
	if (event != JSON_BEGIN_OBJECT)
		return refuse(&walk, "the line is no JSON object",
			      "write one object on each line, its members the columns");
	return walk_object(&walk) && (json_next(&walk.json) == JSON_END || torn(&walk));
}
