/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn batch: a decision for each row of standard input, CSV or JSON lines, streamed. */
#include "cli/batch.h"
#include "cli/model_file.h"

#include <string.h>
#include <unistd.h>

struct batch_options {
	const char *decision;
	const char *format;
	const char *threads;
	bool b_feel;
};

/* As many threads as the machine has cores, unless told. */
static enum status thread_count(const struct batch_options *options, size_t *out,
				struct error *error)
{
	enum {
		THREADS_MOST = 64
	};
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int64_t count = cores < 1 ? 1 : cores > THREADS_MOST ? THREADS_MOST : cores;
	if (options->threads != NULL)
		TRY(options_number("threads", options->threads, 1, THREADS_MOST, &count, error));
	*out = (size_t)count;
	return STATUS_OK;
}

/* JSON lines begin with a brace, CSV with a name. */
static enum status find_format(const struct batch_options *options, bool *is_json,
			       struct error *error)
{
	const char *format = options->format;
	if (format != NULL && strcmp(format, "csv") != 0 && strcmp(format, "jsonl") != 0) {
		error_set(error, STATUS_USAGE, "there is no format '%s'", format);
		return error_remedy(error, "it is csv or jsonl");
	}
	int first = getc(stdin);
	if (first != EOF)
		ungetc(first, stdin);
	*is_json = format != NULL ? format[0] == 'j' : first == '{';
	return STATUS_OK;
}

static enum status run(struct command_call *call, const struct dmn_model *model,
		       const struct batch_options *options, struct error *error)
{
	struct dmn_element element;
	struct batch batch = { .model = model, .decision = options->decision };
	size_t threads;
	TRY(model_file_element(model, options->decision, &element, error));
	if (element.kind != DMN_ELEMENT_DECISION)
		return error_set(error, STATUS_INVALID, "'%s' is no decision", options->decision);
	batch.slot = dmn_slot(model, options->decision);
	TRY(thread_count(options, &threads, error));
	TRY(find_format(options, &batch.is_json, error));
	return batch_run(&batch, threads, stdin, call->out, call->notes, error);
}

enum status command_dmn_batch(struct command_call *call, struct error *error)
{
	struct batch_options options = { 0 };
	const struct option_spec specs[] = {
		{ .name = "decision", .value = &options.decision, .needed = true },
		{ .name = "format", .value = &options.format },
		{ .name = "threads", .value = &options.threads },
		{ .name = "b-feel", .flag = &options.b_feel },
	};
	struct option_words files = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &files, 1, 64, error));
	struct engine_host engine;
	struct dmn_model *model;
	engine_host_init(&engine, call->arena);
	engine.host.b_feel = options.b_feel;
	TRY(model_file_open(call, &engine, &files, &model, error));
	enum status status = run(call, model, &options, error);
	dmn_model_free(model);
	return status;
}
