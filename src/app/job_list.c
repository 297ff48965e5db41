/* SPDX-License-Identifier: Apache-2.0 */
/* What waits, what is at work, what is dead, and who works. */
#include "app/job_internal.h"

enum {
	JOBS_MOST = 100
};

static struct text copy(struct app *app, const struct rows *rows, unsigned column)
{
	return text_copy(app->arena, rows_text(rows, column));
}

static struct job read_job(struct app *app, const struct rows *rows, int64_t now)
{
	bool held = rows_int(rows, 8) > now;
	return (struct job){ .id = rows_int(rows, 0),
			     .kind = copy(app, rows, 1),
			     .about = copy(app, rows, 2),
			     .state = copy(app, rows, 3),
			     .every = rows_int(rows, 4),
			     .run_after = rows_int(rows, 5),
			     .attempts = rows_int(rows, 6),
			     .holder = held ? copy(app, rows, 7) : TEXT(""),
			     .actor = copy(app, rows, 9),
			     .asked_at = copy(app, rows, 10),
			     .why = copy(app, rows, 11),
			     .ended_at = copy(app, rows, 12),
			     .ended_by = copy(app, rows, 13),
			     .reason = copy(app, rows, 14) };
}

static enum status read_jobs(struct app *app, int64_t now, struct job_list *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_job_list, BIND(dmn_number(JOBS_MOST)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, &out->jobs, read_job(app, &rows, now));
	rows_end(&rows);
	return status;
}

static enum status read_workers(struct app *app, int64_t now, struct job_list *out,
				struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_worker_list,
			BIND(dmn_number(now - JOB_WORKER_SECONDS * INT64_C(1000000))), &rows,
			error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, &out->workers,
			  (struct job_worker){ copy(app, &rows, 0), copy(app, &rows, 1),
					       rows_int(&rows, 2) });
	rows_end(&rows);
	return status;
}

enum status job_read(struct app *app, struct job_list *out, struct error *error)
{
	int64_t now;
	struct app_log log = { .use = USE_JOBS, .subject = TEXT("job") };
	*out = (struct job_list){ 0 };
	TRY(app_may(app, USE_JOBS, NULL, error));
	TRY(app_look(app, &log, error));
	TRY(job_now(app, &now, error));
	TRY(read_jobs(app, now, out, error));
	return read_workers(app, now, out, error);
}

enum status job_has_worker(struct app *app, bool *has, struct error *error)
{
	struct job_list list = { 0 };
	int64_t now;
	TRY(job_now(app, &now, error));
	TRY(read_workers(app, now, &list, error));
	*has = list.workers.count != 0;
	return STATUS_OK;
}

enum status job_is_open(struct app *app, enum job_kind kind, struct text about, bool *open,
			struct error *error)
{
	int64_t one;
	return store_number(app->store, SQL_job_is_open,
			    BIND(store_text(text_from(job_word(kind))), store_text(about)), &one,
			    open, error);
}
