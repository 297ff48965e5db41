/* SPDX-License-Identifier: Apache-2.0 */
/* Packs that stay open between the requests of one thread of a server: their version, the
 * statements over their tables, their compiled model. */
#ifndef REMIT_APP_PACKS_H
#define REMIT_APP_PACKS_H

#include "app/evaluate.h"

/* For one store; ends before it. */
struct app_packs *packs_new(void);
void packs_free(struct app_packs *packs);

/* The kept version, opened when it is not yet; what can change (origins) is read anew. */
enum status packs_version(struct app *app, int64_t pack_id, struct caseload *out,
			  struct error *error) MUST_USE;

enum packs_model {
	PACKS_RULES,
	PACKS_OVERVIEW,
	PACKS_MODEL_COUNT
};

/* An evaluator of that model of the pack: the kept one, or a new one. Give it back. */
enum status evaluator_take(const struct caseload *caseload, enum packs_model model,
			   struct evaluator **out, struct error *error) MUST_USE;
void evaluator_give(const struct caseload *caseload, struct evaluator *evaluator);

#endif
