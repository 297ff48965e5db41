/* SPDX-License-Identifier: Apache-2.0 */
/* A worker: takes jobs off the queue (app/job.h) one after another and does them, each on a
 * connection of its own, in the name of who asked for it. Any number of workers share a database; a
 * thread of each renews the lease of what is at work and says that the worker lives. */
#ifndef REMIT_APP_WORKER_H
#define REMIT_APP_WORKER_H

#include "app/job.h"

struct worker_call {
	struct text url;
	struct clock clock;    /* the program's date, for what is done */
	int64_t lease_seconds; /* 2 or more */
};

/* What became of a job. */
enum worker_fate {
	WORKER_IDLE, /* none was due */
	WORKER_DONE,
	WORKER_LATER, /* it failed, and is tried again later */
	WORKER_DEAD,  /* it failed, and waits for a person */
	WORKER_LOST,  /* the lease had lapsed: another worker has it now */
	WORKER_BACK   /* the database could not be opened for it: nothing was tried */
};

struct worker_report {
	enum worker_fate fate;
	int64_t id;
	struct text kind, about; /* until the next step */
	struct error error;	 /* of what failed */
	int64_t took;		 /* nanoseconds */
};

struct working;

enum status worker_open(const struct worker_call *call, struct working **out,
			struct error *error) MUST_USE;
/* Take one job that is due, do it, say what became of it. An error is the queue's own (the database
 * is gone): ask again in a while. */
enum status worker_step(struct working *worker, struct worker_report *out,
			struct error *error) MUST_USE;
/* Its name: "host:process". */
struct text worker_name(const struct working *worker);
/* NULL is allowed. */
void worker_close(struct working *worker);

#endif
