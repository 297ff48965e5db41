/* SPDX-License-Identifier: Apache-2.0 */
/* Disclosure: giving to somebody outside what lies in a closed compartment (pack:
 * compartments.*.disclosure). It has a ground, a day by which the person is told, and one by which
 * who got it has deleted it. It is on the compartment's own log, and casework's has the anchor.
 *
 * To whose role sees nothing in the compartment there is none (app/compartment_look.h). Whose role
 * or grade the pack does not let disclose is refused, on casework's log. */
#ifndef REMIT_APP_COMPARTMENT_DISCLOSURE_H
#define REMIT_APP_COMPARTMENT_DISCLOSURE_H

#include "app/compartment_look.h"

struct disclosure_request {
	int64_t root_id;
	struct text compartment;
	struct text recipient;
	struct text ground;	  /* a code of the pack's list */
	struct text reason;	  /* three words at least */
	const char *const *names; /* "record.field": what is given, and nothing else */
	size_t name_count;
};

struct disclosure {
	int64_t id, root_id;
	struct text reference; /* of the case; empty where the actor may not see it */
	struct text recipient, ground, reason;
	struct text body; /* JSON list of {record, field, value, source} */
	struct text actor, made_on, told_due, deleted_due;
	struct text told; /* empty, "told" or "withheld" */
	struct text told_on, told_why, told_by;
	struct text deleted_on, deleted_why, deleted_by; /* empty: not yet */
	bool tell_overdue, delete_overdue;		 /* on the program's date */
};

struct disclosure_list {
	LIST_OF(struct disclosure);
};

enum disclosure_end {
	DISCLOSURE_TOLD,     /* the person was told */
	DISCLOSURE_WITHHELD, /* another person says why not */
	DISCLOSURE_DELETED   /* who got it says that it is deleted */
};
/* "told", "withheld", "deleted". */
bool disclosure_end_parse(struct text word, enum disclosure_end *out);

/* Put it on record, then give the values. STATUS_INVALID with the field; nothing is given that is
 * not on record. */
enum status disclosure_make(struct caseload *caseload, const struct disclosure_request *wanted,
			    struct disclosure *out, struct error *error) MUST_USE;
/* Those of a compartment, of cases that the actor may see; `open`: the person is not told yet, or
 * it is not deleted. Logged as a look. */
enum status disclosure_read(struct caseload *caseload, struct text compartment, bool open,
			    struct disclosure_list *out, struct error *error) MUST_USE;
/* What became of one, on a day that has been. Withheld is never said by who disclosed.
 * STATUS_CONFLICT when that is said already. */
enum status disclosure_settle(struct caseload *caseload, struct text compartment, int64_t id,
			      enum disclosure_end end, struct text on, struct text why,
			      struct error *error) MUST_USE;

#endif
