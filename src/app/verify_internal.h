/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the verification share. */
#ifndef REMIT_APP_VERIFY_INTERNAL_H
#define REMIT_APP_VERIFY_INTERNAL_H

#include "app/verify.h"

#include "app/caseload.h"

/* A version of a pack whose records were asked for. */
struct verify_caseload {
	struct verify_caseload *next;
	int64_t pack_id;
	struct caseload caseload;
};

/* How far the batches of a run have been read. */
struct verify_progress {
	struct verify_progress *next;
	int64_t run_id;
	int64_t last; /* recommendation */
};

struct verify_checkpoint {
	const struct checkpoint *signed_it;
	bool holds; /* the log has had that root at that size */
};

struct verifying {
	struct app *app;
	struct verify_report *report;
	struct arena *scratch;
	struct tree tree;
	uint64_t next_root; /* size of the next recorded root; 0: none left */
	struct digest root;
	const struct digest *kept;	       /* a root kept elsewhere, or NULL */
	struct verify_checkpoint *checkpoints; /* by size */
	size_t checkpoint_count, checkpoint_next;
	struct text secret; /* the system's */
	struct verify_caseload *caseloads;
	struct verify_progress *runs;
	int64_t recommended; /* recommendations that batches of runs vouch for */
	enum status status;  /* of reading nodes */
	struct error *error;
};

/* Keep the first problem found. */
void verify_bad(struct verifying *it, const char *problem);
/* Before the first entry; once the tree has grown; after the last one. */
void verify_checkpoints_begin(struct verifying *it, const struct verify_call *call);
void verify_checkpoints_at(struct verifying *it);
void verify_checkpoints_end(struct verifying *it);
enum status verify_next_root(struct verifying *it, struct error *error) MUST_USE;
/* Check the entry in the present row and add it to the tree. */
enum status verify_entry(struct verifying *it, const struct rows *rows,
			 struct error *error) MUST_USE;

/* The secret of a record of that type (a root), in scratch; empty when it is erased. */
enum status verify_person_secret(struct verifying *it, struct text type, int64_t id,
				 struct text *secret, struct error *error) MUST_USE;
enum status verify_caseload(struct verifying *it, int64_t pack_id, struct caseload **out,
			    struct error *error) MUST_USE;
/* Where the entry is of a batch of a run: its recommendations against the batch's root. */
enum status verify_run(struct verifying *it, const struct audit_entry *entry,
		       struct error *error) MUST_USE;
/* Check the present row; *good false: it is not what was recorded. */
typedef enum status verify_row(struct verifying *it, const struct rows *rows, bool *good,
			       struct error *error);
verify_row verify_view;
verify_row verify_decision;
verify_row verify_sign;
verify_row verify_document;
verify_row verify_filing;
verify_row verify_erasure;
/* How many rows of the kind, that is the word of the use case that made them, are erased. */
enum status verify_erased_count(struct verifying *it, const char *kind, int64_t *count,
				struct error *error) MUST_USE;
/* Are the details of that entry erased, which the system's secret vouches for? */
enum status verify_erased_entry(struct verifying *it, uint64_t number, bool *erased,
				struct error *error) MUST_USE;
enum status verify_erased_all(struct verifying *it, int64_t erasures, struct error *error) MUST_USE;
/* verify_compartment.c: the logs of compartments. */
enum status verify_compartments(struct app *app, struct verify_report *report,
				struct error *error) MUST_USE;
/* Stored texts against their hash; views, decisions, signatures, documents and their filings
 * against their entries. */
enum status verify_records(struct verifying *it, struct error *error) MUST_USE;

/* verify_late.c: entries that wait for their place in the tree for too long. */
enum status verify_late(struct verifying *it, struct error *error) MUST_USE;

#endif
