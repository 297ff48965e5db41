/* SPDX-License-Identifier: Apache-2.0 */
/* remit init. */
#include "app/accounts.h"
#include "cli/session.h"

static enum status add_demo(struct session *session, struct account_list *made, struct error *error)
{
	struct caseload caseload;
	TRY(session_caseload(session, NULL, &caseload, error));
	return accounts_demo(&session->app, caseload.pack, made, error);
}

static void print(const struct session *session, const struct account_list *made)
{
	FILE *out = session->call->out;
	fprintf(out, "The database is ready. You, %.*s, are its operator.\n",
		TEXT_ARG(session->app.actor));
	for (size_t i = 0; i < made->count; i++)
		fprintf(out, "  demo account %.*s\n", TEXT_ARG(made->at[i].name));
}

static enum status work(struct session *session, bool demo, struct error *error)
{
	struct account_list made = { 0 };
	TRY(accounts_init(&session->app, error));
	TRY(caseload_update_compartments(&session->app, error));
	if (demo)
		TRY(add_demo(session, &made, error));
	else if (session->pack != NULL) {
		struct caseload caseload;
		TRY(session_caseload(session, NULL, &caseload, error));
	}
	print(session, &made);
	return STATUS_OK;
}

enum status command_init(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	bool demo = false;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "pack", .value = &session.pack },
		{ .name = "demo", .flag = &demo },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, true, error));
	enum status status;
	if (demo && session.pack == NULL) {
		status = error_set(error, STATUS_USAGE,
				   "--demo needs the pack whose roles it takes");
		error_remedy(error, "add --pack DIR");
	} else {
		status = work(&session, demo, error);
	}
	session_close(&session);
	return status;
}
