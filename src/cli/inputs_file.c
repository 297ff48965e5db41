/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/inputs_file.h"

#include "base/list.h"
#include "cli/engine_print.h"
#include "format/csv.h"
#include "os/file.h"

#include <string.h>

enum {
	INPUTS_SIZE_MOST = 256 * 1024 * 1024
};

struct text_list {
	LIST_OF(struct text);
};

struct inputs_reading {
	struct arena *arena;
	const char *path;
	struct text_list headers;
	bool has_header;
	inputs_function *on_inputs;
	void *user;
};

/* ---- JSON lines ----------------------------------------------------------- */

static enum status read_line(struct inputs_reading *reading, struct text line, unsigned number,
			     struct error *error)
{
	dmn_value inputs;
	if (text_trim(line).length == 0)
		return STATUS_OK;
	if (!dmn_from_json(reading->arena, line.at, line.length, &inputs)) {
		problem_error(dmn_problem_of(inputs), error);
		error->row = 0;
		return error_place(error, reading->path, number, NULL);
	}
	if (inputs.kind != DMN_CONTEXT) {
		error_set(error, STATUS_INVALID, "the line does not hold a JSON object");
		return error_place(error, reading->path, number, NULL);
	}
	return reading->on_inputs(reading->user, inputs, number, error);
}

static enum status read_lines(struct inputs_reading *reading, struct text bytes,
			      struct error *error)
{
	unsigned number = 0;
	while (bytes.length != 0) {
		struct text line = text_cut(bytes, '\n', &bytes);
		TRY(read_line(reading, line, ++number, error));
	}
	return STATUS_OK;
}

/* ---- CSV ------------------------------------------------------------------ */

static dmn_value cell_value(struct arena *arena, struct text cell)
{
	dmn_value value;
	if (cell.length == 0)
		return dmn_null();
	if (dmn_from_json(arena, cell.at, cell.length, &value))
		return value;
	return dmn_string(arena, cell.at, cell.length);
}

/* The context with the value at the path, whose parts are parted by dots. */
static dmn_value with_value(struct arena *arena, dmn_value context, struct text path,
			    dmn_value value)
{
	struct text rest;
	struct text head = text_cut(path, '.', &rest);
	size_t count = dmn_context_count(context), at = count;
	const char **names = arena_new_array(arena, const char *, count + 1);
	dmn_value *values = arena_new_array(arena, dmn_value, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct text name;
		values[i] = dmn_context_at(context, i, &name.at, &name.length);
		names[i] = text_c(arena, name);
		at = text_equal(name, head) ? i : at;
	}
	names[at] = text_c(arena, head);
	values[at] = rest.length == 0
			     ? value
			     : with_value(arena, at < count ? values[at] : dmn_null(), rest, value);
	return dmn_context(arena, names, values, at == count ? count + 1 : count);
}

static enum status on_row(void *user, const struct text *cells, size_t count, unsigned line,
			  struct error *error)
{
	struct inputs_reading *reading = user;
	dmn_value inputs = dmn_context(reading->arena, NULL, NULL, 0);
	if (!reading->has_header) {
		reading->has_header = true;
		for (size_t i = 0; i < count; i++)
			list_push(reading->arena, &reading->headers,
				  text_copy(reading->arena, text_trim(cells[i])));
		return STATUS_OK;
	}
	if (count != reading->headers.count) {
		error_set(error, STATUS_INVALID, "the row has %zu cells, the header %zu", count,
			  reading->headers.count);
		return error_place(error, reading->path, line, NULL);
	}
	for (size_t i = 0; i < count; i++)
		inputs = with_value(reading->arena, inputs, reading->headers.at[i],
				    cell_value(reading->arena, cells[i]));
	return reading->on_inputs(reading->user, inputs, line, error);
}

static enum status read_csv(struct inputs_reading *reading, struct text bytes, struct error *error)
{
	struct csv_reader *csv = csv_reader_new(reading->arena, reading->path, on_row, reading);
	TRY(csv_read(csv, bytes, error));
	return csv_end(csv, error);
}

enum status inputs_file_read(struct command_call *call, const char *path,
			     inputs_function *on_inputs, void *user, struct error *error)
{
	struct text bytes;
	struct inputs_reading reading = {
		.arena = call->arena, .path = path, .on_inputs = on_inputs, .user = user
	};
	TRY(file_read(call->arena, path, INPUTS_SIZE_MOST, &bytes, error));
	return text_starts(text_trim(bytes), TEXT("{")) ? read_lines(&reading, bytes, error)
							: read_csv(&reading, bytes, error);
}
