/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts, and the making of a database. */
#ifndef REMIT_APP_ACCOUNTS_H
#define REMIT_APP_ACCOUNTS_H

#include "app/app.h"

#include "base/list.h"

struct account {
	struct text name;
	struct text role;
	struct text grade;
	struct text created_at;
};

struct account_list {
	LIST_OF(struct account);
};

/* Give a new database its secret and make the actor its operator; does nothing twice. */
enum status accounts_init(struct app *app, struct error *error) MUST_USE;
/* Write an account and its entry of the log, in the present transaction. */
enum status accounts_put(struct app *app, const struct account *account,
			 struct error *error) MUST_USE;
/* Add an account, or change its role and grade. */
enum status accounts_add(struct app *app, const struct account *account,
			 struct error *error) MUST_USE;
/* For trying things out: two accounts of each grade that may take a step, for each role of the
 * pack, a manager, a policy owner and an auditor. They sign in without a password. */
enum status accounts_demo(struct app *app, const struct pack *pack, struct account_list *made,
			  struct error *error) MUST_USE;
enum status accounts_list(struct app *app, struct account_list *out, struct error *error) MUST_USE;

#endif
