/* SPDX-License-Identifier: Apache-2.0 */
/* Reading clocks: those of the pack that run, and all of a case. */
#include "app/access.h"
#include "app/clock_internal.h"

enum {
	LIST_MOST = 1000,
	COLUMNS = 14 /* texts */
};

struct listing {
	struct caseload *caseload;
	struct clock_zone *zone;
	int64_t now, tomorrow;
	struct clock_list *out;
	enum clock_which which;
};

static enum status begin(struct caseload *caseload, struct clock_list *out, struct listing *it,
			 struct error *error)
{
	*out = (struct clock_list){ 0 };
	*it = (struct listing){ .caseload = caseload, .out = out };
	TRY(clock_zone_open(caseload, &it->zone, error));
	const struct work_zone zone = clock_zone_of(it->zone);
	it->now = clock_zone_now(it->zone, &caseload->app->clock);
	int64_t local = work_zone_local(&zone, it->now);
	it->tomorrow = zone.instant(zone.user, (local / 86400 + 1) * 86400);
	return STATUS_OK;
}

static bool is_for_actor(const struct listing *it, const struct pack_clock *clock,
			 int64_t escalated)
{
	int64_t least = clock_escalation_of(it->caseload->app, clock);
	return least != 0 && escalated >= least;
}

static void take(struct listing *it, const struct rows *rows)
{
	struct arena *arena = it->caseload->arena;
	struct text texts[COLUMNS];
	int64_t escalated = rows_int(rows, COLUMNS);
	for (unsigned i = 0; i < COLUMNS; i++)
		texts[i] = text_copy(arena, rows_text(rows, i));
	struct clock_look look = { .id = rows_int(rows, 0),
				   .clock = pack_find_clock(it->caseload->pack, texts[2]),
				   .name = texts[2],
				   .root_id = rows_int(rows, 3),
				   .record_id = rows_int(rows, 4),
				   .cycle = rows_int(rows, 5),
				   .started_at = texts[6],
				   .started_on = texts[7],
				   .due_at = texts[8],
				   .due_on = texts[9],
				   .state = texts[10],
				   .fired_at = texts[11],
				   .ended_at = texts[12],
				   .ended_by = texts[13] };
	if (look.clock == NULL || !text_equal(look.clock->owner, texts[1]) ||
	    !clock_is_told(it->caseload, look.clock) ||
	    (it->which == CLOCK_ESCALATED && !is_for_actor(it, look.clock, escalated)))
		return;
	if (escalated > 0 && escalated <= (int64_t)look.clock->escalate_count)
		look.escalated_to = look.clock->escalates[escalated - 1]->label;
	look.began = look.started_on.length != 0
			     ? look.started_on
			     : clock_zone_text(it->zone, arena, look.started_at);
	look.due = look.due_on.length != 0 ? look.due_on
					   : clock_zone_text(it->zone, arena, look.due_at);
	look.ended = clock_zone_text(it->zone, arena, look.ended_at);
	int64_t until = look.ended_at.length != 0 ? clock_instant(look.ended_at) : it->now;
	if (look.due_at.length != 0 && !text_is(look.state, CLOCK_PAUSED)) {
		look.left = clock_instant(look.due_at) - until;
		look.is_overdue = look.left < 0 || (look.left == 0 && look.ended_at.length == 0);
	}
	list_push(arena, it->out, look);
}

static enum status take_all(struct listing *it, struct rows *rows, struct error *error)
{
	bool found;
	enum status status;
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found)
		take(it, rows);
	rows_end(rows);
	return status;
}

/* Of one of the packs that declare the clocks. */
static enum status of_owner(struct listing *it, struct text owner, struct error *error)
{
	enum clock_which which = it->which;
	struct caseload *caseload = it->caseload;
	struct rows rows;
	TRY(store_query(caseload->app->store, SQL_clock_list,
			BIND(store_text(owner), ACCESS_VIEWER(caseload->app),
			     dmn_number(which == CLOCK_LATE || which == CLOCK_ESCALATED),
			     store_text(clock_text(caseload->arena, it->now)),
			     dmn_number(which == CLOCK_ESCALATED), dmn_number(which == CLOCK_DUE),
			     store_text(clock_text(caseload->arena, it->tomorrow)),
			     dmn_number(LIST_MOST)),
			&rows, error));
	return take_all(it, &rows, error);
}

static bool is_first_of_owner(const struct pack *pack, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (text_equal(pack->clocks[i].owner, pack->clocks[index].owner))
			return false;
	return true;
}

static enum status name_cases(struct listing *it, struct error *error)
{
	struct caseload *caseload = it->caseload;
	struct text secret;
	for (size_t i = 0; i < it->out->count; i++) {
		struct clock_look *look = &it->out->at[i];
		TRY(caseload_kept(caseload, look->root_id, &look->root_id, error));
		TRY(caseload_case(caseload, look->root_id, &look->reference, &secret, error));
	}
	return STATUS_OK;
}

enum status clock_list(struct caseload *caseload, enum clock_which which, struct clock_list *out,
		       struct error *error)
{
	const struct pack *pack = caseload->pack;
	struct listing it;
	TRY(app_may(caseload->app, USE_CLOCKS, pack, error));
	enum status status = begin(caseload, out, &it, error);
	it.which = which;
	for (size_t i = 0; status == STATUS_OK && i < pack->clock_count; i++)
		if (is_first_of_owner(pack, i))
			status = of_owner(&it, pack->clocks[i].owner, error);
	if (status == STATUS_OK)
		status = name_cases(&it, error);
	clock_zone_close(it.zone);
	TRY(status);
	struct app_log log = { .use = USE_CLOCKS, .subject = TEXT("clock") };
	log.detail = app_shown(caseload->arena, "clocks", out->at, out->count, sizeof *out->at);
	return app_look(caseload->app, &log, error);
}

enum status clock_list_case(struct caseload *caseload, int64_t root_id, struct clock_list *out,
			    struct error *error)
{
	struct listing it;
	struct rows rows;
	enum status status = begin(caseload, out, &it, error);
	if (status == STATUS_OK)
		status =
			store_query(caseload->app->store, SQL_clock_of_case,
				    BIND(dmn_number(root_id), dmn_number(LIST_MOST)), &rows, error);
	if (status == STATUS_OK)
		status = take_all(&it, &rows, error);
	for (size_t i = 0; status == STATUS_OK && i < out->count; i++)
		status = clock_read_more(caseload, it.zone, &out->at[i], error);
	clock_zone_close(it.zone);
	return status;
}
