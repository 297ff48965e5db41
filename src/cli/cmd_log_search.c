/* SPDX-License-Identifier: Apache-2.0 */
/* remit audit search: the whole log by person, actor, kind, action and time. */
#include "app/log_search.h"
#include "cli/session.h"

struct search_words {
	const char *on, *actor, *kind, *action, *from, *until, *before;
	bool csv;
};

static void print_entries(struct session *session, const struct search_words *words,
			  const struct log_found *found)
{
	struct arena *arena = session->app.arena;
	struct text text = words->csv ? log_found_csv(arena, found) : log_found_lines(arena, found);
	if (words->csv || session->json) {
		fwrite(text.at, 1, text.length, session->call->out);
		return;
	}
	for (size_t i = 0; i < found->entries.count; i++) {
		const struct trail_entry *it = &found->entries.at[i];
		char at[CLOCK_TEXT_SIZE];
		clock_print(it->at, at);
		fprintf(session->call->out, "%6lld  %.19s  %-24.*s %-12.*s %.*s%s%.*s  %.*s %lld\n",
			(long long)it->number, at, TEXT_ARG(it->actor), TEXT_ARG(it->kind),
			TEXT_ARG(it->action), it->purpose.length != 0 ? ": " : "",
			TEXT_ARG(it->purpose), TEXT_ARG(it->subject), (long long)it->subject_id);
	}
	if (found->more)
		fprintf(session->call->out, "More before entry %lld: --before %lld\n",
			(long long)found->entries.at[found->entries.count - 1].number,
			(long long)found->entries.at[found->entries.count - 1].number);
}

static enum status search(struct session *session, const struct search_words *words,
			  struct error *error)
{
	struct caseload caseload;
	struct log_found found;
	struct log_query query = { .reference = text_from(words->on),
				   .actor = text_from(words->actor),
				   .kind = text_from(words->kind),
				   .action = text_from(words->action),
				   .from = text_from(words->from),
				   .until = text_from(words->until) };
	bool whole = words->csv || session->json;
	if (words->before != NULL)
		TRY(options_number("--before", words->before, 1, INT64_MAX / 2, &query.before,
				   error));
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(log_search(&session->app, caseload.pack->name, &query,
		       whole ? LOG_SEARCH_MOST : LOG_SEARCH_PAGE, &found, error));
	print_entries(session, words, &found);
	if (whole && found.more)
		fprintf(session->call->notes, "There are more than %d: narrow the search.\n",
			LOG_SEARCH_MOST);
	return STATUS_OK;
}

enum status command_audit_search(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct search_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "case", .value = &words.on },
		{ .name = "actor", .value = &words.actor },
		{ .name = "kind", .value = &words.kind },
		{ .name = "action", .value = &words.action },
		{ .name = "from", .value = &words.from },
		{ .name = "until", .value = &words.until },
		{ .name = "before", .value = &words.before },
		{ .name = "csv", .flag = &words.csv },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = search(&session, &words, error);
	session_close(&session);
	return status;
}
