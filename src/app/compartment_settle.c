/* SPDX-License-Identifier: Apache-2.0 */
/* What became of a disclosure. */
#include "app/compartment_internal.h"

#include "work/flow.h"

static const char *const end_words[] = {
	[DISCLOSURE_TOLD] = "told",
	[DISCLOSURE_WITHHELD] = "withheld",
	[DISCLOSURE_DELETED] = "deleted",
};

bool disclosure_end_parse(struct text word, enum disclosure_end *out)
{
	for (unsigned i = 0; i < sizeof end_words / sizeof end_words[0]; i++)
		if (text_is(word, end_words[i])) {
			*out = (enum disclosure_end)i;
			return true;
		}
	return false;
}

struct settling {
	struct caseload *caseload;
	struct compartment it;
	int64_t id;
	enum disclosure_end end;
	struct text on, why;
};

static enum status check(const struct settling *it, const struct disclosure *of,
			 struct error *error)
{
	int64_t day, made;
	if (work_word_count(it->why) < 3)
		return error_at_field(error, "reason", "it is not said how or why",
				      "say it in at least three words");
	TRY(clock_parse_day(of->made_on, &made, error));
	if (clock_parse_day(it->on, &day, NULL) != STATUS_OK || day < made ||
	    day > clock_today(&it->caseload->app->clock))
		return error_at_field(error, "on", "that is no day between then and today",
				      "write the day as 2026-03-31");
	if (it->end == DISCLOSURE_WITHHELD && text_equal(of->actor, it->caseload->app->actor)) {
		error_set(error, STATUS_REFUSED, "you disclosed it yourself");
		return error_remedy(error, "have another person say that it is withheld");
	}
	return STATUS_OK;
}

static enum status put(struct settling *it, const struct disclosure *of, struct error *error)
{
	struct store *store = it->it.app.store;
	struct text pack = it->caseload->pack->name;
	struct text actor = it->caseload->app->actor;
	struct text word = text_from(end_words[it->end]);
	uint64_t changed;
	if (it->end == DISCLOSURE_DELETED)
		TRY(store_change(store, SQL_disclosure_delete,
				 BIND(store_text(it->on), store_text(it->why), store_text(actor),
				      dmn_number(it->id), store_text(pack)),
				 &changed, error));
	else
		TRY(store_change(store, SQL_disclosure_tell,
				 BIND(store_text(word), store_text(it->on), store_text(it->why),
				      store_text(actor), dmn_number(it->id), store_text(pack)),
				 &changed, error));
	if (changed != 1) {
		error_set(error, STATUS_CONFLICT, "that is on record of disclosure %lld already",
			  (long long)it->id);
		return error_remedy(error, "read it: remit compartment disclosures");
	}
	const struct text detail[][2] = { { TEXT("recipient"), of->recipient },
					  { TEXT("what"), word },
					  { TEXT("reason"), it->why } };
	return disclosure_log(&it->it, USE_COMPARTMENT_SETTLE, of->root_id,
			      app_detail(it->it.app.arena, detail, 3), error);
}

static enum status settle(struct settling *it, struct error *error)
{
	struct disclosure_list list = { 0 };
	TRY(compartment_records(&it->it, it->caseload, error));
	if (it->id > 0)
		TRY(disclosure_rows(&it->it, it->caseload, it->id, &list, error));
	if (list.count == 0) {
		error_set(error, STATUS_NOT_FOUND, "there is no disclosure %lld",
			  (long long)it->id);
		return error_remedy(error, "list them: remit compartment disclosures");
	}
	TRY(check(it, &list.at[0], error));
	TRY(compartment_begin(&it->it, error));
	return compartment_end(&it->it, put(it, &list.at[0], error), error);
}

enum status disclosure_settle(struct caseload *caseload, struct text compartment, int64_t id,
			      enum disclosure_end end, struct text on, struct text why,
			      struct error *error)
{
	const struct pack_compartment *rule;
	struct settling it = {
		.caseload = caseload, .id = id, .end = end, .on = on, .why = text_trim(why)
	};
	TRY(disclosure_guard(caseload, compartment, USE_COMPARTMENT_SETTLE, &rule, error));
	TRY(compartment_open(caseload->app, compartment, false, &it.it, error));
	enum status status = settle(&it, error);
	compartment_close(&it.it);
	return status;
}
