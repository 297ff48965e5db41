/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions in the browser, and a form that comes when the session is over: its words travel through
 * the sign-in page and stand in the form again. */
#ifndef REMIT_WEB_RESUME_H
#define REMIT_WEB_RESUME_H

#include "web/visit.h"

/* The sign-in page in place of the one that was asked for; what was sent is kept in it. */
enum status resume_sign_in(struct visit *visit);
/* After signing in: to the page that was asked for, or the form with its words. */
enum status resume_go_on(struct visit *visit);
/* The sign-in page; `message` on top, or empty. */
enum status resume_page(struct visit *visit, unsigned status, struct text message);

/* A path of this site alone, else "/": a link may not send a person who has just signed in
 * elsewhere. */
struct text resume_own_path(struct text path);
/* Tries to sign in from one address are few. */
bool resume_may_try(struct visit *visit);

/* The field for a one-time code. */
void resume_code_field(struct visit *visit, const char *hint);

const char *visit_cookie_name(const struct visit *visit);
void visit_begin_session(struct visit *visit, struct text token);
void visit_end_session(struct visit *visit);
/* Show the form that posts to `path`, with visit->resumed. */
enum status visit_dispatch(struct visit *visit, struct text path);

#endif
