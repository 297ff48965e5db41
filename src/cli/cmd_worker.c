/* SPDX-License-Identifier: Apache-2.0 */
/* remit worker: the jobs that wait, until it is told to stop. */
#include "app/worker.h"
#include "cli/options.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

enum {
	LEASE_SECONDS = 60,
	IDLE_MILLISECONDS = 500
};

struct at_work {
	struct command_call *call;
	struct working *worker;
	sigset_t signals;
	bool once;
	char complaint[sizeof((struct error *)0)->message]; /* the last, so that it is made once */
};

/* Was it told to stop? Waits so long for it. */
static bool is_told_to_stop(const struct at_work *it, int64_t milliseconds)
{
	const struct timespec time = { .tv_sec = milliseconds / 1000,
				       .tv_nsec = milliseconds % 1000 * 1000000 };
	return sigtimedwait(&it->signals, NULL, &time) > 0;
}

static void say(const struct at_work *it, const struct worker_report *report)
{
	static const char *const words[] = { [WORKER_DONE] = "done",
					     [WORKER_LATER] = "failed, tried again later",
					     [WORKER_DEAD] = "dead, waits for a person",
					     [WORKER_LOST] = "another worker has it",
					     [WORKER_BACK] = "given back" };
	FILE *out = it->call->out;
	fprintf(out, "job %lld %.*s %.*s: %s in %.1f s\n", (long long)report->id,
		TEXT_ARG(report->kind), TEXT_ARG(report->about), words[report->fate],
		(double)report->took / 1e9);
	if (report->error.message[0] != '\0')
		fprintf(out, "  %s\n", report->error.message);
	fflush(out);
}

/* One step; false when it is time to stop. A database that is gone is waited for. */
static bool step(struct at_work *it, enum status *status, struct error *error)
{
	struct worker_report report;
	error->message[0] = '\0';
	*status = worker_step(it->worker, &report, error);
	if (*status != STATUS_OK && !it->once) {
		if (strcmp(it->complaint, error->message) != 0)
			fprintf(it->call->notes, "remit worker: %s; waiting\n", error->message);
		memcpy(it->complaint, error->message, sizeof it->complaint);
		*status = STATUS_OK;
		return !is_told_to_stop(it, IDLE_MILLISECONDS);
	}
	if (*status != STATUS_OK)
		return false;
	it->complaint[0] = '\0';
	if (report.fate == WORKER_IDLE)
		return !it->once && !is_told_to_stop(it, IDLE_MILLISECONDS);
	say(it, &report);
	return !is_told_to_stop(it, report.fate == WORKER_BACK ? IDLE_MILLISECONDS : 0);
}

static enum status work(struct command_call *call, const struct worker_call *how, bool once,
			struct error *error)
{
	struct at_work it = { .call = call, .once = once };
	enum status status = STATUS_OK;
	sigemptyset(&it.signals);
	sigaddset(&it.signals, SIGINT);
	sigaddset(&it.signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &it.signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	TRY(worker_open(how, &it.worker, error));
	fprintf(call->out, "Working as %.*s%s\n", TEXT_ARG(worker_name(it.worker)),
		once ? "" : " (Ctrl-C ends it when what is at work is done)");
	fflush(call->out);
	while (step(&it, &status, error))
		continue;
	worker_close(it.worker);
	return status;
}

enum status command_worker(struct command_call *call, struct error *error)
{
	struct option_words rest = { 0 };
	const char *db = NULL;
	const char *as_of = NULL;
	const char *lease = NULL;
	bool once = false;
	struct worker_call how = { .lease_seconds = LEASE_SECONDS };
	const struct option_spec specs[] = {
		{ .name = "db", .value = &db, .needed = true },
		{ .name = "as-of", .value = &as_of },
		{ .name = "lease", .value = &lease },
		{ .name = "once", .flag = &once },
	};
	TRY(options_read(call, specs, sizeof specs / sizeof specs[0], &rest, 0, 0, error));
	how.url = text_from(db);
	if (lease != NULL)
		TRY(options_number("--lease", lease, 2, 3600, &how.lease_seconds, error));
	if (as_of != NULL) {
		TRY(clock_parse_day(text_from(as_of), &how.clock.day, error));
		how.clock.is_set = true;
	}
	return work(call, &how, once, error);
}
