/* SPDX-License-Identifier: Apache-2.0 */
/* Codes as they are entered, at sign-in and later. Setting them up is in second_factor_set.c. */
#include "app/second_factor_internal.h"

#include "os/one_time.h"

enum status second_factor_read(struct app *app, struct second_factor *out, struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct second_factor){ 0 };
	TRY(store_query(app->store, SQL_code_get, BIND(store_text(app->actor)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		out->secret = text_copy(app->arena, rows_text(&rows, 0));
		out->on = rows_int(&rows, 1) != 0;
		out->step = rows_int(&rows, 2);
		out->locked_until = rows_int(&rows, 4);
		out->required = rows_int(&rows, 5) != 0;
		out->codes_left = rows_int(&rows, 6);
	}
	rows_end(&rows);
	return status;
}

/* Without spaces and dashes, in capitals. */
static struct text plain(struct arena *arena, struct text code)
{
	char *out = arena_alloc(arena, code.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < code.length; i++) {
		char byte = code.at[i];
		if (byte == ' ' || byte == '-')
			continue;
		out[length++] = (char)(byte >= 'a' && byte <= 'z' ? byte - 32 : byte);
	}
	return (struct text){ out, length };
}

struct digest second_factor_recovery_hash(struct text account, struct text code)
{
	const struct text parts[] = { TEXT("recovery\n"), account, TEXT("\n"), code };
	return digest_of_parts(parts, 4);
}

/* The step whose code it is, of the present one and its neighbours; 0: of none. */
static int64_t step_of(const struct second_factor *it, struct text code)
{
	int64_t now = clock_now() / 1000000 / ONE_TIME_STEP_SECONDS;
	uint32_t number = 0;
	if (code.length != ONE_TIME_DIGITS || it->secret.length == 0)
		return 0;
	for (size_t i = 0; i < code.length; i++) {
		if (code.at[i] < '0' || code.at[i] > '9')
			return 0;
		number = number * 10 + (uint32_t)(code.at[i] - '0');
	}
	for (int64_t step = now - 1; step <= now + 1; step++)
		if (one_time_code(it->secret, (uint64_t)step, ONE_TIME_DIGITS) == number)
			return step;
	return 0;
}

enum status second_factor_take(struct app *app, const struct second_factor *it, struct text typed,
			       bool recovery, bool *taken, struct error *error)
{
	struct text code = plain(app->arena, typed);
	int64_t step = step_of(it, code);
	uint64_t changed = 0;
	struct digest hash = second_factor_recovery_hash(app->actor, code);
	if (step != 0)
		TRY(store_change(app->store, SQL_code_take,
				 BIND(dmn_number(step), store_text(app->actor)), &changed, error));
	else if (recovery)
		TRY(store_change(app->store, SQL_recovery_take,
				 BIND(store_text(app_now(app)), store_text(app->actor),
				      store_text(digest_bytes(&hash))),
				 &changed, error));
	*taken = changed == 1;
	return STATUS_OK;
}

enum status second_factor_wrong(struct app *app, enum use_case use, struct error *error)
{
	struct app_log log = {
		.use = use, .purpose = TEXT("code"), .subject = TEXT("account"), .refused = true
	};
	TRY(sign_in_count_failure(app, app->actor, error));
	TRY(app_look(app, &log, error));
	error_set(error, STATUS_REFUSED,
		  "the code is not right, or was used already, or the "
		  "account is locked");
	error_place(error, NULL, 0, "code");
	error_remedy(error,
		     "wait for the next code; after %d wrong tries an account is locked for "
		     "%d minutes",
		     SIGN_IN_TRIES, SIGN_IN_LOCK_SECONDS / 60);
	return STATUS_REFUSED;
}

static enum status enter(struct app *app, struct text waiting, struct text *token,
			 struct error *error)
{
	struct app_log log = { .use = USE_SIGN_IN,
			       .purpose = TEXT("with a code"),
			       .subject = TEXT("account") };
	app->stage = STAGE_SIGNED_IN;
	TRY(session_drop(app, waiting, error));
	TRY(session_start(app, token, error));
	TRY(store_do(app->store, SQL_password_right, BIND(store_text(app->actor)), error));
	return app_log(app, &log, error);
}

enum status second_factor_enter(struct app *app, struct text waiting, struct text code,
				struct text *token, struct error *error)
{
	struct second_factor it;
	bool taken = false;
	TRY(second_factor_read(app, &it, error));
	if (!it.on || it.locked_until > clock_now())
		return second_factor_wrong(app, USE_SIGN_IN, error);
	TRY(app_begin(app, error));
	enum status status = app_turn(app, error);
	if (status == STATUS_OK)
		status = second_factor_take(app, &it, code, true, &taken, error);
	if (status == STATUS_OK && taken)
		return app_end(app, enter(app, waiting, token, error), error);
	app_rollback(app);
	return status == STATUS_OK ? second_factor_wrong(app, USE_SIGN_IN, error) : status;
}
