/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of the person decided about share: their session is no session of staff. */
#ifndef REMIT_WEB_YOU_H
#define REMIT_WEB_YOU_H

#include "app/person_page.h"
#include "web/words.h"

/* Who has the page open; *found false: nobody. From here on the visit acts as the person, whoever
 * of the staff is signed in in the same browser. */
enum status you_open(struct visit *visit, struct person_at *at, bool *found) MUST_USE;
/* Was the form made for this session? Else STATUS_REFUSED. */
enum status you_check_form(struct visit *visit) MUST_USE;
/* The page to open it with, with what was wrong. */
enum status you_ask(struct visit *visit, int status, const char *wrong) MUST_USE;
/* The session's cookie; an empty token ends it. */
void you_set_cookie(struct visit *visit, struct text token);
/* Up to the heading. */
void you_begin(struct visit *visit, const char *title, const struct person_at *at, bool back);

#endif
