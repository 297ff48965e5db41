/* SPDX-License-Identifier: Apache-2.0 */
/* A run: the pack's rules over every record they are about. Each table is read once in order;
 * only results that differ from the last are written. */
#ifndef REMIT_APP_RUN_H
#define REMIT_APP_RUN_H

#include "app/assemble.h"

#include "base/list.h"

enum {
	RUN_ROOTS = 500,
	RUN_ROOTS_YIELDING = 40, /* while people wait for their pages */
	RUN_CASES_MOST = 1000
};

struct run_count {
	struct text outcome;
	int64_t count;
};

struct run_report {
	int64_t run_id;
	int64_t as_of;
	int64_t cases; /* records evaluated */
	int64_t in_scope;
	int64_t abstained;
	int64_t written;  /* results that differ from the last */
	int64_t rounds;	  /* begun: what has changed calls for them */
	int64_t problems; /* records for which the rules met an error */
	struct text first_problem;
	struct {
		LIST_OF(struct run_count);
	} outcomes; /* of those in scope, now */
};

typedef void run_progress(void *user, uint64_t done, uint64_t total);

struct run_call {
	run_progress *progress; /* may be NULL */
	void *user;
};

/* One family again, after a person has changed a fact of it: what many of its records make together
 * (app/accumulate.h), then the rules, then a round where the change calls for one (app/round.h).
 * With those who may change it. In the present transaction. */
enum status run_family(struct caseload *caseload, int64_t root, struct run_report *report,
		       struct error *error) MUST_USE;
/* The rules alone. */
enum status run_family_rules(struct caseload *caseload, int64_t root, struct run_report *report,
			     struct error *error) MUST_USE;

enum status run_decision(struct caseload *caseload, const struct run_call *call,
			 struct run_report *report, struct error *error) MUST_USE;

#endif
