/* SPDX-License-Identifier: Apache-2.0 */
/* remit compartment look. */
#include "app/compartment_look.h"
#include "cli/session.h"

static void print(const struct session *session, const struct compartment_shown *shown)
{
	FILE *out = session->call->out;
	struct answer answer = answer_new(session->call->arena);
	answer_list(&answer, NULL);
	for (size_t i = 0; i < shown->count; i++) {
		const struct compartment_value *it = &shown->at[i];
		if (!session->json)
			fprintf(out, "%.*s  %.*s: %.*s\n", TEXT_ARG(it->record),
				TEXT_ARG(it->label), TEXT_ARG(it->value));
		answer_object(&answer, NULL);
		answer_text(&answer, "record", it->record);
		answer_text(&answer, "field", it->label);
		answer_text(&answer, "value", it->value);
		answer_text(&answer, "source", it->source);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, out);
	else if (shown->count == 0)
		fputs("Nothing is held there on this case.\n", out);
}

enum status command_compartment_look(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct compartment_shown shown;
	const char *reason = NULL;
	int64_t root_id;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "reason", .value = &reason, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 3, 3, false, error));
	const char *const *words = session.words.at;
	enum status status = session_caseload(&session, words[0], &caseload, error);
	if (status == STATUS_OK)
		status = session_case(&session, &caseload, words[2], &root_id, error);
	if (status == STATUS_OK)
		status = compartment_look(&caseload, root_id, text_from(words[1]),
					  text_from(reason), &shown, error);
	if (status == STATUS_OK)
		print(&session, &shown);
	session_close(&session);
	return status;
}
