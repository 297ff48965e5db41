/* SPDX-License-Identifier: Apache-2.0 */
/* Making a person's file. */
#include "app/person_internal.h"

static const struct {
	const char *name, *title;
	enum statement_name rows;
} held[] = {
#define HELD(table, title) { #table, title, SQL_held_##table },
#include "app/held.def"
};

static enum status check_call(const struct person_file_call *call, struct error *error)
{
	if (call->to.length == 0)
		return error_at_field(error, "to", "it is not said who gets the file",
				      "name them, as the log is to have it");
	if (call->why.length == 0)
		return error_at_field(error, "why", "it is not said why the file is given",
				      "say what was asked for, and when");
	return STATUS_OK;
}

/* Article 15(1): what the person is told beside the copy. */
static dmn_value about(struct person_telling *telling)
{
	const struct pack *pack = telling->caseload->pack;
	struct value_members members = { .arena = telling->arena };
	struct value_list sources = { 0 };
	value_member_text(&members, "work", pack->title);
	value_member_text(&members, "controller", pack->owner);
	value_member_text(&members, "purpose", pack->purpose);
	value_member_text(&members, "lawful_basis", pack->lawful_basis);
	for (size_t i = 0; i < pack->extract_count; i++)
		list_push(telling->arena, &sources,
			  dmn_string_view(pack->extracts[i].label.at,
					  pack->extracts[i].label.length));
	value_member(&members, "sources", value_of_list(telling->arena, &sources));
	value_member_text(&members, "how_it_is_decided",
			  TEXT("Published rules recommend. A person records their own view, sees "
			       "the recommendation and decides; nothing is decided by the rules "
			       "alone."));
	value_member_text(&members, "your_rights",
			  TEXT("You may ask for what is wrong to be put right, object, ask for "
			       "erasure or restriction where the law gives it, and complain to "
			       "the Information Commissioner."));
	value_member_text(&members, "how_staff_are_named",
			  telling->names
				  ? TEXT("By their account.")
				  : TEXT("By role, grade and a number that is the same person "
					 "throughout this file."));
	return value_of_members(&members);
}

/* What a compartment has beside records: who did or looked at what there. */
static enum status tell_beside(struct person_telling *telling, void *user, struct error *error)
{
	struct arena *arena = telling->arena;
	struct text name = telling->app->compartment;
	(void)user;
	for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
		struct value_list rows = { 0 };
		TRY(person_rows(telling, held[i].rows, &rows, error));
		if (rows.count != 0)
			person_section(
				telling,
				text_format(arena, "%.*s.%s", TEXT_ARG(name), held[i].name).at,
				text_format(arena, "In the closed compartment '%.*s': %s",
					    TEXT_ARG(name), held[i].title)
					.at,
				&rows);
	}
	return STATUS_OK;
}

static enum status tell(struct person_telling *telling, struct error *error)
{
	TRY(person_records(telling, tell_beside, error));
	for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
		struct value_list rows = { 0 };
		TRY(person_rows(telling, held[i].rows, &rows, error));
		person_section(telling, held[i].name, held[i].title, &rows);
	}
	return person_reasons(telling, error);
}

static void finish(struct person_telling *telling, struct person_file *out)
{
	struct value_members members = { .arena = telling->arena };
	size_t size;
	value_member_text(&members, "format", TEXT("remit-person-file/1"));
	value_member_text(&members, "reference", telling->reference);
	value_member_text(&members, "made_at", app_now(telling->app));
	value_member(&members, "about", about(telling));
	value_member(&members, "sections", value_of_list(telling->arena, &telling->sections));
	out->value = value_of_members(&members);
	const char *json = dmn_to_json(telling->arena, out->value, &size);
	out->json = (struct text){ json, size };
}

enum status person_file_make(struct app *app, struct text pack, int64_t root_id,
			     const struct person_file_call *call, struct person_file *out,
			     struct error *error)
{
	struct person_telling telling;
	TRY(person_open(app, pack, root_id, USE_PERSON_FILE, out, &telling, error));
	TRY(check_call(call, error));
	telling.names = call->names;
	telling.detail = person_detail_within(telling.arena, call);
	enum app_telling before = app->telling;
	app->telling = APP_TELLS_ALL;
	enum status status = tell(&telling, error);
	app->telling = before;
	TRY(status);
	TRY(case_document_list(&out->caseload, out->root_id, &out->documents, error));
	finish(&telling, out);
	struct app_log log = { .use = USE_PERSON_FILE,
			       .purpose = TEXT("right of access"),
			       .subject = TEXT("case_file"),
			       .subject_id = out->root_id,
			       .person_type = telling.root->name,
			       .person_id = out->root_id,
			       .secret = out->secret,
			       .detail = person_detail(out, call) };
	return app_look(app, &log, error);
}
