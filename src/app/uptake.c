/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of recommendations, counted by rule. */
#include "app/uptake.h"

#include "app/flag.h"
#include "app/packs.h"

static void add(struct uptake_counts *out, const struct uptake_counts *more)
{
	out->made += more->made;
	out->waits += more->waits;
	out->unseen += more->unseen;
	out->agreed += more->agreed;
	out->differed += more->differed;
	out->changed += more->changed;
	out->challenged += more->challenged;
	out->not_done += more->not_done;
}

static struct uptake_counts read_counts(const struct pack *pack, const struct rows *rows)
{
	struct text decided = rows_text(rows, 2);
	const struct pack_outcome *outcome = pack_find_outcome(pack, decided);
	int64_t made = rows_int(rows, 3);
	bool agreed = text_equal(rows_text(rows, 1), decided);
	struct uptake_counts out = { .made = made,
				     .waits = rows_int(rows, 4),
				     .unseen = rows_int(rows, 5),
				     .changed = rows_int(rows, 6),
				     .challenged = rows_int(rows, 7) };
	if (decided.length == 0)
		return out;
	out.agreed = agreed ? made : 0;
	out.differed = agreed ? 0 : made;
	out.not_done = outcome != NULL && outcome->done.length != 0 ? rows_int(rows, 8) : 0;
	return out;
}

static void add_rule(struct uptake *out, struct text table, int64_t rule,
		     const struct uptake_counts *counts)
{
	for (size_t i = 0; i < out->rules.count; i++) {
		struct uptake_rule *it = &out->rules.at[i];
		if (it->rule == rule && text_equal(it->table, table))
			add(&it->counts, counts);
	}
}

/* To each rule of the set that matched. */
static void add_matched(struct arena *arena, struct uptake *out, struct text matched,
			const struct uptake_counts *counts)
{
	dmn_value tables;
	if (!dmn_from_json(arena, matched.at, matched.length, &tables))
		return;
	for (size_t t = 0; t < dmn_context_count(tables); t++) {
		const char *name;
		size_t size;
		dmn_value rules = dmn_context_at(tables, t, &name, &size);
		int64_t rule;
		for (size_t r = 0; r < rules.count; r++)
			if (dmn_get_int(dmn_list_at(rules, r), &rule))
				add_rule(out, (struct text){ name, size }, rule, counts);
	}
}

static enum status count(struct caseload *caseload, struct uptake *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_uptake_rows,
			BIND(store_text(caseload->pack->name), dmn_number(caseload->pack_id)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct uptake_counts counts = read_counts(caseload->pack, &rows);
		add(&out->all, &counts);
		add_matched(caseload->arena, out, rows_text(&rows, 0), &counts);
	}
	rows_end(&rows);
	return status;
}

static enum status list_rules(struct caseload *caseload, struct uptake *out, struct error *error)
{
	struct flag_tables tables;
	struct evaluator *evaluator;
	TRY(flag_tables(caseload, &tables, error));
	TRY(evaluator_take(caseload, PACKS_RULES, &evaluator, error));
	for (size_t t = 0; t < tables.count; t++)
		for (int64_t rule = 1; rule <= tables.at[t].rules; rule++)
			list_push(caseload->arena, &out->rules,
				  (struct uptake_rule){ .table = tables.at[t].id,
							.rule = rule,
							.name = flag_rule_name(caseload, evaluator,
									       tables.at[t].id,
									       rule) });
	evaluator_give(caseload, evaluator);
	return STATUS_OK;
}

static enum status count_flags(struct caseload *caseload, struct uptake *out, struct error *error)
{
	struct flag_list flags;
	TRY(flag_list(caseload, &flags, error));
	for (size_t i = 0; i < flags.count; i++)
		for (size_t r = 0; flags.at[i].is_open && r < out->rules.count; r++)
			if (out->rules.at[r].rule == flags.at[i].rule &&
			    text_equal(out->rules.at[r].table, flags.at[i].table))
				out->rules.at[r].flags++;
	return STATUS_OK;
}

enum status uptake_read(struct caseload *caseload, struct uptake *out, struct error *error)
{
	struct app_log log = { .use = USE_UPTAKE,
			       .subject = TEXT("pack_version"),
			       .subject_id = caseload->pack_id };
	*out = (struct uptake){ .version = caseload->pack->version };
	TRY(app_may(caseload->app, USE_UPTAKE, caseload->pack, error));
	TRY(list_rules(caseload, out, error));
	TRY(count(caseload, out, error));
	TRY(count_flags(caseload, out, error));
	return app_look(caseload->app, &log, error);
}
