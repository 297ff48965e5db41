/* SPDX-License-Identifier: Apache-2.0 */
/* remit pack record: the transparency record of a pack. */
#include "app/transparency.h"
#include "cli/session.h"

static void print_changes(FILE *out, const struct transparency_published *last,
			  const struct transparency_changes *changes)
{
	fprintf(out, "\nSince it was published on %.10s, of version %.*s:\n", last->published_at.at,
		TEXT_ARG(last->version));
	if (changes->count == 0)
		fputs("  nothing has changed\n", out);
	for (size_t i = 0; i < changes->count; i++) {
		const struct transparency_change *it = &changes->at[i];
		fprintf(out, "  %.*s %s: %.*s\n", TEXT_ARG(it->label),
			it->is.length == 0    ? "is gone"
			: it->was.length == 0 ? "is new"
					      : "has changed",
			TEXT_ARG(it->is.length != 0 ? it->is : it->was));
	}
}

static enum status show_changes(struct session *session, struct caseload *caseload,
				const struct transparency *record, struct error *error)
{
	struct transparency_list list;
	struct transparency_changes changes;
	FILE *out = session->call->out;
	TRY(transparency_list(caseload, &list, error));
	if (list.count == 0) {
		fputs("\nIt was never published: remit pack record --publish\n", out);
		return STATUS_OK;
	}
	transparency_compare(caseload->arena, &list.at[0], record, &changes);
	print_changes(out, &list.at[0], &changes);
	return STATUS_OK;
}

static enum status publish(struct session *session, struct error *error)
{
	struct caseload caseload;
	int64_t id;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(transparency_publish(&caseload, &id, error));
	fprintf(session->call->out, "Record %lld is published, and everybody may read it.\n",
		(long long)id);
	return STATUS_OK;
}

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
	return show_changes(session, &caseload, &record, error);
}

enum status command_pack_record(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	bool wants = false;
	const struct option_spec specs[] = { SESSION_OPTIONS(session),
					     { .name = "publish", .flag = &wants } };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = wants ? publish(&session, error) : show(&session, error);
	session_close(&session);
	return status;
}
