/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the queue share. */
#ifndef REMIT_APP_JOB_INTERNAL_H
#define REMIT_APP_JOB_INTERNAL_H

#include "app/job.h"

/* The use case whose permission the kind needs. */
enum use_case job_use(enum job_kind kind);
/* May the actor ask for it? A refusal is logged. */
enum status job_may(struct app *app, enum job_kind kind, struct error *error) MUST_USE;
/* Put it among the open ones, in the present transaction. */
enum status job_put(struct app *app, const struct job_call *call, int64_t *id,
		    struct error *error) MUST_USE;

#endif
