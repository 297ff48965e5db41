/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of a block to answers. */
#include "cli/batch.h"

#include "format/csv.h"

#include <string.h>

/* ---- columns -------------------------------------------------------------- */

static bool find_type(const struct dmn_model *model, const char *name, struct batch_column *column)
{
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(model, i, &element); i++) {
		if (strcmp(element.name, name) != 0)
			continue;
		for (unsigned kind = DMN_BOOLEAN; kind <= DMN_MONTHS_DURATION; kind++) {
			if (strcmp(element.type, dmn_kind_name((enum dmn_kind)kind)) != 0)
				continue;
			column->is_typed = true;
			column->kind = (enum dmn_kind)kind;
		}
		return true;
	}
	return false;
}

struct header {
	struct arena *arena;
	struct batch *batch;
};

static enum status on_header(void *user, const struct text *cells, size_t count, unsigned line,
			     struct error *error)
{
	struct header *header = user;
	struct batch *batch = header->batch;
	(void)line;
	batch->columns = arena_new_array(header->arena, struct batch_column, count);
	batch->column_count = count;
	for (size_t i = 0; i < count; i++) {
		const char *name = text_c(header->arena, text_trim(cells[i]));
		batch->columns[i].slot = dmn_slot(batch->model, name);
		if (batch->columns[i].slot < 0)
			return error_set(error, STATUS_NOT_FOUND,
					 "the model has no input '%s', which is column %zu", name,
					 i + 1);
		find_type(batch->model, name, &batch->columns[i]);
	}
	return STATUS_OK;
}

enum status batch_read_header(struct arena *arena, struct batch *batch, struct text header,
			      struct error *error)
{
	struct header user = { arena, batch };
	struct csv_reader *reader = csv_reader_new(arena, "standard input", on_header, &user);
	TRY(csv_read(reader, header, error));
	TRY(csv_end(reader, error));
	if (batch->column_count == 0)
		return error_set(error, STATUS_INVALID, "there is no header row");
	return STATUS_OK;
}

/* ---- cells ----------------------------------------------------------------- */

/* An empty cell is null. Without a type of its own a cell is a number or a boolean where it reads
 * as one, else a text. */
static dmn_value read_cell(struct arena *arena, const struct batch_column *column, struct text cell)
{
	if (cell.length == 0)
		return dmn_null();
	if (column->is_typed && column->kind >= DMN_DATE)
		return dmn_temporal(arena, column->kind, cell.at, cell.length);
	if (column->is_typed && column->kind == DMN_STRING)
		return dmn_string(arena, cell.at, cell.length);
	bool is_true = text_is(cell, "true");
	if ((is_true || text_is(cell, "false")) &&
	    (!column->is_typed || column->kind == DMN_BOOLEAN))
		return dmn_boolean(is_true);
	dmn_value number = dmn_number_text(arena, cell.at, cell.length);
	if (number.kind == DMN_NUMBER || column->is_typed)
		return number;
	return dmn_string(arena, cell.at, cell.length);
}

/* ---- answers --------------------------------------------------------------- */

static void note(struct batch_lane *lane, dmn_value answer)
{
	const struct dmn_problem *problem = dmn_problem_of(answer);
	if (problem == NULL || problem->severity != DMN_ERROR)
		return;
	lane->failed_count++;
	if (lane->note_count < BATCH_NOTES_MOST)
		lane->notes[lane->note_count++] =
			(struct batch_note){ lane->row_count,
					     text_c(lane->arena, text_from(problem->message)) };
}

static struct text shown(struct dmn_evaluation *evaluation, dmn_value value)
{
	if (value.kind == DMN_NULL)
		return TEXT("");
	if (value.kind == DMN_STRING)
		return (struct text){ value.as.string, value.count };
	struct arena *arena = dmn_evaluation_arena(evaluation);
	struct text text;
	bool is_compound = value.kind == DMN_LIST || value.kind == DMN_CONTEXT;
	text.at = is_compound ? dmn_to_json(arena, value, &text.length)
			      : dmn_text(arena, value, &text.length);
	return text;
}

static void write_answer(struct batch_lane *lane, dmn_value answer)
{
	const struct batch *batch = lane->batch;
	struct text cells[BATCH_COLUMNS_MOST];
	size_t count = batch->output_count;
	for (size_t i = 0; i < count; i++)
		cells[i] = shown(lane->evaluation, dmn_context_get(answer, batch->outputs[i]));
	if (count == 0)
		cells[count++] = shown(lane->evaluation, answer);
	csv_write_row(&lane->out, cells, count);
}

static void write_json(struct batch_lane *lane, dmn_value answer)
{
	struct text text;
	text.at = dmn_to_json(dmn_evaluation_arena(lane->evaluation), answer, &text.length);
	builder_add(&lane->out, text);
	builder_add_byte(&lane->out, '\n');
}

static dmn_value decide(struct batch_lane *lane)
{
	dmn_value answer = dmn_decide_slot(lane->evaluation, lane->batch->slot);
	note(lane, answer);
	return answer;
}

/* ---- rows ------------------------------------------------------------------ */

static enum status set_row(struct batch_lane *lane, const struct text *cells, size_t count,
			   struct error *error)
{
	const struct batch *batch = lane->batch;
	lane->row_count++;
	if (count != batch->column_count)
		return error_set(error, STATUS_INVALID, "it has %zu cells for %zu columns", count,
				 batch->column_count);
	dmn_evaluation_reset(lane->evaluation);
	struct arena *arena = dmn_evaluation_arena(lane->evaluation);
	for (size_t i = 0; i < count; i++) {
		dmn_value value = read_cell(arena, &batch->columns[i], cells[i]);
		const struct dmn_problem *problem = dmn_problem_of(value);
		if (problem != NULL)
			return error_set(error, STATUS_INVALID, "column %zu: %s", i + 1,
					 problem->message);
		dmn_set_slot(lane->evaluation, batch->columns[i].slot, value);
	}
	return STATUS_OK;
}

static enum status on_row(void *user, const struct text *cells, size_t count, unsigned line,
			  struct error *error)
{
	struct batch_lane *lane = user;
	(void)line;
	lane->is_in_row = true;
	TRY(set_row(lane, cells, count, error));
	write_answer(lane, decide(lane));
	lane->is_in_row = false;
	return STATUS_OK;
}

static enum status work_csv(struct batch_lane *lane, csv_row_function *each)
{
	struct csv_reader *reader = csv_reader_new(lane->arena, "standard input", each, lane);
	TRY(csv_read(reader, lane->block, &lane->error));
	return csv_end(reader, &lane->error);
}

static enum status work_line(struct batch_lane *lane, struct text line)
{
	dmn_value inputs;
	lane->row_count++;
	lane->is_in_row = true;
	dmn_evaluation_reset(lane->evaluation);
	if (!dmn_from_json(dmn_evaluation_arena(lane->evaluation), line.at, line.length, &inputs))
		return error_set(&lane->error, STATUS_INVALID, "%s",
				 dmn_problem_of(inputs)->message);
	if (inputs.kind != DMN_CONTEXT)
		return error_set(&lane->error, STATUS_INVALID, "it is no JSON object");
	dmn_set_inputs(lane->evaluation, inputs);
	write_json(lane, decide(lane));
	return STATUS_OK;
}

static enum status work_json(struct batch_lane *lane)
{
	struct text rest = lane->block;
	while (rest.length != 0) {
		struct text line = text_trim(text_cut(rest, '\n', &rest));
		if (line.length != 0)
			TRY(work_line(lane, line));
	}
	return STATUS_OK;
}

static void run_block(void *user)
{
	struct batch_lane *lane = user;
	lane->status = lane->batch->is_json ? work_json(lane) : work_csv(lane, on_row);
}

static void start_block(struct batch_lane *lane)
{
	arena_reset(lane->arena);
	lane->out = builder_new(lane->arena);
	lane->row_count = lane->failed_count = lane->note_count = 0;
	lane->status = STATUS_OK;
	lane->is_in_row = false;
}

void batch_lane_work(struct batch_lane *lane)
{
	start_block(lane);
	enum status status = boundary_run(lane->arena, run_block, lane, &lane->error);
	lane->status = status != STATUS_OK ? status : lane->status;
}

bool batch_lane_open(struct batch_lane *lane, const struct batch *batch)
{
	*lane = (struct batch_lane){ .batch = batch };
	lane->evaluation = dmn_evaluation_new(batch->model);
	lane->arena = arena_new(0);
	return lane->evaluation != NULL && lane->arena != NULL;
}

void batch_lane_close(struct batch_lane *lane)
{
	dmn_evaluation_free(lane->evaluation);
	arena_free(lane->arena);
}

/* ---- the shape of the answer ------------------------------------------------- */

static void take_shape(struct arena *arena, struct batch *batch, dmn_value answer)
{
	size_t count = dmn_context_count(answer);
	if (count > BATCH_COLUMNS_MOST)
		return;
	batch->outputs = arena_new_array(arena, const char *, count);
	for (size_t i = 0; i < count; i++) {
		struct text name;
		dmn_context_at(answer, i, &name.at, &name.length);
		batch->outputs[i] = text_c(arena, name);
	}
	batch->output_count = count;
}

/* Rows until one answers; what is off with one is told when it is worked. */
static enum status on_shape(void *user, const struct text *cells, size_t count, unsigned line,
			    struct error *error)
{
	struct batch_lane *lane = user;
	(void)line;
	TRY(set_row(lane, cells, count, error));
	dmn_value answer = dmn_decide_slot(lane->evaluation, lane->batch->slot);
	return answer.kind == DMN_NULL ? STATUS_OK : STATUS_DIFFERS;
}

void batch_find_outputs(struct arena *arena, struct batch *batch, struct batch_lane *lane)
{
	start_block(lane);
	if (!batch->is_json && work_csv(lane, on_shape) == STATUS_DIFFERS)
		take_shape(arena, batch, dmn_decide_slot(lane->evaluation, batch->slot));
}

void batch_write_header(struct builder *out, const struct batch *batch)
{
	struct text cells[BATCH_COLUMNS_MOST];
	size_t count = batch->output_count;
	for (size_t i = 0; i < count; i++)
		cells[i] = text_from(batch->outputs[i]);
	if (count == 0)
		cells[count++] = text_from(batch->decision);
	csv_write_row(out, cells, count);
}
