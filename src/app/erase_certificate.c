/* SPDX-License-Identifier: Apache-2.0 */
/* What an erasure leaves: its certificate. */
#include "app/erase_internal.h"
#include "app/person_internal.h"

enum {
	LISTED = 200
};

static dmn_value day_value(struct arena *arena, int64_t day)
{
	char text[CLOCK_TEXT_SIZE];
	clock_print_day(day, text);
	return dmn_string(arena, text, strlen(text));
}

static dmn_value rules_of(struct erasing *it)
{
	struct arena *arena = it->caseload->arena;
	const struct pack *pack = it->caseload->pack;
	struct value_list list = { 0 };
	for (size_t i = 0; i < pack->retention_count; i++) {
		const struct pack_retention *rule = &pack->retention[i];
		struct value_members members = { .arena = arena };
		if (!it->of.states[i].applies)
			continue;
		value_member_text(&members, "rule", rule->label);
		value_member_text(&members, "source", rule->source);
		value_member(&members, "invented", dmn_boolean(rule->invented));
		value_member(&members, "ended_on", day_value(arena, it->of.states[i].ended_on));
		value_member(&members, "kept_until", day_value(arena, it->of.states[i].kept_until));
		list_push(arena, &list, value_of_members(&members));
	}
	return value_of_list(arena, &list);
}

static dmn_value counts_of(struct erasing *it)
{
	struct arena *arena = it->caseload->arena;
	struct value_list list = { 0 };
	for (size_t i = 0; i < it->counts.count; i++) {
		struct value_members members = { .arena = arena };
		if (it->counts.at[i].rows == 0)
			continue;
		value_member_text(&members, "kind", text_from(it->counts.at[i].table));
		value_member(&members, "rows", dmn_number((int64_t)it->counts.at[i].rows));
		list_push(arena, &list, value_of_members(&members));
	}
	return value_of_list(arena, &list);
}

struct text erase_certificate(struct erasing *it)
{
	struct arena *arena = it->caseload->arena;
	struct value_members members = { .arena = arena };
	size_t size;
	value_member_text(&members, "format", TEXT("remit-erasure/1"));
	value_member(&members, "erasure", dmn_number(it->id));
	value_member_text(&members, "work", it->caseload->pack->title);
	value_member_text(&members, "pack_version", it->caseload->pack->version);
	value_member(&members, "case_number", dmn_number(it->of.root_id));
	value_member_text(&members, "erased_at", app_now_in(arena));
	value_member_text(&members, "by", it->caseload->app->actor);
	value_member_text(&members, "reason", it->reason);
	value_member(&members, "rules", rules_of(it));
	value_member(&members, "erased", counts_of(it));
	const char *json = dmn_to_json(arena, value_of_members(&members), &size);
	return (struct text){ json, size };
}

static struct certificate read_row(struct arena *arena, const struct rows *rows, unsigned from)
{
	return (struct certificate){ .json = text_copy(arena, rows_text(rows, from)),
				     .actor = text_copy(arena, rows_text(rows, from + 1)),
				     .erased_at = text_copy(arena, rows_text(rows, from + 2)),
				     .purged_at = text_copy(arena, rows_text(rows, from + 3)),
				     .trace = text_copy(arena, rows_text(rows, from + 4)) };
}

enum status certificate_list(struct caseload *caseload, struct certificate_list *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	*out = (struct certificate_list){ 0 };
	TRY(app_may(caseload->app, USE_RETENTION, caseload->pack, error));
	TRY(store_query(caseload->app->store, SQL_erasure_list,
			BIND(store_text(caseload->pack->name), dmn_number(LISTED)), &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct certificate it = read_row(caseload->arena, &rows, 1);
		it.id = rows_int(&rows, 0);
		list_push(caseload->arena, out, it);
	}
	rows_end(&rows);
	return status;
}

enum status certificate_read(struct caseload *caseload, int64_t id, struct certificate *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	TRY(app_may(caseload->app, USE_RETENTION, caseload->pack, error));
	TRY(store_query(caseload->app->store, SQL_erasure_get,
			BIND(dmn_number(id), store_text(caseload->pack->name)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*out = read_row(caseload->arena, &rows, 0);
	else if (status == STATUS_OK)
		status = error_set(error, STATUS_NOT_FOUND, "there is no such certificate");
	rows_end(&rows);
	TRY(status);
	out->id = id;
	struct app_log log = { .use = USE_RETENTION, .subject = TEXT("erasure"), .subject_id = id };
	return app_look(caseload->app, &log, error);
}
