/* SPDX-License-Identifier: Apache-2.0 */
/* Who must have one-time codes, and whose are reset. */
#include "app/second_factor_internal.h"

#include "app/access_internal.h"
#include "base/builder.h"
#include "format/json.h"

struct app_log second_factor_log(struct app *app, enum use_case use, const char *what,
				 const char *name, struct text value)
{
	struct builder detail = builder_new(app->arena);
	builder_add_format(&detail, "{\"%s\":", name);
	json_write_string(&detail, value);
	builder_add_byte(&detail, '}');
	return (struct app_log){ .use = use,
				 .purpose = text_from(what),
				 .subject = TEXT("account"),
				 .detail = builder_text(&detail) };
}

static enum status reset(struct app *app, struct text account, const struct app_log *log,
			 struct error *error)
{
	TRY(store_do(app->store, SQL_code_drop, BIND(store_text(account)), error));
	TRY(store_do(app->store, SQL_recovery_drop, BIND(store_text(account)), error));
	TRY(store_do(app->store, SQL_session_end_all, BIND(store_text(account)), error));
	return app_log(app, log, error);
}

enum status second_factor_reset(struct app *app, struct text account, struct error *error)
{
	struct app_log log =
		second_factor_log(app, USE_SECOND_FACTOR_RULE, "reset", "account", account);
	TRY(app_may(app, USE_SECOND_FACTOR_RULE, NULL, error));
	TRY(access_check_account(app, account, error));
	if (text_equal(account, app->actor)) {
		error_set(error, STATUS_REFUSED, "nobody resets their own second factor");
		return error_remedy(error, "ask another manager or operator");
	}
	TRY(app_begin(app, error));
	return app_end(app, reset(app, account, &log, error), error);
}

static enum status change_rule(struct app *app, struct text role, bool required,
			       const struct app_log *log, struct error *error)
{
	if (required)
		TRY(store_do(
			app->store, SQL_code_role_put,
			BIND(store_text(role), store_text(app->actor), store_text(app_now(app))),
			error));
	else
		TRY(store_do(app->store, SQL_code_role_drop, BIND(store_text(role)), error));
	return app_log(app, log, error);
}

enum status second_factor_require(struct app *app, struct text role, bool required,
				  struct error *error)
{
	struct app_log log = second_factor_log(app, USE_SECOND_FACTOR_RULE,
					       required ? "require" : "waive", "role", role);
	TRY(app_may(app, USE_SECOND_FACTOR_RULE, NULL, error));
	TRY(app_begin(app, error));
	return app_end(app, change_rule(app, role, required, &log, error), error);
}
