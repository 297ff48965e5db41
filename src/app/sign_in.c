/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in. Sessions are in session.c, passwords in password.c. */
#include "app/second_factor.h"
#include "app/sign_in_internal.h"

#include "os/password.h"

struct known {
	bool found;
	struct text password;
	int64_t locked_until;
};

static enum status read_account(struct app *app, struct text name, bool demo, struct known *out,
				struct error *error)
{
	struct rows rows;
	bool found;
	*out = (struct known){ 0 };
	TRY(store_query(app->store, SQL_password_get, BIND(store_text(name)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found && rows_int(&rows, 4) != 0) {
		out->found = !demo || rows_int(&rows, 1) != 0;
		out->password = text_copy(app->arena, rows_text(&rows, 0));
		out->locked_until = rows_int(&rows, 3);
	}
	rows_end(&rows);
	return status;
}

static enum status refuse(struct app *app, struct text name, const char *why, struct error *error)
{
	struct app_log log = { .use = USE_SIGN_IN,
			       .purpose = text_from(why),
			       .subject = TEXT("account"),
			       .refused = true };
	/* The name that was tried is what a person typed, perhaps a password: it is not kept unless
	 * it is an account's. */
	app->actor = name;
	TRY(app_look(app, &log, error));
	app->actor = TEXT("");
	error_set(error, STATUS_REFUSED,
		  "the name or the password is not right, or the account is locked");
	return error_remedy(error, "after %d wrong tries an account is locked for %d minutes",
			    SIGN_IN_TRIES, SIGN_IN_LOCK_SECONDS / 60);
}

enum status sign_in_count_failure(struct app *app, struct text name, struct error *error)
{
	int64_t until = clock_now() + SIGN_IN_LOCK_SECONDS * INT64_C(1000000);
	TRY(app_begin(app, error));
	enum status status = store_do(
		app->store, SQL_password_failed,
		BIND(dmn_number(SIGN_IN_TRIES), dmn_number(until), store_text(name)), error);
	return app_end(app, status, error);
}

static struct text words_of(struct app *app, const struct sign_in_how *how)
{
	const char *asked = app->stage != STAGE_SIGNED_IN ? "second factor asked for" : "";
	if (how->words == NULL || asked[0] == '\0')
		return text_from(how->words != NULL ? how->words : asked);
	return text_format(app->arena, "%s, %s", how->words, asked);
}

enum status sign_in_start(struct app *app, struct text name, const struct sign_in_how *how,
			  struct text *token, struct error *error)
{
	struct app_log log = { .use = USE_SIGN_IN, .subject = TEXT("account") };
	struct second_factor second;
	app->actor = text_copy(app->arena, name);
	TRY(second_factor_read(app, &second, error));
	app->stage = how->has_second_factor ? STAGE_SIGNED_IN
		     : second.on	    ? STAGE_CODE
		     : second.required	    ? STAGE_ENROL
					    : STAGE_SIGNED_IN;
	log.purpose = words_of(app, how);
	TRY(app_begin(app, error));
	enum status status = session_start(app, token, error);
	/* With a right password alone nobody begins anew to count wrong codes. */
	if (status == STATUS_OK && app->stage == STAGE_SIGNED_IN)
		status = store_do(app->store, SQL_password_right, BIND(store_text(name)), error);
	if (status == STATUS_OK)
		status = app_log(app, &log, error);
	return app_end(app, status, error);
}

static const struct sign_in_how by_password = { 0 };

enum status sign_in(struct app *app, struct text name, struct text password, struct text *token,
		    struct error *error)
{
	struct known known;
	TRY(read_account(app, name, false, &known, error));
	bool right = password_is(app->arena, known.password, password);
	if (!known.found)
		return refuse(app, TEXT(""), "unknown", error);
	if (known.locked_until > clock_now())
		return refuse(app, name, "locked", error);
	if (!right) {
		TRY(sign_in_count_failure(app, name, error));
		return refuse(app, name, "password", error);
	}
	return sign_in_start(app, name, &by_password, token, error);
}

enum status sign_in_closed(struct app *app, struct text name, struct error *error)
{
	struct known known;
	TRY(read_account(app, name, false, &known, error));
	return refuse(app, known.found ? name : TEXT(""), "by password, which is closed", error);
}

enum status sign_in_demo(struct app *app, struct text name, struct text *token, struct error *error)
{
	struct known known;
	TRY(read_account(app, name, true, &known, error));
	return known.found ? sign_in_start(app, name, &by_password, token, error)
			   : refuse(app, TEXT(""), "unknown", error);
}

enum status sign_in_demo_list(struct app *app, struct account_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_demo_list, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out,
			  (struct account){ .name = text_copy(app->arena, rows_text(&rows, 0)),
					    .role = text_copy(app->arena, rows_text(&rows, 1)),
					    .grade = text_copy(app->arena, rows_text(&rows, 2)) });
	rows_end(&rows);
	return status;
}
