/* SPDX-License-Identifier: Apache-2.0 */
/* One job after another. */
#include "app/worker_internal.h"

#include "app/sequencer.h"
#include "os/host.h"

static enum status open_all(struct working *worker, struct error *error)
{
	struct app_open how = { .url = worker->call.url,
				.face = TEXT("worker"),
				.clock = worker->call.clock,
				.nobody = true };
	worker->job = arena_new(0);
	if (worker->job == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	TRY(app_open(worker->arena, &how, &worker->app, error));
	worker->holder = host_process(worker->arena);
	worker->keeper =
		(struct keeper){ .holder = worker->holder,
				 .started_at = app_now(&worker->app),
				 .lease_micros = worker->call.lease_seconds * INT64_C(1000000) };
	TRY(keeper_start(&worker->keeper, worker->call.url, error));
	return sequencer_start(&worker->sequencer, worker->call.url, error);
}

enum status worker_open(const struct worker_call *call, struct working **out, struct error *error)
{
	struct arena *arena = arena_new(0);
	*out = NULL;
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	struct working *worker = arena_new_one(arena, struct working);
	worker->arena = arena;
	worker->call = *call;
	enum status status = open_all(worker, error);
	if (status == STATUS_OK)
		*out = worker;
	else
		worker_close(worker);
	return status;
}

struct text worker_name(const struct working *worker)
{
	return worker->holder;
}

static enum status end(struct working *worker, const struct taken *job, enum status status,
		       bool opened, struct worker_report *out, struct error *error)
{
	keeper_hold(&worker->keeper, 0, 0);
	if (status == STATUS_OK)
		return lease_done(worker, job, &out->fate, error);
	if (opened)
		return lease_failed(worker, job, &out->error, &out->fate, error);
	out->fate = WORKER_BACK;
	return lease_give_back(worker, job, error);
}

/* Taken once more than it may fail: each time its worker ended before it did. */
static enum status give_up(struct working *worker, const struct taken *job,
			   struct worker_report *out, struct error *error)
{
	error_set(&out->error, STATUS_LIMIT,
		  "the worker that had it ended before it was done%s%.*s",
		  job->why.length != 0 ? "; before that: " : "", TEXT_ARG(job->why));
	return lease_bury(worker, job, text_from(out->error.message), &out->fate, error);
}

enum status worker_step(struct working *worker, struct worker_report *out, struct error *error)
{
	struct taken job;
	bool opened;
	*out = (struct worker_report){ .fate = WORKER_IDLE };
	arena_reset(worker->job);
	TRY(lease_take(worker, &job, error));
	if (job.id == 0)
		return STATUS_OK;
	out->id = job.id;
	out->kind = job.kind;
	out->about = job.about;
	if (job.attempts > JOB_TRIES)
		return give_up(worker, &job, out, error);
	int64_t start = clock_monotonic();
	keeper_hold(&worker->keeper, job.id, job.lease);
	enum status status = worker_do(worker, &job, &opened, &out->error);
	out->took = clock_monotonic() - start;
	return end(worker, &job, status, opened, out, error);
}

static void say_gone(struct working *worker)
{
	int64_t now;
	struct error error = { 0 };
	if (job_now(&worker->app, &now, &error) != STATUS_OK)
		return;
	enum status ignored = store_do(
		worker->app.store, SQL_worker_gone,
		BIND(store_text(worker->holder), dmn_number(now - 24 * 3600 * INT64_C(1000000))),
		&error);
	(void)ignored; /* it is not counted for long */
}

void worker_close(struct working *worker)
{
	if (worker == NULL)
		return;
	keeper_stop(&worker->keeper);
	ticker_stop(&worker->sequencer);
	if (worker->app.store != NULL) {
		say_gone(worker);
		app_close(&worker->app);
	}
	if (worker->job != NULL)
		arena_free(worker->job);
	arena_free(worker->arena);
}
