/* SPDX-License-Identifier: Apache-2.0 */
#include "web/clock_table.h"

#include "web/words.h"

struct text clock_when(struct visit *visit, struct text local)
{
	return local.length > 10 ? written_instant(visit->arena, local)
				 : written_date(visit->arena, local);
}

static struct text how_long(struct visit *visit, int64_t seconds)
{
	enum {
		MINUTE = 60,
		HOUR = 3600,
		DAY = 86400
	};
	int64_t length = seconds < 0 ? -seconds : seconds;
	if (length >= (int64_t)2 * DAY)
		return visit_format(visit, "%lld days", (long long)(length / DAY));
	if (length >= (int64_t)2 * HOUR)
		return visit_format(visit, "%lld hours", (long long)(length / HOUR));
	if (length >= (int64_t)2 * MINUTE)
		return visit_format(visit, "%lld minutes", (long long)(length / MINUTE));
	return TEXT("a minute or less");
}

struct text clock_left(struct visit *visit, const struct clock_look *look)
{
	struct text length = how_long(visit, look->left);
	if (look->ended_at.length != 0)
		return look->is_overdue ? visit_format(visit, "Ended %.*s late", TEXT_ARG(length))
		       : look->due_at.length != 0 ? TEXT("Ended in time")
						  : TEXT("Ended");
	if (text_is(look->state, CLOCK_PAUSED))
		return TEXT("Stands still");
	if (look->due_at.length == 0)
		return TEXT("Cannot be told");
	return visit_format(visit, look->is_overdue ? "Overdue by %.*s" : "%.*s left",
			    TEXT_ARG(length));
}

static void add_line(struct html *part, struct text text)
{
	html_begin(part, "span");
	html_class(part, "remit-source", TEXT(""));
	html_text(part, text);
	html_end(part);
}

static struct html_part state_cell(struct visit *visit, const struct clock_look *look)
{
	struct html part = html_part_begin(&visit->html);
	struct text words = clock_left(visit, look);
	if (look->is_overdue && look->ended_at.length == 0)
		govuk_tag(&part, &(struct govuk_content){ .text = words,
							  .classes = TEXT("govuk-tag--red") });
	else
		html_text(&part, words);
	if (look->escalated_to.length != 0)
		add_line(&part, visit_format(visit, "Brought to the notice of: %.*s",
					     TEXT_ARG(look->escalated_to)));
	return html_part_end(&part);
}

/* What put it off, and from when to when it was overdue. */
static struct html_part due_cell(struct visit *visit, const struct clock_look *look)
{
	struct html part = html_part_begin(&visit->html);
	html_text(&part, clock_when(visit, look->due));
	for (size_t i = 0; i < look->pauses.count; i++) {
		const struct clock_pause_look *pause = &look->pauses.at[i];
		struct text from = clock_when(visit, pause->from);
		add_line(&part,
			 pause->until.length != 0
				 ? visit_format(visit, "Stood still from %.*s to %.*s",
						TEXT_ARG(from),
						TEXT_ARG(clock_when(visit, pause->until)))
				 : visit_format(visit, "Stands still since %.*s", TEXT_ARG(from)));
	}
	for (size_t i = 0; i < look->extensions.count; i++) {
		const struct clock_extension_look *it = &look->extensions.at[i];
		add_line(&part, visit_format(visit, "Lengthened by %.*s: %.*s", TEXT_ARG(it->actor),
					     TEXT_ARG(it->reason)));
	}
	if (look->is_overdue && look->ended_at.length != 0)
		add_line(&part, visit_format(visit, "Overdue from then to %.*s",
					     TEXT_ARG(clock_when(visit, look->ended))));
	return html_part_end(&part);
}

static struct html_part name_cell(struct visit *visit, const struct caseload *caseload,
				  const struct clock_look *look)
{
	struct html part = html_part_begin(&visit->html);
	if (look->ended_at.length == 0 && app_can(caseload->app, USE_CLOCKS, caseload->pack))
		govuk_link(&part,
			   &(struct govuk_link){ .text = look->clock->label,
						 .href = visit_format(visit, "/clocks/%lld",
								      (long long)look->id) });
	else
		html_text(&part, look->clock->label);
	return html_part_end(&part);
}

void clock_table(struct visit *visit, const struct caseload *caseload,
		 const struct clock_list *list, struct text caption, bool of_case)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Clock") },
					    { .text = of_case ? TEXT("Of") : TEXT("Case") },
					    { .text = TEXT("Began") },
					    { .text = TEXT("Due") },
					    { .text = TEXT("State") } };
	struct govuk_table table = { .caption = caption,
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct clock_look *look = &list->at[i];
		const struct govuk_cell cells[] = {
			{ .html = name_cell(visit, caseload, look) },
			{ .text = of_case ? visit_format(visit, "%.*s %.*s",
							 TEXT_ARG(look->clock->of->label),
							 TEXT_ARG(look->record))
					  : look->reference },
			{ .text = clock_when(visit, look->began) },
			{ .html = due_cell(visit, look) },
			{ .html = state_cell(visit, look) },
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}
