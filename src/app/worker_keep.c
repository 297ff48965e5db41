/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that says that a worker lives and renews the lease of what it is at. When the database
 * does not answer it tries again; a lease that lapses meanwhile is another worker's to take. */
#include "app/worker_internal.h"

static void at_work(struct keeper *keeper, int64_t *id, int64_t *lease)
{
	pthread_mutex_lock(&keeper->lock);
	*id = keeper->id;
	*lease = keeper->lease;
	pthread_mutex_unlock(&keeper->lock);
}

static enum status renew(void *user, struct app *app, struct error *error)
{
	struct keeper *keeper = user;
	int64_t id, lease, now;
	at_work(keeper, &id, &lease);
	TRY(job_now(app, &now, error));
	TRY(store_do(
		app->store, SQL_worker_seen,
		BIND(store_text(keeper->holder), store_text(keeper->started_at), dmn_number(now)),
		error));
	return id == 0 ? STATUS_OK
		       : store_do(app->store, SQL_job_renew,
				  BIND(dmn_number(now + keeper->lease_micros), dmn_number(id),
				       dmn_number(lease), store_text(keeper->holder)),
				  error);
}

enum status keeper_start(struct keeper *keeper, struct text url, struct error *error)
{
	int64_t longest = JOB_WORKER_SECONDS * INT64_C(1000000);
	int64_t within = keeper->lease_micros < longest ? keeper->lease_micros : longest;
	pthread_mutex_init(&keeper->lock, NULL);
	keeper->ticker = (struct ticker){ .url = url,
					  .face = TEXT("worker"),
					  .micros = within / 4,
					  .tick = renew,
					  .user = keeper };
	return ticker_start(&keeper->ticker, error);
}

void keeper_hold(struct keeper *keeper, int64_t id, int64_t lease)
{
	pthread_mutex_lock(&keeper->lock);
	keeper->id = id;
	keeper->lease = lease;
	pthread_mutex_unlock(&keeper->lock);
}

void keeper_stop(struct keeper *keeper)
{
	ticker_stop(&keeper->ticker);
}
