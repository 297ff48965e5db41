/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the second factor share. */
#ifndef REMIT_APP_SECOND_FACTOR_INTERNAL_H
#define REMIT_APP_SECOND_FACTOR_INTERNAL_H

#include "app/second_factor.h"
#include "app/sign_in_internal.h"

/* In the present transaction: use up the code, or (`recovery`) the recovery code, of the actor. */
enum status second_factor_take(struct app *app, const struct second_factor *it, struct text typed,
			       bool recovery, bool *taken, struct error *error) MUST_USE;
/* Count the wrong code and refuse. */
enum status second_factor_wrong(struct app *app, enum use_case use, struct error *error) MUST_USE;
struct digest second_factor_recovery_hash(struct text account, struct text code);

/* An entry about an account or role, `name` says which. */
struct app_log second_factor_log(struct app *app, enum use_case use, const char *what,
				 const char *name, struct text value);

#endif
