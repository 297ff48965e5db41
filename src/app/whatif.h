/* SPDX-License-Identifier: Apache-2.0 */
/* What if a parameter of the pack were another: several values, side by side, over what is
 * recorded. Of a parameter of `accumulates`, what the recorded stretches would have made, by week,
 * and what that takes of staff's time (`effort`); of any other, what would come out of the cases as
 * they are (app/impact.h). Nothing is written but the look. */
#ifndef REMIT_APP_WHATIF_H
#define REMIT_APP_WHATIF_H

#include "app/impact.h"
#include "pack/variant.h"

enum {
	WHATIF_MOST = 6 /* values at once */
};

struct whatif_wanted {
	struct text path; /* pack/variant.h */
	const struct text *values;
	size_t count;
	int64_t from, until; /* days, of what is made; 0: all of it */
};

/* A value that was tried. */
struct whatif_try {
	struct text name;     /* the value; "each by itself" */
	bool is_now;	      /* as it is in force */
	int64_t made;	      /* of the accumulation */
	struct impact impact; /* of another parameter, where it is not the one in force */
};
struct whatif_week {
	int64_t monday; /* day since 1970 */
	int64_t made[WHATIF_MOST + 2];
};
struct whatif {
	struct pack_parameter parameter;
	const struct pack_accumulation *rule; /* NULL: it is about outcomes */
	struct pack_effort effort;
	int64_t stretches;
	struct whatif_try tries[WHATIF_MOST + 2]; /* the value in force first; of an accumulation
						     each by itself last */
	size_t count;
	struct {
		LIST_OF(struct whatif_week);
	} weeks; /* in order, with none left out between the first and the last */
};

/* STATUS_INVALID for a parameter that is none, a value that the pack cannot have, too many. */
enum status whatif_try_out(struct caseload *caseload, const struct whatif_wanted *wanted,
			   struct whatif *out, struct error *error) MUST_USE;

/* Internal: whatif_value.c, the pack with that value, in the folder while it lasts;
 * whatif_events.c, what the stretches make with each of the rules. */
struct scratch;
enum status whatif_variant(struct caseload *caseload, const struct pack_parameter *parameter,
			   struct text value, const struct scratch *folder, struct pack **out,
			   struct error *error) MUST_USE;
enum status whatif_events(struct caseload *caseload, const struct whatif_wanted *wanted,
			  const struct pack_accumulation *const *rules, struct whatif *out,
			  struct error *error) MUST_USE;

#endif
