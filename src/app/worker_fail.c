/* SPDX-License-Identifier: Apache-2.0 */
/* A job that failed: tried again later, or dead until a person puts it back. */
#include "app/worker_internal.h"

enum {
	FIRST_SECONDS = 10, /* until the second try; then four times as long each */
};

static const int64_t second = 1000000;

/* In a transaction: dead, with an entry of the log. What recurs goes on beside its dead time. */
static enum status bury(struct working *worker, const struct taken *job, struct text why,
			uint64_t *changed, struct error *error)
{
	struct store *store = worker->app.store;
	const dmn_value said = store_text(why);
	const dmn_value at = store_text(app_now_in(worker->job));
	const dmn_value id = dmn_number(job->id);
	const dmn_value lease = dmn_number(job->lease);
	const dmn_value holder = store_text(worker->holder);
	int64_t now;
	TRY(app_turn(&worker->app, error));
	TRY(job_now(&worker->app, &now, error));
	TRY(store_change(store, SQL_job_dead,
			 BIND(said, at, id, lease, holder, dmn_number(job->asked)), changed,
			 error));
	if (*changed == 0) {
		TRY(store_do(store, SQL_job_bury, BIND(said, at, id, lease, holder), error));
		TRY(lease_move_on(worker, job, now, changed, error));
	}
	if (*changed == 0)
		return STATUS_OK;
	struct app_log log = { .use = USE_JOB_DEAD,
			       .purpose = job->kind,
			       .subject = TEXT("job"),
			       .subject_id = job->id };
	worker->app.actor = job->actor;
	return app_log(&worker->app, &log, error);
}

enum status lease_bury(struct working *worker, const struct taken *job, struct text why,
		       enum worker_fate *fate, struct error *error)
{
	uint64_t changed = 0;
	TRY(app_begin(&worker->app, error));
	TRY(app_end(&worker->app, bury(worker, job, why, &changed, error), error));
	*fate = changed != 0 ? WORKER_DEAD : WORKER_LOST;
	return STATUS_OK;
}

/* Causes that may pass by themselves. */
static bool may_pass(enum status status)
{
	return status == STATUS_DATABASE || status == STATUS_IO || status == STATUS_CONFLICT ||
	       status == STATUS_LIMIT;
}

enum status lease_failed(struct working *worker, const struct taken *job, const struct error *cause,
			 enum worker_fate *fate, struct error *error)
{
	struct text why = text_format(worker->job, "%s%s%s", cause->message,
				      cause->remedy[0] != '\0' ? ": " : "", cause->remedy);
	int64_t now;
	uint64_t changed;
	if (!may_pass(cause->status) || job->attempts >= JOB_TRIES)
		return lease_bury(worker, job, why, fate, error);
	int64_t wait = FIRST_SECONDS * second;
	for (int64_t i = 1; i < job->attempts; i++)
		wait *= 4;
	TRY(job_now(&worker->app, &now, error));
	TRY(store_change(worker->app.store, SQL_job_failed,
			 BIND(dmn_number(now + wait), store_text(why), dmn_number(job->id),
			      dmn_number(job->lease), store_text(worker->holder)),
			 &changed, error));
	*fate = changed != 0 ? WORKER_LATER : WORKER_LOST;
	return STATUS_OK;
}

enum status lease_give_back(struct working *worker, const struct taken *job, struct error *error)
{
	return store_do(
		worker->app.store, SQL_job_give_back,
		BIND(dmn_number(job->id), dmn_number(job->lease), store_text(worker->holder)),
		error);
}
