/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the files of a made caseload, with their faults. Not for other rooms. */
#ifndef REMIT_SYNTH_WRITE_H
#define REMIT_SYNTH_WRITE_H

#include "base/builder.h"
#include "os/file.h"
#include "synth/random.h"
#include "synth/spec.h"
#include "synth/synth.h"

/* A file that is written through a buffer. */
struct sheet {
	struct file file;
	struct builder text;
	uint64_t rows; /* without the header */
};

enum status sheet_open(struct sheet *sheet, struct arena *arena, const char *path,
		       struct error *error) MUST_USE;
enum status sheet_row(struct sheet *sheet, const struct text *cells, size_t count,
		      struct error *error) MUST_USE;
enum status sheet_close(struct sheet *sheet, struct error *error) MUST_USE;

struct writing {
	struct spec *spec;
	struct error *error;
	struct arena *scratch; /* emptied for each file */
	const char *out;
	uint64_t seed;
	uint64_t people;
	uint64_t events; /* 0: as people are to those published */
	struct sheet answers;
	struct synth_report *report;
	uint64_t *file_rows;  /* by file: rows it should hold, for its manifest */
	uint64_t *fault_rows; /* by fault: on how many rows */
	synth_progress *progress;
	void *user;
	uint64_t rows_done, rows_total;
};

/* One file of the spec, and its rows on the answer sheet. */
enum status write_file(struct writing *writing, size_t index) MUST_USE;

#endif
