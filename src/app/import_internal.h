/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the import share: one file being loaded. */
#ifndef REMIT_APP_IMPORT_INTERNAL_H
#define REMIT_APP_IMPORT_INTERNAL_H

#include "app/import.h"
#include "format/csv.h"
#include "os/file.h"

enum {
	READ_PIECE = 64 * 1024
};

enum row_fate {
	ROW_NEW,
	ROW_CHANGED,
	ROW_UNCHANGED,
	ROW_DUPLICATE,
	ROW_REJECTED
};

struct loading {
	struct caseload *caseload;
	const struct pack_extract *extract;
	const struct pack_source_file *file;
	struct typed *typed;
	const struct record_shape *shape;
	int64_t source;	 /* number of the extract */
	struct text now; /* recorded at */
	int64_t day;	 /* the same as a day */
	struct import_file *out;
	struct arena *row_arena; /* emptied at each row */
	/* header */
	size_t *cell_of; /* [column of the mapping]: cell, or SIZE_MAX */
	size_t key_cell;
	size_t cell_count;
	bool *mapped; /* [field]: this file has it */
	/* numbers handed out, taken from the database in blocks */
	int64_t next_id;
	int64_t end_id;
	/* the last parent, which the next row often shares */
	char parent_key[128];
	size_t parent_key_length;
	int64_t parent_id;
	int64_t parent_root;
	unsigned char secret[SECRET_SIZE];
	int64_t secret_root; /* whose that is */
	/* the batch */
	struct tree batch; /* leaves: a commitment over each row that was kept */
	int64_t batch_from;
};

/* import_gone.c: after the file was loaded whole. */
enum status import_find_gone(struct loading *loading, struct import_report *report,
			     struct error *error) MUST_USE;

/* A row as it was read. */
struct row_cells {
	const struct text *at;
	size_t count;
};

/* One row, checked and converted. */
struct incoming {
	unsigned line;
	struct text key;
	int64_t parent;
	int64_t root;	   /* of the parent; 0 for a root's own row */
	dmn_value *values; /* by field */
	const struct row_cells *cells;
};

/* import_keep.c: a key that the same file has given before: a mere copy, or rejected for its other
 * values. */
enum status import_twice(struct loading *loading, const struct incoming *row, bool same,
			 enum row_fate *fate, struct error *error) MUST_USE;

/* import_row.c: convert; STATUS_INVALID fills field, message, remedy: the row is rejected. */
enum status import_convert(struct loading *loading, const struct row_cells *cells, unsigned line,
			   struct incoming *row, struct error *error) MUST_USE;
/* import_keep.c: put it where it belongs. STATUS_INVALID: rejected, as above. */
enum status import_keep(struct loading *loading, const struct incoming *row, enum row_fate *fate,
			struct error *error) MUST_USE;
/* import_merge.c: make the record what its sources say together. */
enum status import_merge(struct loading *loading, const struct typed_row *record,
			 struct error *error) MUST_USE;
/* import_source.c: for types that several sources feed. */
enum status import_keep_source(struct loading *loading, const struct incoming *row,
			       enum row_fate *fate, struct error *error) MUST_USE;
enum status import_take_id(struct loading *loading, int64_t *id, struct error *error) MUST_USE;
/* The values of `before` go to the history. */
enum status import_history(struct loading *loading, const struct typed_row *before,
			   struct error *error) MUST_USE;
/* Add the row's commitment to the batch. */
enum status import_commitment(struct loading *loading, const struct typed_row *row,
			      struct error *error) MUST_USE;
bool import_same_values(const struct loading *loading, const dmn_value *a, const dmn_value *b);
/* A rejection with its place and remedy. */
enum status import_reject(struct loading *loading, unsigned line, const char *field,
			  const char *message, const char *remedy, struct error *error);

/* import_read.c: the file's rows through `import_row`, committed in batches. */
enum status import_read_file(struct loading *loading, const struct import_call *call,
			     const char *path, unsigned skip, uint64_t done, uint64_t total,
			     struct error *error) MUST_USE;
/* Open, give the bytes to a reader, close. `bytes` may be NULL; it counts what was read. */
enum status import_read_csv(struct arena *arena, const char *path, csv_row_function *on_row,
			    void *user, uint64_t *bytes, struct error *error) MUST_USE;
/* import_csv.c: the row as a line again. */
struct text import_line(struct arena *arena, const struct row_cells *cells);
/* import_file.c */
enum status import_read_header(struct loading *loading, const struct row_cells *header,
			       const char *path, struct error *error) MUST_USE;
enum status import_one_file(struct loading *loading, const struct import_call *call, uint64_t *done,
			    uint64_t total, struct error *error) MUST_USE;
/* import_rejects.c: put a rejected row on record, and all of them in a file. */
enum status import_put_reject(struct loading *loading, const struct row_cells *cells, unsigned line,
			      const struct error *why, struct error *error) MUST_USE;
enum status import_write_rejects(struct caseload *caseload, const char *folder,
				 struct import_report *report, struct error *error) MUST_USE;
/* reconcile.c */
enum status import_reconcile(struct caseload *caseload, const char *folder,
			     struct import_report *report, struct error *error) MUST_USE;

#endif
