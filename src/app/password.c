/* SPDX-License-Identifier: Apache-2.0 */
/* Which passwords are good enough, and setting them. */
#include "app/sign_in_internal.h"

#include "os/password.h"

#include <strings.h>

static bool holds(struct text whole, const char *part)
{
	size_t length = text_from(part).length;
	for (size_t i = 0; i + length <= whole.length; i++)
		if (strncasecmp(whole.at + i, part, length) == 0)
			return true;
	return false;
}

/* Less than half of it is left beside a part that everyone tries. */
static bool is_common(struct text password)
{
	static const char *const parts[] = {
#define COMMON(part) part,
#include "app/common_password.def"
#undef COMMON
	};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (holds(password, parts[i]) && 2 * text_from(parts[i]).length >= password.length)
			return true;
	return false;
}

static bool is_monotonous(struct text password)
{
	unsigned kinds = 0;
	bool seen[256] = { false };
	for (size_t i = 0; i < password.length; i++) {
		kinds += !seen[(unsigned char)password.at[i]];
		seen[(unsigned char)password.at[i]] = true;
	}
	return kinds < 5;
}

const char *password_fault(struct text name, struct text password)
{
	if (!text_is_utf8(password) || text_count(password) < PASSWORD_FEWEST)
		return "a password has at least 12 characters: three random words do well";
	if (password.length > PASSWORD_MOST)
		return "a password has at most 256 bytes";
	if (name.length != 0 && text_find(password, name, 0) != SIZE_MAX)
		return "a password does not hold the account's name";
	if (is_common(password) || is_monotonous(password))
		return "this password is one of those that are tried first: three random words do "
		       "better";
	return NULL;
}

static enum status put(struct app *app, struct text name, struct text hash, struct text *token,
		       struct error *error)
{
	uint64_t changed;
	struct app_log log = { .use = USE_PASSWORD, .subject = TEXT("account") };
	TRY(store_change(app->store, SQL_password_put, BIND(store_text(hash), store_text(name)),
			 &changed, error));
	if (changed == 0)
		return error_set(error, STATUS_NOT_FOUND, "there is no account '%.*s'",
				 TEXT_ARG(name));
	TRY(store_do(app->store, SQL_session_end_all, BIND(store_text(name)), error));
	if (token != NULL)
		TRY(session_start(app, token, error));
	return app_log(app, &log, error);
}

static enum status set(struct app *app, struct text name, struct text password, struct text *token,
		       struct error *error)
{
	const char *fault = password_fault(name, password);
	if (fault != NULL) {
		error_set(error, STATUS_INVALID, "%s", fault);
		return error_place(error, NULL, 0, "password");
	}
	struct text hash = password_hash(app->arena, password);
	if (hash.length == 0)
		return error_set(error, STATUS_LIMIT, "the machine has no memory for the password");
	TRY(app_begin(app, error));
	return app_end(app, put(app, name, hash, token, error), error);
}

enum status password_set(struct app *app, struct text name, struct text password,
			 struct error *error)
{
	TRY(app_may(app, USE_USER_ADD, NULL, error));
	return set(app, name, password, NULL, error);
}

static enum status stored(struct app *app, struct text *hash, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_password_get, BIND(store_text(app->actor)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	*hash = status == STATUS_OK && found ? text_copy(app->arena, rows_text(&rows, 0))
					     : TEXT("");
	rows_end(&rows);
	return status;
}

enum status password_change(struct app *app, struct text present, struct text password,
			    struct text *token, struct error *error)
{
	struct text hash;
	TRY(app_may(app, USE_PASSWORD, NULL, error));
	TRY(stored(app, &hash, error));
	if (!password_is(app->arena, hash, present)) {
		error_set(error, STATUS_INVALID, "this is not your present password");
		return error_place(error, NULL, 0, "present");
	}
	return set(app, app->actor, password, token, error);
}
