/* SPDX-License-Identifier: Apache-2.0 */
/* A case that one stream of work refers to another (pack: decision.outcomes.*.refers). It opens
 * nothing there by itself: it stands on a list until somebody has decided there on the case. */
#ifndef REMIT_APP_REFERRAL_H
#define REMIT_APP_REFERRAL_H

#include "app/item.h"

/* What follows of a decision that is final, in its transaction; nothing where its outcome refers to
 * nobody. */
enum status referral_follow(const struct item *item, const struct item_decision *decision,
			    struct error *error) MUST_USE;

struct referral {
	int64_t id, item_id;
	int64_t case_id;
	struct text reference; /* of the case */
	struct text from, to;  /* packs */
	struct text outcome, reasons, made_at;
	struct text answered_at; /* instant of the first final decision there since; empty: open */
	bool is_open;
};
struct referral_list {
	LIST_OF(struct referral);
};
/* To this pack and by it, of cases that the actor sees, latest first. The look is logged. */
enum status referral_list(struct caseload *caseload, struct referral_list *out,
			  struct error *error) MUST_USE;

#endif
