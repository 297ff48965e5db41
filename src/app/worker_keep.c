/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that says that a worker lives and renews the lease of what it is at. When the database
 * does not answer it tries again; a lease that lapses meanwhile is another worker's to take. */
#include "app/worker_internal.h"

#include <time.h>

static void renew(struct keeper *keeper, struct app *app, int64_t id, int64_t lease)
{
	struct error error = { 0 };
	int64_t now;
	enum status status = job_now(app, &now, &error);
	if (status == STATUS_OK)
		status = store_do(app->store, SQL_worker_seen,
				  BIND(store_text(keeper->holder), store_text(keeper->started_at),
				       dmn_number(now)),
				  &error);
	if (status == STATUS_OK && id != 0)
		status = store_do(app->store, SQL_job_renew,
				  BIND(dmn_number(now + keeper->lease_micros), dmn_number(id),
				       dmn_number(lease), store_text(keeper->holder)),
				  &error);
	if (status != STATUS_OK)
		app_close(app); /* and open it anew next time */
}

static void once(struct keeper *keeper, struct arena *arena, struct app *app, int64_t id,
		 int64_t lease)
{
	struct app_open how = { .url = keeper->url, .face = TEXT("worker"), .nobody = true };
	struct error error = { 0 };
	if (app->store == NULL && app_open(arena, &how, app, &error) != STATUS_OK) {
		app->store = NULL;
		return;
	}
	renew(keeper, app, id, lease);
}

/* Sleep for a quarter of a lease, or until something has changed. */
static bool wait_for_more(struct keeper *keeper, int64_t *id, int64_t *lease)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	int64_t micros = keeper->lease_micros / 4;
	if (micros > JOB_WORKER_SECONDS * INT64_C(1000000) / 4)
		micros = JOB_WORKER_SECONDS * INT64_C(1000000) / 4;
	until.tv_sec += micros / 1000000;
	until.tv_nsec += micros % 1000000 * 1000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&keeper->lock);
	if (!keeper->ends)
		pthread_cond_timedwait(&keeper->changed, &keeper->lock, &until);
	bool ends = keeper->ends;
	*id = keeper->id;
	*lease = keeper->lease;
	pthread_mutex_unlock(&keeper->lock);
	return !ends;
}

static void *keep(void *user)
{
	struct keeper *keeper = user;
	struct arena *arena = arena_new(0);
	struct app app = { 0 };
	int64_t id = 0;
	int64_t lease = 0;
	if (arena == NULL)
		return NULL;
	do {
		arena_reset(arena);
		once(keeper, arena, &app, id, lease);
	} while (wait_for_more(keeper, &id, &lease));
	app_close(&app);
	arena_free(arena);
	return NULL;
}

enum status keeper_start(struct keeper *keeper, struct error *error)
{
	pthread_condattr_t steady; /* not of the clock that people set */
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_mutex_init(&keeper->lock, NULL);
	pthread_cond_init(&keeper->changed, &steady);
	pthread_condattr_destroy(&steady);
	keeper->started = pthread_create(&keeper->thread, NULL, keep, keeper) == 0;
	return keeper->started ? STATUS_OK
			       : error_set(error, STATUS_LIMIT, "the machine gives no thread");
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
	if (!keeper->started)
		return;
	pthread_mutex_lock(&keeper->lock);
	keeper->ends = true;
	pthread_cond_signal(&keeper->changed);
	pthread_mutex_unlock(&keeper->lock);
	pthread_join(keeper->thread, NULL);
	pthread_cond_destroy(&keeper->changed);
	pthread_mutex_destroy(&keeper->lock);
	keeper->started = false;
}
