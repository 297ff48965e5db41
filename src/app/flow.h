/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of a decision, each a use case: own view, reveal, decide, second person. */
#ifndef REMIT_APP_FLOW_H
#define REMIT_APP_FLOW_H

#include "app/item.h"

/* Record the actor's own view, before the recommendation is shown; the same one
 * twice, before the reveal, is one. */
enum status flow_view(struct app *app, int64_t item_id, const struct judgement *judgement,
		      struct error *error) MUST_USE;

/* Show the recommendation: the item is filled, and the reveal on record, when it returns
 * STATUS_OK. STATUS_SEALED without one's own view. */
enum status flow_reveal(struct app *app, int64_t item_id, struct item *out,
			struct error *error) MUST_USE;

struct flow_decided {
	struct digest payload;
	bool needs_second; /* final only when another person has signed */
};
enum status flow_decide(struct app *app, int64_t item_id, const struct judgement *judgement,
			struct flow_decided *out, struct error *error) MUST_USE;

struct flow_signing {
	struct text hash; /* of the payload that one approves, hexadecimal */
	bool returned;	  /* instead of signed */
	struct text reason;
};
enum status flow_sign(struct app *app, int64_t item_id, const struct flow_signing *signing,
		      struct error *error) MUST_USE;

#endif
