/* SPDX-License-Identifier: Apache-2.0 */
/* JSON (RFC 8259) as a pull reader, and the writing of strings. Numbers stay text: a decimal must
 * not pass through a double. */
#ifndef REMIT_FORMAT_JSON_H
#define REMIT_FORMAT_JSON_H

#include "base/builder.h"

enum json_event {
	JSON_END,
	JSON_NULL,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NUMBER, /* text: as written */
	JSON_STRING, /* text: decoded */
	JSON_BEGIN_LIST,
	JSON_END_LIST,
	JSON_BEGIN_OBJECT,
	JSON_KEY, /* text: decoded; its value comes next */
	JSON_END_OBJECT,
	JSON_BAD /* message and position say what is wrong; stays so */
};

enum {
	JSON_DEPTH_MOST = 200
};

struct json_reader {
	struct arena *arena;
	struct text source;
	size_t at;
	struct text text;    /* of the last event */
	const char *message; /* of JSON_BAD */
	unsigned depth;
	char open[JSON_DEPTH_MOST + 1]; /* '[' or '{' */
	bool needs_value;		/* after a key, or at the start */
	bool after_value;		/* a comma or a closing bracket must come */
};

struct json_reader json_open(struct arena *arena, struct text source);
enum json_event json_next(struct json_reader *reader);
/* Line and column (from 1, in bytes) of the reader's position. */
void json_position(const struct json_reader *reader, unsigned *line, unsigned *column);

/* The text as a JSON string, quotes included. */
void json_write_string(struct builder *out, struct text text);

#endif
