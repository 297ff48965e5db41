/* SPDX-License-Identifier: Apache-2.0 */
/* Looks that wait for the disk, written together by whichever thread comes first. */
#include "app/turn_internal.h"

/* One look, in the leader's transaction, in the name of who looks. */
static enum status write_one(struct app *leader, const struct waiting *it, struct error *error)
{
	struct text actor = leader->actor;
	struct text face = leader->face;
	leader->actor = it->app->actor;
	leader->face = it->app->face;
	enum status status = app_log(leader, it->what, error);
	leader->actor = actor;
	leader->face = face;
	return status;
}

static struct waiting *take_waiting(struct turn *turn)
{
	struct waiting *first = turn->first;
	turn->first = NULL;
	turn->last = &turn->first;
	return first;
}

struct writing {
	struct app *leader;
	struct turn *turn;
	struct waiting *batch;
	struct error *error;
	enum status status;
};

static void write_all(void *user)
{
	struct writing *it = user;
	it->status = app_begin(it->leader, it->error);
	/* Who came while the turn was awaited is written too. */
	pthread_mutex_lock(&it->turn->lock);
	it->batch = take_waiting(it->turn);
	pthread_mutex_unlock(&it->turn->lock);
	if (it->status != STATUS_OK)
		return;
	enum status status = STATUS_OK;
	for (struct waiting *at = it->batch; status == STATUS_OK && at != NULL; at = at->next)
		status = write_one(it->leader, at, it->error);
	it->status = app_end(it->leader, status, it->error);
}

static void lead(struct app *app)
{
	struct turn *turn = app->turn;
	struct error error = { 0 };
	struct writing writing = { .leader = app, .turn = turn, .error = &error };
	struct text actor = app->actor;
	enum status left = boundary_run(app->arena, write_all, &writing, &error);
	if (left != STATUS_OK) {
		app->actor = actor;
		app_rollback(app);
		writing.status = left;
	}
	pthread_mutex_lock(&turn->lock);
	if (writing.batch == NULL)
		writing.batch = take_waiting(turn);
	for (struct waiting *at = writing.batch, *next; at != NULL; at = next) {
		next = at->next; /* once done, its thread may be gone */
		at->status = writing.status;
		at->error = error;
		at->done = true;
	}
	turn->leading = false;
	pthread_cond_broadcast(&turn->changed);
	pthread_mutex_unlock(&turn->lock);
}

enum status turn_look(struct app *app, const struct app_log *what, struct error *error)
{
	struct turn *turn = app->turn;
	struct waiting me = { .app = app, .what = what };
	pthread_mutex_lock(&turn->lock);
	*turn->last = &me;
	turn->last = &me.next;
	while (!me.done && turn->leading)
		pthread_cond_wait(&turn->changed, &turn->lock);
	if (!me.done) {
		turn->leading = true;
		pthread_mutex_unlock(&turn->lock);
		lead(app);
	} else {
		pthread_mutex_unlock(&turn->lock);
	}
	if (me.status != STATUS_OK && error != NULL)
		*error = me.error;
	return me.status;
}
