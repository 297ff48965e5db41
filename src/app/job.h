/* SPDX-License-Identifier: Apache-2.0 */
/* The queue: work that waits for `remit worker`. Of a kind and what it is about there is one open
 * job at a time; asking again moves it forward, and what was asked while it is at work is done once
 * more.
 *
 * A worker takes a job on a lease, which it renews while it works; a lease that lapses (the worker
 * was killed, its machine is gone) is taken by another. So a job may be done twice: each kind does
 * no harm then. What fails for a cause that may pass is tried again, later each time; else, and
 * after JOB_TRIES tries, it is dead until a person puts it back with a reason, or drops it. A job
 * acts as the person who asked for it last, with what they may do when it is done. */
#ifndef REMIT_APP_JOB_H
#define REMIT_APP_JOB_H

#include "app/app.h"
#include "base/list.h"

enum job_kind {
#define JOB(name, word, use, about, meaning) JOB_##name,
#include "app/job.def"
#undef JOB
	JOB_KIND_COUNT
};

enum {
	JOB_TRIES = 5,
	JOB_WORKER_SECONDS = 30,      /* a worker that was not seen for so long is not counted */
	JOB_AFTER_IMPORT_SECONDS = 10 /* until the next batch of the same import has come */
};

const char *job_word(enum job_kind kind);
const char *job_meaning(enum job_kind kind);
/* Is it about a pack? Else it is about a folder of the worker's machine. */
bool job_is_of_pack(enum job_kind kind);
/* STATUS_USAGE that lists the kinds when the word is none. */
enum status job_parse(struct text word, enum job_kind *out, struct error *error) MUST_USE;

struct job_call {
	enum job_kind kind;
	struct text about;
	int64_t every;	   /* seconds; 0: once */
	int64_t run_after; /* microseconds since 1970; 0: now */
};
/* Ask for it, as who may do it themselves. Logged. */
enum status job_ask(struct app *app, const struct job_call *call, int64_t *id,
		    struct error *error) MUST_USE;
/* What an import has brought is to be evaluated: a run of the pack, soon. In the transaction of the
 * rows, whose own entry says why. */
enum status job_after_import(struct app *app, struct text pack, struct error *error) MUST_USE;

/* The database's clock, by which the queue goes: microseconds since 1970. */
enum status job_now(struct app *app, int64_t *now, struct error *error) MUST_USE;

struct job {
	int64_t id;
	struct text kind, about, state; /* "open", "done", "dead", "put-back", "dropped" */
	int64_t every, run_after, attempts;
	struct text holder; /* empty unless it is at work */
	struct text actor, asked_at, why;
	struct text ended_at, ended_by, reason;
};
struct job_worker {
	struct text holder, started_at;
	int64_t seen_at;
};
struct job_list {
	struct {
		LIST_OF(struct job);
	} jobs; /* the dead ones first, then what is open by its time, then the last that ended */
	struct {
		LIST_OF(struct job_worker);
	} workers; /* that live */
};
/* Logged as a look. */
enum status job_read(struct app *app, struct job_list *out, struct error *error) MUST_USE;
/* Does any worker live? Then long work may be left to it. */
enum status job_has_worker(struct app *app, bool *has, struct error *error) MUST_USE;
/* Does such a job wait, or is it at work? */
enum status job_is_open(struct app *app, enum job_kind kind, struct text about, bool *open,
			struct error *error) MUST_USE;

/* A dead job anew, with a reason, as who may do it themselves. */
enum status job_put_back(struct app *app, int64_t id, struct text reason,
			 struct error *error) MUST_USE;
/* A dead or an open one no more, with a reason. What is at work is not stopped. */
enum status job_drop(struct app *app, int64_t id, struct text reason, struct error *error) MUST_USE;
/* May the actor put back or drop jobs of that kind? */
bool job_can_move(const struct app *app, struct text kind);

/* Work done by hand settles the job that waited for it: mark before, settle after. */
struct job_mark {
	int64_t id, asked, lease; /* id 0: none waits */
};
enum status job_mark(struct app *app, enum job_kind kind, struct text about, struct job_mark *out,
		     struct error *error) MUST_USE;
enum status job_settle(struct app *app, const struct job_mark *mark, struct error *error) MUST_USE;

#endif
