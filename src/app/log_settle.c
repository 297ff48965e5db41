/* SPDX-License-Identifier: Apache-2.0 */
/* When entries get their place: before the log is read, in a sequencer's round, as a command ends.
 */
#include "app/log_sequence.h"

#include "app/job.h"

static enum status waits(struct app *app, bool *out, struct error *error)
{
	int64_t count;
	TRY(store_number(app->store, SQL_audit_waits, BIND_NONE, &count, NULL, error));
	*out = count != 0;
	return STATUS_OK;
}

static enum status take_lock(struct app *app, bool wait, bool *mine, struct error *error)
{
	int64_t got = 1;
	TRY(store_number(app->store, wait ? SQL_audit_sequencer : SQL_audit_sequencer_now,
			 BIND_NONE, &got, NULL, error));
	*mine = got != 0;
	return STATUS_OK;
}

static enum status place_under_lock(struct app *app, bool wait, bool *more, struct error *error)
{
	bool mine;
	*more = false;
	TRY(take_lock(app, wait, &mine, error));
	return mine ? log_place_page(app, more, error) : STATUS_OK;
}

/* A page is a transaction, so that who waits for the lock does not wait for many. */
static enum status place_all(struct app *app, bool wait, struct error *error)
{
	bool more;
	TRY(waits(app, &more, error));
	while (more) {
		TRY(store_begin(app->store, error));
		app->tree_loaded = false;
		enum status status = place_under_lock(app, wait, &more, error);
		if (status == STATUS_OK)
			status = store_commit(app->store, error);
		if (status != STATUS_OK) {
			store_rollback(app->store);
			return status;
		}
	}
	return STATUS_OK;
}

bool log_is_sequenced(const struct app *app)
{
	return store_is_far(app->store) && app->casework == NULL;
}

enum status log_settle(struct app *app, struct error *error)
{
	if (!log_is_sequenced(app))
		return STATUS_OK;
	TRY(place_all(app, true, error));
	app->entries_wait = false;
	app->settled_at = clock_monotonic();
	return STATUS_OK;
}

enum status log_sequence_round(struct app *app, struct error *error)
{
	return log_is_sequenced(app) ? place_all(app, false, error) : STATUS_OK;
}

enum status log_settle_alone(struct app *app, struct error *error)
{
	bool more;
	if (!log_is_sequenced(app))
		return STATUS_OK;
	TRY(store_do(app->store, SQL_audit_alone, BIND_NONE, error));
	do
		TRY(place_under_lock(app, true, &more, error));
	while (more);
	return STATUS_OK;
}

void log_settle_at_end(struct app *app)
{
	struct error ignored = { 0 };
	if (app->entries_wait && !store_in_transaction(app->store) &&
	    log_settle(app, &ignored) != STATUS_OK)
		app->entries_wait = true; /* they wait for the next */
}

void log_settle_now_and_then(struct app *app)
{
	const int64_t second = INT64_C(1000000000);
	int64_t now = clock_monotonic();
	if (app->settled_at == 0)
		app->settled_at = now;
	if (now - app->settled_at >= second)
		log_settle_at_end(app);
}

enum status log_late(struct app *app, int64_t *count, struct error *error)
{
	int64_t now;
	TRY(job_now(app, &now, error));
	return store_number(app->store, SQL_audit_late,
			    BIND(dmn_number(now - LOG_LATE_SECONDS * INT64_C(1000000))), count,
			    NULL, error);
}
