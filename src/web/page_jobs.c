/* SPDX-License-Identifier: Apache-2.0 */
/* Jobs: what waits for a worker, what failed and why, and putting that back. */
#include "app/job.h"
#include "letter/written.h"
#include "web/words.h"

static struct text due_of(struct visit *visit, const struct job *job)
{
	if (job->holder.length != 0)
		return visit_format(visit, "At work: %.*s", TEXT_ARG(job->holder));
	if (text_is(job->state, "open"))
		return visit_format(visit, "Due %.*s%s",
				    TEXT_ARG(words_micros(visit, job->run_after)),
				    job->every != 0 ? ", again and again" : "");
	return words_instant(visit, job->ended_at);
}

static struct text state_of(struct visit *visit, const struct job *job)
{
	return written_capital(visit->arena,
			       text_is(job->state, "put-back") ? TEXT("put back") : job->state);
}

/* Why it failed, and what a person said of it. */
static struct text why_of(struct visit *visit, const struct job *job)
{
	if (job->reason.length == 0)
		return job->why;
	return visit_format(visit, "%.*s%s%.*s: %.*s", TEXT_ARG(job->why),
			    job->why.length != 0 ? " — " : "", TEXT_ARG(job->ended_by),
			    TEXT_ARG(job->reason));
}

static void show_row(struct visit *visit, const struct govuk_table *table, const struct job *job)
{
	struct html part = html_part_begin(&visit->html);
	bool dead = text_is(job->state, "dead");
	if ((dead || text_is(job->state, "open")) && job_can_move(&visit->app, job->kind))
		govuk_link(&part,
			   &(struct govuk_link){
				   .text = dead ? TEXT("Put back or drop") : TEXT("Drop"),
				   .visually_hidden_text =
					   visit_format(visit, "job %lld", (long long)job->id),
				   .href = visit_format(visit, "/jobs/%lld", (long long)job->id) });
	const struct govuk_cell cells[] = { { .text = visit_format(
						      visit, "%lld: %.*s %.*s", (long long)job->id,
						      TEXT_ARG(job->kind), TEXT_ARG(job->about)) },
					    { .text = state_of(visit, job) },
					    { .text = due_of(visit, job) },
					    { .text = why_of(visit, job) },
					    { .html = html_part_end(&part) } };
	govuk_table_row(&visit->html, table, cells, 5);
}

static void show_jobs(struct visit *visit, const struct job_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Job") },
					    { .text = TEXT("State") },
					    { .text = TEXT("When") },
					    { .text = TEXT("Why it failed") },
					    { .text = TEXT("Change") } };
	struct govuk_table table = { .caption = TEXT("Jobs"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, TEXT("Jobs"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->jobs.count; i++)
		show_row(visit, &table, &list->jobs.at[i]);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status page_jobs(struct visit *visit)
{
	struct job_list list;
	TRY(job_read(&visit->app, &list, visit->error));
	visit_page_begin(
		visit, &(struct visit_title){ .title = "Jobs", .part = "/jobs", .is_wide = true });
	govuk_heading(&visit->html, 1, "l", TEXT("Jobs"));
	govuk_body(&visit->html,
		   list.workers.count == 0
			   ? TEXT("No worker is running: what waits here is not done until one is "
				  "started.")
			   : visit_format(visit, "%zu worker%s: %.*s%s.", list.workers.count,
					  list.workers.count == 1 ? " lives" : "s live",
					  TEXT_ARG(list.workers.at[0].holder),
					  list.workers.count == 1 ? "" : " and others"));
	if (list.jobs.count == 0)
		govuk_body(&visit->html, TEXT("No job waits, and none has failed."));
	else
		show_jobs(visit, &list);
	return visit_page_end(visit);
}

static enum status find(struct visit *visit, struct job *out)
{
	struct job_list list;
	TRY(app_may(&visit->app, USE_JOB_MOVE, NULL, visit->error));
	TRY(job_read(&visit->app, &list, visit->error));
	for (size_t i = 0; i < list.jobs.count; i++) {
		*out = list.jobs.at[i];
		if (out->id == visit->numbers[0] &&
		    (text_is(out->state, "dead") || text_is(out->state, "open")))
			return STATUS_OK;
	}
	return error_set(visit->error, STATUS_NOT_FOUND,
			 "there is no such job that waits or is dead");
}

static void button(struct visit *visit, const char *text, const char *value)
{
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = text_from(text),
					     .name = TEXT("what"),
					     .value = text_from(value),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
}

static enum status show(struct visit *visit, const struct job *job)
{
	visit_page_begin(visit, &(struct visit_title){ .title = "Change a job",
						       .part = "/jobs",
						       .back = TEXT("/jobs"),
						       .back_text = "Jobs" });
	govuk_caption(&visit->html, "l",
		      visit_format(visit, "Job %lld: %.*s %.*s, asked for by %.*s",
				   (long long)job->id, TEXT_ARG(job->kind), TEXT_ARG(job->about),
				   TEXT_ARG(job->actor)));
	govuk_heading(&visit->html, 1, "l", TEXT("Change a job"));
	if (job->why.length != 0)
		govuk_body(&visit->html,
			   visit_format(visit, "It failed: %.*s", TEXT_ARG(job->why)));
	govuk_form_begin(&visit->html, visit_format(visit, "/jobs/%lld", (long long)job->id),
			 visit->form_token);
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){
			       .name = TEXT("reason"),
			       .label = { .text = TEXT("Why?"), .classes = TEXT("govuk-label--m") },
			       .hint.text = TEXT("It goes on the record"),
			       .value = visit_field(visit, "reason"),
			       .error = visit_message(visit, "reason") });
	if (text_is(job->state, "dead"))
		button(visit, "Put it back", "put-back");
	button(visit, "Drop it", "drop");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_job(struct visit *visit)
{
	struct job job = { 0 };
	TRY(find(visit, &job));
	return show(visit, &job);
}

enum status page_job_post(struct visit *visit)
{
	struct job job = { 0 };
	TRY(find(visit, &job));
	if (!visit_takes(visit))
		return show(visit, &job);
	struct text reason = visit_field(visit, "reason");
	enum status status = text_is(visit_field(visit, "what"), "put-back")
				     ? job_put_back(&visit->app, job.id, reason, visit->error)
				     : job_drop(&visit->app, job.id, reason, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/jobs");
	TRY(visit_refused(visit, status, "reason"));
	return show(visit, &job);
}
