/* SPDX-License-Identifier: Apache-2.0 */
/* Records that many others make together (pack: accumulates; work/accumulate.h computes them).
 *
 * A record that was made is known by the records that it used. Computed anew, one that comes out
 * again of the same records stays as it is, but for the instant at which it was reached; one that
 * is new is made; one that no longer comes out is withdrawn, by the values that the pack says.
 * Nothing is deleted. Each is an entry of the log, and the rules are applied to the family in the
 * same turn. It is a function of the records that are there, not of the order in which they came.
 */
#ifndef REMIT_APP_ACCUMULATE_H
#define REMIT_APP_ACCUMULATE_H

#include "app/caseload.h"

struct accumulate_report {
	int64_t as_of;
	int64_t stretches; /* records that were summed or counted */
	int64_t unknown;   /* such as have no instant at which they begin */
	int64_t stands;	   /* came out as they were */
	int64_t made;
	int64_t changed; /* of the same records, reached at another instant, or not withdrawn any
			    more */
	int64_t withdrawn;
};

/* Of every case, as of the program's date: a stretch without an end lasts until now. */
enum status accumulate_all(struct caseload *caseload, struct accumulate_report *report,
			   struct error *error) MUST_USE;
/* Of one family, after a fact of it has changed; the rules are left to be applied. In the present
 * transaction, and one's turn in it. */
enum status accumulate_family(struct caseload *caseload, int64_t root,
			      struct error *error) MUST_USE;

/* How a record was made. */
struct accumulate_part {
	int64_t id;
	struct text reference;
	struct text from, until; /* instants; until empty: it has no end */
	int64_t seconds;	 /* of the window that all up to this one cover together */
	int64_t number;		 /* of those up to this one */
};
struct accumulate_story {
	const struct pack_accumulation *rule;
	int64_t root_id;
	struct text reached_at, made_at;
	bool stands;
	struct {
		LIST_OF(struct accumulate_part);
	} parts; /* in the order in which they begin, as they are now */
};
/* STATUS_NOT_FOUND where the record was not made so, or lies in a case that the actor does not see.
 * Logged as a look. */
enum status accumulate_explain(struct caseload *caseload, int64_t record_id,
			       struct accumulate_story *story, struct error *error) MUST_USE;

#endif
