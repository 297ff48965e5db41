/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of an extract's CSV file (RFC 4180, UTF-8, with a header), one at a time in constant
 * memory. */
#ifndef REMIT_APP_ROW_READER_H
#define REMIT_APP_ROW_READER_H

#include "base/list.h"
#include "os/file.h"

struct row_cells {
	LIST_OF(struct text);
};

enum { ROW_MOST_SIZE = 1024 * 1024, ROW_MOST_CELLS = 1000 };

struct row_reader {
	struct file file;
	char *buffer;
	size_t filled;
	size_t at;
	uint64_t read; /* bytes taken from the file */
	unsigned line; /* of the row given last, from 1; the header's is 1 */
	unsigned next_line;
	bool ended;
};

/* Open; the buffer is in `arena`. */
enum status row_reader_open(struct row_reader *reader, struct arena *arena, const char *path,
			    struct error *error) MUST_USE;
/* The next row's cells, in `arena`; *found false at the end. Empty lines are passed over. A row
 * that is no CSV is STATUS_INVALID with its place; reading cannot go on. */
enum status row_reader_next(struct row_reader *reader, struct arena *arena, struct row_cells *cells,
			    bool *found, struct error *error) MUST_USE;
void row_reader_close(struct row_reader *reader);

/* The row as a line of CSV, without its end. */
struct text row_line(struct arena *arena, const struct row_cells *cells);

#endif
