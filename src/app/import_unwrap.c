/* SPDX-License-Identifier: Apache-2.0 */
/* Mended rows, out of the form in which import_mend.c has written them. */
#include "app/import_internal.h"

#include "format/json.h"

static enum status refuse(const char *path, unsigned line, const char *field, const char *message,
			  struct error *error)
{
	error_set(error, STATUS_INVALID, "%s", message);
	error_remedy(error, "mend the extract's own columns alone; keep the others as they were "
			    "written");
	return error_place(error, path, line, field);
}

enum status import_unwrap_header(struct row_cells *cells, const char *path, struct error *error)
{
	for (size_t i = 0; i < MEND_COLUMNS; i++)
		if (i >= cells->count || !text_is(text_trim(cells->at[i]), import_mend_names[i]))
			return refuse(path, 1, import_mend_names[i],
				      "the column is not where it was written", error);
	cells->at += MEND_COLUMNS;
	cells->count -= MEND_COLUMNS;
	return STATUS_OK;
}

static bool read_number(struct text text, unsigned *out)
{
	uint64_t number = 0;
	text = text_trim(text);
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || number > UINT32_MAX)
			return false;
		number = number * 10 + (unsigned)(text.at[i] - '0');
	}
	*out = (unsigned)number;
	return number != 0 && number <= UINT32_MAX;
}

enum status import_unwrap_row(struct loading *loading, struct row_cells *cells, const char *path,
			      unsigned *line, struct error *error)
{
	unsigned here = *line;
	(void)loading;
	if (cells->count <= MEND_COLUMNS || !read_number(cells->at[0], line))
		return refuse(path, here, import_mend_names[0], "the row has no number", error);
	cells->at += MEND_COLUMNS;
	cells->count -= MEND_COLUMNS;
	return STATUS_OK;
}

/* The bytes of the value that comes next; false where it is torn. */
static bool skip_value(struct json_reader *json, struct text *out)
{
	size_t from = json->at;
	enum json_event event = json_next(json);
	unsigned depth = json->depth;
	bool nested = event == JSON_BEGIN_OBJECT || event == JSON_BEGIN_LIST;
	while (nested && event != JSON_BAD && json->depth >= depth)
		event = json_next(json);
	*out = event == JSON_STRING ? json->text
				    : text_trim(text_slice(json->source, from, json->at));
	return event != JSON_BAD;
}

enum status import_unwrap_line(struct loading *loading, struct row_cells *cells, const char *path,
			       unsigned *line, struct error *error)
{
	struct json_reader json = json_open(loading->row_arena, cells->raw);
	unsigned here = *line;
	struct text row = TEXT("");
	struct text raw = TEXT("");
	struct text value;
	enum json_event event = json_next(&json);
	while (event == JSON_BEGIN_OBJECT || event == JSON_KEY) {
		event = json_next(&json);
		if (event != JSON_KEY)
			break;
		struct text key = json.text;
		if (!skip_value(&json, &value))
			break;
		if (text_is(key, "row"))
			row = value;
		else if (text_is(key, "line"))
			raw = value;
	}
	if (event != JSON_END_OBJECT || json_next(&json) != JSON_END)
		return refuse(path, here, NULL, "the line is no whole JSON object", error);
	if (!read_number(row, line))
		return refuse(path, here, "row", "the row has no number", error);
	if (raw.length == 0)
		return refuse(path, here, "line", "the extract's own line is missing", error);
	cells->raw = raw;
	return STATUS_OK;
}
