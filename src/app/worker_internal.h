/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of a worker share. */
#ifndef REMIT_APP_WORKER_INTERNAL_H
#define REMIT_APP_WORKER_INTERNAL_H

#include "app/job_internal.h"
#include "app/ticker.h"
#include "app/worker.h"

/* A job on a lease. */
struct taken {
	int64_t id;
	struct text kind, about;
	int64_t lease, asked, attempts, every, anchor;
	struct text actor;
	struct text why; /* it failed before */
};

/* The thread that renews. */
struct keeper {
	struct ticker ticker;
	struct text holder;
	struct text started_at;
	int64_t lease_micros;
	pthread_mutex_t lock;
	int64_t id; /* of the job at work; 0: none */
	int64_t lease;
};

struct working {
	struct arena *arena; /* as long as the worker */
	struct arena *job;   /* one job's, emptied before the next */
	struct app app;	     /* the queue's connection */
	struct worker_call call;
	struct text holder;
	struct keeper keeper;
	struct ticker sequencer;
};

/* worker_keep.c */
enum status keeper_start(struct keeper *keeper, struct text url, struct error *error) MUST_USE;
void keeper_hold(struct keeper *keeper, int64_t id, int64_t lease); /* id 0: nothing */
void keeper_stop(struct keeper *keeper);

/* worker_lease.c: take what is due; out->id is 0 when nothing is. */
enum status lease_take(struct working *worker, struct taken *out, struct error *error) MUST_USE;
/* End it by what came of it; *fate says how. */
enum status lease_done(struct working *worker, const struct taken *job, enum worker_fate *fate,
		       struct error *error) MUST_USE;
/* Done, or due again when it recurs or was asked again meanwhile; nothing is changed when the lease
 * is another's. */
enum status lease_move_on(struct working *worker, const struct taken *job, int64_t now,
			  uint64_t *changed, struct error *error) MUST_USE;
/* worker_fail.c */
enum status lease_failed(struct working *worker, const struct taken *job, const struct error *cause,
			 enum worker_fate *fate, struct error *error) MUST_USE;
enum status lease_give_back(struct working *worker, const struct taken *job,
			    struct error *error) MUST_USE;
enum status lease_bury(struct working *worker, const struct taken *job, struct text why,
		       enum worker_fate *fate, struct error *error) MUST_USE;

/* worker_job.c: do it. *opened is false when the database could not even be opened. */
enum status worker_do(struct working *worker, const struct taken *job, bool *opened,
		      struct error *error) MUST_USE;

#endif
