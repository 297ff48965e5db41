/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the retention share. */
#ifndef REMIT_APP_RETENTION_INTERNAL_H
#define REMIT_APP_RETENTION_INTERNAL_H

#include "app/retention.h"

/* A page of cases, as the rules are applied to it. */
struct sweep {
	struct caseload *caseload;
	struct arena *arena;
	const struct pack_record *root;
	struct retention_case *cases; /* in the order of their roots */
	size_t count;
	int64_t today;
};

/* What one rule sees of the cases. */
enum status retention_apply(struct sweep *it, size_t rule, struct error *error) MUST_USE;
/* What all of them say of one case. */
void retention_conclude(struct sweep *it, struct retention_case *one);

#endif
