/* SPDX-License-Identifier: Apache-2.0 */
/* Trainings of accounts, and whether those that a step asks for are in date (the pack's
 * authority.*.training, on the program's date). */
#ifndef REMIT_APP_TRAINING_H
#define REMIT_APP_TRAINING_H

#include "app/item.h"

#include "base/list.h"

struct training {
	struct text account;
	struct text training; /* code of the pack's list */
	struct text done_on;  /* "2026-01-31" */
	struct text until;    /* the last day on which it is in date */
	struct text actor;    /* who recorded it */
	struct text recorded_at;
};

struct training_list {
	LIST_OF(struct training);
};

/* Record one; of an account and a training the last stands. Never one's own. STATUS_INVALID with
 * the field. */
enum status training_record(struct caseload *caseload, const struct training *wanted,
			    struct error *error) MUST_USE;
/* The same in the present transaction, unchecked. */
enum status training_put(struct app *app, const struct training *it, struct error *error) MUST_USE;
/* Those that stand, by account. Logged as a look. */
enum status training_read(struct caseload *caseload, struct training_list *out,
			  struct error *error) MUST_USE;

/* The first training of the step that the actor has not in date, in words with what is wrong with
 * it; empty: they have them all. */
enum status training_lacks(struct item *item, const struct pack_step *step, struct text *out,
			   struct error *error) MUST_USE;
/* The refusal of a step, as item_refuse; a training that lacks is named. */
enum status training_refuse(struct item *item, enum use_case use, enum work_refusal refusal,
			    struct text lacks, struct error *error) MUST_USE;

#endif
