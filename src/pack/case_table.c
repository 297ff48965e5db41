/* SPDX-License-Identifier: Apache-2.0 */
/* cases.csv into typed inputs and expected texts. */
#include "pack/case_table.h"

#include "base/list.h"
#include "format/csv.h"
#include "os/file.h"

enum {
	MOST_CASES_FILE = 64 * 1024 * 1024,
	MOST_COLUMNS = 256
};

static const char *const columns[] = {
#define CASE_EXPECTATION(name, column, decision, needed, meaning) column,
#include "pack/case.def"
};
static const char *const decisions[] = {
#define CASE_EXPECTATION(name, column, decision, needed, meaning) decision,
#include "pack/case.def"
};
static const bool needed[] = {
#define CASE_EXPECTATION(name, column, decision, needed, meaning) needed,
#include "pack/case.def"
};

const char *case_expectation_column(enum case_expectation which)
{
	return columns[which];
}

const char *case_expectation_decision(enum case_expectation which)
{
	return decisions[which];
}

enum role {
	ROLE_NAME,
	ROLE_AS_OF,
	ROLE_QUALITY,
	ROLE_FIELD,
	ROLE_LIST,
	ROLE_EXPECTED,
	ROLE_SOURCE
};

/* What a column of this file is. */
struct column {
	struct text header;
	enum role role;
	size_t input;			/* of field and list */
	const struct pack_field *field; /* of field */
	enum case_expectation expected;
};

struct reading {
	struct arena *arena;
	const struct pack *pack;
	struct case_table *table;
	bool has_header;
	struct column columns[MOST_COLUMNS];
	size_t column_count;
	struct {
		LIST_OF(struct pack_case);
	} cases;
};

static bool is_single(const struct pack_input *input)
{
	return input->take == PACK_TAKE_SELF || input->take == PACK_TAKE_ANCESTOR;
}

static bool find_input(const struct pack *pack, struct text name, size_t *out)
{
	for (size_t i = 0; i < pack->decision.input_count; i++)
		if (text_equal(pack->decision.inputs[i].name, name)) {
			*out = i;
			return true;
		}
	return false;
}

static bool as_expectation(struct column *column)
{
	for (unsigned i = 0; i < CASE_EXPECTATION_COUNT; i++)
		if (text_is(column->header, columns[i])) {
			column->role = ROLE_EXPECTED;
			column->expected = (enum case_expectation)i;
			return true;
		}
	return false;
}

static bool as_input(const struct pack *pack, struct column *column)
{
	struct text field;
	struct text head = text_cut(column->header, '.', &field);
	if (!find_input(pack, head, &column->input))
		return false;
	const struct pack_input *input = &pack->decision.inputs[column->input];
	if (field.length == 0) {
		column->role = ROLE_LIST;
		return !is_single(input);
	}
	column->role = ROLE_FIELD;
	column->field = pack_find_field(input->record, field);
	return is_single(input) && column->field != NULL;
}

static bool know_column(const struct pack *pack, struct column *column)
{
	static const struct {
		const char *name;
		enum role role;
	} fixed[] = { { "name", ROLE_NAME },
		      { "as_of", ROLE_AS_OF },
		      { "Quality", ROLE_QUALITY },
		      { "source", ROLE_SOURCE } };
	for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
		if (text_is(column->header, fixed[i].name)) {
			column->role = fixed[i].role;
			return true;
		}
	return as_expectation(column) || as_input(pack, column);
}

static enum status on_header(struct reading *reading, const struct text *cells, size_t count,
			     unsigned line, struct error *error)
{
	bool name = false, as_of = false;
	for (size_t i = 0; i < count && i < MOST_COLUMNS; i++) {
		struct column *column = &reading->columns[i];
		column->header = text_copy(reading->arena, text_trim(cells[i]));
		if (!know_column(reading->pack, column)) {
			error_set(error, STATUS_INVALID, "unknown column '%.*s'",
				  TEXT_ARG(column->header));
			error_remedy(error,
				     "use name, as_of, INPUT.field, INPUT, Quality, source or "
				     "an expectation such as outcome");
			return error_place(error, reading->table->file, line, NULL);
		}
		name = name || column->role == ROLE_NAME;
		as_of = as_of || column->role == ROLE_AS_OF;
		if (column->role == ROLE_EXPECTED)
			reading->table->asserts[column->expected] = true;
	}
	reading->column_count = count < MOST_COLUMNS ? count : MOST_COLUMNS;
	for (unsigned i = 0; i < CASE_EXPECTATION_COUNT; i++)
		name = name && (!needed[i] || reading->table->asserts[i]);
	if (name && as_of)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "a column that every case needs is missing");
	error_remedy(error, "have name, as_of, outcome, options, missing, why and safeguards");
	return error_place(error, reading->table->file, line, NULL);
}

/* A value of JSON into the field's type: texts of dates and codes are read as such. */
static enum status type_value(struct arena *arena, const struct pack_field *field, dmn_value raw,
			      dmn_value *out, struct error *error)
{
	*out = raw;
	if (raw.kind != DMN_STRING)
		return STATUS_OK;
	return pack_read_value(arena, field, (struct text){ raw.as.string, raw.count }, out, error);
}

static enum status type_record(struct arena *arena, const struct pack_record *record, dmn_value raw,
			       dmn_value *out, struct error *error)
{
	const char **names = arena_new_array(arena, const char *, record->field_count);
	dmn_value *values = arena_new_array(arena, dmn_value, record->field_count);
	size_t count = 0, known = 0;
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		const char *name = text_c(arena, field->name);
		known += dmn_context_has(raw, name);
		if (!field->engine)
			continue;
		names[count] = name;
		TRY(type_value(arena, field, dmn_context_get(raw, name), &values[count++], error));
	}
	if (raw.kind != DMN_CONTEXT || known != dmn_context_count(raw)) {
		error_set(error, STATUS_INVALID, "an object has a name that is no field of '%.*s'",
			  TEXT_ARG(record->name));
		return error_remedy(error, "use the field names of pack.yaml");
	}
	*out = dmn_context(arena, names, values, count);
	return STATUS_OK;
}

static dmn_value type_quality(struct arena *arena, dmn_value raw)
{
	static const char *const names[] = { "record", "field", "state", "source", "since" };
	dmn_value values[5];
	for (size_t i = 0; i < 5; i++)
		values[i] = dmn_context_get(raw, names[i]);
	if (values[4].kind == DMN_STRING)
		values[4] = dmn_temporal(arena, DMN_DATE, values[4].as.string, values[4].count);
	return dmn_context(arena, names, values, 5);
}

/* A JSON list; `record` NULL: of quality notes. */
static enum status read_list(struct arena *arena, const struct pack_record *record,
			     struct text cell, dmn_value *out, struct error *error)
{
	dmn_value raw = dmn_list(arena, NULL, 0);
	if (cell.length > 0 &&
	    (!dmn_from_json(arena, cell.at, cell.length, &raw) || raw.kind != DMN_LIST)) {
		error_set(error, STATUS_INVALID, "the cell is no JSON list");
		return error_remedy(error,
				    "write [{\"field\": \"value\"}, ...], or leave it empty");
	}
	dmn_value *items = arena_new_array(arena, dmn_value, raw.count);
	for (size_t i = 0; i < raw.count; i++) {
		dmn_value item = dmn_list_at(raw, i);
		if (record == NULL)
			items[i] = type_quality(arena, item);
		else
			TRY(type_record(arena, record, item, &items[i], error));
	}
	*out = dmn_list(arena, items, raw.count);
	return STATUS_OK;
}

/* The fields of a single record, gathered column by column. */
struct gathered {
	const char *names[MOST_COLUMNS];
	dmn_value values[MOST_COLUMNS];
	size_t count;
};

static enum status on_cell(struct reading *reading, const struct column *column, struct text cell,
			   struct pack_case *out, dmn_value *inputs, struct gathered *gathered,
			   struct error *error)
{
	struct arena *arena = reading->arena;
	struct text copy = text_copy(arena, cell);
	struct gathered *record = &gathered[column->input];
	switch (column->role) {
	case ROLE_NAME: out->name = copy; return STATUS_OK;
	case ROLE_AS_OF:
		out->as_of = dmn_temporal(arena, DMN_DATE, copy.at, copy.length);
		return out->as_of.kind == DMN_DATE ? STATUS_OK
						   : error_set(error, STATUS_INVALID,
							       "'%.*s' is no date", TEXT_ARG(copy));
	case ROLE_QUALITY: return read_list(arena, NULL, copy, &out->quality, error);
	case ROLE_LIST:
		return read_list(arena, reading->pack->decision.inputs[column->input].record, copy,
				 &inputs[column->input], error);
	case ROLE_FIELD:
		if (!column->field->engine)
			return STATUS_OK;
		record->names[record->count] = text_c(arena, column->field->name);
		return pack_read_value(arena, column->field, copy, &record->values[record->count++],
				       error);
	case ROLE_EXPECTED: out->expected[column->expected] = copy; return STATUS_OK;
	default: return STATUS_OK;
	}
}

static bool is_gathered(const struct gathered *gathered, struct text name)
{
	for (size_t i = 0; i < gathered->count; i++)
		if (text_is(name, gathered->names[i]))
			return true;
	return false;
}

/* As in a run: every field that the engine may read is there, absent ones as null. */
static dmn_value whole_record(struct arena *arena, const struct pack_record *record,
			      struct gathered *gathered)
{
	for (size_t i = 0; i < record->field_count && gathered->count < MOST_COLUMNS; i++) {
		if (!record->fields[i].engine || is_gathered(gathered, record->fields[i].name))
			continue;
		gathered->names[gathered->count] = text_c(arena, record->fields[i].name);
		gathered->values[gathered->count++] = dmn_null();
	}
	return dmn_context(arena, gathered->names, gathered->values, gathered->count);
}

static enum status on_case(struct reading *reading, const struct text *cells, size_t count,
			   unsigned line, struct error *error)
{
	struct arena *arena = reading->arena;
	const struct pack_decision *decision = &reading->pack->decision;
	struct gathered *gathered = arena_new_array(arena, struct gathered, decision->input_count);
	dmn_value *inputs = arena_new_array(arena, dmn_value, decision->input_count);
	struct pack_case out = { .line = line, .inputs = inputs };
	out.quality = dmn_list(arena, NULL, 0);
	for (size_t i = 0; i < decision->input_count; i++)
		inputs[i] = dmn_list(arena, NULL, 0);
	if (count != reading->column_count)
		return error_set(error, STATUS_INVALID, "the row has %zu cells, the header %zu",
				 count, reading->column_count);
	for (size_t i = 0; i < count; i++) {
		const struct column *column = &reading->columns[i];
		if (on_cell(reading, column, cells[i], &out, inputs, gathered, error) != STATUS_OK)
			return error_place(error, NULL, line, text_c(arena, column->header));
	}
	for (size_t i = 0; i < decision->input_count; i++)
		if (is_single(&decision->inputs[i]))
			inputs[i] = whole_record(arena, decision->inputs[i].record, &gathered[i]);
	list_push(arena, &reading->cases, out);
	return STATUS_OK;
}

static enum status on_row(void *user, const struct text *cells, size_t count, unsigned line,
			  struct error *error)
{
	struct reading *reading = user;
	if (!reading->has_header) {
		reading->has_header = true;
		return on_header(reading, cells, count, line, error);
	}
	if (on_case(reading, cells, count, line, error) == STATUS_OK)
		return STATUS_OK;
	error_place(error, reading->table->file, line, NULL);
	return STATUS_INVALID;
}

enum status case_table_read(struct arena *arena, const struct pack *pack, struct case_table *out,
			    struct error *error)
{
	struct text bytes;
	struct reading *reading = arena_new_one(arena, struct reading);
	*out = (struct case_table){ .file = file_join(arena, text_c(arena, pack->folder),
						      "cases.csv") };
	*reading = (struct reading){ .arena = arena, .pack = pack, .table = out };
	TRY(file_read(arena, out->file, MOST_CASES_FILE, &bytes, error));
	struct csv_reader *csv = csv_reader_new(arena, out->file, on_row, reading);
	TRY(csv_read(csv, bytes, error));
	TRY(csv_end(csv, error));
	out->cases = reading->cases.at;
	out->count = reading->cases.count;
	return STATUS_OK;
}
