/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/listing.h"

static enum status list(struct session *session, listing_tell *tell, struct error *error)
{
	struct caseload caseload;
	struct answer answer = answer_new(session->call->arena);
	FILE *out = session->call->out;
	size_t count;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	answer_list(&answer, NULL);
	TRY(tell(&caseload, &answer, session->json ? NULL : out, &count, error));
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, out);
	else if (count == 0)
		fputs("None.\n", out);
	return STATUS_OK;
}

enum status listing_run(struct command_call *call, listing_tell *tell, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = list(&session, tell, error);
	session_close(&session);
	return status;
}
