/* SPDX-License-Identifier: Apache-2.0 */
/* Reading who may see a case. */
#include "app/access_internal.h"

bool access_among(const struct access_people *people, struct text account)
{
	for (size_t i = 0; i < people->count; i++)
		if (text_equal(people->at[i].account, account))
			return true;
	return false;
}

bool access_may_change(const struct app *app, const struct case_access *now)
{
	return text_is(app->role, APP_ROLE_MANAGER) &&
	       (!now->restricted || access_among(&now->named, app->actor));
}

enum status access_check_account(struct app *app, struct text account, struct error *error)
{
	struct rows rows;
	bool found;
	if (account.length == 0)
		return STATUS_OK;
	TRY(store_query(app->store, SQL_account_get, BIND(store_text(account)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	bool active = status == STATUS_OK && found && rows_int(&rows, 3) != 0;
	rows_end(&rows);
	if (status != STATUS_OK || active)
		return status;
	return error_at_field(error, "account", "there is no such account",
			      "give the name of an account as it signs in");
}

static enum status read_people(struct app *app, enum statement_name name, int64_t root_id,
			       struct access_people *out, struct error *error)
{
	struct rows rows;
	bool found;
	bool excluded = name == SQL_exclusion_list;
	TRY(store_query(app->store, name, BIND(dmn_number(root_id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct text second = text_copy(app->arena, rows_text(&rows, 1));
		list_push(app->arena, out,
			  (struct access_person){
				  .account = text_copy(app->arena, rows_text(&rows, 0)),
				  .role = excluded ? TEXT("") : second,
				  .reason = excluded ? second : TEXT(""),
				  .actor = text_copy(app->arena, rows_text(&rows, 2)),
				  .made_at = text_copy(app->arena, rows_text(&rows, 3)) });
	}
	rows_end(&rows);
	return status;
}

enum status access_load(struct app *app, struct case_access *out, struct error *error)
{
	struct rows rows;
	TRY(store_query(app->store, SQL_restriction_get, BIND(dmn_number(out->root_id)), &rows,
			error));
	enum status status = rows_next(&rows, &out->restricted, error);
	if (status == STATUS_OK && out->restricted) {
		out->reason = text_copy(app->arena, rows_text(&rows, 1));
		out->actor = text_copy(app->arena, rows_text(&rows, 2));
		out->made_at = text_copy(app->arena, rows_text(&rows, 3));
	}
	rows_end(&rows);
	TRY(status);
	TRY(read_people(app, SQL_named_list, out->root_id, &out->named, error));
	return read_people(app, SQL_exclusion_list, out->root_id, &out->excluded, error);
}

enum status case_access_read(struct caseload *caseload, int64_t root_id, struct case_access *out,
			     struct error *error)
{
	struct app *app = caseload->app;
	*out = (struct case_access){ .root_id = root_id };
	TRY(app_may(app, USE_CASE_ACCESS, caseload->pack, error));
	TRY(caseload_case(caseload, root_id, &out->reference, &out->secret, error));
	TRY(access_load(app, out, error));
	out->may_change = access_may_change(app, out);
	if (!out->may_change)
		out->excluded = (struct access_people){ 0 };
	struct app_log log = access_log(caseload, USE_CASE_ACCESS, root_id);
	log.secret = out->secret;
	return app_look(app, &log, error);
}
