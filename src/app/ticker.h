/* SPDX-License-Identifier: Apache-2.0 */
/* A thread that does one thing every so often, on a connection of its own. When that fails, or the
 * database does not answer, the connection is closed and the thing tried again next time. */
#ifndef REMIT_APP_TICKER_H
#define REMIT_APP_TICKER_H

#include "app/app.h"

#include <pthread.h>

/* What is done; `app` is nobody's, its arena is emptied before the next time. */
typedef enum status tick(void *user, struct app *app, struct error *error);

struct ticker {
	/* The caller's, before ticker_start. */
	struct text url, face;
	int64_t micros; /* from the end of one to the next */
	tick *tick;
	void *user;
	/* The ticker's. */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool started, ends;
};

enum status ticker_start(struct ticker *ticker, struct error *error) MUST_USE;
/* Wait for the present time to end, then end; does nothing when it was not started. */
void ticker_stop(struct ticker *ticker);

#endif
