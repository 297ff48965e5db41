/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of signing in share. */
#ifndef REMIT_APP_SIGN_IN_INTERNAL_H
#define REMIT_APP_SIGN_IN_INTERNAL_H

#include "app/sign_in.h"

/* A wrong password or code of the account. The database counts, so that tries at the same moment
 * are counted each. */
enum status sign_in_count_failure(struct app *app, struct text name, struct error *error) MUST_USE;
/* Begin a session of the account, which is who it says. */
struct sign_in_how {
	const char *words;	/* for the log; NULL: by password */
	bool has_second_factor; /* shown elsewhere */
};
enum status sign_in_start(struct app *app, struct text name, const struct sign_in_how *how,
			  struct text *token, struct error *error) MUST_USE;
/* session.c, in the present transaction: end the session of that token; */
enum status session_drop(struct app *app, struct text token, struct error *error) MUST_USE;
/* a new session of app->actor, at app->stage. */
enum status session_start(struct app *app, struct text *token, struct error *error) MUST_USE;

#endif
