/* SPDX-License-Identifier: Apache-2.0 */
/* Import: extracts in, records out, every row accounted for.
 *
 * Each file is known by its hash. A file that was loaded whole is passed over; one that was cut
 * short goes on behind its last committed row. Every row ends as new, changed, unchanged,
 * duplicate or rejected. Memory does not grow with the files. */
#ifndef REMIT_APP_IMPORT_H
#define REMIT_APP_IMPORT_H

#include "app/accumulate.h"
#include "app/caseload.h"

#include "base/list.h"

enum {
	IMPORT_REJECTS = 1000, /* told in a report */
	IMPORT_LOOK = 100,     /* rows after which it is asked whether a person waits */
	IMPORT_BATCH = 10000
}; /* rows a transaction, and a log entry */

struct import_file {
	struct caseload *kept_in; /* while the import runs: casework, or a compartment */
	struct text extract;	  /* name */
	struct text label;
	struct text folder;
	struct text file;
	struct text record;
	struct text snapshot;
	int64_t origin;
	int64_t rows_in;       /* rows of the extract's file */
	int64_t rows_declared; /* by the manifest; -1: not said */
	int64_t rows_new, rows_changed, rows_unchanged, rows_duplicate, rows_rejected;
	int64_t values_disputed; /* that two sources tell differently since now */
	bool seen_before;	 /* the very same file was loaded whole before */
	/* Rows that were rejected before, mended: the sums above are the extract's, with them. */
	bool continues;
	int64_t rows_mended;  /* in now that were rejected before */
	int64_t rows_already; /* in since an earlier mending */
	struct text hash;     /* of the extract, hexadecimal */
	struct text header;   /* of a CSV file: its first line */
};

/* A row that is not in, and what to do about it. */
struct import_rejected {
	struct text extract, file;
	int64_t row; /* of the extract */
	struct text field, message, remedy;
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

/* What one of two sources has, and why it may be another number than the other's. */
struct import_side {
	struct text label;
	struct text snapshot; /* day of its last file */
	int64_t count;	      /* records that it has */
	int64_t only;	      /* of these, such that the other has not */
	int64_t rejected;     /* rows of its last file that wait to be mended */
	int64_t twice;	      /* rows of it that only repeat another */
	int64_t gone;	      /* records that an earlier file had and the last has not */
};

/* A total or a field of which two sources say different things. */
struct import_difference {
	struct text record;
	struct text field; /* empty: the number of records */
	struct import_side first, second;
	int64_t both, differ; /* of a field: records of which both say it, in which they differ */
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
	struct {
		LIST_OF(struct import_rejected);
	} rejected;			      /* the first IMPORT_REJECTS of them */
	struct accumulate_report accumulated; /* what the records now make together */
	bool accumulates;		      /* it was computed */
	struct text rejects_path; /* list of them all; empty: nothing was rejected, or a dry run */
	struct text mend_path;	  /* folder of them in the extracts' own form, to be mended */
};

/* Told how far it is. */
typedef void import_progress(void *user, uint64_t done, uint64_t total);

struct import_call {
	const char *folder;
	bool dry_run;		   /* tell everything, keep nothing */
	import_progress *progress; /* may be NULL */
	void *user;
};

/* Load what the pack's mappings name in the folder. A missing file of an extract whose folder is
 * there is an error; an extract whose folder is missing is passed over. Rejected rows are no
 * error: they stand in the report, the database, `rejects.csv` and, in the form of their extract
 * and with why, under `rejects/`. That folder, its rows mended, is loaded in the same way: it goes
 * on with the extract, of which each row keeps its number; what is in already stays. A mended row
 * is refused when a later extract of its name was loaded since.
 *
 * A dry run is one transaction that is undone: on SQLite others wait with writing until its end. It
 * asks for the pack's version to be in the database already. */
enum status import_run(struct caseload *caseload, const struct import_call *call,
		       struct import_report *report, struct error *error) MUST_USE;

/* The reconciliation as it stands, without an import: the last file of each name, what is gone,
 * where sources differ; of compartments nothing. Logged as a look. */
enum status import_look(struct caseload *caseload, struct import_report *report,
			struct error *error) MUST_USE;

#endif
