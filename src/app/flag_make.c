/* SPDX-License-Identifier: Apache-2.0 */
/* Somebody says that a rule is wrong. */
#include "app/flag.h"

#include "app/item.h"
#include "record/age.h"
#include "work/flow.h"

enum {
	SAID_MOST = 4000, /* bytes: a page */
	WORDS_LEAST = 3
};

void flag_as_public(struct app *app)
{
	app->actor = TEXT(APP_ROLE_PUBLIC);
	app->role = TEXT(APP_ROLE_PUBLIC);
	app->grade = TEXT("");
}

bool flag_is_open(const struct pack *pack)
{
	return pack->flags.most_a_day != 0 && !pack->is_private;
}

static bool is_public(const struct app *app)
{
	return text_is(app->role, APP_ROLE_PUBLIC);
}

static struct text due_of(struct caseload *caseload)
{
	char day[CLOCK_TEXT_SIZE];
	if (caseload->pack->flags.answer.kind == DMN_NULL)
		return TEXT("");
	struct age period = age_from_value(caseload->arena, caseload->pack->flags.answer);
	clock_print_day(age_after(period, clock_today(&caseload->app->clock)), day);
	return text_copy(caseload->arena, text_from(day));
}

static enum status check_words(const struct flag_wanted *it, struct error *error)
{
	if (work_word_count(it->said) < WORDS_LEAST)
		return error_at_field(error, "said", "it is not said what is wrong",
				      "say it in at least three words");
	if (it->said.length > SAID_MOST)
		return error_at_field(error, "said", "it is longer than a page",
				      "say it in at most 4,000 characters");
	return STATUS_OK;
}

static enum status check_case(struct caseload *caseload, const struct flag_wanted *it,
			      struct error *error)
{
	struct item item;
	if (it->item_id == 0)
		return STATUS_OK;
	enum status status = item_open(caseload->app, it->item_id, &item, error);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	if (status == STATUS_OK && text_equal(item.caseload.pack->name, caseload->pack->name))
		return STATUS_OK;
	if (error != NULL)
		*error = (struct error){ 0 };
	return error_at_field(error, "item", "these rules have no such item",
			      "give its number, or leave it out");
}

/* Who has no account is not known: so many a day, and no more. */
static enum status check_day(struct caseload *caseload, struct error *error)
{
	char since[CLOCK_TEXT_SIZE];
	int64_t count = 0;
	if (!is_public(caseload->app))
		return STATUS_OK;
	clock_print(clock_now() - (int64_t)86400 * 1000000, since);
	if (flag_is_open(caseload->pack))
		TRY(store_number(caseload->app->store, SQL_flag_count_since,
				 BIND(store_text(caseload->pack->name),
				      store_text(TEXT(APP_ROLE_PUBLIC)),
				      store_text(text_from(since))),
				 &count, NULL, error));
	if (flag_is_open(caseload->pack) && count < caseload->pack->flags.most_a_day)
		return STATUS_OK;
	error_set(error, STATUS_REFUSED, "as many flags came today as are taken in a day");
	error_remedy(error, "send it tomorrow, or write to who answers for the rules");
	return STATUS_REFUSED;
}

static enum status check_same(struct caseload *caseload, const struct flag_wanted *it,
			      struct error *error)
{
	int64_t id;
	bool found;
	TRY(store_number(caseload->app->store, SQL_flag_same,
			 BIND(store_text(caseload->pack->name), store_text(it->table),
			      dmn_number(it->rule), store_text(it->said)),
			 &id, &found, error));
	if (!found)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "flag %lld says the same, and waits for its answer",
		  (long long)id);
	error_remedy(error, "there is nothing more to do");
	return STATUS_CONFLICT;
}

static enum status put(struct caseload *caseload, const struct flag_wanted *it, int64_t *id,
		       struct error *error)
{
	struct app *app = caseload->app;
	dmn_value item = it->item_id != 0 ? dmn_number(it->item_id) : dmn_null();
	TRY(app_turn(app, error));
	TRY(check_day(caseload, error));
	TRY(check_same(caseload, it, error));
	if (is_public(app))
		TRY(store_do(app->store, SQL_person_account,
			     BIND(store_text(app->actor), store_text(app->role),
				  store_text(app_now(app))),
			     error));
	TRY(store_number(app->store, SQL_flag_put,
			 BIND(store_text(caseload->pack->name), dmn_number(caseload->pack_id),
			      store_text(it->table), dmn_number(it->rule), item,
			      store_text(it->said), store_text(app->actor), store_text(app->role),
			      store_text(app_now(app)), store_text(due_of(caseload))),
			 id, NULL, error));
	const struct text detail[][2] = { { TEXT("table"), it->table },
					  { TEXT("rule"), text_format(app->arena, "%lld",
								      (long long)it->rule) } };
	struct app_log log = { .use = USE_FLAG_MAKE,
			       .subject = TEXT("rule_flag"),
			       .subject_id = *id,
			       .detail = app_detail(app->arena, detail, 2) };
	return app_log(app, &log, error);
}

enum status flag_make(struct caseload *caseload, const struct flag_wanted *wanted, int64_t *id,
		      struct error *error)
{
	struct app *app = caseload->app;
	TRY(app_may(app, USE_FLAG_MAKE, caseload->pack, error));
	TRY(check_words(wanted, error));
	TRY(flag_rule_check(caseload, wanted->table, wanted->rule, error));
	TRY(check_case(caseload, wanted, error));
	TRY(app_begin(app, error));
	return app_end(app, put(caseload, wanted, id, error), error);
}
