/* SPDX-License-Identifier: Apache-2.0 */
/* remit jobs, job add, job retry, job drop. */
#include "app/job.h"
#include "cli/session.h"

#include <string.h>

static const int64_t second = 1000000;

static void print_job(FILE *out, const struct job *job)
{
	char when[CLOCK_TEXT_SIZE];
	clock_print(job->run_after, when);
	fprintf(out, "%lld  %-8.*s %.*s %.*s", (long long)job->id, TEXT_ARG(job->state),
		TEXT_ARG(job->kind), TEXT_ARG(job->about));
	if (job->holder.length != 0)
		fprintf(out, ", at work: %.*s", TEXT_ARG(job->holder));
	else if (text_is(job->state, "open"))
		fprintf(out, ", due %.19sZ", when);
	if (job->attempts != 0)
		fprintf(out, ", %lld tries", (long long)job->attempts);
	fputc('\n', out);
	if (job->why.length != 0)
		fprintf(out, "      %.*s\n", TEXT_ARG(job->why));
	if (job->reason.length != 0)
		fprintf(out, "      %.*s: %.*s\n", TEXT_ARG(job->ended_by), TEXT_ARG(job->reason));
}

static void answer_job(struct answer *answer, const struct job *job)
{
	char when[CLOCK_TEXT_SIZE];
	clock_print(job->run_after, when);
	answer_object(answer, NULL);
	answer_number(answer, "job", job->id);
	answer_text(answer, "kind", job->kind);
	answer_text(answer, "about", job->about);
	answer_text(answer, "state", job->state);
	answer_text(answer, "run_after", text_from(when));
	answer_number(answer, "every", job->every);
	answer_number(answer, "attempts", job->attempts);
	answer_text(answer, "holder", job->holder);
	answer_text(answer, "actor", job->actor);
	answer_text(answer, "why", job->why);
	answer_text(answer, "reason", job->reason);
	answer_end_object(answer);
}

static void print_json(const struct session *session, const struct job_list *list)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "jobs");
	for (size_t i = 0; i < list->jobs.count; i++)
		answer_job(&answer, &list->jobs.at[i]);
	answer_end_list(&answer);
	answer_list(&answer, "workers");
	for (size_t i = 0; i < list->workers.count; i++)
		answer_text(&answer, NULL, list->workers.at[i].holder);
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static void print(const struct session *session, const struct job_list *list)
{
	FILE *out = session->call->out;
	for (size_t i = 0; i < list->jobs.count; i++)
		print_job(out, &list->jobs.at[i]);
	if (list->jobs.count == 0)
		fputs("No job waits.\n", out);
	for (size_t i = 0; i < list->workers.count; i++)
		fprintf(out, "worker %.*s, since %.*s\n", TEXT_ARG(list->workers.at[i].holder),
			TEXT_ARG(list->workers.at[i].started_at));
	if (list->workers.count == 0)
		fputs("No worker is running: start one with remit worker.\n", out);
}

enum status command_jobs(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct job_list list;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, false, error));
	enum status status = job_read(&session.app, &list, error);
	if (status == STATUS_OK && session.json)
		print_json(&session, &list);
	else if (status == STATUS_OK)
		print(&session, &list);
	session_close(&session);
	return status;
}

static enum status read_every(const char *word, int64_t *out, struct error *error)
{
	static const struct {
		const char *word;
		int64_t seconds;
	} words[] = { { "minute", 60 }, { "hour", 3600 }, { "day", 86400 }, { "week", 604800 } };
	for (size_t i = 0; word != NULL && i < sizeof words / sizeof words[0]; i++)
		if (strcmp(word, words[i].word) == 0)
			*out = words[i].seconds;
	if (word == NULL || *out != 0)
		return STATUS_OK;
	error_set(error, STATUS_USAGE, "--every '%s' is no interval", word);
	return error_remedy(error, "it is one of minute, hour, day, week");
}

/* Two digits of at most that; -1 when they are none. */
static int two_digits(const char *at, int most)
{
	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return -1;
	int number = (at[0] - '0') * 10 + at[1] - '0';
	return number <= most ? number : -1;
}

/* "02:30" as the next instant of that time, in UTC, so that no clock change moves it. */
static enum status read_at(const char *word, int64_t now, int64_t *out, struct error *error)
{
	const int64_t day = 86400 * second;
	if (word == NULL)
		return STATUS_OK;
	bool shaped = strlen(word) == 5 && word[2] == ':';
	int hour = shaped ? two_digits(word, 23) : -1;
	int minute = shaped ? two_digits(word + 3, 59) : -1;
	if (hour < 0 || minute < 0) {
		error_set(error, STATUS_USAGE, "--at '%s' is no time", word);
		return error_remedy(error, "write it as hours and minutes of UTC: 02:30");
	}
	*out = now / day * day + (hour * 60 + minute) * 60 * second;
	if (*out <= now)
		*out += day;
	return STATUS_OK;
}

static enum status add(struct session *session, const char *every, const char *at,
		       struct error *error)
{
	struct job_call call = { .about = text_from(session->words.at[1]) };
	struct caseload caseload;
	int64_t now;
	int64_t id;
	bool has_worker;
	TRY(job_parse(text_from(session->words.at[0]), &call.kind, error));
	TRY(read_every(every, &call.every, error));
	TRY(job_now(&session->app, &now, error));
	TRY(read_at(at, now, &call.run_after, error));
	if (job_is_of_pack(call.kind))
		TRY(session_caseload(session, session->words.at[1], &caseload, error));
	TRY(job_ask(&session->app, &call, &id, error));
	TRY(job_has_worker(&session->app, &has_worker, error));
	fprintf(session->call->out, "Job %lld: %s.%s\n", (long long)id, job_meaning(call.kind),
		has_worker ? "" : " It waits: no worker is running (remit worker).");
	return STATUS_OK;
}

enum status command_job_add(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *every = NULL;
	const char *at = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "every", .value = &every },
		{ .name = "at", .value = &at },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = add(&session, every, at, error);
	session_close(&session);
	return status;
}

typedef enum status move_function(struct app *app, int64_t id, struct text reason,
				  struct error *error);

static enum status move(struct command_call *call, move_function *function, const char *what,
			struct error *error)
{
	struct session session = { 0 };
	const char *reason = NULL;
	int64_t id;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "reason", .value = &reason, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = options_number("JOB", session.words.at[0], 1, INT64_MAX, &id, error);
	if (status == STATUS_OK)
		status = function(&session.app, id, text_from(reason), error);
	if (status == STATUS_OK)
		fprintf(call->out, "Job %lld is %s.\n", (long long)id, what);
	session_close(&session);
	return status;
}

enum status command_job_retry(struct command_call *call, struct error *error)
{
	return move(call, job_put_back, "put back", error);
}

enum status command_job_drop(struct command_call *call, struct error *error)
{
	return move(call, job_drop, "dropped", error);
}
