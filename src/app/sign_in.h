/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in and out, passwords, sessions.
 *
 * Passwords follow the National Cyber Security Centre's guidance: length counts (12 characters,
 * three random words), common ones are refused, none is asked to be changed by date. Ten wrong ones
 * in a row lock the account for a quarter of an hour. A session ends after half an hour at rest and
 * 12 hours in all; only a hash of its token is kept. */
#ifndef REMIT_APP_SIGN_IN_H
#define REMIT_APP_SIGN_IN_H

#include "app/accounts.h"

enum {
	PASSWORD_FEWEST = 12, /* characters */
	PASSWORD_MOST = 256,
	SIGN_IN_TRIES = 10,
	SIGN_IN_LOCK_SECONDS = 15 * 60,
	SESSION_IDLE_SECONDS = 30 * 60,
	SESSION_MOST_SECONDS = 12 * 60 * 60,
	SESSION_TOKEN_SIZE = 64 /* hexadecimal digits */
};

/* By password. STATUS_REFUSED in the same words whether there is no such account, the password is
 * another, or it is locked. On STATUS_OK the app acts as that account, and `token` is the new
 * session's, in the app's arena. */
enum status sign_in(struct app *app, struct text name, struct text password, struct text *token,
		    struct error *error) MUST_USE;
/* By password where that is closed to the account: refused, in the same words and on record. */
enum status sign_in_closed(struct app *app, struct text name, struct error *error) MUST_USE;
/* Without one: only accounts that `init --demo` made. */
enum status sign_in_demo(struct app *app, struct text name, struct text *token,
			 struct error *error) MUST_USE;
/* Its accounts; none in a database that is not for trying out. */
enum status sign_in_demo_list(struct app *app, struct account_list *out,
			      struct error *error) MUST_USE;

/* Whose session the token is: *found, and the app acts as that account; app->stage says whether it
 * is signed in (app/second_factor.h). */
enum status session_find(struct app *app, struct text token, bool *found,
			 struct error *error) MUST_USE;
/* End it, or all of the account's (also on other machines). */
enum status session_end(struct app *app, struct text token, bool all, struct error *error) MUST_USE;
/* How many the acting account has open. */
enum status session_count(struct app *app, int64_t *count, struct error *error) MUST_USE;

/* Why it is no good password for the account, or NULL. */
const char *password_fault(struct text name, struct text password);
/* An operator sets anyone's. */
enum status password_set(struct app *app, struct text name, struct text password,
			 struct error *error) MUST_USE;
/* One's own, by the present one. Other sessions end. */
enum status password_change(struct app *app, struct text present, struct text password,
			    struct text *token, struct error *error) MUST_USE;

#endif
