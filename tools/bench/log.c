/* SPDX-License-Identifier: Apache-2.0 */
/* How many entries the log takes, on a database that `remit init` made.
 *
 * usage: bench_log URL fill COUNT        so many looks, 10,000 to a transaction
 *        bench_log URL together THREADS SECONDS   as threads of one server, whose looks are written
 * in groups bench_log URL apart THREADS SECONDS      as so many processes would, each look by
 * itself */
#include "app/sequencer.h"
#include "app/turn.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	THREADS_MOST = 64,
	BATCH = 10000
};

struct looking {
	const char *url;
	struct turn *turn;
	const atomic_bool *ends;
	uint64_t count;
	pthread_t thread;
};

static const struct app_log a_look = { .use = USE_STATUS,
				       .subject = { "database", 8 },
				       .subject_id = 1 };

static _Noreturn void stop(const struct error *error)
{
	fprintf(stderr, "bench_log: %s\n", error->message);
	exit(1);
}

static void open_it(struct arena *arena, const char *url, struct app *app)
{
	struct error error = { 0 };
	struct app_open how = { .url = text_from(url), .face = TEXT("bench") };
	if (app_open(arena, &how, app, &error) != STATUS_OK)
		stop(&error);
}

static void *look(void *user)
{
	struct looking *it = user;
	struct arena *arena = arena_new(0);
	struct app app;
	struct error error = { 0 };
	open_it(arena, it->url, &app);
	app.turn = it->turn;
	while (!atomic_load(it->ends)) {
		if (app_look(&app, &a_look, &error) != STATUS_OK)
			stop(&error);
		it->count++;
	}
	app_close(&app);
	arena_free(arena);
	return NULL;
}

static void crowd(const char *url, bool together, size_t threads, int64_t seconds)
{
	struct looking all[THREADS_MOST];
	atomic_bool ends = false;
	struct turn *turn = together ? turn_new() : NULL;
	struct ticker sequencer;
	struct error error = { 0 };
	uint64_t count = 0;
	if (sequencer_start(&sequencer, text_from(url), &error) != STATUS_OK)
		stop(&error);
	int64_t began = clock_now();
	for (size_t i = 0; i < threads; i++) {
		all[i] = (struct looking){ .url = url, .turn = turn, .ends = &ends };
		if (pthread_create(&all[i].thread, NULL, look, &all[i]) != 0)
			exit(1);
	}
	nanosleep(&(struct timespec){ .tv_sec = seconds }, NULL);
	atomic_store(&ends, true);
	for (size_t i = 0; i < threads; i++) {
		pthread_join(all[i].thread, NULL);
		count += all[i].count;
	}
	turn_free(turn);
	ticker_stop(&sequencer);
	printf("%.0f entries a second\n", (double)count * 1e6 / (double)(clock_now() - began));
}

static void fill(const char *url, uint64_t count)
{
	struct arena *arena = arena_new(0);
	struct app app;
	struct error error = { 0 };
	int64_t began = clock_now();
	open_it(arena, url, &app);
	for (uint64_t at = 0; at < count; at += BATCH) {
		enum status status = app_begin(&app, &error);
		for (uint64_t i = 0; status == STATUS_OK && i < BATCH; i++)
			status = app_log(&app, &a_look, &error);
		if (app_end(&app, status, &error) != STATUS_OK)
			stop(&error);
	}
	app_close(&app);
	arena_free(arena);
	printf("%.0f entries a second\n", (double)count * 1e6 / (double)(clock_now() - began));
}

int main(int argc, char **argv)
{
	bool together = argc == 5 && strcmp(argv[2], "together") == 0;
	if (argc == 4 && strcmp(argv[2], "fill") == 0) {
		fill(argv[1], strtoull(argv[3], NULL, 10));
		return 0;
	}
	if (!together && (argc != 5 || strcmp(argv[2], "apart") != 0))
		return 2;
	size_t threads = strtoul(argv[3], NULL, 10);
	crowd(argv[1], together, threads < THREADS_MOST ? threads : THREADS_MOST,
	      strtol(argv[4], NULL, 10));
	return 0;
}
