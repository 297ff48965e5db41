/* SPDX-License-Identifier: Apache-2.0 */
/* Checking the log: every entry against its leaf, every node and every recorded root against the
 * tree that the leaves give; and what stands beside it against the log: the recommendations of
 * each run, stored texts, views, decisions, signatures, and the states of items. A log cut off
 * with its roots, and all that it tells of, looks whole: keep a root elsewhere. */
#ifndef REMIT_APP_VERIFY_H
#define REMIT_APP_VERIFY_H

#include "app/app.h"

struct verify_report {
	uint64_t entries;
	uint64_t roots;
	struct digest root;
	uint64_t details; /* commitments that were opened and hold */
	bool root_seen;	  /* the root that was asked for is one of the log's, and holds */
	bool good;
	char problem[240]; /* the first, with its entry */
	uint64_t problem_entry;
};

/* STATUS_TAMPERED when it does not verify; the report says where. `root`, unless NULL, is one that
 * was kept elsewhere: a log that has never had it was cut off or made anew. */
enum status verify_log(struct app *app, const struct digest *root, struct verify_report *report,
		       struct error *error) MUST_USE;

#endif
