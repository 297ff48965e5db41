/* SPDX-License-Identifier: Apache-2.0 */
#include "server/aside.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct aside {
	pthread_mutex_t lock;
	pthread_cond_t came;
	pthread_cond_t answered;
	struct exchange *first, *last; /* that wait for a thread */
	size_t count;		       /* that rest, or have and are not answered */
	bool ends;
	pthread_t threads[ASIDE_THREADS_MOST];
	unsigned thread_count;
};

static struct exchange *take(struct aside *aside)
{
	while (aside->first == NULL && !aside->ends)
		pthread_cond_wait(&aside->came, &aside->lock);
	struct exchange *it = aside->first;
	if (it != NULL)
		aside->first = it->next;
	return it;
}

static void run(void *user)
{
	struct http_response *response = user;
	response->do_aside(response->aside);
}

static void do_one(struct exchange *it)
{
	if (boundary_run(it->arena, run, &it->response, NULL) != STATUS_OK)
		exchange_fail(it, 500, "this request needs more memory than is allowed\n");
}

static void *work(void *user)
{
	struct aside *aside = user;
	struct exchange *it;
	pthread_mutex_lock(&aside->lock);
	while ((it = take(aside)) != NULL) {
		bool ends = aside->ends;
		pthread_mutex_unlock(&aside->lock);
		if (!ends)
			do_one(it);
		it->request.aside = it->response.aside;
		MHD_resume_connection(it->connection);
		pthread_mutex_lock(&aside->lock);
	}
	pthread_mutex_unlock(&aside->lock);
	return NULL;
}

struct aside *aside_new(unsigned threads)
{
	struct aside *aside = calloc(1, sizeof *aside);
	if (aside == NULL)
		return NULL;
	pthread_mutex_init(&aside->lock, NULL);
	pthread_cond_init(&aside->came, NULL);
	pthread_cond_init(&aside->answered, NULL);
	while (aside->thread_count < threads && aside->thread_count < ASIDE_THREADS_MOST &&
	       pthread_create(&aside->threads[aside->thread_count], NULL, work, aside) == 0)
		aside->thread_count++;
	if (threads == 0 || aside->thread_count != 0)
		return aside;
	aside_free(aside);
	return NULL;
}

bool aside_put(struct aside *aside, struct exchange *exchange)
{
	pthread_mutex_lock(&aside->lock);
	bool has_place = !aside->ends && aside->thread_count != 0 && aside->count < ASIDE_MOST;
	if (has_place) {
		/* It rests before any thread can wake it. */
		MHD_suspend_connection(exchange->connection);
		exchange->next = NULL;
		exchange->rested = true;
		if (aside->first == NULL)
			aside->first = exchange;
		else
			aside->last->next = exchange;
		aside->last = exchange;
		aside->count++;
		pthread_cond_signal(&aside->came);
	}
	pthread_mutex_unlock(&aside->lock);
	return has_place;
}

void aside_answered(struct aside *aside, const struct exchange *exchange)
{
	if (!exchange->rested)
		return;
	pthread_mutex_lock(&aside->lock);
	aside->count--;
	pthread_cond_signal(&aside->answered);
	pthread_mutex_unlock(&aside->lock);
}

/* The library's threads may still be about to answer what has just been woken. */
static void wait_for_answers(struct aside *aside)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += ASIDE_END_SECONDS;
	pthread_mutex_lock(&aside->lock);
	while (aside->count != 0 &&
	       pthread_cond_timedwait(&aside->answered, &aside->lock, &until) == 0)
		continue;
	pthread_mutex_unlock(&aside->lock);
}

void aside_stop(struct aside *aside)
{
	pthread_mutex_lock(&aside->lock);
	aside->ends = true;
	pthread_cond_broadcast(&aside->came);
	pthread_mutex_unlock(&aside->lock);
	for (unsigned i = 0; i < aside->thread_count; i++)
		pthread_join(aside->threads[i], NULL);
	aside->thread_count = 0;
	wait_for_answers(aside);
}

void aside_free(struct aside *aside)
{
	if (aside == NULL)
		return;
	pthread_cond_destroy(&aside->answered);
	pthread_cond_destroy(&aside->came);
	pthread_mutex_destroy(&aside->lock);
	free(aside);
}
