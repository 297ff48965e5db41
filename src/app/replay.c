/* SPDX-License-Identifier: Apache-2.0 */
/* Replaying recommendations. */
#include "app/replay.h"

#include "app/caseload.h"
#include "app/evaluate.h"

enum {
	PAGE = 200,
	LISTED = 100
};

/* A version of a pack, ready to evaluate. */
struct version {
	struct version *next;
	int64_t pack_id;
	struct caseload caseload;
	struct evaluator evaluator;
};

struct replaying {
	struct app *app;
	struct arena *page; /* emptied at each recommendation */
	struct version *versions;
	struct replay_report *report;
	int64_t last;
	int64_t run_id; /* 0: every run */
};

static enum status version_of(struct replaying *replaying, int64_t pack_id, struct version **out,
			      struct error *error)
{
	for (struct version *it = replaying->versions; it != NULL; it = it->next) {
		if (it->pack_id == pack_id) {
			*out = it;
			return STATUS_OK;
		}
	}
	struct version *made = arena_new_one(replaying->app->arena, struct version);
	made->pack_id = pack_id;
	TRY(caseload_version(replaying->app, pack_id, &made->caseload, error));
	TRY(evaluator_open(&made->evaluator, replaying->app->arena, made->caseload.pack, error));
	made->next = replaying->versions;
	replaying->versions = made;
	*out = made;
	return STATUS_OK;
}

/* id, pack, as of, inputs, result, matched rules, outcome, state */
static enum status one(struct replaying *replaying, const struct rows *rows, struct error *error)
{
	struct replay_report *report = replaying->report;
	struct version *version;
	struct verdict verdict;
	int64_t as_of;
	replaying->last = rows_int(rows, 0);
	TRY(version_of(replaying, rows_int(rows, 1), &version, error));
	TRY(clock_parse_day(rows_text(rows, 2), &as_of, error));
	arena_reset(replaying->page);
	TRY(evaluator_decide_stored(&version->evaluator, replaying->page, rows_text(rows, 3), as_of,
				    &verdict, error));
	bool same = text_equal(rows_text(rows, 4), verdict.json) &&
		    text_equal(rows_text(rows, 5), verdict.matched) &&
		    text_equal(rows_text(rows, 6), verdict.outcome) &&
		    text_equal(rows_text(rows, 7), verdict_state(&verdict));
	report->total++;
	report->same += same;
	report->differ += !same;
	if (!same && report->differing.count < LISTED)
		list_push(replaying->app->arena, &report->differing, replaying->last);
	return STATUS_OK;
}

static enum status one_page(struct replaying *replaying, bool *more, struct error *error)
{
	struct rows rows;
	bool found;
	*more = false;
	TRY(store_query(
		replaying->app->store, SQL_recommendation_page,
		BIND(dmn_number(replaying->run_id), dmn_number(replaying->last), dmn_number(PAGE)),
		&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		*more = true;
		if ((status = one(replaying, &rows, error)) != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

static enum status all_pages(struct replaying *replaying, replay_progress *progress, void *user,
			     struct error *error)
{
	int64_t total;
	bool more = true;
	TRY(store_number(replaying->app->store, SQL_recommendation_count, BIND_NONE, &total, NULL,
			 error));
	while (more) {
		TRY(one_page(replaying, &more, error));
		if (progress != NULL)
			progress(user, (uint64_t)replaying->report->total, (uint64_t)total);
	}
	return STATUS_OK;
}

enum status replay_run(struct app *app, int64_t run_id, replay_progress *progress, void *user,
		       struct replay_report *report, struct error *error)
{
	*report = (struct replay_report){ 0 };
	struct replaying replaying = { .app = app, .report = report, .run_id = run_id };
	TRY(app_may(app, USE_REPLAY, NULL, error));
	replaying.page = arena_new(0);
	if (replaying.page == NULL)
		return error_set(error, STATUS_LIMIT, "no memory for a replay");
	enum status status = all_pages(&replaying, progress, user, error);
	for (struct version *it = replaying.versions; it != NULL; it = it->next)
		evaluator_close(&it->evaluator);
	arena_free(replaying.page);
	TRY(status);
	struct app_log log = { .use = USE_REPLAY,
			       .subject = run_id == 0 ? TEXT("recommendation") : TEXT("run"),
			       .subject_id = run_id };
	return app_look(app, &log, error);
}

enum status replay_all(struct app *app, replay_progress *progress, void *user,
		       struct replay_report *report, struct error *error)
{
	return replay_run(app, 0, progress, user, report, error);
}
