/* SPDX-License-Identifier: Apache-2.0 */
/* remit worklist. */
#include "app/authorised.h"
#include "app/quality.h"
#include "app/worklist.h"
#include "cli/session.h"

static void print(const struct session *session, const struct pack *pack,
		  const struct worklist *list)
{
	FILE *out = session->call->out;
	for (size_t i = 0; i < list->count; i++) {
		const struct worklist_item *item = &list->at[i];
		fprintf(out, "%lld  %.*s", (long long)item->id, TEXT_ARG(item->state));
		for (size_t f = 0; f < pack->worklist_count; f++)
			fprintf(out, "  %.*s", TEXT_ARG(item->facts[f]));
		fputs(item->barred ? "  (another person's: you took part in what is challenged)\n"
				   : "\n",
		      out);
		for (size_t k = 0; k < item->key_count; k++)
			fprintf(out, "      %.*s: %.*s\n", TEXT_ARG(item->keys[k].key),
				TEXT_ARG(item->keys[k].reason));
	}
	if (list->count == 0)
		fputs("Nothing waits.\n", out);
}

static void answer_item(struct answer *answer, const struct pack *pack,
			const struct worklist_item *item, struct arena *arena)
{
	answer_object(answer, NULL);
	answer_number(answer, "item", item->id);
	answer_text(answer, "state", item->state);
	answer_text(answer, "as_of", item->as_of);
	answer_truth(answer, "barred", item->barred);
	answer_object(answer, "facts");
	for (size_t f = 0; f < pack->worklist_count; f++)
		answer_text(answer,
			    text_format(arena, "%.*s.%.*s",
					TEXT_ARG(pack->worklist[f].record->name),
					TEXT_ARG(pack->worklist[f].field->name))
				    .at,
			    item->facts[f]);
	answer_end_object(answer);
	answer_list(answer, "priority");
	for (size_t k = 0; k < item->key_count; k++) {
		answer_object(answer, NULL);
		answer_text(answer, "key", item->keys[k].key);
		answer_text(answer, "value", item->keys[k].value);
		answer_text(answer, "reason", item->keys[k].reason);
		answer_end_object(answer);
	}
	answer_end_list(answer);
	answer_end_object(answer);
}

static void print_json(const struct session *session, const struct pack *pack,
		       const struct worklist *list, const struct quality_caveats *caveats)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "items");
	for (size_t i = 0; i < list->count; i++)
		answer_item(&answer, pack, &list->at[i], session->call->arena);
	answer_end_list(&answer);
	answer_text(&answer, "quality_as_of", caveats->as_of);
	answer_texts(&answer, "caveats", caveats->at, caveats->count);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

/* What is known to be wrong with the columns. */
static void print_caveats(const struct session *session, const struct quality_caveats *caveats)
{
	if (caveats->count != 0)
		fprintf(session->call->out, "Known of the quality of these columns, as of %.*s:\n",
			TEXT_ARG(caveats->as_of));
	for (size_t i = 0; i < caveats->count; i++)
		fprintf(session->call->out, "  %.*s\n", TEXT_ARG(caveats->at[i]));
}

/* No list is made by a special characteristic; who asks for one is told why, and it is logged. */
static enum status not_filtered(struct session *session, const struct pack *pack, struct text name,
				struct error *error)
{
	struct text field_name;
	const struct pack_record *record = pack_find_record(pack, text_cut(name, '.', &field_name));
	const struct pack_field *field =
		record != NULL ? pack_find_field(record, field_name) : NULL;
	if (field != NULL)
		TRY(authorised_list(&session->app, pack, record, field, USE_WORKLIST, error));
	error_set(error, STATUS_INVALID, "the worklist is not filtered by '%.*s'", TEXT_ARG(name));
	return error_remedy(error, "use a field that stands under `filters:`, as "
				   "record.field=CODE");
}

/* One of `--where record.field=CODE`. */
static enum status read_where(struct session *session, const struct pack *pack, const char *word,
			      struct text *facets, struct error *error)
{
	struct text code;
	struct text name = text_cut(text_from(word), '=', &code);
	struct text field;
	struct text record = text_cut(name, '.', &field);
	for (size_t i = 0; i < pack->filter_count; i++) {
		const struct pack_fact *it = &pack->filters[i];
		if (!text_equal(it->record->name, record) || !text_equal(it->field->name, field))
			continue;
		facets[i] = code;
		if (pack_find_code(it->field->codes, code) != NULL)
			return STATUS_OK;
		error_set(error, STATUS_INVALID, "'%.*s' is no code of %.*s", TEXT_ARG(code),
			  TEXT_ARG(name));
		return error_remedy(error, "use one of the list %.*s",
				    TEXT_ARG(it->field->codes->name));
	}
	return not_filtered(session, pack, name, error);
}

static enum status read_wheres(struct session *session, const struct pack *pack,
			       const struct option_words *words, struct worklist_filter *filter,
			       struct error *error)
{
	struct text *facets =
		arena_new_array(session->call->arena, struct text, pack->filter_count + 1);
	for (size_t i = 0; i < words->count; i++)
		TRY(read_where(session, pack, words->at[i], facets, error));
	filter->facets = facets;
	return STATUS_OK;
}

static enum status work(struct session *session, const struct option_words *where,
			struct worklist_filter *filter, struct error *error)
{
	struct caseload caseload;
	struct worklist list = { 0 };
	struct quality_caveats caveats;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(read_wheres(session, caseload.pack, where, filter, error));
	TRY(worklist_read(&caseload, filter, &list, error));
	TRY(quality_caveats(&caseload, caseload.pack->worklist, caseload.pack->worklist_count,
			    &caveats, error));
	if (session->json) {
		print_json(session, caseload.pack, &list, &caveats);
		return STATUS_OK;
	}
	print(session, caseload.pack, &list);
	print_caveats(session, &caveats);
	return STATUS_OK;
}

enum status command_worklist(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *limit_text = NULL;
	struct worklist_filter filter = { .most = 20 };
	struct option_words where = { 0 };
	bool team = false;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "pack", .value = &session.pack },
		{ .name = "limit", .value = &limit_text },
		{ .name = "team", .flag = &team },
		{ .name = "where", .words = &where },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = STATUS_OK;
	if (limit_text != NULL)
		status = options_number("--limit", limit_text, 1, 100000, &filter.most, error);
	filter.whose = team ? WORKLIST_TEAM : WORKLIST_ANYONE;
	if (status == STATUS_OK)
		status = work(&session, &where, &filter, error);
	session_close(&session);
	return status;
}
