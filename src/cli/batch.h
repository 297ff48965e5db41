/* SPDX-License-Identifier: Apache-2.0 */
/* One decision over many rows: blocks of CSV or JSON lines in, as many rows out, in their order. A
 * block is worked by one thread; what a thread needs is a lane of its own, over the shared model.
 */
#ifndef REMIT_CLI_BATCH_H
#define REMIT_CLI_BATCH_H

#include "base/builder.h"

#include <dmn.h>

#include <stdio.h>

enum {
	BATCH_BLOCK_SIZE = 1024 * 1024, /* a row fits into one */
	BATCH_COLUMNS_MOST = 1024,
	BATCH_NOTES_MOST = 5 /* problems told, a block */
};

/* A column of the input: where its cells go, and how they are read. */
struct batch_column {
	int slot; /* -1: passed over */
	bool is_typed;
	enum dmn_kind kind; /* where it is typed */
};

/* What all lanes share. */
struct batch {
	const struct dmn_model *model;
	const char *decision;
	int slot; /* of the decision */
	bool is_json;
	struct batch_column *columns;
	size_t column_count;
	const char **outputs; /* entries of the answer that are columns, in order; none: the answer
				 is one */
	size_t output_count;
};

struct batch_note {
	size_t row; /* of the block, from 1 */
	const char *message;
};

/* One block being worked. */
struct batch_lane {
	const struct batch *batch;
	struct dmn_evaluation *evaluation;
	struct arena *arena; /* of the output and notes; emptied for each block */
	struct text block;   /* whole rows */
	struct builder out;
	size_t row_count;    /* begun */
	bool is_in_row;	     /* the last of them is not done */
	size_t failed_count; /* rows whose answer is the null of an error */
	struct batch_note notes[BATCH_NOTES_MOST];
	size_t note_count;
	enum status status; /* the block could not be read: `error`, its row in it */
	struct error error;
};

/* Columns of the input by the header's cells; false with the error where a name is unknown. */
enum status batch_read_header(struct arena *arena, struct batch *batch, struct text header,
			      struct error *error) MUST_USE;
/* Entries of the first answer in the block that is a context. */
void batch_find_outputs(struct arena *arena, struct batch *batch, struct batch_lane *lane);
/* The header of the output, of CSV. */
void batch_write_header(struct builder *out, const struct batch *batch);

bool batch_lane_open(struct batch_lane *lane, const struct batch *batch);
void batch_lane_close(struct batch_lane *lane);
/* Work the lane's block: `out`, counts and notes. */
void batch_lane_work(struct batch_lane *lane);

/* All of `in` to `out` in `threads` threads, which are 1 or more. */
enum status batch_run(struct batch *batch, size_t threads, FILE *in, FILE *out, FILE *notes,
		      struct error *error) MUST_USE;

#endif
