/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts to try things out with, from the roles and grades of a pack. */
#include "app/accounts.h"

#include "app/training.h"

/* All trainings of the pack, in date whatever the program's date is set to. */
static enum status train(struct app *app, const struct pack *pack, struct text account,
			 struct error *error)
{
	const struct pack_codes *codes = pack->access.trainings;
	for (size_t i = 0; codes != NULL && i < codes->code_count; i++) {
		const struct training it = { .account = account,
					     .training = codes->codes[i].code,
					     .done_on = TEXT("2000-01-01"),
					     .until = TEXT("2099-12-31") };
		TRY(training_put(app, &it, error));
	}
	return STATUS_OK;
}

static enum status put_demo(struct app *app, struct text role, struct text grade, unsigned number,
			    struct account_list *made, struct error *error)
{
	struct account account = { .role = role, .grade = grade };
	account.name = grade.length == 0 ? text_format(app->arena, "%.*s", TEXT_ARG(role))
					 : text_format(app->arena, "%.*s-%.*s-%u", TEXT_ARG(role),
						       TEXT_ARG(grade), number);
	list_push(app->arena, made, account);
	TRY(accounts_put(app, &account, error));
	return store_do(app->store, SQL_demo_put, BIND(store_text(account.name)), error);
}

/* Is the grade the lowest at which the role may take a step of this direction? */
static bool is_asked(const struct pack_step *step, const struct pack_role *role,
		     const struct pack_grade *grade)
{
	bool asked = step->grade == grade;
	for (size_t i = 0; i < step->change_count; i++)
		asked |= step->changes[i].grade == grade;
	for (size_t i = 0; asked && i < step->role_count; i++)
		if (step->roles[i] == role)
			return true;
	return false;
}

static bool is_used(const struct pack *pack, const struct pack_role *role,
		    const struct pack_grade *grade)
{
	for (size_t i = 0; i < PACK_DIRECTION_COUNT; i++)
		if (is_asked(&pack->authority[i].decide, role, grade) ||
		    is_asked(&pack->authority[i].sign, role, grade))
			return true;
	return false;
}

static enum status demo(struct app *app, const struct pack *pack, struct account_list *made,
			struct error *error)
{
	for (size_t r = 0; r < pack->role_count; r++)
		for (size_t g = 0; g < pack->grade_count; g++)
			for (unsigned n = 1;
			     n <= 2 && is_used(pack, &pack->roles[r], &pack->grades[g]); n++) {
				TRY(put_demo(app, pack->roles[r].name, pack->grades[g].name, n,
					     made, error));
				TRY(train(app, pack, made->at[made->count - 1].name, error));
			}
	TRY(put_demo(app, TEXT(APP_ROLE_MANAGER), TEXT(""), 1, made, error));
	TRY(put_demo(app, TEXT(APP_ROLE_POLICY_OWNER), TEXT(""), 1, made, error));
	return put_demo(app, TEXT(APP_ROLE_AUDITOR), TEXT(""), 1, made, error);
}

enum status accounts_demo(struct app *app, const struct pack *pack, struct account_list *made,
			  struct error *error)
{
	TRY(app_may(app, USE_USER_ADD, NULL, error));
	TRY(app_begin(app, error));
	return app_end(app, demo(app, pack, made, error), error);
}
