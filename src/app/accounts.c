/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts. */
#include "app/accounts.h"

#include "app/caseload_internal.h"

enum status accounts_put(struct app *app, const struct account *account, struct error *error)
{
	TRY(store_do(app->store, SQL_account_put,
		     BIND(store_text(account->name), store_text(account->role),
			  store_text(account->grade), store_text(app_now(app))),
		     error));
	struct app_log log = {
		.use = USE_USER_ADD,
		.subject = TEXT("account"),
		.detail = text_format(
			app->arena, "{\"name\":\"%.*s\",\"role\":\"%.*s\",\"grade\":\"%.*s\"}",
			TEXT_ARG(account->name), TEXT_ARG(account->role), TEXT_ARG(account->grade))
	};
	return app_log(app, &log, error);
}

static enum status init(struct app *app, struct error *error)
{
	bool made;
	TRY(app_turn(app, error)); /* two who make the same database make one secret */
	TRY(app_make_secret(app, &made, error));
	if (!made)
		return STATUS_OK;
	struct app_log log = { .use = USE_INIT, .subject = TEXT("database") };
	TRY(app_log(app, &log, error));
	struct account operator= { .name = app->actor, .role = TEXT(APP_ROLE_OPERATOR) };
	return accounts_put(app, &operator, error);
}

enum status accounts_init(struct app *app, struct error *error)
{
	TRY(app_begin(app, error));
	return app_end(app, init(app, error), error);
}

static bool good_name(struct text name)
{
	for (size_t i = 0; i < name.length; i++) {
		char byte = name.at[i];
		bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
			      (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' ||
			      byte == '_';
		if (!letter)
			return false;
	}
	return name.length != 0 && name.length <= 64;
}

/* A role and grade of a pack: with a slip of the pen the account could do nothing. */
static enum status check_role(struct app *app, const struct account *account, struct error *error)
{
	struct rows rows;
	bool found;
	bool known = pack_is_own_role(account->role);
	TRY(store_query(app->store, SQL_pack_newest, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found && !known) {
		struct pack *pack;
		if ((status = pack_restore(app, rows_int(&rows, 0), &pack, error)) != STATUS_OK)
			break;
		known = pack_find_role(pack, account->role) != NULL &&
			pack_find_grade(pack, account->grade) != NULL;
	}
	rows_end(&rows);
	if (status != STATUS_OK || known)
		return status;
	error_set(error, STATUS_INVALID,
		  "no pack of this database has a role '%.*s' and a grade '%.*s'",
		  TEXT_ARG(account->role), TEXT_ARG(account->grade));
	return error_remedy(error, "take operator, auditor, manager or policy_owner, or a role and "
				   "grade of pack.yaml, whose "
				   "pack is loaded by: remit init --db URL --pack DIR");
}

enum status accounts_add(struct app *app, const struct account *account, struct error *error)
{
	TRY(app_may(app, USE_USER_ADD, NULL, error));
	if (!good_name(account->name) || !good_name(account->role) ||
	    (account->grade.length != 0 && !good_name(account->grade))) {
		error_set(error, STATUS_INVALID,
			  "'%.*s' is not a name for an account, role or grade",
			  TEXT_ARG(account->name));
		return error_remedy(error, "use letters, digits, dots, dashes and underscores");
	}
	TRY(check_role(app, account, error));
	TRY(app_begin(app, error));
	return app_end(app, accounts_put(app, account, error), error);
}

enum status accounts_list(struct app *app, struct account_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(app_may(app, USE_USER_LIST, NULL, error));
	struct app_log log = { .use = USE_USER_LIST, .subject = TEXT("account") };
	TRY(app_look(app, &log, error));
	TRY(store_query(app->store, SQL_account_list, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out,
			  (struct account){ .name = text_copy(app->arena, rows_text(&rows, 0)),
					    .role = text_copy(app->arena, rows_text(&rows, 1)),
					    .grade = text_copy(app->arena, rows_text(&rows, 2)),
					    .created_at =
						    text_copy(app->arena, rows_text(&rows, 4)) });
	rows_end(&rows);
	return status;
}
