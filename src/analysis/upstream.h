/* SPDX-License-Identifier: Apache-2.0 */
/* The values that a decision can give, where they are constants of its logic: of its table, or of a
 * choice, an entry of a context, a business knowledge model or a decision service that it calls, or
 * another decision that it passes on. */
#ifndef REMIT_ANALYSIS_UPSTREAM_H
#define REMIT_ANALYSIS_UPSTREAM_H

#include "analysis/site.h"

struct given_values {
	LIST_OF(dmn_value); /* null is always possible beside them */
};

/* What the subject, a variable or a member of one, can be at the site; false when it is not known.
 * In the run's arena. */
bool upstream_values(struct run *run, const struct site *site, const struct subject *subject,
		     struct given_values *out);

/* The same of what a text gives. */
bool upstream_of_text(struct run *run, const struct site *site, const struct node *root,
		      struct given_values *out);

#endif
