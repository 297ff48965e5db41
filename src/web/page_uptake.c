/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of recommendations, rule by rule. */
#include "app/uptake.h"
#include "web/rules.h"

enum {
	COLUMNS = 10
};

static struct govuk_cell number(struct visit *visit, int64_t value)
{
	return (struct govuk_cell){ .text = visit_format(visit, "%lld", (long long)value),
				    .is_numeric = true };
}

static void row(struct visit *visit, const struct govuk_table *table, struct text name,
		const struct uptake_counts *it, struct text flags)
{
	const struct govuk_cell cells[COLUMNS] = {
		{ .text = name },
		number(visit, it->made),
		number(visit, it->unseen),
		number(visit, it->waits),
		number(visit, it->agreed),
		number(visit, it->differed),
		number(visit, it->changed),
		number(visit, it->challenged),
		number(visit, it->not_done),
		{ .text = flags, .is_numeric = true },
	};
	govuk_table_row(&visit->html, table, cells, COLUMNS);
}

static void show_rules(struct visit *visit, const struct uptake *it)
{
	static const char *const words[COLUMNS] = { "Rule",	   "Made",	 "No view yet",
						    "Not decided", "Agreed",	 "Differed",
						    "Overtaken",   "Challenged", "Not done",
						    "Open flags" };
	struct govuk_cell heads[COLUMNS] = { 0 };
	for (size_t i = 0; i < COLUMNS; i++)
		heads[i] = (struct govuk_cell){ .text = text_from(words[i]), .is_numeric = i != 0 };
	const struct govuk_table table = { .caption = TEXT("Rules, and what became of what they "
							   "recommended"),
					   .caption_classes = TEXT("govuk-visually-hidden"),
					   .classes = TEXT("remit-dense"),
					   .heads = heads,
					   .head_count = COLUMNS,
					   .first_cell_is_header = true };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	row(visit, &table, TEXT("All recommendations"), &it->all, TEXT(""));
	for (size_t i = 0; i < it->rules.count; i++) {
		const struct uptake_rule *rule = &it->rules.at[i];
		row(visit, &table, rule->name, &rule->counts,
		    rule->flags != 0 ? visit_format(visit, "%lld", (long long)rule->flags)
				     : TEXT(""));
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status page_uptake(struct visit *visit)
{
	struct caseload caseload;
	struct uptake found;
	TRY(rules_pack(visit, &caseload));
	TRY(uptake_read(&caseload, &found, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "What becomes of recommendations",
						.part = "/rules",
						.is_wide = true,
						.back = visit_format(visit, "/rules?pack=%.*s",
								     TEXT_ARG(caseload.pack->name)),
						.back_text = "The rules" });
	govuk_caption(&visit->html, "l",
		      visit_format(visit, "%.*s, since version %.*s came into force",
				   TEXT_ARG(caseload.pack->title), TEXT_ARG(found.version)));
	govuk_heading(&visit->html, 1, "l", TEXT("What becomes of recommendations"));
	govuk_body(
		&visit->html,
		TEXT("Each recommendation counts with every rule that matched in it. A rule may be "
		     "wrong that nobody follows, and one that nobody ever differs from, or that "
		     "never matches. How often people agree is nobody's target."));
	govuk_body(
		&visit->html,
		TEXT("Overtaken: it made way for another before anybody had decided. Not done: the "
		     "decision asks for something, and nobody has put down that it was done."));
	show_rules(visit, &found);
	return visit_page_end(visit);
}
