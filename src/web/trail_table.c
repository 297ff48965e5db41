/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of the log as a table. */
#include "web/trail_table.h"

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
	else if (text_equal(entry->subject, TRAIL_WITHHELD))
		html_text(&part, TEXT("A case that you do not see"));
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

void trail_table(struct visit *visit, const struct trail_entry *entries, size_t count)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Entry") }, { .text = TEXT("When") },
					    { .text = TEXT("Who") },   { .text = TEXT("What") },
					    { .text = TEXT("Kind") },  { .text = TEXT("About") },
					    { .text = TEXT("From") } };
	struct govuk_table table = { .caption = TEXT("Entries of the log, latest first"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 7 };
	govuk_scroll_begin(&visit->html, TEXT("Entries of the log"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < count; i++) {
		const struct trail_entry *it = &entries[i];
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
