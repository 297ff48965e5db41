/* SPDX-License-Identifier: Apache-2.0 */
/* The transactions of a file, each a batch of its rows with an entry of the log. */
#include "app/import_internal.h"
#include "app/job.h"

static struct text detail_of(const struct loading *loading, unsigned line)
{
	struct arena *arena = loading->row_arena;
	return loading->out->continues ? text_format(arena, "{\"mended\":%lld}",
						     (long long)loading->out->rows_mended)
				       : text_format(arena, "{\"rows\":[%lld,%u]}",
						     (long long)loading->batch_from, line);
}

/* Data of several sources about one person was put together: an entry of its own, beside that of
 * the rows. */
static enum status log_joined(struct loading *loading, struct error *error)
{
	struct app_log log = { .use = USE_JOIN,
			       .subject = TEXT("origin"),
			       .subject_id = loading->out->origin,
			       .detail = text_format(loading->row_arena, "{\"joined\":%lld}",
						     (long long)loading->joined) };
	if (loading->joined == 0)
		return STATUS_OK;
	loading->joined = 0;
	return app_log(loading->caseload->app, &log, error);
}

static enum status put_progress(struct loading *loading, unsigned line, bool complete,
				struct error *error)
{
	const struct import_file *out = loading->out;
	struct app *app = loading->caseload->app;
	bool whole = complete || out->continues;
	TRY(store_do(app->store, SQL_origin_progress,
		     BIND(store_text(whole ? TEXT("complete") : TEXT("loading")),
			  dmn_number(out->continues ? loading->lines_done : line),
			  dmn_number(out->rows_new), dmn_number(out->rows_changed),
			  dmn_number(out->rows_unchanged), dmn_number(out->rows_duplicate),
			  dmn_number(out->rows_rejected), dmn_number(out->origin)),
		     error));
	if (loading->dry_run)
		return STATUS_OK;
	import_hash_wait(loading);
	struct digest root = tree_root(&loading->batch);
	struct app_log log = { .use = USE_IMPORT,
			       .subject = TEXT("origin"),
			       .subject_id = out->origin,
			       .detail = detail_of(loading, line),
			       .batch_count = loading->batch.size,
			       .batch_root = &root };
	TRY(app_log(app, &log, error));
	TRY(log_joined(loading, error));
	if (loading->batch.size != 0 && loading->compartment == NULL)
		TRY(job_after_import(app, loading->caseload->pack->name, error));
	loading->batch = (struct tree){ 0 };
	loading->batch_from = line + 1;
	return STATUS_OK;
}

/* The sums as they are under this turn: another process may have gone on with the extract. */
static enum status begin_mended(struct loading *loading, struct error *error)
{
	bool complete;
	bool found;
	return import_find_origin(loading, &complete, &found, error);
}

/* Whose keys are new need not be asked while no other file adds rows between the batches. */
static enum status look_at_others(struct loading *loading, struct error *error)
{
	bool first = loading->others_new < 0;
	int64_t others_new;
	TRY(store_number(loading->caseload->app->store, SQL_origin_others_new,
			 BIND(dmn_number(loading->out->origin)), &others_new, NULL, error));
	if (!first && others_new != loading->others_new)
		typed_shared(loading->typed);
	loading->others_new = others_new;
	return first && !loading->shape->several ? typed_alone(loading->typed, error) : STATUS_OK;
}

/* Into a compartment with casework's turn: nobody erases a person whose row comes in. */
static enum status begin(struct loading *loading, struct error *error)
{
	if (loading->compartment != NULL)
		return compartment_begin(loading->compartment, error);
	TRY(app_begin(loading->caseload->app, error));
	return app_turn(loading->caseload->app, error);
}

static enum status end(struct loading *loading, enum status status, struct error *error)
{
	return loading->compartment != NULL ? compartment_end(loading->compartment, status, error)
					    : app_end(loading->caseload->app, status, error);
}

void import_undo_batch(struct loading *loading)
{
	enum status undone = end(loading, STATUS_CONFLICT, NULL);
	(void)undone; /* the cause is told by who undoes */
}

enum status import_begin_batch(struct reading *reading, int64_t done, struct error *error)
{
	struct loading *loading = reading->loading;
	struct app *app = loading->caseload->app;
	int64_t found_done;
	bool found;
	if (loading->dry_run)
		return STATUS_OK;
	TRY(begin(loading, error));
	if (loading->out->continues)
		return begin_mended(loading, error);
	TRY(store_number(app->store, SQL_origin_done, BIND(dmn_number(loading->out->origin)),
			 &found_done, &found, error));
	if (found && found_done == done)
		return look_at_others(loading, error);
	error_set(error, STATUS_CONFLICT, "another import of '%s' is under way", reading->path);
	return error_remedy(error, "wait for its end; to import again then changes nothing");
}

/* Commit, with an entry of the log up to the line. */
static enum status commit(struct reading *reading, unsigned line, bool complete,
			  struct error *error)
{
	struct loading *loading = reading->loading;
	enum status status = put_progress(loading, line, complete, error);
	if (loading->dry_run)
		return status;
	/* Of a file the last batch alone is waited for: what went before is on the disk with it. A
	 * compartment's is there before casework vouches for it. */
	if (status == STATUS_OK && !complete && loading->compartment == NULL)
		status = store_soon(loading->caseload->app->store, error);
	return end(loading, status, error);
}

static enum status end_at(struct reading *reading, unsigned line, bool complete,
			  struct error *error)
{
	TRY(commit(reading, line, complete, error));
	if (reading->call->progress != NULL)
		reading->call->progress(reading->call->user, reading->done + reading->bytes,
					reading->total);
	if (reading->loading->dry_run)
		return STATUS_OK;
	store_give_way(reading->loading->casework->app->store);
	return complete ? STATUS_OK : import_begin_batch(reading, line, error);
}

enum status import_end_batch(struct reading *reading, bool complete, struct error *error)
{
	TRY(import_end_chunk(reading->loading, error));
	reading->kept = 0;
	return end_at(reading, reading->last, complete, error);
}

enum status import_fill_batch(struct reading *reading, struct error *error)
{
	struct loading *loading = reading->loading;
	if (loading->dry_run || loading->out->continues || loading->compartment != NULL ||
	    !store_is_far(loading->caseload->app->store))
		return import_end_batch(reading, false, error);
	TRY(import_end_chunk(loading, error));
	reading->kept = 0;
	reading->full = reading->last;
	loading->due = reading;
	return STATUS_OK;
}

enum status import_end_due(struct loading *loading, struct error *error)
{
	struct reading *reading = loading->due;
	loading->due = NULL;
	return reading != NULL ? end_at(reading, reading->full, false, error) : STATUS_OK;
}
