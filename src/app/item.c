/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a work item. */
#include "app/item.h"

#include "app/access.h"
#include "app/challenge.h"
#include "app/team.h"

static struct text kept(struct item *item, const struct rows *rows, unsigned column)
{
	return text_copy(item->caseload.app->arena, rows_text(rows, column));
}

static enum status first_row(struct app *app, enum statement_name name, const dmn_value *values,
			     size_t count, struct rows *rows, bool *found, struct error *error)
{
	TRY(store_query(app->store, name, values, count, rows, error));
	enum status status = rows_next(rows, found, error);
	if (status != STATUS_OK || !*found)
		rows_end(rows);
	return status;
}

static enum status not_there(const struct item *item, struct error *error)
{
	error_set(error, STATUS_NOT_FOUND, "there is no item %lld", (long long)item->id);
	return error_remedy(error, "the items that wait are listed by: remit worklist");
}

static enum status read_item(struct app *app, struct item *item, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(first_row(app, SQL_item_get, BIND(dmn_number(item->id)), &rows, &found, error));
	if (!found)
		return not_there(item, error);
	bool known = work_state_parse(rows_text(&rows, 6), &item->state);
	item->record_id = rows_int(&rows, 3);
	item->root_id = rows_int(&rows, 4);
	item->cycle = rows_int(&rows, 5);
	item->recommendation_id = rows_int(&rows, 8);
	rows_end(&rows);
	return known ? STATUS_OK : error_set(error, STATUS_DATABASE, "the item has no known state");
}

static enum status read_recommendation(struct app *app, struct item *item, int64_t *pack_id,
				       struct error *error)
{
	struct rows rows;
	bool found;
	TRY(first_row(app, SQL_recommendation_get, BIND(dmn_number(item->recommendation_id)), &rows,
		      &found, error));
	if (!found)
		return error_set(error, STATUS_DATABASE, "the item's recommendation is gone");
	item->caseload.app = app;
	*pack_id = rows_int(&rows, 3);
	item->inputs = kept(item, &rows, 5);
	item->result = kept(item, &rows, 6);
	item->matched = kept(item, &rows, 7);
	item->outcome = kept(item, &rows, 8);
	digest_from_bytes(rows_text(&rows, 11), &item->result_hash);
	enum status status = clock_parse_day(rows_text(&rows, 2), &item->as_of, error);
	rows_end(&rows);
	return status;
}

static enum status read_view(struct app *app, struct item *item, struct error *error)
{
	struct rows rows;
	const dmn_value id = dmn_number(item->id);
	const dmn_value recommendation = dmn_number(item->recommendation_id);
	TRY(first_row(app, SQL_view_find, BIND(id, recommendation, store_text(app->actor)), &rows,
		      &item->view.found, error));
	if (item->view.found) {
		item->view.id = rows_int(&rows, 0);
		item->view.outcome = kept(item, &rows, 1);
		item->view.reasons = kept(item, &rows, 2);
		item->view.evidence = kept(item, &rows, 3);
		item->view.made_at = kept(item, &rows, 4);
		rows_end(&rows);
	}
	TRY(first_row(app, SQL_reveal_find, BIND(id, recommendation, store_text(app->actor)), &rows,
		      &item->revealed, error));
	rows_end(&rows);
	return STATUS_OK;
}

static enum status read_decision(struct app *app, struct item *item, struct error *error)
{
	struct rows rows;
	struct item_decision *it = &item->decision;
	TRY(first_row(app, SQL_decision_latest, BIND(dmn_number(item->id)), &rows, &it->found,
		      error));
	if (!it->found)
		return STATUS_OK;
	it->id = rows_int(&rows, 0);
	it->recommendation_id = rows_int(&rows, 1);
	it->actor = kept(item, &rows, 2);
	it->outcome = kept(item, &rows, 3);
	it->reasons = kept(item, &rows, 4);
	it->evidence = kept(item, &rows, 5);
	it->judgements = kept(item, &rows, 6);
	it->switch_reason = kept(item, &rows, 7);
	digest_from_bytes(rows_text(&rows, 8), &it->payload);
	it->state = kept(item, &rows, 9);
	it->made_at = kept(item, &rows, 10);
	rows_end(&rows);
	return STATUS_OK;
}

/* What has waited for its second person longer than the pack allows is as if it were not decided.
 */
static void find_lapse(struct item *item)
{
	int64_t period = item->caseload.pack->access.approval_seconds;
	int64_t made;
	item->lapsed = item->state == WORK_DECIDED && period != 0 &&
		       text_is(item->decision.state, "open") &&
		       clock_parse(item->decision.made_at, &made, NULL) == STATUS_OK &&
		       clock_now() - made > period * 1000000;
	if (!item->lapsed)
		return;
	item->state = WORK_REVEALED;
	item->decision.state = TEXT("lapsed");
}

enum status item_open_hidden(struct app *app, int64_t id, struct item *out, struct error *error)
{
	int64_t pack_id = 0;
	*out = (struct item){ .id = id };
	TRY(read_item(app, out, error));
	TRY(read_recommendation(app, out, &pack_id, error));
	TRY(caseload_version(app, pack_id, &out->caseload, error));
	const struct pack_record *root = caseload_root(out->caseload.pack->decision.about);
	TRY(caseload_kept(&out->caseload, out->root_id, &out->case_id, error));
	TRY(caseload_secret(&out->caseload, root, out->root_id, app->arena, &out->secret, error));
	TRY(team_takes(&out->caseload, app->actor, id, &out->of_team, error));
	TRY(challenge_bars(app, app->actor, id, &out->barred, error));
	TRY(read_view(app, out, error));
	TRY(read_decision(app, out, error));
	find_lapse(out);
	return STATUS_OK;
}

enum status item_open(struct app *app, int64_t id, struct item *out, struct error *error)
{
	TRY(item_open_hidden(app, id, out, error));
	enum status seen = access_guard(&out->caseload, out->root_id, error);
	return seen == STATUS_NOT_FOUND ? not_there(out, error) : seen;
}
