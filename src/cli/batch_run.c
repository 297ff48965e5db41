/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks to threads and back. The caller's thread reads and writes; each lane works one block in a
 * thread of its own, and lanes take turns, so that the order stays and the memory does not grow. */
#include "cli/batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct worker {
	struct batch_lane lane;
	char *bytes; /* of the block: BATCH_BLOCK_SIZE */
	pthread_t thread;
	bool is_working;
};

struct flow {
	struct batch *batch;
	FILE *in;
	FILE *out;
	FILE *notes;
	struct worker *workers;
	size_t worker_count;
	char *rest; /* read already, of the row after the last block */
	size_t rest_size;
	bool is_at_end;
	size_t turn;	  /* blocks begun */
	size_t row_count; /* written */
	size_t failed_count;
};

/* Where the last row of the text that is whole ends; 0 when there is none. A line end inside quotes
 * is part of a cell. */
static size_t last_row_end(struct text text, bool has_quotes)
{
	const char *last = memrchr(text.at, '\n', text.length);
	if (last == NULL)
		return 0;
	if (!has_quotes || memchr(text.at, '"', text.length) == NULL)
		return (size_t)(last - text.at) + 1;
	size_t end = 0;
	bool is_quoted = false;
	for (size_t i = 0; i < text.length; i++) {
		is_quoted ^= text.at[i] == '"';
		if (text.at[i] == '\n' && !is_quoted)
			end = i + 1;
	}
	return end;
}

static size_t first_row_end(struct text text)
{
	bool is_quoted = false;
	for (size_t i = 0; i < text.length; i++) {
		is_quoted ^= text.at[i] == '"';
		if (text.at[i] == '\n' && !is_quoted)
			return i + 1;
	}
	return text.length;
}

/* The next whole rows, to `bytes`; an empty text at the end. */
static enum status next_block(struct flow *flow, char *bytes, struct text *out, struct error *error)
{
	size_t size = flow->rest_size;
	memcpy(bytes, flow->rest, size);
	if (!flow->is_at_end) {
		size_t wanted = BATCH_BLOCK_SIZE - size;
		size_t got = fread(bytes + size, 1, wanted, flow->in);
		flow->is_at_end = got < wanted;
		size += got;
	}
	if (ferror(flow->in))
		return error_set(error, STATUS_IO, "standard input cannot be read");
	*out = (struct text){ bytes, size };
	if (!flow->is_at_end)
		out->length = last_row_end(*out, !flow->batch->is_json);
	if (out->length == 0 && size != 0)
		return error_set(error, STATUS_LIMIT,
				 "row %zu is longer than 1 MB, or a quote is "
				 "never closed",
				 flow->row_count + 1);
	flow->rest_size = size - out->length;
	memcpy(flow->rest, bytes + out->length, flow->rest_size);
	return STATUS_OK;
}

static void *work(void *user)
{
	struct worker *worker = user;
	batch_lane_work(&worker->lane);
	return NULL;
}

static void tell_notes(struct flow *flow, const struct batch_lane *lane)
{
	for (size_t i = 0; i < lane->note_count && flow->failed_count + i < BATCH_NOTES_MOST; i++)
		fprintf(flow->notes, "remit: row %zu: %s\n", flow->row_count + lane->notes[i].row,
			lane->notes[i].message);
}

/* Wait for the worker, and write what it made. */
static enum status finish(struct flow *flow, struct worker *worker, struct error *error)
{
	if (!worker->is_working)
		return STATUS_OK;
	pthread_join(worker->thread, NULL);
	worker->is_working = false;
	const struct batch_lane *lane = &worker->lane;
	tell_notes(flow, lane);
	if (fwrite(lane->out.at, 1, lane->out.length, flow->out) != lane->out.length)
		return error_set(error, STATUS_IO, "standard output cannot be written");
	if (lane->status != STATUS_OK)
		return error_set(error, lane->status, "row %zu: %s",
				 flow->row_count + lane->row_count + !lane->is_in_row,
				 lane->error.message);
	flow->row_count += lane->row_count;
	flow->failed_count += lane->failed_count;
	return STATUS_OK;
}

static enum status start(struct worker *worker, struct text block, struct error *error)
{
	worker->lane.block = block;
	worker->is_working = pthread_create(&worker->thread, NULL, work, worker) == 0;
	return worker->is_working ? STATUS_OK
				  : error_set(error, STATUS_LIMIT, "no thread could be started");
}

/* The header of CSV in, that of the output out; the rest of the first block stays. */
static enum status begin(struct flow *flow, struct arena *arena, struct text *block,
			 struct error *error)
{
	struct builder header = builder_new(arena);
	if (flow->batch->is_json)
		return STATUS_OK;
	size_t end = first_row_end(*block);
	TRY(batch_read_header(arena, flow->batch, text_slice(*block, 0, end), error));
	*block = text_slice(*block, end, block->length);
	flow->workers[0].lane.block = *block;
	batch_find_outputs(arena, flow->batch, &flow->workers[0].lane);
	batch_write_header(&header, flow->batch);
	fwrite(header.at, 1, header.length, flow->out);
	return STATUS_OK;
}

static enum status run(struct flow *flow, struct arena *arena, struct error *error)
{
	for (;; flow->turn++) {
		struct worker *worker = &flow->workers[flow->turn % flow->worker_count];
		struct text block;
		TRY(finish(flow, worker, error));
		TRY(next_block(flow, worker->bytes, &block, error));
		if (flow->turn == 0)
			TRY(begin(flow, arena, &block, error));
		if (block.length == 0 && flow->is_at_end && flow->rest_size == 0)
			break;
		TRY(start(worker, block, error));
	}
	return STATUS_OK;
}

/* Those still at work, in the order of their blocks. */
static enum status drain(struct flow *flow, enum status status, struct error *error)
{
	for (size_t i = 0; i < flow->worker_count; i++) {
		struct worker *worker = &flow->workers[(flow->turn + i) % flow->worker_count];
		if (status == STATUS_OK) {
			status = finish(flow, worker, error);
			continue;
		}
		if (worker->is_working)
			pthread_join(worker->thread, NULL);
		worker->is_working = false;
	}
	return status;
}

static bool open_workers(struct flow *flow)
{
	for (size_t i = 0; i < flow->worker_count; i++) {
		flow->workers[i].bytes = malloc(BATCH_BLOCK_SIZE);
		if (flow->workers[i].bytes == NULL ||
		    !batch_lane_open(&flow->workers[i].lane, flow->batch))
			return false;
	}
	return true;
}

static void close_workers(struct flow *flow)
{
	for (size_t i = 0; i < flow->worker_count; i++) {
		batch_lane_close(&flow->workers[i].lane);
		free(flow->workers[i].bytes);
	}
}

static enum status run_all(struct flow *flow, struct arena *arena, struct error *error)
{
	if (!open_workers(flow))
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	enum status status = drain(flow, run(flow, arena, error), error);
	if (flow->failed_count > BATCH_NOTES_MOST)
		fprintf(flow->notes, "remit: and %zu rows more\n",
			flow->failed_count - BATCH_NOTES_MOST);
	return status;
}

enum status batch_run(struct batch *batch, size_t threads, FILE *in, FILE *out, FILE *notes,
		      struct error *error)
{
	struct arena *arena = arena_new(0);
	struct flow flow = { .batch = batch, .in = in, .out = out, .notes = notes };
	flow.worker_count = threads;
	flow.workers = calloc(threads, sizeof *flow.workers);
	flow.rest = malloc(BATCH_BLOCK_SIZE);
	enum status status = STATUS_LIMIT;
	if (arena != NULL && flow.workers != NULL && flow.rest != NULL) {
		status = run_all(&flow, arena, error);
		close_workers(&flow);
	} else {
		error_set(error, STATUS_LIMIT, "the machine has no memory left");
	}
	free(flow.workers);
	free(flow.rest);
	arena_free(arena);
	return status;
}
