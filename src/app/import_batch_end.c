/* SPDX-License-Identifier: Apache-2.0 */
/* Ending a batch: how far the file is, the entry of the log, the commit. */
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
	return import_end_both(loading, status, error);
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
