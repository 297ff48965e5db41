/* SPDX-License-Identifier: Apache-2.0 */
/* One family of records again, after a fact of it has changed. */
#include "app/accumulate.h"
#include "app/packs.h"
#include "app/round.h"
#include "app/run_internal.h"

enum status run_open_clocks(struct running *running, struct error *error)
{
	struct caseload *caseload = running->caseload;
	return caseload->pack->clock_count != 0 ? clocks_open(caseload, &running->clocks, error)
						: STATUS_OK;
}

static enum status family(struct running *running, struct batch *batch, int64_t root,
			  struct error *error)
{
	TRY(run_put(running, error));
	TRY(batch_family(batch, root, error));
	TRY(run_batch(running, batch, error));
	return run_end(running, error);
}

enum status run_family_rules(struct caseload *caseload, int64_t root, struct run_report *report,
			     struct error *error)
{
	*report = (struct run_report){ .as_of = clock_today(&caseload->app->clock) };
	struct running *running = arena_new_one(caseload->arena, struct running);
	struct batch *batch;
	*running = (struct running){ .caseload = caseload, .report = report };
	TRY(evaluator_take(caseload, PACKS_RULES, &running->evaluator, error));
	enum status status = run_open_clocks(running, error);
	if (status == STATUS_OK)
		status = batch_new(caseload, report->as_of, &batch, error);
	if (status == STATUS_OK) {
		status = family(running, batch, root, error);
		batch_free(batch);
	}
	clocks_close(running->clocks);
	evaluator_give(caseload, running->evaluator);
	return status;
}

enum status run_family(struct caseload *caseload, int64_t root, struct run_report *report,
		       struct error *error)
{
	TRY(accumulate_family(caseload, root, error));
	TRY(run_family_rules(caseload, root, report, error));
	return round_call_once(caseload, root, error);
}
