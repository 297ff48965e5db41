/* SPDX-License-Identifier: Apache-2.0 */
/* The run over all records. What is written of a result is in run_write.c. */
#include "app/authorised.h"
#include "app/packs.h"
#include "app/run_internal.h"

enum status run_put(struct running *running, struct error *error)
{
	struct caseload *caseload = running->caseload;
	char as_of[CLOCK_TEXT_SIZE];
	clock_print_day(running->report->as_of, as_of);
	return store_number(caseload->app->store, SQL_run_put,
			    BIND(store_text(caseload->pack->name), dmn_number(caseload->pack_id),
				 store_text(text_from(dmn_version())),
				 store_text(engine_host_zone_version(caseload->arena)),
				 store_text(text_from(as_of)), store_text(caseload->app->actor),
				 store_text(app_now(caseload->app))),
			    &running->report->run_id, NULL, error);
}

enum status run_end(struct running *running, struct error *error)
{
	struct app *app = running->caseload->app;
	const struct run_report *report = running->report;
	struct app_log log = { .use = USE_RUN,
			       .subject = TEXT("run"),
			       .subject_id = report->run_id };
	TRY(store_do(app->store, SQL_run_end,
		     BIND(store_text(app_now(app)), dmn_number(report->cases),
			  dmn_number(report->written), dmn_number(report->run_id)),
		     error));
	return app_log(app, &log, error);
}

static enum status one_case(struct running *running, struct batch *batch,
			    struct assembled_row *about, struct error *error)
{
	struct assembled_inputs inputs;
	struct verdict verdict;
	TRY(batch_inputs(batch, about, &inputs, error));
	struct text json = evaluator_inputs_json(batch->arena, &inputs);
	TRY(evaluator_decide(running->evaluator, &inputs, batch->as_of, &verdict, error));
	run_count_record(running, &verdict);
	return run_write(running, batch, about, json, &verdict, error);
}

enum status run_batch(struct running *running, struct batch *batch, struct error *error)
{
	const struct pack_record *about = running->caseload->pack->decision.about;
	const struct assembled_rows *rows = &batch->rows[about->index];
	TRY(app_turn(running->caseload->app, error));
	if (running->clocks != NULL)
		TRY(clocks_settle(running->clocks, batch, error));
	TRY(run_read_items(running, batch, error));
	for (size_t i = 0; i < rows->count; i++)
		TRY(one_case(running, batch, &rows->at[i], error));
	return run_log_batch(running, error);
}

static enum status call_rounds(struct running *running, struct error *error)
{
	for (size_t i = 0; running->caller != NULL && i < running->changed.count; i++) {
		enum round_called called;
		TRY(round_call(running->caller, running->changed.at[i], &called, error));
		running->report->rounds += called == ROUND_BEGUN;
	}
	return STATUS_OK;
}

/* The next records, read once it is our turn: what a person changes meanwhile is not written over
 * by what the rules made of it before. */
static enum status next_batch(struct running *running, struct batch *batch, int64_t most,
			      bool *found, struct error *error)
{
	TRY(app_turn(running->caseload->app, error));
	running->changed.count = 0;
	TRY(batch_next(batch, most, found, error));
	if (*found)
		TRY(run_batch(running, batch, error));
	return call_rounds(running, error);
}

static enum status all_batches(struct running *running, const struct run_call *call,
			       struct error *error)
{
	struct caseload *caseload = running->caseload;
	struct app *app = caseload->app;
	struct batch *batch;
	int64_t total;
	bool found = true;
	TRY(typed_count(caseload_typed(caseload, caseload->pack->decision.about), 0, &total,
			error));
	TRY(batch_new(caseload, running->report->as_of, &batch, error));
	enum status status = STATUS_OK;
	while (status == STATUS_OK && found) {
		int64_t most = store_is_wanted(app->store) ? RUN_ROOTS_YIELDING : RUN_ROOTS;
		store_give_way(app->store);
		status = app_begin(app, error);
		if (status == STATUS_OK)
			status = app_end(app, next_batch(running, batch, most, &found, error),
					 error);
		if (call->progress != NULL)
			call->progress(call->user, (uint64_t)running->report->cases,
				       (uint64_t)total);
	}
	batch_free(batch);
	return status;
}

enum status run_decision(struct caseload *caseload, const struct run_call *call,
			 struct run_report *report, struct error *error)
{
	*report = (struct run_report){ .as_of = clock_today(&caseload->app->clock) };
	struct running *running = arena_new_one(caseload->arena, struct running);
	*running = (struct running){ .caseload = caseload, .report = report };
	TRY(app_may(caseload->app, USE_RUN, caseload->pack, error));
	TRY(authorised_rules(caseload->app, caseload->pack, USE_RUN, error));
	TRY(evaluator_take(caseload, PACKS_RULES, &running->evaluator, error));
	enum status status = run_open_clocks(running, error);
	if (status == STATUS_OK)
		status = round_caller_open(caseload, &running->caller, error);
	if (status == STATUS_OK)
		status = app_begin(caseload->app, error);
	if (status == STATUS_OK)
		status = app_end(caseload->app, run_put(running, error), error);
	if (status == STATUS_OK)
		status = all_batches(running, call, error);
	round_caller_close(running->caller);
	clocks_close(running->clocks);
	evaluator_give(caseload, running->evaluator);
	TRY(status);
	TRY(app_begin(caseload->app, error));
	TRY(app_end(caseload->app, run_end(running, error), error));
	return report->written != 0 ? store_learn(caseload->app->store, error) : STATUS_OK;
}
