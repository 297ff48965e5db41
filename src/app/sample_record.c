/* SPDX-License-Identifier: Apache-2.0 */
/* What came of a second look: the outcome that another person would have had. */
#include "app/sample_internal.h"

static bool is_cited(const struct sample_facts *facts, const char *cite)
{
	for (size_t i = 0; i < facts->count; i++)
		if (text_is(facts->at[i].name, cite))
			return true;
	return false;
}

static enum status check(const struct item *item, const struct judgement *judgement,
			 struct error *error)
{
	struct sample_facts facts;
	if (pack_find_outcome(item->caseload.pack, judgement->outcome) == NULL)
		return error_at_field(error, "outcome", "there is no such outcome",
				      "choose one of the pack's");
	if (work_word_count(judgement->reasons) < 3)
		return error_at_field(error, "reasons", "a second look needs reasons in words",
				      "say why, in at least three words");
	TRY(sample_facts_of(item, &facts, error));
	bool known = judgement->cite_count != 0;
	for (size_t i = 0; known && i < judgement->cite_count; i++)
		known = is_cited(&facts, judgement->cites[i]);
	return known ? STATUS_OK
		     : error_at_field(error, "cite", "reasons must cite at least one of the facts",
				      "cite a fact of the second look");
}

static struct text detail_of(struct arena *arena, const struct judgement *judgement)
{
	char hash[DIGEST_TEXT_SIZE];
	struct digest reasons = digest_of(judgement->reasons);
	digest_print(&reasons, hash);
	const struct text members[][2] = { { TEXT("outcome"), judgement->outcome },
					   { TEXT("reasons_hash"), text_from(hash) } };
	return app_detail(arena, members, 2);
}

static enum status put(struct item *item, const struct second_look *look,
		       const struct judgement *judgement, struct error *error)
{
	struct app *app = item->caseload.app;
	bool differs = !text_equal(judgement->outcome, look->first_outcome);
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_look_record,
			 BIND(store_text(judgement->outcome), store_text(judgement->reasons),
			      store_text(item_evidence(app->arena, judgement)), dmn_number(differs),
			      store_text(app_now(app)), dmn_number(look->id),
			      store_text(app->actor)),
			 &changed, error));
	if (changed != 1)
		return error_set(error, STATUS_CONFLICT, "you have not this second look in hand");
	return item_log(item, USE_SAMPLE_RECORD, detail_of(app->arena, judgement), error);
}

enum status sample_record(struct caseload *caseload, int64_t id, const struct judgement *judgement,
			  struct error *error)
{
	struct app *app = caseload->app;
	struct second_look look;
	struct item item;
	TRY(app_may(app, USE_SAMPLE_RECORD, caseload->pack, error));
	TRY(sample_find(caseload, id, &look, error));
	if (!look.mine)
		return error_set(error, STATUS_CONFLICT, "you have not this second look in hand");
	TRY(item_open_hidden(app, look.item_id, &item, error));
	TRY(check(&item, judgement, error));
	TRY(app_begin(app, error));
	return app_end(app, put(&item, &look, judgement, error), error);
}
