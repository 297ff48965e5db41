/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of rounds share. */
#ifndef REMIT_APP_ROUND_INTERNAL_H
#define REMIT_APP_ROUND_INTERNAL_H

#include "app/round.h"

#include "app/assemble.h"

/* A case's rounds and items, in a batch that holds its family; shows and logs nothing. */
enum status round_fill(struct caseload *caseload, struct batch *batch, int64_t root_id,
		       struct round_view *out, struct error *error) MUST_USE;
/* The same for a job that shows nobody anything: of every case, also one that is restricted. */
enum status round_fill_unseen(struct caseload *caseload, struct batch *batch, int64_t root_id,
			      struct round_view *out, struct error *error) MUST_USE;
/* May the actor? STATUS_REFUSED, on the log. */
enum status round_guard(const struct round_view *view, enum use_case use,
			struct error *error) MUST_USE;
enum status round_log(const struct round_view *view, enum use_case use, struct text purpose,
		      struct text detail, struct error *error) MUST_USE;
/* In the present transaction, and one's turn in it: every final item in another cycle. *waits where
 * a decision waits for its second person: then nothing is done. The rules are left to be applied.
 * `use` is the log's word: a person's USE_ROUND_OPEN, or USE_ROUND_CALL, which is nobody's look. */
enum status round_begin(struct round_view *view, enum use_case use,
			const struct pack_trigger *trigger, struct text reason, bool *waits,
			struct error *error) MUST_USE;

/* round_call.c: has anything ever called for one, by the records in the batch? */
bool round_is_called(struct round_caller *it, struct batch *batch, struct assembled_row *root);

#endif
