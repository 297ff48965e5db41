/* SPDX-License-Identifier: Apache-2.0 */
/* The audit trail of a case, and a manager's view of the load. */
#include "app/claim.h"
#include "app/trail.h"
#include "web/words.h"

static const char *const actions[] = {
#define ACTION(use, words) [USE_##use] = (words),
#include "web/action.def"
#undef ACTION
};
_Static_assert(sizeof actions / sizeof actions[0] == USE_CASE_COUNT, "a use case has no words");

static struct text action_words(struct text word)
{
	for (size_t i = 0; i < USE_CASE_COUNT; i++)
		if (actions[i] != NULL && text_is(word, app_use_word((enum use_case)i)))
			return text_from(actions[i]);
	return word;
}

static struct html_part about(struct visit *visit, const struct trail_entry *entry)
{
	struct html part = html_part_begin(&visit->html);
	long long id = entry->subject_id;
	if (text_is(entry->subject, "work_item"))
		govuk_link(&part,
			   &(struct govuk_link){ .text = visit_format(visit, "Item %lld", id),
						 .href = visit_format(visit, "/items/%lld", id) });
	else if (text_is(entry->subject, "case_file"))
		html_text(&part, TEXT("The case"));
	else
		html_text(&part,
			  visit_format(visit, "%.*s %lld",
				       TEXT_ARG(written_capital(visit->arena, entry->subject)),
				       id));
	return html_part_end(&part);
}

/* What was done stands out among what was looked at. */
static struct html_part what(struct visit *visit, const struct trail_entry *entry)
{
	struct html part = html_part_begin(&visit->html);
	bool looked = text_is(entry->kind, "consultation");
	html_element(&part, looked ? "span" : "b", action_words(entry->action));
	if (entry->purpose.length != 0)
		html_text(&part, visit_format(visit, " (%.*s)", TEXT_ARG(entry->purpose)));
	return html_part_end(&part);
}

static void show_entries(struct visit *visit, const struct trail *trail)
{
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Entry") }, { .text = TEXT("When (UTC)") },
		{ .text = TEXT("Who") },   { .text = TEXT("What") },
		{ .text = TEXT("Kind") },  { .text = TEXT("About") },
		{ .text = TEXT("From") }
	};
	struct govuk_table table = { .caption = TEXT("Entries of the log, latest first"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 7 };
	govuk_scroll_begin(&visit->html, TEXT("Entries of the log"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < trail->entries.count; i++) {
		const struct trail_entry *it = &trail->entries.at[i];
		const struct govuk_cell cells[] = {
			{ .text = visit_format(visit, "%lld", (long long)it->number) },
			{ .text = words_micros(visit, it->at) },
			{ .text = it->actor },
			{ .html = what(visit, it) },
			{ .text = written_capital(visit->arena, it->kind) },
			{ .html = about(visit, it) },
			{ .text = it->face }
		};
		govuk_table_row(&visit->html, &table, cells, 7);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status page_trail(struct visit *visit)
{
	struct caseload caseload;
	struct trail trail;
	long long root = visit->numbers[0];
	TRY(visit_pack(visit, &caseload));
	TRY(trail_read(&visit->app, caseload.pack->name, root, visit_number(visit, "before"),
		       &trail, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Audit trail",
						.part = "/worklist",
						.back = visit_format(visit, "/cases/%lld", root),
						.back_text = "Case",
						.is_wide = true });
	govuk_caption(&visit->html, "l", trail.reference);
	govuk_heading(&visit->html, 1, "l", TEXT("Audit trail"));
	govuk_body(&visit->html,
		   TEXT("Everything that was done and looked at. Entries are added and "
			"never changed, and can be checked."));
	if (trail.entries.count == 0)
		govuk_body(&visit->html, TEXT("There are no entries."));
	else
		show_entries(visit, &trail);
	if (trail.entries.count == TRAIL_PAGE)
		govuk_pagination(
			&visit->html,
			&(struct govuk_pagination){
				.label = TEXT("Older entries"),
				.next.text = TEXT("Older entries"),
				.next.href = visit_format(
					visit, "/cases/%lld/trail?before=%lld", root,
					(long long)trail.entries.at[TRAIL_PAGE - 1].number) });
	return visit_page_end(visit);
}

enum status page_load(struct visit *visit)
{
	struct caseload caseload;
	struct claim_loads loads = { 0 };
	TRY(visit_pack(visit, &caseload));
	TRY(claim_read_loads(&visit->app, &loads, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Load", .part = "/load" });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Load"));
	const struct govuk_cell heads[] = { { .text = TEXT("Who") },
					    { .text = TEXT("Open items"), .is_numeric = true } };
	struct govuk_table table = { .caption = TEXT("Open items that each person has claimed"),
				     .heads = heads,
				     .head_count = 2 };
	if (loads.count == 0)
		govuk_body(&visit->html, TEXT("Nobody has claimed anything."));
	else
		govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < loads.count; i++) {
		const struct govuk_cell cells[] = {
			{ .text = loads.at[i].actor },
			{ .text = visit_format(visit, "%lld", (long long)loads.at[i].count),
			  .is_numeric = true }
		};
		govuk_table_row(&visit->html, &table, cells, 2);
	}
	if (loads.count != 0)
		govuk_table_end(&visit->html);
	govuk_body(&visit->html,
		   TEXT("To move an item to another person, open it from the worklist."));
	return visit_page_end(visit);
}
