/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of access share. */
#ifndef REMIT_APP_ACCESS_INTERNAL_H
#define REMIT_APP_ACCESS_INTERNAL_H

#include "app/access.h"

/* Who is named and excluded, and since when and why it is restricted: all of it. */
enum status access_load(struct app *app, struct case_access *out, struct error *error) MUST_USE;
/* A manager; of a case that is restricted one who is named, not one who broke the glass. */
bool access_may_change(const struct app *app, const struct case_access *now);
bool access_among(const struct access_people *people, struct text account);
/* An entry about the case and its person. */
struct app_log access_log(const struct caseload *caseload, enum use_case use, int64_t root_id);
/* Is it an active account? (Empty: nobody is named.) */
enum status access_check_account(struct app *app, struct text account,
				 struct error *error) MUST_USE;

#endif
