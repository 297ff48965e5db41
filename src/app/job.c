/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for a job. */
#include "app/job_internal.h"

#include "base/ensure.h"

#include <string.h>

static const struct {
	const char *word;
	enum use_case use;
	const char *about;
	const char *meaning;
} kinds[] = {
#define JOB(name, word, use, about, meaning) { word, USE_##use, about, meaning },
#include "app/job.def"
#undef JOB
};

const char *job_word(enum job_kind kind)
{
	ensure(kind < JOB_KIND_COUNT);
	return kinds[kind].word;
}

const char *job_meaning(enum job_kind kind)
{
	return kinds[kind].meaning;
}

bool job_is_of_pack(enum job_kind kind)
{
	return strcmp(kinds[kind].about, "PACK") == 0;
}

enum use_case job_use(enum job_kind kind)
{
	return kinds[kind].use;
}

enum status job_parse(struct text word, enum job_kind *out, struct error *error)
{
	for (size_t i = 0; i < JOB_KIND_COUNT; i++) {
		if (text_is(word, kinds[i].word)) {
			*out = (enum job_kind)i;
			return STATUS_OK;
		}
	}
	error_set(error, STATUS_USAGE, "'%.*s' is no kind of job", TEXT_ARG(word));
	return error_remedy(
		error, "it is one of run, quality (of a pack), backup, checkpoint (to a folder)");
}

enum status job_now(struct app *app, int64_t *now, struct error *error)
{
	return store_number(app->store, SQL_job_clock, BIND_NONE, now, NULL, error);
}

enum status job_may(struct app *app, enum job_kind kind, struct error *error)
{
	return app_may(app, job_use(kind), NULL, error);
}

bool job_can_move(const struct app *app, struct text kind)
{
	enum job_kind found = JOB_RUN;
	return job_parse(kind, &found, NULL) == STATUS_OK && app_can(app, USE_JOB_MOVE, NULL) &&
	       app_can(app, job_use(found), NULL);
}

enum status job_put(struct app *app, const struct job_call *call, int64_t *id, struct error *error)
{
	int64_t due = call->run_after;
	if (due == 0)
		TRY(job_now(app, &due, error));
	return store_number(app->store, SQL_job_ask,
			    BIND(store_text(text_from(job_word(call->kind))),
				 store_text(call->about), dmn_number(call->every), dmn_number(due),
				 store_text(app->actor), store_text(app_now(app))),
			    id, NULL, error);
}

enum status job_after_import(struct app *app, struct text pack, struct error *error)
{
	struct job_call call = { .kind = JOB_RUN, .about = pack };
	int64_t id;
	ensure(store_in_transaction(app->store));
	TRY(job_now(app, &call.run_after, error));
	call.run_after += JOB_AFTER_IMPORT_SECONDS * INT64_C(1000000);
	return job_put(app, &call, &id, error);
}

static enum status ask(struct app *app, const struct job_call *call, int64_t *id,
		       struct error *error)
{
	TRY(app_turn(app, error));
	TRY(job_put(app, call, id, error));
	struct app_log log = { .use = USE_JOB_ASK,
			       .purpose = text_from(job_word(call->kind)),
			       .subject = TEXT("job"),
			       .subject_id = *id };
	return app_log(app, &log, error);
}

enum status job_ask(struct app *app, const struct job_call *call, int64_t *id, struct error *error)
{
	TRY(app_may(app, USE_JOB_ASK, NULL, error));
	TRY(job_may(app, call->kind, error));
	TRY(app_begin(app, error));
	return app_end(app, ask(app, call, id, error), error);
}

enum status job_mark(struct app *app, enum job_kind kind, struct text about, struct job_mark *out,
		     struct error *error)
{
	struct rows rows;
	bool found;
	int64_t now;
	*out = (struct job_mark){ 0 };
	TRY(job_now(app, &now, error));
	TRY(store_query(
		app->store, SQL_job_waiting,
		BIND(store_text(text_from(job_word(kind))), store_text(about), dmn_number(now)),
		&rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*out = (struct job_mark){ rows_int(&rows, 0), rows_int(&rows, 1),
					  rows_int(&rows, 2) };
	rows_end(&rows);
	return status;
}

enum status job_settle(struct app *app, const struct job_mark *mark, struct error *error)
{
	if (mark->id == 0)
		return STATUS_OK;
	return store_do(app->store, SQL_job_settle,
			BIND(store_text(app_now(app)), dmn_number(mark->id),
			     dmn_number(mark->asked), dmn_number(mark->lease)),
			error);
}
