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

/* The recommendations of one run. */
enum status replay_run(struct app *app, int64_t run_id, replay_progress *progress, void *user,
		       struct replay_report *report, struct error *error) MUST_USE;

struct past_run {
	int64_t id;
	struct text as_of, engine, actor, started_at;
	int64_t cases;
	int64_t written; /* recommendations */
};
struct past_runs {
	LIST_OF(struct past_run);
};
/* The latest 100 runs of a pack. A look. */
enum status replay_runs(struct app *app, struct text pack, struct past_runs *out,
			struct error *error) MUST_USE;

#endif
