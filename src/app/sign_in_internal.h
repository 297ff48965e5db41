/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of signing in share. */
#ifndef REMIT_APP_SIGN_IN_INTERNAL_H
#define REMIT_APP_SIGN_IN_INTERNAL_H

#include "app/sign_in.h"

/* session.c: a new session of app->actor, in the present transaction. */
enum status session_start(struct app *app, struct text *token, struct error *error) MUST_USE;

#endif
