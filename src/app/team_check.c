/* SPDX-License-Identifier: Apache-2.0 */
/* What a change of a team needs. */
#include "app/access_internal.h"
#include "app/team.h"

static const bool names_account[] = {
#define TEAM_STEP(name, word, account) account,
#include "app/team_step.def"
};

static bool is_name(struct text name)
{
	for (size_t i = 0; i < name.length; i++) {
		char c = name.at[i];
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return name.length != 0 && name.length <= 40;
}

static enum status check_new(struct caseload *caseload, const struct team_change *it,
			     struct error *error)
{
	const struct pack_field *by = caseload->pack->teams.by.field;
	if (!is_name(it->team))
		return error_at_field(error, "team", "this is no name for a team",
				      "write lower-case letters, digits and -, 40 at most");
	if (it->label.length == 0)
		return error_at_field(error, "label", "it is not said what people call the team",
				      "name it in words");
	for (size_t i = 0; i < it->tray_count; i++)
		if (by == NULL || pack_find_code(by->codes, text_from(it->trays[i])) == NULL)
			return error_at_field(error, "trays", "the pack has no such tray",
					      "name codes of the field that its teams.by names");
	return STATUS_OK;
}

static enum status check_member(struct caseload *caseload, const struct team_change *it,
				struct error *error)
{
	struct app *app = caseload->app;
	if (it->account.length == 0)
		return error_at_field(error, "account", "it is not said who",
				      "give the name of an account");
	TRY(access_check_account(app, it->account, error));
	if (text_equal(it->account, app->actor))
		return error_at_field(error, "account", "nobody changes their own teams",
				      "ask another manager");
	return STATUS_OK;
}

enum status team_check(struct caseload *caseload, const struct team_change *it, struct error *error)
{
	if (it->step == TEAM_ADD)
		TRY(check_new(caseload, it, error));
	if (names_account[it->step])
		TRY(check_member(caseload, it, error));
	if (it->asked_by.length == 0)
		return error_at_field(error, "asked_by", "it is not said who asked for it",
				      "name them, as the log is to have it");
	if (work_word_count(it->reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	return STATUS_OK;
}
