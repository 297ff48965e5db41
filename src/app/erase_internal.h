/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the erasure share. */
#ifndef REMIT_APP_ERASE_INTERNAL_H
#define REMIT_APP_ERASE_INTERNAL_H

#include "app/retention.h"

struct erase_count {
	const char *table;
	uint64_t rows;
};

struct erasing {
	struct caseload *caseload;
	const struct pack_record *root;
	struct retention_case of;
	struct text secret; /* the person's, for the last time */
	struct text reason;
	int64_t id;
	struct {
		LIST_OF(struct erase_count);
	} counts;
	struct digest rows_root; /* over what is marked */
	int64_t row_count;
	struct {
		LIST_OF(struct text);
	} texts; /* the names by which extracts know the person */
};

/* erase_here.c: all of it from the database that the caseload is of, with a certificate and its
 * entry, in the present transaction; of casework from the pack's compartments first. */
enum status erase_here(struct erasing *it, struct error *error) MUST_USE;
/* erase_compartment.c: each in a transaction of its own that is committed before casework's. After
 * a kill between the two the case is still due, and erasing it again finds nothing left there. */
enum status erase_compartments(struct erasing *it, struct error *error) MUST_USE;
/* Rid the files of each compartment of what was erased. */
enum status erase_purge_compartments(struct app *app, const struct text *texts, size_t count,
				     struct error *error) MUST_USE;
/* Mark each row that the log vouches for, recommendations with their leaf. */
enum status erase_mark(struct erasing *it, struct error *error) MUST_USE;
/* Then take everything out. */
enum status erase_rows(struct erasing *it, struct error *error) MUST_USE;
/* erase_text.c: what names the person by that text alone. */
enum status erase_rejects(struct erasing *it, struct text named, uint64_t *count,
			  struct error *error) MUST_USE;
enum status erase_texts(struct erasing *it, struct text named, uint64_t *count,
			struct error *error) MUST_USE;
/* The root over an erasure's marks, in order, and how many. */
enum status erase_root(struct app *app, int64_t erasure_id, struct digest *root, int64_t *count,
		       struct error *error) MUST_USE;
/* The leaf of a recommendation in its batch: what the run's entry of the log has. */
struct digest erase_leaf(struct text secret, const struct digest digests[3]);
/* The certificate as JSON. */
struct text erase_certificate(struct erasing *it);
/* The same of one database, its two halves: the files, and what stands of it on record. */
enum status erase_purge_files(struct app *app, const struct text *texts, size_t count,
			      struct text *trace, struct error *error) MUST_USE;
enum status erase_purge_record(struct app *app, struct text trace, struct error *error) MUST_USE;
/* Rid the files of all that was erased and look for the texts in them; the result stands on the
 * certificates. */
enum status erase_purge(struct app *app, const struct text *texts, size_t count,
			struct error *error) MUST_USE;

#endif
