/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ticker.h"

#include <time.h>

static void once(struct ticker *ticker, struct arena *arena, struct app *app)
{
	const struct app_open how = { .url = ticker->url, .face = ticker->face, .nobody = true };
	struct error error = { 0 };
	if (app->store == NULL && app_open(arena, &how, app, &error) != STATUS_OK) {
		app->store = NULL;
		return;
	}
	if (ticker->tick(ticker->user, app, &error) != STATUS_OK)
		app_close(app); /* and open it anew next time */
}

/* False when it is to end. */
static bool wait_for_next(struct ticker *ticker)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ticker->micros / 1000000;
	until.tv_nsec += ticker->micros % 1000000 * 1000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&ticker->lock);
	if (!ticker->ends)
		pthread_cond_timedwait(&ticker->changed, &ticker->lock, &until);
	bool ends = ticker->ends;
	pthread_mutex_unlock(&ticker->lock);
	return !ends;
}

static void *run(void *user)
{
	struct ticker *ticker = user;
	struct arena *arena = arena_new(0);
	struct app app = { 0 };
	if (arena == NULL)
		return NULL;
	do {
		arena_reset(arena);
		once(ticker, arena, &app);
	} while (wait_for_next(ticker));
	app_close(&app);
	arena_free(arena);
	return NULL;
}

enum status ticker_start(struct ticker *ticker, struct error *error)
{
	pthread_condattr_t steady; /* not of the clock that people set */
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_mutex_init(&ticker->lock, NULL);
	pthread_cond_init(&ticker->changed, &steady);
	pthread_condattr_destroy(&steady);
	ticker->started = pthread_create(&ticker->thread, NULL, run, ticker) == 0;
	return ticker->started ? STATUS_OK
			       : error_set(error, STATUS_LIMIT, "the machine gives no thread");
}

void ticker_stop(struct ticker *ticker)
{
	if (!ticker->started)
		return;
	pthread_mutex_lock(&ticker->lock);
	ticker->ends = true;
	pthread_cond_signal(&ticker->changed);
	pthread_mutex_unlock(&ticker->lock);
	pthread_join(ticker->thread, NULL);
	pthread_cond_destroy(&ticker->changed);
	pthread_mutex_destroy(&ticker->lock);
	ticker->started = false;
}
