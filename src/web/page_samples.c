/* SPDX-License-Identifier: Apache-2.0 */
/* Second looks: what there is, how often they differ, and taking the next. */
#include "app/sample.h"
#include "web/words.h"

static struct html_part look_link(struct visit *visit, const struct second_look *it)
{
	struct html part = html_part_begin(&visit->html);
	struct text words = visit_format(visit, "Second look %lld", (long long)it->id);
	if (it->done)
		govuk_link(&part, &(struct govuk_link){ .text = words,
							.href = visit_format(visit, "/samples/%lld",
									     (long long)it->id) });
	else
		html_text(&part, words);
	return html_part_end(&part);
}

static struct text state_words(const struct second_look *it)
{
	if (!it->done)
		return it->actor.length == 0 ? TEXT("Waits") : TEXT("In hand");
	if (!it->differs)
		return TEXT("Came to the same outcome");
	if (it->answer.length == 0)
		return TEXT("Came to another outcome: waits for an answer");
	return text_is(it->answer, "anew") ? TEXT("Came to another outcome: decided anew")
					   : TEXT("Came to another outcome: the first stands");
}

static void show_list(struct visit *visit, const struct second_looks *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Second look") },
					    { .text = TEXT("Drawn") },
					    { .text = TEXT("State") } };
	struct govuk_table table = { .caption = TEXT("Decisions that were drawn"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct second_look *it = &list->at[i];
		const struct govuk_cell cells[] = { { .html = look_link(visit, it) },
						    { .text = words_instant(visit, it->drawn_at) },
						    { .text = state_words(it) } };
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

static struct text rate_name(struct visit *visit, const struct pack *pack,
			     const struct sample_rate *rate)
{
	const struct pack_outcome *outcome = pack_find_outcome(pack, rate->name);
	if (rate->by == SAMPLE_ALL)
		return TEXT("All");
	if (rate->by == SAMPLE_OUTCOME && outcome != NULL)
		return outcome->sentence;
	return visit_format(visit, "%s: %.*s", rate->by == SAMPLE_TEAM ? "Team" : "Direction",
			    TEXT_ARG(rate->name));
}

static void show_rates(struct visit *visit, const struct pack *pack,
		       const struct sample_rates *rates)
{
	const struct govuk_cell heads[] = { { .text = TEXT("First decisions") },
					    { .text = TEXT("Second looks"), .is_numeric = true },
					    { .text = TEXT("Another outcome"),
					      .is_numeric = true } };
	struct govuk_table table = { .caption = TEXT("How often they differ"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < rates->count; i++) {
		const struct sample_rate *it = &rates->at[i];
		struct text few = visit_format(visit, "fewer than %d", SAMPLE_LEAST);
		const struct govuk_cell cells[] = {
			{ .text = rate_name(visit, pack, it) },
			{ .text = it->told ? visit_format(visit, "%lld", (long long)it->total)
					   : few,
			  .is_numeric = true },
			{ .text = it->told ? visit_format(visit, "%lld", (long long)it->differ)
					   : TEXT("not told"),
			  .is_numeric = true },
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

static void show_take(struct visit *visit)
{
	govuk_form_begin(&visit->html, TEXT("/samples"), visit->form_token);
	govuk_body(&visit->html,
		   TEXT("You get the facts that the rules were given and nothing of the first "
			"decision. Until you record it or give it back, its case is hidden from "
			"you. Nobody chooses which one they get."));
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Take the next, or go on"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct second_looks list;
	struct sample_rates rates;
	TRY(sample_list(caseload, &list, &rates, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Second looks", .part = "/samples" });
	govuk_caption(&visit->html, "l", caseload->pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Second looks"));
	if (caseload->pack->sample_count == 0)
		govuk_body(&visit->html, TEXT("This work has no samples."));
	if (app_can(&visit->app, USE_SAMPLE_TAKE, caseload->pack) &&
	    caseload->pack->sample_count != 0)
		show_take(visit);
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("No decision that you see was drawn."));
	else
		show_list(visit, &list);
	if (rates.count != 0)
		show_rates(visit, caseload->pack, &rates);
	return visit_page_end(visit);
}

enum status page_samples(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

enum status page_samples_post(struct visit *visit)
{
	struct caseload caseload;
	int64_t id;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_SAMPLE_TAKE, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	enum status status = sample_take(&caseload, &id, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/samples/%lld", (long long)id);
	if (status == STATUS_NOT_FOUND)
		visit->notice = TEXT("No second look waits that you could take");
	else
		return status;
	return show(visit, &caseload);
}
