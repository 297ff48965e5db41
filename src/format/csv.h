/* SPDX-License-Identifier: Apache-2.0 */
/* CSV (RFC 4180): bytes in, rows out, and values to bytes. Pure: the caller reads and writes.
 *
 *	struct csv_reader *reader = csv_reader_new(arena, "people.csv", on_row, user);
 *	while (more bytes) TRY(csv_read(reader, bytes, error));
 *	TRY(csv_end(reader, error));
 *
 * Any cut of the bytes gives the same rows. Takes LF and CRLF, a byte-order mark, quoted cells
 * with line ends in them; passes over empty lines. Refuses what is torn: a quote inside a plain
 * cell, text after a closing quote, a quote never closed, bytes that are not UTF-8. It does not
 * know headers, types or other separators. */
#ifndef REMIT_FORMAT_CSV_H
#define REMIT_FORMAT_CSV_H

#include "base/builder.h"
#include "base/text.h"

enum {
	CSV_MOST_CELL = 1024 * 1024,
	CSV_MOST_CELLS = 4096
};

/* One row. The cells live until the function returns. `line` is the line of the file on which
 * the row begins, from 1. What it returns other than STATUS_OK ends the reading. */
typedef enum status csv_row_function(void *user, const struct text *cells, size_t count,
				     unsigned line, struct error *error);

struct csv_reader;

/* `file` names it in errors and must live as long as the reader. */
struct csv_reader *csv_reader_new(struct arena *arena, const char *file, csv_row_function *on_row,
				  void *user);
enum status csv_read(struct csv_reader *reader, struct text bytes, struct error *error) MUST_USE;
/* No more bytes: gives the last row when it has no line end. */
enum status csv_end(struct csv_reader *reader, struct error *error) MUST_USE;

/* Append one row with CRLF; cells are quoted where they must be. A cell that begins with = + - @
 * is written as it is: what reads it decides what a formula is. */
void csv_write_row(struct builder *out, const struct text *cells, size_t count);

#endif
