/* SPDX-License-Identifier: Apache-2.0 */
/* remit pack record: the transparency record of a pack. */
#include "app/transparency.h"
#include "cli/session.h"

static enum status show(struct session *session, struct error *error)
{
	FILE *out = session->call->out;
	struct caseload caseload;
	struct transparency record;
	const char *section = NULL;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(transparency_make(&caseload, &record, error));
	if (session->json) {
		fprintf(out, "%.*s\n", TEXT_ARG(transparency_json(session->call->arena, &record)));
		return STATUS_OK;
	}
	for (size_t i = 0; i < record.count; i++) {
		const struct transparency_row *it = &record.at[i];
		if (it->section != section)
			fprintf(out, "%s%s\n", section == NULL ? "" : "\n", it->section);
		section = it->section;
		fprintf(out, "  %s%s%s: %.*s\n", it->reference, it->reference[0] != '\0' ? " " : "",
			it->label, TEXT_ARG(it->value));
	}
	return STATUS_OK;
}

enum status command_pack_record(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = show(&session, error);
	session_close(&session);
	return status;
}
