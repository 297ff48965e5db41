/* SPDX-License-Identifier: Apache-2.0 */
/* Which teams there are, and which items are theirs. */
#include "app/team.h"

#include "app/access.h"
#include "app/facet.h"

/* Whose work the tray is, by role: what was told for one purpose is not used for another. */
static bool is_for_role(const struct pack *pack, struct text tray, struct text role)
{
	const struct pack_tray *it = pack_find_tray(pack, tray);
	for (size_t i = 0; it != NULL && i < it->role_count; i++)
		if (text_equal(it->roles[i]->name, role))
			return true;
	return it == NULL || it->role_count == 0;
}

static enum status tray_takes(struct caseload *caseload, struct text account, int64_t item_id,
			      bool *takes, struct error *error)
{
	struct rows rows;
	bool found;
	*takes = true;
	if (caseload->pack->teams.tray_count == 0)
		return STATUS_OK;
	TRY(store_query(caseload->app->store, SQL_item_tray_role,
			BIND(store_text(account), dmn_number(item_id)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*takes = is_for_role(caseload->pack, rows_text(&rows, 0), rows_text(&rows, 1));
	rows_end(&rows);
	return status;
}

enum status team_takes(struct caseload *caseload, struct text account, int64_t item_id, bool *takes,
		       struct error *error)
{
	int64_t is_for = 1;
	TRY(tray_takes(caseload, account, item_id, takes, error));
	if (!*takes)
		return STATUS_OK;
	if (caseload->pack->teams.restricts)
		TRY(store_number(caseload->app->store, SQL_item_is_for,
				 BIND(store_text(account), dmn_number(item_id)), &is_for, NULL,
				 error));
	*takes = is_for != 0;
	return STATUS_OK;
}

struct text team_tray(struct batch *batch, struct assembled_row *about)
{
	const struct pack_fact *by = &batch->caseload->pack->teams.by;
	return by->field != NULL ? evaluate_text(facet_value(batch, about, by)) : TEXT("");
}

static struct team *find(struct team_list *list, int64_t id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i].id == id)
			return &list->at[i];
	return NULL;
}

static void take_team(struct arena *arena, const struct rows *rows, struct team_list *out)
{
	list_push(arena, out,
		  (struct team){ .id = rows_int(rows, 0),
				 .name = text_copy(arena, rows_text(rows, 1)),
				 .label = text_copy(arena, rows_text(rows, 2)),
				 .mine = rows_int(rows, 3) != 0 });
}

static void take_tray(struct arena *arena, const struct rows *rows, struct team_list *out)
{
	struct team *team = find(out, rows_int(rows, 0));
	if (team != NULL)
		list_push(arena, &team->trays, text_copy(arena, rows_text(rows, 1)));
}

static void take_member(struct arena *arena, const struct rows *rows, struct team_list *out)
{
	struct team *team = find(out, rows_int(rows, 0));
	if (team == NULL)
		return;
	struct team_member member = { .account = text_copy(arena, rows_text(rows, 1)),
				      .role = text_copy(arena, rows_text(rows, 2)) };
	if (team->has_load) {
		member.asked_by = text_copy(arena, rows_text(rows, 3));
		member.reason = text_copy(arena, rows_text(rows, 4));
		member.actor = text_copy(arena, rows_text(rows, 5));
		member.made_at = text_copy(arena, rows_text(rows, 6));
		member.claimed = rows_int(rows, 7);
	}
	list_push(arena, &team->members, member);
}

static void take_load(struct arena *arena, const struct rows *rows, struct team_list *out)
{
	struct team *team = find(out, rows_int(rows, 0));
	if (team == NULL || !team->has_load)
		return;
	const struct team_load load = { .tray = text_copy(arena, rows_text(rows, 1)),
					.waiting = rows_int(rows, 2),
					.unclaimed = rows_int(rows, 3),
					.blocked = rows_int(rows, 4),
					.oldest_at = text_copy(arena, rows_text(rows, 5)) };
	team->waiting += load.waiting;
	team->unclaimed += load.unclaimed;
	team->blocked += load.blocked;
	list_push(arena, &team->loads, load);
}

typedef void take_row(struct arena *arena, const struct rows *rows, struct team_list *out);

static enum status read_rows(struct app *app, enum statement_name name, const dmn_value *values,
			     size_t count, take_row *take, struct team_list *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, name, values, count, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		take(app->arena, &rows, out);
	rows_end(&rows);
	return status;
}

enum status team_read(struct caseload *caseload, struct team_list *out, struct error *error)
{
	struct app *app = caseload->app;
	const dmn_value pack = store_text(caseload->pack->name);
	const dmn_value viewer = store_text(app->actor);
	const dmn_value now = dmn_number(clock_now());
	struct app_log log = { .use = USE_TEAMS, .subject = TEXT("team") };
	*out = (struct team_list){ .may_change = app_can(app, USE_TEAM_CHANGE, caseload->pack) };
	TRY(app_may(app, USE_TEAMS, caseload->pack, error));
	TRY(app_look(app, &log, error));
	TRY(read_rows(app, SQL_team_list, BIND(viewer, pack), take_team, out, error));
	bool all = app_can(app, USE_LOAD, NULL) && !text_is(app->role, APP_ROLE_MANAGER);
	for (size_t i = 0; i < out->count; i++)
		out->at[i].has_load = all || (out->at[i].mine && app_can(app, USE_LOAD, NULL));
	TRY(read_rows(app, SQL_team_trays, BIND(pack), take_tray, out, error));
	TRY(read_rows(app, SQL_team_members, BIND(pack, viewer, now), take_member, out, error));
	return read_rows(app, SQL_team_load, BIND(pack, viewer, now), take_load, out, error);
}
