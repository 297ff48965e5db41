/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of rectification share. */
#ifndef REMIT_APP_RECTIFY_INTERNAL_H
#define REMIT_APP_RECTIFY_INTERNAL_H

#include "app/rectify.h"

/* The request itself, unlogged. STATUS_NOT_FOUND where it, or its case, is not there for the actor.
 */
enum status rectify_open(struct caseload *caseload, int64_t id, struct rectification *out,
			 struct error *error) MUST_USE;
/* An entry about it and its person, in the present transaction. */
enum status rectify_log(struct caseload *caseload, const struct rectification *it,
			enum use_case use, const char *member, struct text value,
			struct error *error) MUST_USE;
/* Who had the old value, and which decisions rested on it. */
enum status rectify_read_recipients(struct caseload *caseload, struct rectify_look *out,
				    struct error *error) MUST_USE;
enum status rectify_read_decisions(struct caseload *caseload, struct rectify_look *out,
				   struct error *error) MUST_USE;

#endif
