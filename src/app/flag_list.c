/* SPDX-License-Identifier: Apache-2.0 */
/* Reading flags on rules, each reader what they may. */
#include "app/flag.h"

#include "app/access.h"
#include "app/packs.h"

enum {
	LIST_MOST = 500
};

static const struct {
	const char *word, *sentence;
} verdicts[] = {
#define FLAG_VERDICT(name, word, sentence) { word, sentence },
#include "app/flag.def"
};

bool flag_verdict_parse(struct text word, enum flag_verdict *out)
{
	for (unsigned i = 0; i < FLAG_VERDICT_COUNT; i++) {
		if (!text_is(word, verdicts[i].word))
			continue;
		*out = (enum flag_verdict)i;
		return true;
	}
	return false;
}

struct text flag_verdict_word(enum flag_verdict verdict)
{
	return text_from(verdicts[verdict].word);
}

struct text flag_verdict_sentence(struct text word)
{
	enum flag_verdict verdict;
	return flag_verdict_parse(word, &verdict) ? text_from(verdicts[verdict].sentence) : word;
}

static struct flag read_row(struct arena *arena, const struct rows *rows)
{
	struct text texts[15];
	for (unsigned i = 0; i < 15; i++)
		if (i != 0 && i != 2 && i != 3 && i != 11)
			texts[i] = text_copy(arena, rows_text(rows, i));
	return (struct flag){ .id = rows_int(rows, 0),
			      .table = texts[1],
			      .rule = rows_int(rows, 2),
			      .item_id = rows_int(rows, 3),
			      .said = texts[4],
			      .actor = texts[5],
			      .role = texts[6],
			      .made_at = texts[7],
			      .due_on = texts[8],
			      .verdict = texts[9],
			      .answer = texts[10],
			      .is_shown = rows_int(rows, 11) != 0,
			      .answered_by = texts[12],
			      .answered_at = texts[13],
			      .version = texts[14],
			      .is_open = texts[13].length == 0 };
}

/* By whom, who answers for the rules and an auditor read, and oneself; the public what names nobody
 * and nothing of a case. */
static void withhold(const struct app *app, struct flag *it)
{
	bool everybody = text_is(app->role, APP_ROLE_PUBLIC);
	bool named = text_is(app->role, APP_ROLE_AUDITOR) || text_equal(it->actor, app->actor);
	if (!named || everybody)
		it->actor = TEXT("");
	if (!everybody)
		return;
	it->answered_by = TEXT("");
	it->item_id = 0;
	if (!it->is_shown)
		it->said = TEXT("");
}

static enum status read_all(struct caseload *caseload, struct flag_list *out, struct error *error)
{
	struct app *app = caseload->app;
	struct rows rows;
	bool found;
	TRY(store_query(
		app->store, SQL_flag_list,
		BIND(ACCESS_VIEWER(app), store_text(caseload->pack->name), dmn_number(LIST_MOST)),
		&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(caseload->arena, out, read_row(caseload->arena, &rows));
	rows_end(&rows);
	return status;
}

static void name_all(struct caseload *caseload, struct evaluator *evaluator, struct flag_list *out)
{
	char today[CLOCK_TEXT_SIZE];
	clock_print_day(clock_today(&caseload->app->clock), today);
	for (size_t i = 0; i < out->count; i++) {
		struct flag *it = &out->at[i];
		it->rule_name = flag_rule_name(caseload, evaluator, it->table, it->rule);
		it->is_late = it->is_open && it->due_on.length != 0 &&
			      text_compare(it->due_on, text_from(today)) < 0;
		withhold(caseload->app, it);
	}
}

enum status flag_list(struct caseload *caseload, struct flag_list *out, struct error *error)
{
	struct evaluator *evaluator;
	*out = (struct flag_list){ .may_answer = app_can(caseload->app, USE_FLAG_ANSWER, NULL) };
	TRY(read_all(caseload, out, error));
	TRY(evaluator_take(caseload, PACKS_RULES, &evaluator, error));
	name_all(caseload, evaluator, out);
	evaluator_give(caseload, evaluator);
	return STATUS_OK;
}
