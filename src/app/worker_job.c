/* SPDX-License-Identifier: Apache-2.0 */
/* Doing a job: the use case that its kind names, on a connection of its own, as who asked for it.
 */
#include "app/accumulate.h"
#include "app/backup.h"
#include "app/checkpoint.h"
#include "app/clock.h"
#include "app/law.h"
#include "app/letter.h"
#include "app/quality.h"
#include "app/round.h"
#include "app/run.h"
#include "app/worker_internal.h"
#include "os/file.h"

#include "base/ensure.h"

struct doing {
	struct working *worker;
	const struct taken *job;
	struct app app;
	bool opened;
	struct error *error;
	enum status status;
};

/* To a file with its instant in the name. */
static enum status back_up(struct doing *it, struct error *error)
{
	char now[CLOCK_TEXT_SIZE];
	char name[CLOCK_TEXT_SIZE + 24];
	size_t length = 0;
	struct arena *arena = it->app.arena;
	clock_print(clock_now(), now);
	for (size_t i = 0; now[i] != '\0' && now[i] != '.'; i++)
		if (now[i] != '-' && now[i] != ':')
			name[length++] = now[i];
	name[length] = '\0';
	const char *file = text_format(arena, "remit-%sZ.backup", name).at;
	return backup_make(&it->app, file_join(arena, text_c(arena, it->job->about), file), error);
}

static enum status of_pack(struct doing *it, enum job_kind kind, struct error *error)
{
	struct caseload caseload;
	struct quality_report quality;
	struct run_report run;
	struct law_report law;
	struct accumulate_report accumulated;
	struct letter_report letters;
	struct round_report rounds;
	struct clocks_report clocks;
	TRY(caseload_named(&it->app, it->job->about, &caseload, error));
	if (kind == JOB_QUALITY)
		return quality_measure(&caseload, &quality, error);
	if (kind == JOB_LAW)
		return law_apply(&caseload, &law, error);
	if (kind == JOB_ACCUMULATE)
		return accumulate_all(&caseload, &accumulated, error);
	if (kind == JOB_LETTERS)
		return letter_reconcile(&caseload, &letters, error);
	if (kind == JOB_ROUNDS)
		return round_due(&caseload, &rounds, error);
	if (kind == JOB_CLOCKS)
		return clocks_run(&caseload, &clocks, error);
	ensure(kind == JOB_RUN);
	TRY(run_decision(&caseload, &(struct run_call){ 0 }, &run, error));
	return STATUS_OK;
}

static enum status do_kind(struct doing *it, enum job_kind kind, struct error *error)
{
	struct checkpoint_report checkpoint;
	if (kind == JOB_BACKUP)
		return back_up(it, error);
	if (kind == JOB_CHECKPOINT)
		return checkpoint_make(&it->app, text_c(it->app.arena, it->job->about), &checkpoint,
				       error);
	return of_pack(it, kind, error);
}

static void body(void *user)
{
	struct doing *it = user;
	struct worker_call *call = &it->worker->call;
	enum job_kind kind;
	struct app_open how = {
		.url = call->url, .as = it->job->actor, .face = TEXT("worker"), .clock = call->clock
	};
	it->status = job_parse(it->job->kind, &kind, it->error);
	if (it->status != STATUS_OK)
		return;
	it->status = app_open(it->worker->job, &how, &it->app, it->error);
	if (it->status != STATUS_OK) {
		it->opened = it->status == STATUS_REFUSED; /* there is no such account */
		it->app.store = NULL;
		return;
	}
	it->status = do_kind(it, kind, it->error);
}

enum status worker_do(struct working *worker, const struct taken *job, bool *opened,
		      struct error *error)
{
	struct doing it = { .worker = worker, .job = job, .opened = true, .error = error };
	enum status left = boundary_run(worker->job, body, &it, error);
	app_close(&it.app);
	*opened = it.opened;
	return left != STATUS_OK ? left : it.status;
}
