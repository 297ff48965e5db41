/* SPDX-License-Identifier: Apache-2.0 */
/* The CSV reader, a machine of five states over single bytes, and the writer. */
#include "format/csv.h"

#include "base/list.h"

#include <string.h>

enum state {
	ROW_START,
	CELL_START,
	PLAIN,
	QUOTED,
	QUOTE_SEEN,
	AFTER_CR
};

struct csv_reader {
	struct arena *arena;
	const char *file;
	csv_row_function *on_row;
	void *user;
	enum state state;
	unsigned line;	    /* of the next byte */
	unsigned row_line;  /* on which the row began */
	bool was_return;    /* the last byte was a carriage return */
	unsigned mark_left; /* bytes of a byte-order mark still possible */
	struct {
		LIST_OF(char);
	} bytes; /* of all cells of the row, one after another */
	struct {
		LIST_OF(size_t);
	} ends; /* where each finished cell ends in `bytes` */
	struct {
		LIST_OF(struct text);
	} cells;
};

struct csv_reader *csv_reader_new(struct arena *arena, const char *file, csv_row_function *on_row,
				  void *user)
{
	struct csv_reader *reader = arena_new_one(arena, struct csv_reader);
	reader->arena = arena;
	reader->file = file;
	reader->on_row = on_row;
	reader->user = user;
	reader->line = reader->row_line = 1;
	reader->mark_left = 3;
	return reader;
}

static enum status refuse(const struct csv_reader *reader, struct error *error, enum status status,
			  const char *message, const char *remedy)
{
	error_set(error, status, "%s", message);
	if (error != NULL)
		error->column = (unsigned)reader->ends.count + 1;
	error_place(error, reader->file, reader->row_line, NULL);
	error_remedy(error, "%s", remedy);
	return status;
}

static enum status too_long(const struct csv_reader *reader, struct error *error)
{
	return refuse(reader, error, STATUS_LIMIT, "a cell is longer than 1 MB",
		      "look for a quote that is not closed");
}

static enum status add_byte(struct csv_reader *reader, char byte, struct error *error)
{
	size_t begin = reader->ends.count == 0 ? 0 : reader->ends.at[reader->ends.count - 1];
	if (reader->bytes.count - begin >= CSV_MOST_CELL)
		return too_long(reader, error);
	list_push(reader->arena, &reader->bytes, byte);
	return STATUS_OK;
}

static enum status end_cell(struct csv_reader *reader, struct error *error)
{
	if (reader->ends.count >= CSV_MOST_CELLS)
		return refuse(reader, error, STATUS_LIMIT, "a row has more than 4096 cells",
			      "check that this is the right file");
	list_push(reader->arena, &reader->ends, reader->bytes.count);
	return STATUS_OK;
}

/* Of a whole row at once: most rows are nothing else. */
static bool is_plain_ascii(const struct csv_reader *reader)
{
	unsigned char most = 0;
	unsigned char least = 1;
	for (size_t i = 0; i < reader->bytes.count; i++) {
		unsigned char byte = (unsigned char)reader->bytes.at[i];
		most |= byte;
		least &= byte != 0;
	}
	return most < 0x80 && least != 0;
}

static enum status end_row(struct csv_reader *reader, struct error *error)
{
	TRY(end_cell(reader, error));
	reader->cells.count = 0;
	bool ascii = is_plain_ascii(reader);
	size_t begin = 0;
	for (size_t i = 0; i < reader->ends.count; i++) {
		struct text cell = { reader->bytes.at == NULL ? "" : reader->bytes.at + begin,
				     reader->ends.at[i] - begin };
		bool has_nul =
			!ascii && cell.length != 0 && memchr(cell.at, '\0', cell.length) != NULL;
		if (has_nul || (!ascii && !text_is_utf8(cell))) {
			reader->ends.count = i;
			return refuse(reader, error, STATUS_INVALID,
				      has_nul ? "the cell holds a NUL byte"
					      : "the cell is not UTF-8",
				      "save the file as UTF-8 text");
		}
		list_push(reader->arena, &reader->cells, cell);
		begin = reader->ends.at[i];
	}
	size_t count = reader->cells.count;
	reader->bytes.count = 0;
	reader->ends.count = 0;
	return reader->on_row(reader->user, reader->cells.at, count, reader->row_line, error);
}

/* A comma or a line end, after which a cell is over. */
static enum status end_part(struct csv_reader *reader, char byte, struct error *error)
{
	if (byte == ',') {
		reader->state = CELL_START;
		return end_cell(reader, error);
	}
	reader->state = byte == '\r' ? AFTER_CR : ROW_START;
	return end_row(reader, error);
}

static bool is_part_end(char byte)
{
	return byte == ',' || byte == '\n' || byte == '\r';
}

static enum status on_quoted(struct csv_reader *reader, char byte, struct error *error)
{
	if (byte == '"') {
		reader->state = QUOTE_SEEN;
		return STATUS_OK;
	}
	return add_byte(reader, byte, error);
}

static enum status on_quote_seen(struct csv_reader *reader, char byte, struct error *error)
{
	if (is_part_end(byte))
		return end_part(reader, byte, error);
	if (byte != '"')
		return refuse(reader, error, STATUS_INVALID, "there is text after a closing quote",
			      "double every quote inside a quoted cell");
	reader->state = QUOTED;
	return add_byte(reader, byte, error);
}

static enum status on_plain(struct csv_reader *reader, char byte, struct error *error)
{
	if (is_part_end(byte))
		return end_part(reader, byte, error);
	if (byte == '"')
		return refuse(reader, error, STATUS_INVALID, "there is a quote inside a plain cell",
			      "put the whole cell in quotes and double the ones inside");
	reader->state = PLAIN;
	return add_byte(reader, byte, error);
}

static enum status on_byte(struct csv_reader *reader, char byte, struct error *error)
{
	if (reader->state == AFTER_CR) {
		reader->state = ROW_START;
		if (byte == '\n')
			return STATUS_OK;
	}
	if (reader->state == ROW_START) {
		reader->row_line = reader->line;
		if (byte == '\n' || byte == '\r')
			return STATUS_OK;
		reader->state = CELL_START;
	}
	if (reader->state == QUOTED)
		return on_quoted(reader, byte, error);
	if (reader->state == QUOTE_SEEN)
		return on_quote_seen(reader, byte, error);
	if (reader->state == CELL_START && byte == '"') {
		reader->state = QUOTED;
		return STATUS_OK;
	}
	return on_plain(reader, byte, error);
}

/* True while the byte belongs to the byte-order mark at the very start. */
static bool skip_mark(struct csv_reader *reader, char byte)
{
	static const char mark[] = "\xEF\xBB\xBF";
	if (reader->mark_left == 0)
		return false;
	if (byte == mark[3 - reader->mark_left]) {
		reader->mark_left--;
		return true;
	}
	/* A file that begins with part of a mark is not UTF-8; let the bytes tell. */
	for (unsigned i = 0; i < 3 - reader->mark_left; i++) {
		reader->state = PLAIN;
		list_push(reader->arena, &reader->bytes, mark[i]);
	}
	reader->mark_left = 0;
	return false;
}

/* Bytes from `at` that are only added to the cell, whichever state; 0 where each has to be looked
 * at. */
static size_t plain_run(const struct csv_reader *reader, struct text bytes, size_t at)
{
	static const bool stops[256] = { ['"'] = true, [','] = true, ['\n'] = true, ['\r'] = true };
	size_t end = at;
	if (reader->mark_left != 0 || (reader->state != PLAIN && reader->state != QUOTED))
		return 0;
	while (end < bytes.length && !stops[(unsigned char)bytes.at[end]])
		end++;
	return end - at;
}

static enum status add_run(struct csv_reader *reader, struct text run, struct error *error)
{
	size_t begin = reader->ends.count == 0 ? 0 : reader->ends.at[reader->ends.count - 1];
	if (reader->bytes.count - begin + run.length > CSV_MOST_CELL)
		return too_long(reader, error);
	while (reader->bytes.room - reader->bytes.count < run.length)
		reader->bytes.at = list_grow(reader->arena, reader->bytes.at, reader->bytes.count,
					     &reader->bytes.room, 1);
	memcpy(reader->bytes.at + reader->bytes.count, run.at, run.length);
	reader->bytes.count += run.length;
	reader->was_return = false;
	return STATUS_OK;
}

enum status csv_read(struct csv_reader *reader, struct text bytes, struct error *error)
{
	for (size_t i = 0; i < bytes.length; i++) {
		size_t run = plain_run(reader, bytes, i);
		if (run != 0) {
			TRY(add_run(reader, text_slice(bytes, i, i + run), error));
			i += run - 1;
			continue;
		}
		char byte = bytes.at[i];
		if (skip_mark(reader, byte))
			continue;
		TRY(on_byte(reader, byte, error));
		reader->line += byte == '\r' || (byte == '\n' && !reader->was_return);
		reader->was_return = byte == '\r';
	}
	return STATUS_OK;
}

enum status csv_end(struct csv_reader *reader, struct error *error)
{
	if (reader->state == QUOTED)
		return refuse(reader, error, STATUS_INVALID, "a quote is never closed",
			      "close the quote, or check that the file is whole");
	if (reader->state == ROW_START || reader->state == AFTER_CR)
		return STATUS_OK;
	reader->state = ROW_START;
	return end_row(reader, error);
}

static bool needs_quotes(struct text cell)
{
	for (size_t i = 0; i < cell.length; i++)
		if (cell.at[i] == '"' || is_part_end(cell.at[i]))
			return true;
	return false;
}

static void write_cell(struct builder *out, struct text cell)
{
	if (!needs_quotes(cell)) {
		builder_add(out, cell);
		return;
	}
	builder_add_byte(out, '"');
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.at[i] == '"')
			builder_add_byte(out, '"');
		builder_add_byte(out, cell.at[i]);
	}
	builder_add_byte(out, '"');
}

void csv_write_row(struct builder *out, const struct text *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			builder_add_byte(out, ',');
		write_cell(out, cells[i]);
	}
	/* A row of one empty cell would read as an empty line. */
	if (count == 1 && cells[0].length == 0)
		builder_add_c(out, "\"\"");
	builder_add_c(out, "\r\n");
}
