/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the turn share. */
#ifndef REMIT_APP_TURN_INTERNAL_H
#define REMIT_APP_TURN_INTERNAL_H

#include "app/turn.h"

#include <pthread.h>

/* A look that waits to be written; it lives on its thread's stack. */
struct waiting {
	struct app *app;
	const struct app_log *what;
	enum status status;
	struct error error;
	bool done;
	struct waiting *next;
};

struct turn {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool taken;
	bool leading; /* a thread is about to write what waits */
	struct waiting *first;
	struct waiting **last;
};

#endif
