/* SPDX-License-Identifier: Apache-2.0 */
/* The steps that change who sees a case, in a transaction that has its turn. */
#include "app/access.h"

#include "app/access_internal.h"

static enum status is_so(const char *sentence, struct error *error)
{
	error_set(error, STATUS_CONFLICT, "%s", sentence);
	error_remedy(error, "look at it again: somebody else may just have changed it");
	return STATUS_CONFLICT;
}

static enum status name_one(struct app *app, int64_t root_id, struct text account,
			    struct error *error)
{
	return store_do(app->store, SQL_named_put,
			BIND(dmn_number(root_id), store_text(account), store_text(app->actor),
			     store_text(app_now(app))),
			error);
}

/* Who works on it goes on working: the page says so. */
static enum status restrict_case(struct app *app, int64_t root_id,
				 const struct access_change *change, const struct case_access *now,
				 struct error *error)
{
	const dmn_value id = dmn_number(root_id);
	if (now->restricted)
		return is_so("the case is restricted already", error);
	TRY(store_do(app->store, SQL_restriction_put,
		     BIND(id, store_text(change->reason), store_text(app->actor),
			  store_text(app_now(app))),
		     error));
	TRY(store_do(app->store, SQL_named_claimants,
		     BIND(store_text(app->actor), store_text(app_now(app)), id), error));
	return name_one(app, root_id, app->actor, error);
}

/* What somebody had begun of the case, who no longer sees it. */
static enum status take_away(struct app *app, int64_t root_id, struct text account,
			     struct error *error)
{
	const dmn_value who = store_text(account);
	const dmn_value id = dmn_number(root_id);
	TRY(store_do(app->store, SQL_exclusion_unclaim, BIND(who, id), error));
	return store_do(app->store, SQL_exclusion_undraft, BIND(who, id), error);
}

static enum status end_name(struct app *app, int64_t root_id, struct text account,
			    const struct case_access *now, struct error *error)
{
	size_t managers = 0;
	bool named = false;
	for (size_t i = 0; i < now->named.count; i++) {
		const struct access_person *it = &now->named.at[i];
		named |= text_equal(it->account, account);
		managers +=
			text_is(it->role, APP_ROLE_MANAGER) && !text_equal(it->account, account);
	}
	if (!named)
		return is_so("the account is not named to the case", error);
	if (managers == 0) {
		error_set(error, STATUS_CONFLICT,
			  "no manager would be left who may change who sees this case");
		error_remedy(error, "name another manager first");
		return STATUS_CONFLICT;
	}
	TRY(store_do(app->store, SQL_named_end,
		     BIND(store_text(app_now(app)), store_text(app->actor), dmn_number(root_id),
			  store_text(account)),
		     error));
	return take_away(app, root_id, account, error);
}

static enum status name_account(struct app *app, int64_t root_id,
				const struct access_change *change, const struct case_access *now,
				struct error *error)
{
	if (!now->restricted)
		return is_so("the case is not restricted: nobody is named to it", error);
	if (access_among(&now->named, change->account))
		return is_so("the account is named to the case already", error);
	if (access_among(&now->excluded, change->account))
		return error_at_field(error, "account", "the account is excluded from this case",
				      "name another one");
	return name_one(app, root_id, change->account, error);
}

static enum status lift(struct app *app, int64_t root_id, const struct access_change *change,
			const struct case_access *now, struct error *error)
{
	const dmn_value at = store_text(app_now(app));
	const dmn_value by = store_text(app->actor);
	const dmn_value id = dmn_number(root_id);
	if (!now->restricted)
		return is_so("the case is not restricted", error);
	TRY(store_do(app->store, SQL_restriction_end, BIND(at, by, store_text(change->reason), id),
		     error));
	return store_do(app->store, SQL_named_end, BIND(at, by, id, store_text(TEXT(""))), error);
}

static enum status exclude(struct app *app, int64_t root_id, const struct access_change *change,
			   const struct case_access *now, struct error *error)
{
	if (access_among(&now->excluded, change->account))
		return is_so("the account is excluded from the case already", error);
	if (access_among(&now->named, change->account))
		TRY(end_name(app, root_id, change->account, now, error));
	TRY(store_do(app->store, SQL_exclusion_put,
		     BIND(dmn_number(root_id), store_text(change->account),
			  store_text(change->reason), store_text(app->actor),
			  store_text(app_now(app))),
		     error));
	return take_away(app, root_id, change->account, error);
}

static enum status readmit(struct app *app, int64_t root_id, const struct access_change *change,
			   const struct case_access *now, struct error *error)
{
	if (!access_among(&now->excluded, change->account))
		return is_so("the account is not excluded from the case", error);
	return store_do(app->store, SQL_exclusion_end,
			BIND(store_text(app_now(app)), store_text(app->actor),
			     store_text(change->reason), dmn_number(root_id),
			     store_text(change->account)),
			error);
}

enum status access_do(struct app *app, int64_t root_id, const struct access_change *change,
		      struct error *error)
{
	struct case_access now = { .root_id = root_id };
	TRY(access_load(app, &now, error));
	if (change->step != ACCESS_DECLARE && !access_may_change(app, &now)) {
		error_set(error, STATUS_REFUSED, "who is not named to a case changes nothing here");
		error_remedy(error, "ask a manager who is named to it");
		return STATUS_REFUSED;
	}
	TRY(access_check_account(app, change->account, error));
	switch (change->step) {
	case ACCESS_RESTRICT: return restrict_case(app, root_id, change, &now, error);
	case ACCESS_NAME: return name_account(app, root_id, change, &now, error);
	case ACCESS_UNNAME: return end_name(app, root_id, change->account, &now, error);
	case ACCESS_LIFT: return lift(app, root_id, change, &now, error);
	case ACCESS_READMIT: return readmit(app, root_id, change, &now, error);
	default: return exclude(app, root_id, change, &now, error);
	}
}
