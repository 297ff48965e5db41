/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of text, as JSON lines (NDJSON) have them: bytes in, lines out. Pure: the caller reads.
 *
 *	struct lines_reader *reader = lines_reader_new(arena, "people.jsonl", on_line, user);
 *	while (more bytes) TRY(lines_read(reader, bytes, error));
 *	TRY(lines_end(reader, error));
 *
 * Any cut of the bytes gives the same lines. Takes LF and CRLF and a byte-order mark; passes over
 * lines of white space alone. Refuses, with its number, a line that is too long, holds a NUL or is
 * not UTF-8. It does not know what stands in a line. */
#ifndef REMIT_FORMAT_LINES_H
#define REMIT_FORMAT_LINES_H

#include "base/error.h"
#include "base/text.h"

enum {
	LINES_MOST_LINE = 1024 * 1024 /* bytes */
};

/* One line, without its end; it lives until the function returns. `number` is from 1. What it
 * returns other than STATUS_OK ends the reading. */
typedef enum status line_function(void *user, struct text line, unsigned number,
				  struct error *error);

struct lines_reader;

/* `file` names it in errors and must live as long as the reader. */
struct lines_reader *lines_reader_new(struct arena *arena, const char *file, line_function *on_line,
				      void *user);
/* STATUS_LIMIT: a line of more than LINES_MOST_LINE bytes. STATUS_INVALID: it is no text. */
enum status lines_read(struct lines_reader *reader, struct text bytes,
		       struct error *error) MUST_USE;
/* No more bytes: gives the last line when it has no end. */
enum status lines_end(struct lines_reader *reader, struct error *error) MUST_USE;

#endif
