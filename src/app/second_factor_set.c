/* SPDX-License-Identifier: Apache-2.0 */
/* Setting up one-time codes, and ending them. */
#include "app/second_factor_internal.h"

#include "os/host.h"
#include "os/one_time.h"

enum status second_factor_begin(struct app *app, struct error *error)
{
	char secret[ONE_TIME_SECRET_SIZE];
	TRY(app_may(app, USE_SECOND_FACTOR, NULL, error));
	host_random(secret, sizeof secret);
	TRY(app_begin(app, error));
	enum status status = store_do(
		app->store, SQL_code_begin,
		BIND(dmn_string_view(secret, sizeof secret), store_text(app->actor)), error);
	return app_end(app, status, error);
}

static enum status put_codes(struct app *app, struct text codes[RECOVERY_CODES],
			     struct error *error)
{
	const dmn_value account = store_text(app->actor);
	TRY(store_do(app->store, SQL_recovery_drop, BIND(account), error));
	for (unsigned i = 0; i < RECOVERY_CODES; i++) {
		char random[10]; /* 80 bits */
		host_random(random, sizeof random);
		struct text bytes = { random, sizeof random };
		struct text plain = one_time_print(app->arena, bytes, false);
		struct digest hash = second_factor_recovery_hash(app->actor, plain);
		codes[i] = one_time_print(app->arena, bytes, true);
		TRY(store_do(app->store, SQL_recovery_put,
			     BIND(account, store_text(digest_bytes(&hash))), error));
	}
	return STATUS_OK;
}

static enum status turn_on(struct app *app, struct text waiting, struct text codes[RECOVERY_CODES],
			   struct text *token, struct error *error)
{
	struct app_log log = second_factor_log(app, USE_SECOND_FACTOR, "on", "account", app->actor);
	TRY(store_do(app->store, SQL_code_turn_on, BIND(store_text(app->actor)), error));
	TRY(put_codes(app, codes, error));
	if (app->stage == STAGE_ENROL) {
		app->stage = STAGE_SIGNED_IN;
		TRY(session_drop(app, waiting, error));
		TRY(session_start(app, token, error));
		TRY(store_do(app->store, SQL_password_right, BIND(store_text(app->actor)), error));
	}
	return app_log(app, &log, error);
}

enum status second_factor_confirm(struct app *app, struct text waiting, struct text code,
				  struct text codes[RECOVERY_CODES], struct text *token,
				  struct error *error)
{
	struct second_factor it;
	bool taken = false;
	*token = TEXT("");
	TRY(app_may(app, USE_SECOND_FACTOR, NULL, error));
	TRY(second_factor_read(app, &it, error));
	if (it.on)
		return error_set(error, STATUS_CONFLICT, "one-time codes are set up already");
	if (it.locked_until > clock_now())
		return second_factor_wrong(app, USE_SECOND_FACTOR, error);
	TRY(app_begin(app, error));
	enum status status = app_turn(app, error);
	if (status == STATUS_OK)
		status = second_factor_take(app, &it, code, false, &taken, error);
	if (status == STATUS_OK && taken)
		return app_end(app, turn_on(app, waiting, codes, token, error), error);
	app_rollback(app);
	return status == STATUS_OK ? second_factor_wrong(app, USE_SECOND_FACTOR, error) : status;
}

static enum status drop(struct app *app, struct text account, const struct app_log *log,
			struct error *error)
{
	TRY(store_do(app->store, SQL_code_drop, BIND(store_text(account)), error));
	TRY(store_do(app->store, SQL_recovery_drop, BIND(store_text(account)), error));
	return app_log(app, log, error);
}

enum status second_factor_drop(struct app *app, struct text code, struct error *error)
{
	struct second_factor it;
	bool taken = false;
	struct app_log log =
		second_factor_log(app, USE_SECOND_FACTOR, "off", "account", app->actor);
	TRY(app_may(app, USE_SECOND_FACTOR, NULL, error));
	TRY(second_factor_read(app, &it, error));
	if (it.required)
		return error_set(error, STATUS_REFUSED, "your role has to have one-time codes");
	if (it.locked_until > clock_now())
		return second_factor_wrong(app, USE_SECOND_FACTOR, error);
	TRY(app_begin(app, error));
	enum status status = app_turn(app, error);
	if (status == STATUS_OK)
		status = second_factor_take(app, &it, code, true, &taken, error);
	if (status == STATUS_OK && taken)
		return app_end(app, drop(app, app->actor, &log, error), error);
	app_rollback(app);
	return status == STATUS_OK ? second_factor_wrong(app, USE_SECOND_FACTOR, error) : status;
}
