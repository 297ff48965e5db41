/* SPDX-License-Identifier: Apache-2.0 */
/* The runs that there were, and one of them done again to compare. */
#include "app/replay.h"
#include "web/words.h"

enum {
	REPLAYED_MOST = 20000 /* a page waits for it; more is for the command */
};

static void show_row(struct visit *visit, const struct govuk_table *table,
		     const struct past_run *it)
{
	struct html part = html_part_begin(&visit->html);
	govuk_link(&part, &(struct govuk_link){
				  .text = TEXT("Replay"),
				  .visually_hidden_text =
					  visit_format(visit, "run %lld", (long long)it->id),
				  .href = visit_format(visit, "/runs/%lld", (long long)it->id) });
	const struct govuk_cell cells[] = {
		{ .text = visit_format(visit, "%lld", (long long)it->id) },
		{ .text = written_date(visit->arena, it->as_of) },
		{ .text = words_instant(visit, it->started_at) },
		{ .text = it->actor },
		{ .text = visit_format(visit, "%lld", (long long)it->cases), .is_numeric = true },
		{ .text = visit_format(visit, "%lld", (long long)it->written), .is_numeric = true },
		{ .html = html_part_end(&part) }
	};
	govuk_table_row(&visit->html, table, cells, 7);
}

enum status page_runs(struct visit *visit)
{
	struct caseload caseload;
	struct past_runs runs;
	const struct govuk_cell heads[] = { { .text = TEXT("Run") },
					    { .text = TEXT("As of") },
					    { .text = TEXT("When") },
					    { .text = TEXT("Who") },
					    { .text = TEXT("Records"), .is_numeric = true },
					    { .text = TEXT("Recommendations"), .is_numeric = true },
					    { .text = TEXT("Compare") } };
	struct govuk_table table = { .caption = TEXT("Runs, latest first"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 7 };
	TRY(visit_pack(visit, &caseload));
	TRY(replay_runs(&visit->app, caseload.pack->name, &runs, visit->error));
	visit_page_begin(
		visit, &(struct visit_title){ .title = "Runs", .part = "/runs", .is_wide = true });
	govuk_heading(&visit->html, 1, "l", TEXT("Runs"));
	govuk_body(
		&visit->html,
		TEXT("To replay a run is to apply the rules of then to the inputs of then and to "
		     "compare what comes out, byte by byte. It changes nothing."));
	govuk_scroll_begin(&visit->html, TEXT("Runs"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < runs.count; i++)
		show_row(visit, &table, &runs.at[i]);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	return visit_page_end(visit);
}

static enum status find(struct visit *visit, struct past_run *out)
{
	struct caseload caseload;
	struct past_runs runs;
	TRY(visit_pack(visit, &caseload));
	TRY(replay_runs(&visit->app, caseload.pack->name, &runs, visit->error));
	for (size_t i = 0; i < runs.count; i++) {
		*out = runs.at[i];
		if (out->id == visit->numbers[0])
			return STATUS_OK;
	}
	return error_set(visit->error, STATUS_NOT_FOUND, "there is no such run among the latest");
}

static void tell(struct visit *visit, const struct replay_report *report)
{
	govuk_body(&visit->html,
		   visit_format(visit,
				"%lld recommendations replayed: %lld the same, %lld different.",
				(long long)report->total, (long long)report->same,
				(long long)report->differ));
	for (size_t i = 0; i < report->differing.count; i++)
		govuk_body(&visit->html, visit_format(visit, "Recommendation %lld is different.",
						      (long long)report->differing.at[i]));
}

enum status page_run(struct visit *visit)
{
	struct past_run it = { 0 };
	struct replay_report report;
	TRY(find(visit, &it));
	bool few = it.written <= REPLAYED_MOST;
	if (few)
		TRY(replay_run(&visit->app, it.id, NULL, NULL, &report, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Replay of a run",
						       .part = "/runs",
						       .back = TEXT("/runs"),
						       .back_text = "Runs" });
	govuk_caption(&visit->html, "l", visit_format(visit, "Run %lld", (long long)it.id));
	govuk_heading(&visit->html, 1, "l", TEXT("Replay of a run"));
	if (few)
		tell(visit, &report);
	else
		govuk_body(&visit->html,
			   visit_format(visit,
					"It has %lld recommendations, too many for a page: "
					"remit replay --run %lld.",
					(long long)it.written, (long long)it.id));
	return visit_page_end(visit);
}
