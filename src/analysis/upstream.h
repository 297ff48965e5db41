/* SPDX-License-Identifier: Apache-2.0 */
/* The values that a decision can give, where they are constants of its logic. */
#ifndef REMIT_ANALYSIS_UPSTREAM_H
#define REMIT_ANALYSIS_UPSTREAM_H

#include "analysis/site.h"

struct given_values {
	LIST_OF(dmn_value); /* null is always possible beside them */
};

/* What the member at `path` of the element's value can be; false when it is not known. In the
 * run's arena. */
bool upstream_values(struct run *run, const struct element *element, const struct text *path,
		     size_t path_count, struct given_values *out);

#endif
