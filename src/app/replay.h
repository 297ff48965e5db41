/* SPDX-License-Identifier: Apache-2.0 */
/* Replay: every stored recommendation evaluated again from its stored inputs, with the pack's
 * version of then; the bytes must be the same. */
#ifndef REMIT_APP_REPLAY_H
#define REMIT_APP_REPLAY_H

#include "app/app.h"

#include "base/list.h"

struct replay_report {
	int64_t total;
	int64_t same;
	struct {
		LIST_OF(int64_t);
	} differing; /* recommendation numbers, the first 100 */
	int64_t differ;
};

typedef void replay_progress(void *user, uint64_t done, uint64_t total);

/* STATUS_OK also when some differ: the report says so. */
enum status replay_all(struct app *app, replay_progress *progress, void *user,
		       struct replay_report *report, struct error *error) MUST_USE;

#endif
