/* SPDX-License-Identifier: Apache-2.0 */
/* Checking the log: every entry against its leaf, every node and every recorded root against the
 * tree that the leaves give; and what stands beside it against the log: the recommendations of
 * each run, stored texts, views, decisions, signatures, and the states of items. A log cut off
 * with its roots, and all that it tells of, or made anew by whoever can write the database, looks
 * whole: keep checkpoints elsewhere. */
#ifndef REMIT_APP_VERIFY_H
#define REMIT_APP_VERIFY_H

#include "app/app.h"
#include "audit/checkpoint.h"
#include "base/list.h"

/* What was kept elsewhere. */
struct verify_call {
	const struct digest *root; /* NULL: none */
	const struct checkpoint *checkpoints;
	size_t count;
};

/* A closed compartment, whose log casework's has anchors of. */
struct verify_compartment {
	struct text name;
	struct text why; /* it was not opened; empty: it was */
	uint64_t entries;
	size_t anchors;	   /* that hold */
	uint64_t anchored; /* entries that the last of them vouches for */
};

struct verify_report {
	uint64_t entries;
	uint64_t roots;
	struct digest root;
	uint64_t details;   /* commitments that were opened and hold */
	bool root_seen;	    /* the root that was asked for is one of the log's, and holds */
	size_t checkpoints; /* that hold */
	uint64_t anchored;  /* entries that the last of them vouches for */
	struct {
		LIST_OF(struct verify_compartment);
	} compartments;
	bool good;
	char problem[240]; /* the first, with its entry */
	uint64_t problem_entry;
};

/* STATUS_TAMPERED when it does not verify; the report says where. A log that has never had a root
 * that was kept was cut off or made anew; of one that contradicts a checkpoint it is said whether
 * it was truncated (it ends before), rewritten (it has other entries), or forked (two signed
 * checkpoints are of two logs). Then each compartment that this process may open, in the same way
 * against its anchors; of others the report says why not. `call` may be NULL. */
enum status verify_log(struct app *app, const struct verify_call *call,
		       struct verify_report *report, struct error *error) MUST_USE;

#endif
