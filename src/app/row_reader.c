/* SPDX-License-Identifier: Apache-2.0 */
/* Reading CSV in pieces. */
#include "app/row_reader.h"

#include "base/builder.h"

#include <string.h>

enum { PIECE = 64 * 1024 };

enum status row_reader_open(struct row_reader *reader, struct arena *arena, const char *path,
			    struct error *error)
{
	*reader = (struct row_reader){ .next_line = 1 };
	TRY(file_open(&reader->file, path, error));
	reader->buffer = arena_alloc(arena, PIECE);
	return STATUS_OK;
}

void row_reader_close(struct row_reader *reader)
{
	file_close(&reader->file);
}

/* The next byte, or -1 at the end; -2 when reading fails. */
static int next_byte(struct row_reader *reader, struct error *error)
{
	if (reader->at == reader->filled) {
		if (reader->ended)
			return -1;
		if (file_next(&reader->file, reader->buffer, PIECE, &reader->filled, error) != STATUS_OK)
			return -2;
		bool first = reader->read == 0;
		reader->read += reader->filled;
		reader->at = 0;
		if (reader->filled == 0) {
			reader->ended = true;
			return -1;
		}
		if (first && reader->filled >= 3 && memcmp(reader->buffer, "\xEF\xBB\xBF", 3) == 0)
			reader->at = 3;
	}
	return (unsigned char)reader->buffer[reader->at++];
}

static enum status bad(const struct row_reader *reader, const char *message, const char *remedy,
		       struct error *error)
{
	error_set(error, STATUS_INVALID, "%s", message);
	error_remedy(error, "%s", remedy);
	return error_place(error, reader->file.path, reader->line, NULL);
}

struct row_state {
	struct row_reader *reader;
	struct arena *arena;
	struct row_cells *cells;
	struct builder cell;
	size_t size;
	bool quoted; /* the present cell began with a quote */
	struct error *error;
};

static void end_cell(struct row_state *state)
{
	list_push(state->arena, state->cells, builder_text(&state->cell));
	state->cell = builder_new(state->arena);
	state->quoted = false;
}

/* What stands within quotes, up to and with the closing one. *after is the byte behind it. */
static enum status quoted(struct row_state *state, int *after)
{
	for (;;) {
		int byte = next_byte(state->reader, state->error);
		if (byte == -2)
			return STATUS_IO;
		if (byte == -1 || ++state->size > ROW_MOST_SIZE)
			return bad(state->reader, "a quote is opened and not closed",
				   "close it, or double the quotes that belong to the text", state->error);
		if (byte == '\n')
			state->reader->next_line++;
		if (byte == '"') {
			*after = next_byte(state->reader, state->error);
			if (*after != '"')
				return *after == -2 ? STATUS_IO : STATUS_OK;
		}
		builder_add_byte(&state->cell, (char)byte);
	}
}

/* One byte outside quotes. *more is false at the end of the row. */
static enum status plain(struct row_state *state, int byte, bool *more)
{
	*more = true;
	if (byte == '"' && state->cell.length == 0 && !state->quoted) {
		state->quoted = true;
		TRY(quoted(state, &byte));
	}
	if (byte == '\r') {
		byte = next_byte(state->reader, state->error);
		if (byte != '\n' && byte >= 0)
			return bad(state->reader, "a carriage return stands inside a row",
				   "end rows with a line feed, or quote the cell", state->error);
	}
	if (byte == -2)
		return STATUS_IO;
	if (byte == -1 || byte == '\n') {
		state->reader->next_line += byte == '\n';
		end_cell(state);
		*more = false;
	} else if (byte == ',') {
		end_cell(state);
	} else if (state->quoted) {
		return bad(state->reader, "text follows a closing quote",
			   "put a comma after the quote, or double it", state->error);
	} else {
		builder_add_byte(&state->cell, (char)byte);
	}
	if (++state->size > ROW_MOST_SIZE || state->cells->count > ROW_MOST_CELLS)
		return bad(state->reader, "a row is too long", "check the quotes above it", state->error);
	return STATUS_OK;
}

static bool is_empty(const struct row_cells *cells)
{
	return cells->count == 1 && cells->at[0].length == 0;
}

enum status row_reader_next(struct row_reader *reader, struct arena *arena, struct row_cells *cells,
			    bool *found, struct error *error)
{
	do {
		struct row_state state = { .reader = reader, .arena = arena, .cells = cells,
					   .cell = builder_new(arena), .error = error };
		*cells = (struct row_cells){ 0 };
		reader->line = reader->next_line;
		int byte = next_byte(reader, error);
		*found = byte >= 0;
		bool more = *found;
		if (byte == -2)
			return STATUS_IO;
		while (more) {
			TRY(plain(&state, byte, &more));
			if (more)
				byte = next_byte(reader, error);
		}
	} while (*found && is_empty(cells));
	return STATUS_OK;
}

struct text row_line(struct arena *arena, const struct row_cells *cells)
{
	struct builder line = builder_new(arena);
	for (size_t i = 0; i < cells->count; i++) {
		struct text cell = cells->at[i];
		if (i != 0)
			builder_add_byte(&line, ',');
		bool quote = memchr(cell.at, ',', cell.length) != NULL ||
			     memchr(cell.at, '"', cell.length) != NULL ||
			     memchr(cell.at, '\n', cell.length) != NULL ||
			     memchr(cell.at, '\r', cell.length) != NULL;
		if (quote)
			builder_add_byte(&line, '"');
		for (size_t k = 0; k < cell.length; k++) {
			if (quote && cell.at[k] == '"')
				builder_add_byte(&line, '"');
			builder_add_byte(&line, cell.at[k]);
		}
		if (quote)
			builder_add_byte(&line, '"');
	}
	return builder_text(&line);
}
