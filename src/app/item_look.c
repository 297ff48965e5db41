/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item_look.h"

#include "app/case_file.h"
#include "app/claim.h"
#include "app/reach.h"

static bool is_auditor(const struct app *app)
{
	return text_is(app->role, APP_ROLE_AUDITOR);
}

static bool is_decided(const struct item *item)
{
	return item->decision.found &&
	       item->decision.recommendation_id == item->recommendation_id &&
	       (item->state == WORK_DECIDED || item->state == WORK_SIGNED);
}

/* The seal: nothing of the recommendation leaves here for who has not earned it. */
static void seal(struct item_look *look)
{
	struct item *item = &look->item;
	bool unsealed = !item->caseload.pack->decision.sealed;
	look->shows_recommendation =
		item->revealed || unsealed || (is_auditor(item->caseload.app) && is_decided(item));
	if (!look->shows_recommendation)
		item->outcome = TEXT("");
	/* What the rules say in words of their own may repeat anything that they are given. */
	if (!look->shows_recommendation ||
	    !reach_sees_inputs(item->caseload.app, item->caseload.pack)) {
		item->result = TEXT("");
		item->matched = TEXT("");
		item->result_hash = (struct digest){ 0 };
	}
	/* Why a decision was returned says what it was. */
	if (!look->shows_decision && !look->shows_recommendation)
		for (size_t i = 0; i < look->signs.count; i++)
			look->signs.at[i].reason = TEXT("");
	if (!look->shows_decision)
		item->decision = (struct item_decision){ 0 };
}

static bool may_in_some_direction(const struct item *item)
{
	for (size_t i = 0; i < PACK_DIRECTION_COUNT; i++)
		if (item_may(item, &item->caseload.pack->authority[i].decide))
			return true;
	return false;
}

static void find_rights(struct item_look *look, bool decision)
{
	struct item *item = &look->item;
	const struct app *app = item->caseload.app;
	look->is_own_decision = item->decision.found &&
				text_equal(item->decision.actor, app->actor) &&
				item->decision.recommendation_id == item->recommendation_id;
	look->shows_decision = look->is_own_decision || (decision && is_decided(item));
	look->may_decide = !item->barred && may_in_some_direction(item);
	look->may_sign = item->state == WORK_DECIDED && !look->is_own_decision && !item->barred &&
			 item_may(item, item_signer(item, item->decision.outcome));
}

static enum status read_signs(struct item_look *look, struct error *error)
{
	struct app *app = look->item.caseload.app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_sign_list, BIND(dmn_number(look->item.id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, &look->signs,
			  (struct item_sign){ .actor = text_copy(app->arena, rows_text(&rows, 0)),
					      .verdict = text_copy(app->arena, rows_text(&rows, 1)),
					      .reason = text_copy(app->arena, rows_text(&rows, 2)),
					      .made_at =
						      text_copy(app->arena, rows_text(&rows, 3)) });
	rows_end(&rows);
	return status;
}

static enum status read_words(struct item_look *look, struct error *error)
{
	struct item *item = &look->item;
	struct batch *batch;
	const struct pack_record *root = caseload_root(item->caseload.pack->decision.about);
	TRY(batch_new(&item->caseload, item->as_of, &batch, error));
	batch_only_columns(batch);
	enum status status = batch_family(batch, item->root_id, error);
	if (status == STATUS_OK) {
		look->label = case_item_label(&item->caseload, batch, item->record_id);
		look->reference = explain_fact_of(batch, item->caseload.arena, root,
						  batch_root(batch), root->key)
					  .value;
	}
	batch_free(batch);
	return status;
}

static enum status record(struct item_look *look, struct error *error)
{
	struct item *item = &look->item;
	if (look->shows_decision && !look->is_own_decision && !is_auditor(item->caseload.app) &&
	    !text_is(item->caseload.app->role, APP_ROLE_MANAGER))
		TRY(item_record_reveal(item, error));
	return item_log(item, USE_ITEM, TEXT(""), error);
}

enum status item_look(struct app *app, int64_t item_id, bool decision, struct item_look *out,
		      struct error *error)
{
	*out = (struct item_look){ 0 };
	TRY(item_open(app, item_id, &out->item, error));
	TRY(app_may(app, USE_ITEM, out->item.caseload.pack, error));
	find_rights(out, decision);
	TRY(read_signs(out, error));
	TRY(read_words(out, error));
	TRY(claim_read(app, item_id, &out->claimed_by, error));
	enum status status;
	if (out->shows_decision && !out->is_own_decision) {
		TRY(app_begin(app, error));
		status = app_end(app, record(out, error), error);
	} else {
		struct app_log log = item_log_of(&out->item, USE_ITEM);
		status = app_look(app, &log, error);
	}
	seal(out);
	return status;
}
