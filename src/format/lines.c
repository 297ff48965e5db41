/* SPDX-License-Identifier: Apache-2.0 */
#include "format/lines.h"

#include "base/list.h"

#include <string.h>

struct lines_reader {
	struct arena *arena;
	const char *file;
	line_function *on_line;
	void *user;
	unsigned number; /* of the present line */
	struct {
		LIST_OF(char);
	} held; /* the beginning of a line whose end has not come */
};

struct lines_reader *lines_reader_new(struct arena *arena, const char *file, line_function *on_line,
				      void *user)
{
	struct lines_reader *reader = arena_new_one(arena, struct lines_reader);
	reader->arena = arena;
	reader->file = file;
	reader->on_line = on_line;
	reader->user = user;
	reader->number = 1;
	return reader;
}

static enum status refuse(const struct lines_reader *reader, struct error *error,
			  enum status status, const char *message, const char *remedy)
{
	error_set(error, status, "%s", message);
	error_place(error, reader->file, reader->number, NULL);
	error_remedy(error, "%s", remedy);
	return status;
}

static enum status check_size(const struct lines_reader *reader, size_t size, struct error *error)
{
	return size <= LINES_MOST_LINE
		       ? STATUS_OK
		       : refuse(reader, error, STATUS_LIMIT, "a line is longer than 1 MB",
				"write each record on a line of its own");
}

static enum status give(struct lines_reader *reader, struct text line, struct error *error)
{
	unsigned number = reader->number;
	TRY(check_size(reader, line.length, error));
	if (number == 1 && text_starts(line, TEXT("\xEF\xBB\xBF")))
		line = text_slice(line, 3, line.length);
	line = text_trim(line);
	bool has_nul = line.length != 0 && memchr(line.at, '\0', line.length) != NULL;
	if (has_nul || !text_is_utf8(line))
		return refuse(reader, error, STATUS_INVALID,
			      has_nul ? "the line holds a NUL byte" : "the line is not UTF-8",
			      "save the file as UTF-8 text");
	reader->number++;
	return line.length == 0 ? STATUS_OK : reader->on_line(reader->user, line, number, error);
}

static enum status hold(struct lines_reader *reader, struct text part, struct error *error)
{
	TRY(check_size(reader, reader->held.count + part.length, error));
	for (size_t i = 0; i < part.length; i++)
		list_push(reader->arena, &reader->held, part.at[i]);
	return STATUS_OK;
}

/* The line that ends with `part`. */
static enum status give_held(struct lines_reader *reader, struct text part, struct error *error)
{
	if (reader->held.count == 0)
		return give(reader, part, error);
	TRY(hold(reader, part, error));
	struct text line = { reader->held.at, reader->held.count };
	reader->held.count = 0;
	return give(reader, line, error);
}

enum status lines_read(struct lines_reader *reader, struct text bytes, struct error *error)
{
	size_t begin = 0;
	while (begin < bytes.length) {
		const char *end = memchr(bytes.at + begin, '\n', bytes.length - begin);
		if (end == NULL)
			return hold(reader, text_slice(bytes, begin, bytes.length), error);
		size_t at = (size_t)(end - bytes.at);
		TRY(give_held(reader, text_slice(bytes, begin, at), error));
		begin = at + 1;
	}
	return STATUS_OK;
}

enum status lines_end(struct lines_reader *reader, struct error *error)
{
	return reader->held.count == 0 ? STATUS_OK : give_held(reader, TEXT(""), error);
}
