/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a job on a lease, and its good end. Whoever ends shows the number of the lease: when it is
 * another's by now, nothing is changed. */
#include "app/worker_internal.h"

static const int64_t second = 1000000;

static void read_taken(struct working *worker, const struct rows *rows, struct taken *out)
{
	*out = (struct taken){ .id = rows_int(rows, 0),
			       .kind = text_copy(worker->job, rows_text(rows, 1)),
			       .about = text_copy(worker->job, rows_text(rows, 2)),
			       .lease = rows_int(rows, 3),
			       .asked = rows_int(rows, 4),
			       .attempts = rows_int(rows, 5),
			       .every = rows_int(rows, 6),
			       .anchor = rows_int(rows, 7),
			       .actor = text_copy(worker->job, rows_text(rows, 8)),
			       .why = text_copy(worker->job, rows_text(rows, 9)) };
}

static enum status take(struct working *worker, int64_t now, struct taken *out, struct error *error)
{
	int64_t lease = worker->call.lease_seconds * second;
	struct rows rows;
	bool found;
	/* A lease that ends further off than any can is of before the clock was set back. */
	TRY(store_query(worker->app.store, SQL_job_take,
			BIND(store_text(worker->holder), dmn_number(now + lease), dmn_number(now),
			     dmn_number(now + 2 * 3600 * second)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		read_taken(worker, &rows, out);
	while (status == STATUS_OK && found)
		status = rows_next(&rows, &found, error);
	rows_end(&rows);
	return status;
}

enum status lease_take(struct working *worker, struct taken *out, struct error *error)
{
	int64_t now;
	int64_t one;
	bool due;
	*out = (struct taken){ 0 };
	TRY(job_now(&worker->app, &now, error));
	/* A look first: it takes no lock. */
	TRY(store_number(worker->app.store, SQL_job_is_due,
			 BIND(dmn_number(now), dmn_number(now + 2 * 3600 * second)), &one, &due,
			 error));
	return due ? take(worker, now, out, error) : STATUS_OK;
}

/* When what recurs is due next: a time that was missed is not caught up twice. */
static int64_t next_time(const struct taken *job, int64_t now)
{
	int64_t step = job->every * second;
	if (step == 0)
		return now;
	int64_t passed = now < job->anchor ? 0 : (now - job->anchor) / step + 1;
	return job->anchor + passed * step;
}

enum status lease_move_on(struct working *worker, const struct taken *job, int64_t now,
			  uint64_t *changed, struct error *error)
{
	return store_change(worker->app.store, SQL_job_done,
			    BIND(dmn_number(job->asked), dmn_number(now),
				 dmn_number(next_time(job, now)),
				 store_text(app_now_in(worker->job)), dmn_number(job->id),
				 dmn_number(job->lease), store_text(worker->holder)),
			    changed, error);
}

enum status lease_done(struct working *worker, const struct taken *job, enum worker_fate *fate,
		       struct error *error)
{
	int64_t now;
	uint64_t changed;
	TRY(job_now(&worker->app, &now, error));
	TRY(lease_move_on(worker, job, now, &changed, error));
	*fate = changed != 0 ? WORKER_DONE : WORKER_LOST;
	return STATUS_OK;
}
