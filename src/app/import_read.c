/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a file one by one, in transactions of a batch, each with its entry of the log. */
#include "app/import_internal.h"
#include "app/job.h"

struct reading {
	struct loading *loading;
	const struct import_call *call;
	const char *path;
	unsigned skip; /* lines that were committed before */
	unsigned last; /* line of the row taken last */
	unsigned kept; /* rows in the present batch */
	bool has_header;
	uint64_t bytes; /* given to the reader */
	uint64_t done, total;
};

static enum status one_row(struct loading *loading, const struct row_cells *cells, unsigned line,
			   struct error *error)
{
	struct incoming row;
	struct error why = { 0 };
	enum row_fate fate = ROW_REJECTED;
	struct import_file *out = loading->out;
	enum status status = import_convert(loading, cells, line, &row, &why);
	if (status == STATUS_OK)
		status = import_keep(loading, &row, &fate, &why);
	if (status == STATUS_INVALID) {
		fate = ROW_REJECTED;
		TRY(import_put_reject(loading, cells, line, &why, error));
	} else if (status != STATUS_OK) {
		*error = why;
		return status;
	}
	int64_t *const counters[] = { &out->rows_new, &out->rows_changed, &out->rows_unchanged,
				      &out->rows_duplicate, &out->rows_rejected };
	++*counters[fate];
	return STATUS_OK;
}

static enum status put_progress(struct loading *loading, unsigned line, bool complete,
				struct error *error)
{
	const struct import_file *out = loading->out;
	struct app *app = loading->caseload->app;
	TRY(store_do(app->store, SQL_origin_progress,
		     BIND(store_text(complete ? TEXT("complete") : TEXT("loading")),
			  dmn_number(line), dmn_number(out->rows_new),
			  dmn_number(out->rows_changed), dmn_number(out->rows_unchanged),
			  dmn_number(out->rows_duplicate), dmn_number(out->rows_rejected),
			  dmn_number(out->origin)),
		     error));
	struct digest root = tree_root(&loading->batch);
	struct app_log log = { .use = USE_IMPORT,
			       .subject = TEXT("origin"),
			       .subject_id = out->origin,
			       .detail = text_format(loading->row_arena, "{\"rows\":[%lld,%u]}",
						     (long long)loading->batch_from, line),
			       .batch_count = loading->batch.size,
			       .batch_root = &root };
	TRY(app_log(app, &log, error));
	if (loading->batch.size != 0)
		TRY(job_after_import(app, loading->caseload->pack->name, error));
	loading->batch = (struct tree){ 0 };
	loading->batch_from = line + 1;
	return STATUS_OK;
}

/* Begin a batch, and make sure that nobody else is loading the file. */
static enum status begin(struct reading *reading, int64_t done, struct error *error)
{
	struct app *app = reading->loading->caseload->app;
	int64_t found_done;
	bool found;
	TRY(app_begin(app, error));
	TRY(app_turn(app, error));
	TRY(store_number(app->store, SQL_origin_done,
			 BIND(dmn_number(reading->loading->out->origin)), &found_done, &found,
			 error));
	if (found && found_done == done)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "another import of '%s' is under way", reading->path);
	return error_remedy(error, "wait for its end; to import again then changes nothing");
}

/* End the batch, and begin another unless the file has ended. */
static enum status turn(struct reading *reading, bool complete, struct error *error)
{
	struct app *app = reading->loading->caseload->app;
	TRY(app_end(app, put_progress(reading->loading, reading->last, complete, error), error));
	if (reading->call->progress != NULL)
		reading->call->progress(reading->call->user, reading->done + reading->bytes,
					reading->total);
	reading->kept = 0;
	store_give_way(app->store);
	return complete ? STATUS_OK : begin(reading, reading->last, error);
}

static enum status on_row(void *user, const struct text *at, size_t count, unsigned line,
			  struct error *error)
{
	struct reading *reading = user;
	const struct row_cells cells = { at, count };
	if (!reading->has_header) {
		reading->has_header = true;
		return import_read_header(reading->loading, &cells, reading->path, error);
	}
	if (line <= reading->skip)
		return STATUS_OK;
	arena_reset(reading->loading->row_arena);
	TRY(one_row(reading->loading, &cells, line, error));
	reading->last = line;
	bool asks = ++reading->kept % IMPORT_LOOK == 0;
	bool ends = reading->kept == IMPORT_BATCH ||
		    (asks && store_is_wanted(reading->loading->caseload->app->store));
	return ends ? turn(reading, false, error) : STATUS_OK;
}

static enum status no_header(const char *path, struct error *error)
{
	error_set(error, STATUS_INVALID, "the file is empty");
	error_remedy(error, "it needs a header at least");
	return error_place(error, path, 1, NULL);
}

enum status import_read_file(struct loading *loading, const struct import_call *call,
			     const char *path, unsigned skip, uint64_t done, uint64_t total,
			     struct error *error)
{
	struct reading reading = { .loading = loading,
				   .call = call,
				   .path = path,
				   .skip = skip,
				   .last = skip,
				   .done = done,
				   .total = total };
	struct app *app = loading->caseload->app;
	int64_t done_before = skip == 1 ? 0 : skip;
	loading->batch_from = skip + 1;
	enum status status = begin(&reading, done_before, error);
	if (status == STATUS_OK)
		status = import_read_csv(loading->caseload->arena, path, on_row, &reading,
					 &reading.bytes, error);
	if (status == STATUS_OK && !reading.has_header)
		status = no_header(path, error);
	if (status == STATUS_OK)
		return turn(&reading, true, error);
	app_rollback(app);
	return status;
}
