/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the import share: one file being loaded. */
#ifndef REMIT_APP_IMPORT_INTERNAL_H
#define REMIT_APP_IMPORT_INTERNAL_H

#include "app/compartment.h"
#include "app/import.h"
#include "base/map.h"
#include "format/csv.h"
#include "format/lines.h"
#include "os/file.h"

enum {
	READ_PIECE = 64 * 1024,
	CHUNK_ROWS = 2000,	      /* read before they are put where they belong, together */
	CHUNK_BYTES = 4 * 1024 * 1024 /* of their cells; whichever comes first */
};

enum row_fate {
	ROW_NEW,
	ROW_CHANGED,
	ROW_UNCHANGED,
	ROW_DUPLICATE,
	ROW_REJECTED
};

/* A row as it was read. */
struct row_cells {
	const struct text *at;
	size_t count;
	struct text raw; /* of JSON lines: the line, of which the cells are made */
};

/* One row, checked and converted. */
struct incoming {
	unsigned line;
	struct text key;
	struct text parent_key; /* as the cell says */
	const struct pack_column *parent_column;
	int64_t parent;
	int64_t root;	   /* of the parent; 0 for a root's own row */
	dmn_value *values; /* by field */
	struct row_cells cells;
};

/* Where parents and secrets are asked for: another connection, so that a server answers while it
 * takes the last chunk. Both types were loaded before, and nobody changes them during a batch. */
struct asking {
	struct store *store; /* NULL: there is none, and the caseload's is asked */
	struct typed *parent, *root;
};

struct loading {
	struct caseload *caseload; /* where the records go: casework's, or a compartment's */
	struct caseload *casework; /* where parents are, and the numbers of records come from */
	struct compartment *compartment; /* that the caseload is of; NULL: casework */
	bool dry_run;
	struct digest hash;  /* of the extract */
	unsigned lines_done; /* committed before */
	const struct pack_extract *extract;
	const struct pack_source_file *file;
	struct typed *typed;
	const struct record_shape *shape;
	int64_t source;	 /* number of the extract */
	struct text now; /* recorded at */
	int64_t day;	 /* the same as a day */
	struct import_file *out;
	struct arena *row_arena; /* emptied at each chunk of rows */
	struct incoming *chunk;
	size_t chunk_count;
	size_t chunk_bytes;
	/* header */
	struct text *paths; /* [column]: of JSON lines */
	size_t *cell_of;    /* [column of the mapping]: cell, or SIZE_MAX */
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
	struct asking asking;
	struct map secrets; /* of the roots of the chunk's rows, where they were asked for ahead */
	unsigned char secret[SECRET_SIZE];
	int64_t secret_root; /* whose that is */
	int64_t others_new;  /* rows that other files had added at the last batch; -1: none yet */
	/* the batch */
	struct hashing *hashing;
	struct tree batch; /* leaves: a commitment over each row that was kept */
	int64_t batch_from;
	int64_t joined; /* rows of the batch that told more of a record of another source's */
	struct reading
		*due; /* it is full, and ends before the next rows are put; NULL: it is not */
};

/* One import. */
struct importing {
	struct caseload *caseload;
	const struct import_call *call;
	struct import_report *report;
	struct {
		LIST_OF(struct compartment *);
	} compartments; /* that are open: those of the extracts that are there */
};
/* import_extracts.c: what is in the call's folder. */
enum status import_extracts(struct importing *importing, struct error *error) MUST_USE;
/* import_compartment.c: the one of that name, opened when it is first asked for; NULL for casework.
 * Closed at the end of the import. */
enum status import_compartment(struct importing *importing, struct text name,
			       struct compartment **out, struct error *error) MUST_USE;
void import_close_compartments(struct importing *importing);

/* import_gone.c: what earlier files of the name had and `origin`, the last, has not. */
enum status import_list_gone(struct caseload *caseload, size_t extract,
			     const struct pack_source_file *file, int64_t origin,
			     struct import_gone *out, struct error *error) MUST_USE;
/* The same after the file was loaded whole. */
enum status import_find_gone(struct loading *loading, struct import_report *report,
			     struct error *error) MUST_USE;

/* import_keep.c: a key that the same file has given before: a mere copy, or rejected for its other
 * values. */
enum status import_twice(struct loading *loading, const struct incoming *row, bool same,
			 enum row_fate *fate, struct error *error) MUST_USE;

/* import_row.c: convert row->cells; STATUS_INVALID fills field, message, remedy: the row is
 * rejected. */
enum status import_convert(struct loading *loading, struct incoming *row,
			   struct error *error) MUST_USE;
/* import_asking.c: begin, where it helps; end. */
void import_asking_start(struct loading *loading);
void import_asking_end(struct loading *loading);
/* import_parent.c: of all rows of the chunk; those whose parent is not there are rejected. */
enum status import_find_parents(struct loading *loading, struct error *error) MUST_USE;
/* import_secret.c: ask for all that the chunk's rows need, while the server has nothing else to do.
 */
enum status import_find_secrets(struct loading *loading, struct error *error) MUST_USE;
/* The secret of the row's root. */
enum status import_secret(struct loading *loading, const struct typed_row *row, struct text *secret,
			  struct error *error) MUST_USE;
/* import_chunk.c: keep the row until its chunk is full, or not at all (it is rejected). */
enum status import_take_row(struct loading *loading, const struct row_cells *cells, unsigned line,
			    struct error *error) MUST_USE;
/* Put the rows of the chunk where they belong; the chunk is empty then. */
enum status import_end_chunk(struct loading *loading, struct error *error) MUST_USE;
/* What became of a row goes on record. `why` is of ROW_REJECTED. */
enum status import_settle(struct loading *loading, const struct incoming *row, enum row_fate fate,
			  const struct error *why, struct error *error) MUST_USE;
/* import_keep.c: the rows of a chunk, of a type that one source feeds. */
enum status import_keep_chunk(struct loading *loading, struct error *error) MUST_USE;
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
/* What the log commits to of a row that is kept. */
struct text import_payload(struct arena *arena, const struct record_shape *shape,
			   const struct typed_row *row);
/* Add the row's commitment to the batch. */
enum status import_commitment(struct loading *loading, const struct typed_row *row,
			      struct error *error) MUST_USE;
bool import_same_values(const struct loading *loading, const dmn_value *a, const dmn_value *b);
/* A rejection with its place and remedy. */
enum status import_reject(struct loading *loading, unsigned line, const char *field,
			  const char *message, const char *remedy, struct error *error);

/* One file being read. */
struct reading {
	struct loading *loading;
	const struct import_call *call;
	const char *path;
	unsigned skip; /* lines that were committed before */
	unsigned last; /* line of the row taken last */
	unsigned full; /* line of the last row of a batch that is due */
	unsigned kept; /* rows in the present batch */
	bool has_header;
	uint64_t bytes; /* given to the reader */
	uint64_t done, total;
};

/* import_batch.c: begin a batch, and make sure that nobody else is loading the file. */
enum status import_begin_batch(struct reading *reading, int64_t done, struct error *error) MUST_USE;
/* Commit what was begun when `status` is STATUS_OK, else undo it and give that back. */
enum status import_end_both(struct loading *loading, enum status status,
			    struct error *error) MUST_USE;
/* import_batch_end.c: end the batch, and begin another unless the file has ended. */
void import_undo_batch(struct loading *loading);
enum status import_end_batch(struct reading *reading, bool complete, struct error *error) MUST_USE;
/* The batch is full. Its last chunk is sent; it ends before the next rows are put, so that a server
 * takes that chunk while they are read. */
enum status import_fill_batch(struct reading *reading, struct error *error) MUST_USE;
/* End the batch that is due; does nothing when none is. */
enum status import_end_due(struct loading *loading, struct error *error) MUST_USE;
/* import_hash.c: the leaves of loading->batch, by a thread of their own. A payload is made in the
 * arena, added with the secret that salts it, handed over with its chunk; after waiting the batch
 * has them all. */
enum status import_hash_start(struct loading *loading, struct error *error) MUST_USE;
struct arena *import_hash_arena(const struct loading *loading);
void import_hash_add(struct loading *loading, struct text secret, struct text payload);
void import_hash_hand_over(struct loading *loading);
void import_hash_wait(struct loading *loading);
void import_hash_end(struct loading *loading);
/* import_read.c: the file's rows through `import_row`, committed in batches. */
enum status import_read_file(struct loading *loading, const struct import_call *call,
			     const char *path, uint64_t done, uint64_t total,
			     struct error *error) MUST_USE;
/* Open, give the bytes to a reader, close. `bytes` may be NULL; it counts what was read. */
enum status import_read_csv(struct arena *arena, const char *path, csv_row_function *on_row,
			    void *user, uint64_t *bytes, struct error *error) MUST_USE;
/* import_csv.c: the row as a line again. */
struct text import_line(struct arena *arena, const struct row_cells *cells);
/* import_json.c: the cells of the line; STATUS_INVALID: rejected, as above. */
enum status import_read_object(struct loading *loading, struct row_cells *cells, unsigned line,
			       struct error *error) MUST_USE;
/* Where the cells of the columns stand, which have no header. */
void import_map_paths(struct loading *loading);
enum status import_read_lines(struct arena *arena, const char *path, line_function *on_line,
			      void *user, uint64_t *bytes, struct error *error) MUST_USE;
/* import_manifest.c: *found is false where a manifest of mended rows does not name the file: none
 * were rejected. */
enum status import_read_manifest(struct loading *loading, const char *folder, bool *found,
				 struct error *error) MUST_USE;
/* import_origin.c: find the extract by its hash and read its sums; *found may be false. */
enum status import_find_origin(struct loading *loading, bool *complete, bool *found,
			       struct error *error) MUST_USE;
/* The same, or put it on record. */
enum status import_know_origin(struct loading *loading, bool *complete,
			       struct error *error) MUST_USE;
/* Mended rows go on with an extract that was loaded to its end. */
enum status import_know_continued(struct loading *loading, const char *path,
				  struct error *error) MUST_USE;
/* STATUS_CONFLICT when another file of that name was loaded since: that all of this one is there
 * would be untrue. */
enum status import_check_latest(const struct loading *loading, const char *path,
				struct error *error) MUST_USE;
enum status import_read_header(struct loading *loading, const struct row_cells *header,
			       const char *path, struct error *error) MUST_USE;
enum status import_one_file(struct loading *loading, const struct import_call *call, uint64_t *done,
			    uint64_t total, struct error *error) MUST_USE;
/* import_rejects.c: put a rejected row on record, and all of them in a file. */
enum status import_put_reject(struct loading *loading, const struct row_cells *cells, unsigned line,
			      const struct error *why, struct error *error) MUST_USE;
enum status import_list_rejects(struct import_report *report, struct error *error) MUST_USE;
enum status import_write_rejects(struct caseload *caseload, const char *folder,
				 struct import_report *report, struct error *error) MUST_USE;
/* import_mend.c: rejected rows in their extract's own form, and from it again. */
enum {
	MEND_COLUMNS = 4 /* before the extract's own: row, field, why, remedy */
};
extern const char *const import_mend_names[MEND_COLUMNS];
enum status import_write_mend(struct caseload *caseload, const char *folder,
			      struct import_report *report, struct error *error) MUST_USE;
/* import_unwrap.c: take the columns before the extract's own off a row; *line becomes the
 * extract's. */
enum status import_unwrap_header(struct row_cells *cells, const char *path,
				 struct error *error) MUST_USE;
enum status import_unwrap_row(struct loading *loading, struct row_cells *cells, const char *path,
			      unsigned *line, struct error *error) MUST_USE;
enum status import_unwrap_line(struct loading *loading, struct row_cells *cells, const char *path,
			       unsigned *line, struct error *error) MUST_USE;
/* import_mended.c: is the row one that waits to be mended? *waits is false when it is in since an
 * earlier mending. */
enum status import_find_reject(struct loading *loading, const struct row_cells *cells,
			       unsigned line, bool *waits, struct error *error) MUST_USE;
/* What became of a mended row: in (`why` NULL), or why not. */
enum status import_mended(struct loading *loading, const struct row_cells *cells, unsigned line,
			  const struct error *why, struct error *error) MUST_USE;
/* reconcile_side.c: what is known of the extract's last file of the record type; `count` and `only`
 * are left. */
enum status import_read_side(struct caseload *caseload, size_t extract,
			     const struct pack_record *record, struct import_side *out,
			     struct error *error) MUST_USE;
/* reconcile.c: of the record types that the caseload has. */
enum status import_reconcile(struct caseload *caseload, struct import_report *report,
			     struct error *error) MUST_USE;

#endif
