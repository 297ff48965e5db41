/* SPDX-License-Identifier: Apache-2.0 */
/* Looking into a closed compartment: one case, with a reason, on the compartment's own log.
 *
 * Who may is whose role sees a field there by the pack's `permissions` (app/reach.h). To everybody
 * else it is as if there were none: STATUS_NOT_FOUND, and the try on casework's log. */
#ifndef REMIT_APP_COMPARTMENT_LOOK_H
#define REMIT_APP_COMPARTMENT_LOOK_H

#include "app/caseload.h"

#include "base/list.h"

struct compartment_reach {
	struct text reference; /* of the case */
	struct text secret;
	LIST_OF(struct text); /* compartments that the actor may look into: one at least */
};

struct compartment_value {
	struct text name;   /* "equality.gender" */
	struct text record; /* "Equality data EQ-0000001" */
	struct text label;
	struct text value;
	struct text source;
	int64_t told_day; /* days since 1970; with a source alone */
};

struct compartment_shown {
	LIST_OF(struct compartment_value);
};

/* May the actor look into any, on that case? */
enum status compartment_reached(struct caseload *caseload, int64_t root_id,
				struct compartment_reach *out, struct error *error) MUST_USE;
/* Does the actor's role see a field in that one? Nothing is logged. */
bool compartment_reaches(const struct caseload *caseload, struct text name);
/* STATUS_NOT_FOUND, and the try on casework's log. */
enum status compartment_hidden(struct caseload *caseload, struct error *error) MUST_USE;
/* Into any? */
bool compartment_is_reached(const struct caseload *caseload);
/* What it holds on the case, of the fields that the actor's role sees. STATUS_INVALID with the
 * field "reason" where none is given. Nothing is shown unless the look is on record. */
enum status compartment_look(struct caseload *caseload, int64_t root_id, struct text name,
			     struct text reason, struct compartment_shown *out,
			     struct error *error) MUST_USE;

#endif
