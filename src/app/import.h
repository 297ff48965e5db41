/* SPDX-License-Identifier: Apache-2.0 */
/* Import: extracts in, records out, every row accounted for.
 *
 * Each file is known by its hash. A file that was loaded whole is passed over; one that was cut
 * short goes on behind its last committed row. Every row ends as new, changed, unchanged,
 * duplicate or rejected. Memory does not grow with the files. */
#ifndef REMIT_APP_IMPORT_H
#define REMIT_APP_IMPORT_H

#include "app/caseload.h"

#include "base/list.h"

enum {
	IMPORT_LOOK = 100, /* rows after which it is asked whether a person waits */
	IMPORT_BATCH = 10000
}; /* rows a transaction, and a log entry */

struct import_file {
	struct text extract; /* name */
	struct text label;
	struct text file;
	struct text record;
	struct text snapshot;
	int64_t origin;
	int64_t rows_in;       /* rows of the file */
	int64_t rows_declared; /* by the manifest; -1: not said */
	int64_t rows_new, rows_changed, rows_unchanged, rows_duplicate, rows_rejected;
	bool seen_before; /* the very same file was loaded whole before */
};

/* What one source has and another has not. */
struct import_gap {
	struct text record;
	struct text in, not_in; /* labels */
	int64_t count;
	struct text *keys; /* the first of them, in order */
	size_t key_count;
};

/* What a file of an extract had the last time and has not now: cases do not end by being left out.
 */
struct import_gone {
	struct text label; /* of the extract */
	struct text file;
	struct text record;
	int64_t count;
	struct text *keys; /* the first of them, in order */
	size_t key_count;
};

/* A total or a field of which two sources say different things. */
struct import_difference {
	struct text record;
	struct text field;	   /* empty: the number of records */
	struct text first, second; /* labels */
	int64_t first_count,
		second_count; /* records; of a field: how many both have, how many differ */
};

struct import_report {
	struct {
		LIST_OF(struct import_file);
	} files;
	struct {
		LIST_OF(struct import_gap);
	} gaps;
	struct {
		LIST_OF(struct import_gone);
	} gone;
	struct {
		LIST_OF(struct import_difference);
	} differences;
	struct {
		LIST_OF(struct text);
	} absent; /* folders of extracts that the pack knows and that were not there */
	struct text rejects_path; /* empty: nothing was rejected */
};

/* Told how far it is. */
typedef void import_progress(void *user, uint64_t done, uint64_t total);

struct import_call {
	const char *folder;
	import_progress *progress; /* may be NULL */
	void *user;
};

/* Load what the pack's mappings name in the folder. A missing file of an extract whose folder is
 * there is an error; an extract whose folder is missing is passed over. Rejected rows are no
 * error: they stand in the report, the database and `rejects.csv`. */
enum status import_run(struct caseload *caseload, const struct import_call *call,
		       struct import_report *report, struct error *error) MUST_USE;

#endif
