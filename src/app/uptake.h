/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of recommendations, rule by rule, since the version in force was taken up: so that a
 * rule shows which people never follow, never change, never challenge, or which never matches at
 * all. Numbers over all cases, of no case and of no member of staff; there is no target. */
#ifndef REMIT_APP_UPTAKE_H
#define REMIT_APP_UPTAKE_H

#include "app/caseload.h"

struct uptake_counts {
	int64_t made;	    /* recommendations in which the rule matched */
	int64_t waits;	    /* of them stand, and nobody has decided */
	int64_t unseen;	    /* of these nobody has recorded a view */
	int64_t agreed;	    /* decided finally, as recommended */
	int64_t differed;   /* decided finally, otherwise */
	int64_t changed;    /* made way for another before anybody decided */
	int64_t challenged; /* the decision */
	int64_t not_done;   /* the decision asks for something, and that is not on record as done */
};
struct uptake_rule {
	struct text table;
	int64_t rule;
	struct text name; /* in words */
	struct uptake_counts counts;
	int64_t flags; /* that wait for an answer (app/flag.h) */
};
struct uptake {
	struct text version;
	struct uptake_counts all;
	struct {
		LIST_OF(struct uptake_rule);
	} rules; /* every rule of the model, in its order */
};
/* The look is logged. */
enum status uptake_read(struct caseload *caseload, struct uptake *out,
			struct error *error) MUST_USE;

#endif
