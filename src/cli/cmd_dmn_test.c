/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn test: test inputs for a model with what it gives, as CSV for a person to confirm; or a
 * confirmed file, run again. */
#include "base/list.h"
#include "cli/inputs_file.h"
#include "cli/model_file.h"
#include "format/csv.h"
#include "os/file.h"

#include <dmn_check.h>

#include <string.h>

struct texts {
	LIST_OF(struct text);
};

/* The columns `name`, `decision`, the inputs in the order in which they first come, `expected`. */
struct writing {
	struct arena *arena;
	struct texts columns; /* paths of inputs */
	struct builder out;
};

static size_t column_at(struct writing *writing, struct text path)
{
	for (size_t i = 0; i < writing->columns.count; i++)
		if (text_equal(writing->columns.at[i], path))
			return i;
	list_push(writing->arena, &writing->columns, path);
	return writing->columns.count - 1;
}

/* Plain where it reads back as the same text; else as JSON. */
static struct text cell_of(struct arena *arena, dmn_value value)
{
	struct text cell = TEXT("");
	dmn_value read;
	if (value.kind == DMN_NULL)
		return cell;
	if (value.kind != DMN_LIST && value.kind != DMN_CONTEXT)
		cell.at = dmn_text(arena, value, &cell.length);
	bool is_plain = cell.length != 0 && (value.kind != DMN_STRING ||
					     !dmn_from_json(arena, cell.at, cell.length, &read));
	if (!is_plain)
		cell.at = dmn_to_json(arena, value, &cell.length);
	return cell;
}

typedef void leaf_function(struct writing *writing, struct text path, dmn_value value,
			   struct text *row);

static void each_leaf(struct writing *writing, struct text head, dmn_value value,
		      leaf_function *leaf, struct text *row)
{
	if (value.kind != DMN_CONTEXT) {
		leaf(writing, head, value, row);
		return;
	}
	for (size_t i = 0; i < dmn_context_count(value); i++) {
		struct text name;
		dmn_value inner = dmn_context_at(value, i, &name.at, &name.length);
		struct text path = head.length == 0 ? name
						    : text_format(writing->arena, "%.*s.%.*s",
								  TEXT_ARG(head), TEXT_ARG(name));
		each_leaf(writing, path, inner, leaf, row);
	}
}

static void note_column(struct writing *writing, struct text path, dmn_value value,
			struct text *row)
{
	(void)value;
	(void)row;
	column_at(writing, path);
}

static void fill_cell(struct writing *writing, struct text path, dmn_value value, struct text *row)
{
	row[2 + column_at(writing, path)] = cell_of(writing->arena, value);
}

static void write_cases(struct writing *writing, const struct dmn_cases *cases)
{
	for (size_t i = 0; i < cases->case_count; i++)
		each_leaf(writing, TEXT(""), cases->cases[i].inputs, note_column, NULL);
	size_t count = writing->columns.count + 3;
	struct text *row = arena_new_array(writing->arena, struct text, count);
	row[0] = TEXT("name");
	row[1] = TEXT("decision");
	for (size_t i = 0; i < writing->columns.count; i++)
		row[i + 2] = writing->columns.at[i];
	row[count - 1] = TEXT("expected");
	csv_write_row(&writing->out, row, count);
	for (size_t i = 0; i < cases->case_count; i++) {
		const struct dmn_case *one = &cases->cases[i];
		memset(row, 0, count * sizeof *row);
		row[0] = text_from(one->name);
		row[1] = text_from(one->decision);
		each_leaf(writing, TEXT(""), one->inputs, fill_cell, row);
		row[count - 1] = cell_of(writing->arena, one->expected);
		csv_write_row(&writing->out, row, count);
	}
}

static enum status generate(struct command_call *call, const struct dmn_model *model,
			    const char *path, struct error *error)
{
	const struct dmn_check_options options = { .size = sizeof options, .wants_cases = true };
	const struct dmn_check *check = dmn_check_model(model, &options, call->arena);
	const struct dmn_cases *cases = check != NULL ? check->cases : NULL;
	struct writing writing = { .arena = call->arena, .out = builder_new(call->arena) };
	enum status status = STATUS_OK;
	if (cases == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	write_cases(&writing, cases);
	struct text csv = builder_text(&writing.out);
	if (path == NULL)
		fwrite(csv.at, 1, csv.length, call->out);
	else
		status = file_write(path, csv, error);
	if (status == STATUS_OK)
		fprintf(call->notes, "%zu cases; %zu rules are brought out by none\n",
			cases->case_count, cases->uncovered);
	return status;
}

/* ---- a confirmed file, run again ----------------------------------------------- */

struct rerun {
	struct command_call *call;
	const struct dmn_model *model;
	struct dmn_evaluation *evaluation;
	size_t passed, failed;
};

static const char *string_at(struct arena *arena, dmn_value inputs, const char *name)
{
	dmn_value value = dmn_context_get(inputs, name);
	return value.kind == DMN_STRING ? dmn_text(arena, value, NULL) : "";
}

static enum status rerun_case(void *user, dmn_value inputs, unsigned line, struct error *error)
{
	struct rerun *rerun = user;
	struct arena *arena = rerun->call->arena;
	const char *decision = string_at(arena, inputs, "decision");
	struct dmn_element element;
	TRY(model_file_element(rerun->model, decision, &element, error));
	dmn_evaluation_reset(rerun->evaluation);
	dmn_value value;
	if (element.kind == DMN_ELEMENT_BKM) {
		value = dmn_invoke(rerun->evaluation, decision, inputs);
	} else {
		dmn_set_inputs(rerun->evaluation, inputs);
		value = dmn_decide(rerun->evaluation, decision);
	}
	struct text given = cell_of(arena, value);
	struct text wanted = cell_of(arena, dmn_context_get(inputs, "expected"));
	if (text_equal(given, wanted)) {
		rerun->passed++;
		return STATUS_OK;
	}
	rerun->failed++;
	fprintf(rerun->call->out, "line %u: %s: it gives %.*s, not %.*s\n", line,
		string_at(arena, inputs, "name"), TEXT_ARG(given), TEXT_ARG(wanted));
	return STATUS_OK;
}

static enum status run_cases(struct command_call *call, const struct dmn_model *model,
			     const char *path, struct error *error)
{
	struct rerun rerun = { .call = call, .model = model };
	rerun.evaluation = dmn_evaluation_new(model);
	if (rerun.evaluation == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	enum status status = inputs_file_read(call, path, rerun_case, &rerun, error);
	dmn_evaluation_free(rerun.evaluation);
	TRY(status);
	fprintf(call->out, "%zu passed, %zu failed\n", rerun.passed, rerun.failed);
	return rerun.failed == 0
		       ? STATUS_OK
		       : error_set(error, STATUS_DIFFERS, "%zu cases failed", rerun.failed);
}

enum status command_dmn_test(struct command_call *call, struct error *error)
{
	const char *out = NULL, *run = NULL;
	struct engine_host engine;
	struct dmn_model *model;
	const struct option_spec specs[] = {
		{ .name = "out", .value = &out },
		{ .name = "run", .value = &run },
	};
	struct option_words files = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &files, 1, 64, error));
	engine_host_init(&engine, call->arena);
	TRY(model_file_load(call, &engine, &files, &model, error));
	enum status status = run != NULL ? run_cases(call, model, run, error)
					 : generate(call, model, out, error);
	dmn_model_free(model);
	return status;
}
