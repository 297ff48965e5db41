/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of an impact share. */
#ifndef REMIT_APP_IMPACT_INTERNAL_H
#define REMIT_APP_IMPACT_INTERNAL_H

#include "app/access.h"
#include "app/evaluate.h"
#include "app/impact.h"

struct measuring {
	struct caseload *caseload;
	const struct pack *other;
	const struct impact_call *call;
	struct evaluator *before; /* of the version in force */
	struct evaluator after;
	struct access_hidden hidden; /* cases that are not told */
	struct impact *out;
};

/* impact_count.c: one record, asked of both. */
enum status impact_count(struct measuring *it, struct batch *batch, struct assembled_row *about,
			 const struct verdict *before, const struct verdict *after,
			 struct error *error) MUST_USE;
/* impact_effect.c: what the decisions take. */
void impact_begin_effect(struct measuring *it);
void impact_count_effect(struct measuring *it, const struct verdict *before,
			 const struct verdict *after);
void impact_sort_weeks(struct impact *it);
/* impact_effect_json.c: ,"work":... of impact_json. */
struct builder;
void impact_add_effect(struct builder *out, const struct impact *it);
/* impact_rules.c: those that match in the second and did not in the first; the second's trace is
 * the evaluator's last. */
void impact_count_rules(struct measuring *it, struct arena *arena, const struct verdict *before,
			const struct verdict *after);
/* What comes out, as an impact has it. */
struct text impact_outcome(const struct verdict *verdict);
/* What the other version reads and is not given. */
void impact_find_lacking(struct measuring *it);

#endif
