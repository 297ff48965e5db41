/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a challenge down, and opening the cycle that answers it. */
#include "app/challenge_internal.h"
#include "app/run.h"

struct challenging {
	struct item item;
	const struct challenge_wanted *wanted;
	struct challenge_time time;
	int64_t received; /* a day */
	struct challenge_made *made;
};

static enum status check_words(struct challenging *it, struct error *error)
{
	struct app *app = it->item.caseload.app;
	if (work_word_count(it->wanted->grounds) < 3)
		return error_at_field(error, "grounds", "it is not said what the person challenges",
				      "write what they say, in at least three words");
	if (text_trim(it->wanted->through).length == 0)
		return error_at_field(error, "through", "it is not said through what it came",
				      "say it in a few words: a letter, a call, a solicitor");
	if (clock_parse_day(it->wanted->received_on, &it->received, NULL) != STATUS_OK ||
	    it->received > clock_today(&app->clock))
		return error_at_field(error, "on", "that is no day up to today",
				      "write the day on which it came as 2026-03-31");
	return STATUS_OK;
}

static enum status check_final(struct challenging *it, struct error *error)
{
	const struct item *item = &it->item;
	if (item->state == WORK_SIGNED && item->decision.found)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "there is no final decision of this item to challenge");
	return error_remedy(error, "what is said before a decision goes to who decides");
}

/* A cycle that is open already answers it, with the facts as they are; else one is opened. */
static enum status find_cycle(struct challenging *it, enum work_state *state, struct error *error)
{
	struct app *app = it->item.caseload.app;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_challenge_latest, BIND(dmn_number(it->item.id)), &rows,
			error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && (!found || !work_state_parse(rows_text(&rows, 1), state)))
		status = error_set(error, STATUS_DATABASE, "the item has no known state");
	if (status == STATUS_OK)
		it->made->answer_item_id = rows_int(&rows, 0);
	rows_end(&rows);
	return status;
}

static enum status open_cycle(struct challenging *it, struct error *error)
{
	struct app *app = it->item.caseload.app;
	enum work_state state = WORK_DECIDED; /* till it is read */
	TRY(find_cycle(it, &state, error));
	if (state == WORK_DECIDED) {
		error_set(error, STATUS_CONFLICT,
			  "a newer decision on this record waits for its second person");
		return error_remedy(error, "have it signed or returned first");
	}
	if (state != WORK_SIGNED)
		return STATUS_OK;
	if (it->made->answer_item_id != it->item.id) {
		error_set(error, STATUS_CONFLICT, "a newer decision on this record is final");
		return error_remedy(error, "challenge that one: item %lld",
				    (long long)it->made->answer_item_id);
	}
	return store_number(app->store, SQL_item_cycle,
			    BIND(store_text(app_now(app)), dmn_number(it->item.id)),
			    &it->made->answer_item_id, NULL, error);
}

static enum status put(struct challenging *it, struct error *error)
{
	struct app *app = it->item.caseload.app;
	const struct challenge_wanted *wanted = it->wanted;
	uint64_t changed;
	TRY(store_change(app->store, SQL_challenge_put,
			 BIND(dmn_number(it->item.decision.id), dmn_number(it->item.id),
			      dmn_number(it->made->answer_item_id), store_text(wanted->grounds),
			      store_text(text_trim(wanted->through)),
			      store_text(wanted->received_on), store_text(it->time.until),
			      store_text(app->actor), store_text(app_now(app))),
			 &changed, error));
	if (changed != 1)
		return error_set(error, STATUS_CONFLICT, "this decision is challenged already");
	return store_number(app->store, SQL_challenge_of, BIND(dmn_number(it->item.decision.id)),
			    &it->made->id, NULL, error);
}

static enum status record(struct challenging *it, struct error *error)
{
	struct item *item = &it->item;
	struct caseload caseload;
	struct run_report report;
	TRY(item_hold(item, error));
	TRY(open_cycle(it, error));
	TRY(put(it, error));
	TRY(item_log(item, USE_CHALLENGE,
		     text_format(item->caseload.app->arena,
				 "{\"challenge\":%lld,\"answered_in\":%lld}",
				 (long long)it->made->id, (long long)it->made->answer_item_id),
		     error));
	TRY(caseload_named(item->caseload.app, item->caseload.pack->name, &caseload, error));
	return run_family(&caseload, item->case_id, &report, error);
}

enum status challenge_make(struct app *app, int64_t item_id, const struct challenge_wanted *wanted,
			   struct challenge_made *out, struct error *error)
{
	struct challenging it = { .wanted = wanted, .made = out };
	TRY(item_open(app, item_id, &it.item, error));
	TRY(app_may(app, USE_CHALLENGE, it.item.caseload.pack, error));
	TRY(check_final(&it, error));
	TRY(check_words(&it, error));
	TRY(challenge_read_time(&it.item, &it.time, error));
	out->is_late = it.received > it.time.last;
	TRY(app_begin(app, error));
	return app_end(app, record(&it, error), error);
}
