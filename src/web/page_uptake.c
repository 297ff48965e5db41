/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of recommendations: decision by decision, and rule by rule of one. */
#include "app/flag.h"
#include "app/uptake.h"
#include "web/rules.h"

enum {
	COLUMNS = 10,
	SHORT_COLUMNS = 4
};

static struct govuk_cell number(struct visit *visit, int64_t value)
{
	return (struct govuk_cell){ .text = visit_format(visit, "%lld", (long long)value),
				    .is_numeric = true };
}

static void row(struct visit *visit, const struct govuk_table *table, struct text name,
		const struct uptake_counts *it, int64_t flags)
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
		number(visit, flags),
	};
	govuk_table_row(&visit->html, table, cells, COLUMNS);
}

static void begin(struct visit *visit, struct govuk_table *table, const char *const *words,
		  size_t count)
{
	struct govuk_cell *heads = arena_new_array(visit->arena, struct govuk_cell, count);
	for (size_t i = 0; i < count; i++)
		heads[i] = (struct govuk_cell){ .text = text_from(words[i]), .is_numeric = i != 0 };
	table->heads = heads;
	table->head_count = count;
	table->first_cell_is_header = true;
	govuk_scroll_begin(&visit->html, table->caption);
	govuk_table_begin(&visit->html, table);
}

static void end(struct visit *visit)
{
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

/* The rules of one decision; with none, what becomes of all of them. */
static void show_rules(struct visit *visit, const struct uptake *it, const struct flag_table *of)
{
	static const char *const words[COLUMNS] = { "Rule",	   "Made",	 "No view yet",
						    "Not decided", "Agreed",	 "Differed",
						    "Overtaken",   "Challenged", "Not done",
						    "Open flags" };
	struct govuk_table table = { .caption = of != NULL ? of->name : TEXT("All of them"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense remit-long") };
	int64_t flags = 0;
	begin(visit, &table, words, COLUMNS);
	for (size_t i = 0; i < it->rules.count; i++) {
		const struct uptake_rule *rule = &it->rules.at[i];
		flags += rule->flags;
		if (of != NULL && text_equal(rule->table, of->id))
			row(visit, &table, rule->name, &rule->counts, rule->flags);
	}
	if (of == NULL)
		row(visit, &table, TEXT("All recommendations"), &it->all, flags);
	end(visit);
}

static void decision_row(struct visit *visit, const struct uptake *it,
			 const struct govuk_table *table, struct text pack,
			 const struct flag_table *of)
{
	int64_t never = 0, flags = 0;
	for (size_t i = 0; i < it->rules.count; i++) {
		const struct uptake_rule *rule = &it->rules.at[i];
		if (text_equal(rule->table, of->id)) {
			never += rule->counts.made == 0;
			flags += rule->flags;
		}
	}
	struct html part = html_part_begin(&visit->html);
	govuk_link(&part,
		   &(struct govuk_link){
			   .text = of->name,
			   .href = visit_format(visit, "/rules/uptake?pack=%.*s&decision=%.*s",
						TEXT_ARG(pack), TEXT_ARG(of->id)) });
	const struct govuk_cell cells[SHORT_COLUMNS] = { { .html = html_part_end(&part) },
							 number(visit, of->rules),
							 number(visit, never),
							 number(visit, flags) };
	govuk_table_row(&visit->html, table, cells, SHORT_COLUMNS);
}

static void show_decisions(struct visit *visit, const struct uptake *it, struct text pack,
			   const struct flag_tables *tables)
{
	static const char *const words[SHORT_COLUMNS] = { "Decision", "Rules", "Never matched",
							  "Open flags" };
	struct govuk_table table = { .caption = TEXT("Rule by rule"),
				     .caption_classes = TEXT("govuk-table__caption--m") };
	begin(visit, &table, words, SHORT_COLUMNS);
	for (size_t i = 0; i < tables->count; i++)
		decision_row(visit, it, &table, pack, &tables->at[i]);
	end(visit);
}

static void head(struct visit *visit, const struct pack *pack, struct text version, bool of_all)
{
	visit_page_begin(
		visit, &(struct visit_title){
			       .title = "What becomes of recommendations",
			       .part = "/rules",
			       .is_wide = true,
			       .back = visit_format(visit, "/rules%s?pack=%.*s",
						    of_all ? "" : "/uptake", TEXT_ARG(pack->name)),
			       .back_text = of_all ? "The rules" : "All recommendations" });
	govuk_caption(&visit->html, "l",
		      visit_format(visit, "%.*s, since version %.*s came into force",
				   TEXT_ARG(pack->title), TEXT_ARG(version)));
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
}

static const struct flag_table *wanted(const struct flag_tables *tables, struct text id)
{
	for (size_t i = 0; i < tables->count; i++)
		if (text_equal(tables->at[i].id, id))
			return &tables->at[i];
	return NULL;
}

enum status page_uptake(struct visit *visit)
{
	struct caseload caseload;
	struct uptake found;
	struct flag_tables tables;
	TRY(rules_pack(visit, &caseload));
	TRY(uptake_read(&caseload, &found, visit->error));
	TRY(flag_tables(&caseload, &tables, visit->error));
	struct text id = visit_field(visit, "decision");
	const struct flag_table *of = wanted(&tables, id);
	if (of == NULL && id.length != 0) {
		error_set(visit->error, STATUS_NOT_FOUND, "there is no such decision in the rules");
		return STATUS_NOT_FOUND;
	}
	head(visit, caseload.pack, found.version, of == NULL);
	show_rules(visit, &found, of);
	if (of == NULL)
		show_decisions(visit, &found, caseload.pack->name, &tables);
	return visit_page_end(visit);
}
