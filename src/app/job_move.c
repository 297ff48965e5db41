/* SPDX-License-Identifier: Apache-2.0 */
/* A person puts a dead job back, or drops one. */
#include "app/job_internal.h"

#include "base/builder.h"
#include "format/json.h"
#include "work/flow.h"

struct moving {
	int64_t id;
	struct text reason;
	enum job_kind kind;
	struct text about;
	struct text state;
};

static enum status find(struct app *app, struct moving *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_job_get, BIND(dmn_number(out->id)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && !found)
		status = error_set(error, STATUS_NOT_FOUND, "there is no job %lld",
				   (long long)out->id);
	if (status == STATUS_OK)
		status = job_parse(rows_text(&rows, 0), &out->kind, error);
	if (status == STATUS_OK) {
		out->about = text_copy(app->arena, rows_text(&rows, 1));
		out->state = text_copy(app->arena, rows_text(&rows, 2));
	}
	rows_end(&rows);
	return status;
}

static enum status not_so(const struct moving *it, const char *wanted, struct error *error)
{
	error_set(error, STATUS_CONFLICT, "job %lld is %.*s", (long long)it->id,
		  TEXT_ARG(it->state));
	return error_remedy(error, "it has to be %s", wanted);
}

static enum status note(struct app *app, const struct moving *it, const char *what,
			struct error *error)
{
	struct builder detail = builder_new(app->arena);
	builder_add_c(&detail, "{\"reason\":");
	json_write_string(&detail, it->reason);
	builder_add_byte(&detail, '}');
	struct app_log log = { .use = USE_JOB_MOVE,
			       .purpose = text_from(what),
			       .subject = TEXT("job"),
			       .subject_id = it->id,
			       .detail = builder_text(&detail) };
	return app_log(app, &log, error);
}

/* In the transaction: who is first moves it. */
static enum status end(struct app *app, struct moving *it, const char *state, struct error *error)
{
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_job_end,
			 BIND(store_text(text_from(state)), store_text(app_now(app)),
			      store_text(app->actor), store_text(it->reason), dmn_number(it->id),
			      store_text(it->state)),
			 &changed, error));
	if (changed == 0)
		return error_set(error, STATUS_CONFLICT, "job %lld is another's by now",
				 (long long)it->id);
	return note(app, it, state, error);
}

static enum status put_back(struct app *app, struct moving *it, struct error *error)
{
	int64_t id;
	TRY(end(app, it, "put-back", error));
	return job_put(app, &(struct job_call){ .kind = it->kind, .about = it->about }, &id, error);
}

static enum status begin(struct app *app, struct moving *it, struct error *error)
{
	TRY(app_may(app, USE_JOB_MOVE, NULL, error));
	TRY(find(app, it, error));
	TRY(job_may(app, it->kind, error));
	if (work_word_count(it->reason) < 3)
		return error_at_field(error, "reason", "no reason is given",
				      "say why in at least three words");
	return STATUS_OK;
}

enum status job_put_back(struct app *app, int64_t id, struct text reason, struct error *error)
{
	struct moving it = { .id = id, .reason = reason };
	TRY(begin(app, &it, error));
	if (!text_is(it.state, "dead"))
		return not_so(&it, "dead to be put back", error);
	TRY(app_begin(app, error));
	return app_end(app, put_back(app, &it, error), error);
}

enum status job_drop(struct app *app, int64_t id, struct text reason, struct error *error)
{
	struct moving it = { .id = id, .reason = reason };
	TRY(begin(app, &it, error));
	if (!text_is(it.state, "dead") && !text_is(it.state, "open"))
		return not_so(&it, "open or dead to be dropped", error);
	TRY(app_begin(app, error));
	return app_end(app, end(app, &it, "dropped", error), error);
}
